"""Reading a window: which one, under which rules of distribution, and how it is locked. Nothing is decided here."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time

from django.db import transaction
from django.utils import timezone

from cases.authority.permit import Refused
from cases.authority.values import values_for
from cases.models import Draw, Window

LOT, ARRIVAL, SHARES = "lot", "arrival", "shares"
HMAC, NOTARY, NO_LOT = "hmac", "notary", "none"


ORDER_SETTINGS = ("later_number_may_pass", "last_at_ceiling", "overshoot_day_by_lot")
"""The values that a scheme must have where a window goes by order: what happens at the ceiling."""


class UnknownWindow(LookupError):
    """The scheme has no window of this code."""


class NotInOrder(Refused):
    """An act on a window comes too early, too late or a second time; the message says what must be done."""


@dataclass(frozen=True)
class Distribution:
    """The settings of a scheme for what happens at the ceiling (slim.md 10, questions 17 and L2)."""

    later_number_may_pass: bool
    last_at_ceiling: str
    overshoot_day_by_lot: bool


def find_window(scheme: str, code: str) -> Window:
    """Give a window by its code, with or without the scheme in front. Raises UnknownWindow, naming those that exist."""
    known = {window.code: window for window in Window.objects.filter(scheme=scheme)}
    found = known.get(code) or known.get(f"{scheme}-{code}")
    if found is None:
        names = ", ".join(known) or "nog geen; lees ze in met load_windows"
        raise UnknownWindow(f"Het aanvraagtijdvak {code!r} bestaat niet bij {scheme!r}. Kies uit: {names}.")
    return found


@contextmanager
def locked_window(window_pk: int) -> Iterator[Window]:
    """Lock a window for the length of a transaction, before any case: one drain per window, while applications still come in.

    The lock lets rows that point to the window be added, so no applicant waits for it.
    """
    with transaction.atomic():
        yield Window.objects.select_for_update(no_key=True).get(pk=window_pk)


def distribution_of(window: Window) -> Distribution:
    """Give the settings that held when the window opened: the way of distribution is published with the ceiling (Awb 4:26)."""
    values = values_for(window.scheme, timezone.localdate(window.opens_at))
    return Distribution(values.later_number_may_pass, values.last_at_ceiling, values.overshoot_day_by_lot)


def draw_of(window: Window) -> Draw:
    """Give the draw of a window. Raises NotInOrder where nothing was prepared."""
    found = Draw.objects.select_related("value_entered_by").filter(window=window).first()
    if found is None:
        raise NotInOrder("Er is nog geen lijst bevroren voor dit tijdvak. Bevries eerst de lijst.")
    return found


def moment_of(on: date) -> datetime:
    """Give the moment of an act on a day: now when that is today, else noon. The trail keeps the real moment beside it."""
    if on == timezone.localdate():
        return timezone.now()
    return datetime.combine(on, time(12), timezone.get_current_timezone())


def written_moment(moment: datetime) -> str:
    """Write a moment for Dutch readers: `31-03-2020 17:00`."""
    return f"{timezone.localtime(moment):%d-%m-%Y %H:%M}"
