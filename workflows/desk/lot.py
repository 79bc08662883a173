"""The acts of a lot as a page offers them, in their order: sealing, freezing, entering by two people, drawing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from types import MappingProxyType
from typing import Any

from django.http import Http404
from django.utils import timezone

from cases.authority.actors import Actor
from cases.windows.events import VALUE_CONFIRMED
from cases.windows.method import NotInOrder
from workflows.steps.drawing import commit_seed, confirm_value, enter_value, freeze_list
from workflows.steps.ordering import draw_lot

Given = Mapping[str, Any]
VALUE = (("value", "Waarde", "text"),)


@dataclass(frozen=True)
class LotAct:
    """An act of the lot: its name for the gate and in the trail, its label, what is asked (name, label, type), and the step."""

    act: str
    event: str
    label: str
    asks: tuple[tuple[str, str, str], ...]
    step: Callable[[int, Given, Actor, date], object]


def seal(window_pk: int, given: Given, by: Actor, on: date) -> object:
    """Commit to a secret seed. Raises NotInOrder where the moment of the public value cannot be read."""
    try:
        due = timezone.make_aware(datetime.fromisoformat(given.get("due", "")))
    except ValueError as error:
        raise NotInOrder("Kies dag en tijd waarop de toevalswaarde bekend wordt.") from error
    return commit_seed(window_pk, by=by, on=on, value_source=given.get("source", ""), value_due_at=due)


LOT: Mapping[str, LotAct] = MappingProxyType(
    {
        "zaad": LotAct(
            "commit_seed",
            "window.seed_committed",
            "Zaad vastleggen",
            (("source", "Welke toevalswaarde, en waar na te lezen", "text"), ("due", "Bekend vanaf", "datetime-local")),
            seal,
        ),
        "lijst": LotAct(
            "freeze_list",
            "window.list_frozen",
            "Lijst bevriezen",
            (),
            lambda pk, given, by, on: freeze_list(pk, by=by, on=on),
        ),
        "invoeren": LotAct(
            "enter_value",
            "window.value_entered",
            "Toevalswaarde invoeren (eerste persoon)",
            VALUE,
            lambda pk, given, by, on: enter_value(pk, given.get("value", ""), by=by, on=on),
        ),
        "bevestigen": LotAct(
            "confirm_value",
            VALUE_CONFIRMED,
            "Toevalswaarde bevestigen (tweede persoon)",
            VALUE,
            lambda pk, given, by, on: confirm_value(pk, given.get("value", ""), by=by, on=on),
        ),
        "loten": LotAct(
            "draw_lot",
            "window.drawn",
            "Volgorde bepalen",
            (),
            lambda pk, given, by, on: draw_lot(pk, by=by, on=on),
        ),
    }
)


def act_of(name: str, acts: Mapping[str, LotAct] = LOT) -> LotAct:
    """Give the act of a name. Raises Http404 for another one."""
    if name not in acts:
        raise Http404
    return acts[name]
