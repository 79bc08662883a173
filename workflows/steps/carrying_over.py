"""Between one window in order of arrival and the next: no more arrivals are taken in, and then what is left moves on, less what
was granted above the ceiling to those who cannot apply digitally. Whether money moves on at all is a setting of the scheme."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import connection, transaction
from django.db.models import Sum
from django.db.models.functions import Coalesce
from django.utils import timezone

from audit.canonical import JSON
from audit.trail import record
from cases.amounts import from_cents, plain, to_cents, written
from cases.authority.actors import Actor
from cases.authority.permit import permit
from cases.authority.values import values_for
from cases.models import Arrival, Case, Counter, Status, Window
from cases.schemes.claims import CEILING, DIGITAL, OVERRUN
from cases.windows.arrivals import count_waiting
from cases.windows.events import ARRIVALS_CLOSED, CARRIED_OVER, PART_SET
from cases.windows.method import NotInOrder, locked_window
from workflows.steps.arriving import decides_by_arrival

MOVES_ON = "left_over_moves_on"
LOCK = "SELECT pg_advisory_xact_lock(hashtext('cases_arrival'), %s)"
"""The same lock under which arrivals take their number: whoever holds it has nobody halfway."""

UNDECIDED = (Status.SUBMITTED, Status.SUPPLEMENT_REQUESTED)


@dataclass(frozen=True)
class Carried:
    """What went to the next window, in euro: what was left, and what was granted above the ceiling and is made up for."""

    to: str
    left: Decimal
    overrun: Decimal

    @property
    def net(self) -> Decimal:
        """By how much the ceiling of the next window changes."""
        return self.left - self.overrun


def close_arrivals(window_pk: int, *, by: Actor, on: date) -> None:
    """Take nothing more in, once the window is over; who was just storing an application is waited for.

    Raises NotInOrder before the end of the window, or a second time.
    """
    with locked_window(window_pk) as window:
        permit(by, "close_arrivals", on=on, scheme=window.scheme)
        _refuse_other_method(window)
        if window.arrivals_closed_on is not None:
            raise NotInOrder(f"De binnenkomst is al gesloten op {window.arrivals_closed_on:%d-%m-%Y}.")
        if on <= timezone.localdate(window.closes_at):
            raise NotInOrder(
                f"Het tijdvak loopt tot en met {timezone.localdate(window.closes_at):%d-%m-%Y}. Wacht tot het voorbij is."
            )
        with connection.cursor() as cursor:
            cursor.execute(LOCK, [window.pk])
        window.arrivals_closed_on = on
        window.save(update_fields=["arrivals_closed_on"])
        facts: dict[str, JSON] = {"arrivals": Arrival.objects.filter(window=window).count()}
        record(window.stream, ARRIVALS_CLOSED, actor=str(by), origin=by.origin, on=on, facts=facts)


def carry_over(window_pk: int, *, by: Actor, on: date) -> Carried:
    """Let the next window of the same year have what is left of this one, less what this one gave above its ceiling.

    What applications that are still to be completed ask for stays here. May be done again when money came free later.
    Raises NotInOrder while arrivals wait, where nothing is left to move, or where the next window would be lowered for
    applications that came in already (Awb 4:27 lid 2).
    """
    window, following = _pair(window_pk)
    with _both(window, following):
        permit(by, "carry_over", on=on, scheme=window.scheme)
        _refuse_unfinished(window)
        counters = _counters(window)
        left, overrun = _left(window, counters[CEILING], on), _overrun(counters.get(OVERRUN))
        if not left and not overrun:
            raise NotInOrder(
                "Er is niets over, en er is niets boven het plafond verleend dat nog moet worden verrekend."
            )
        _refuse_lowering(following, left - overrun)
        _move(counters, _counters(following), left, overrun)
        carried = Carried(following.code, from_cents(left), from_cents(overrun))
        _record(window, following, carried, by=by, on=on)
        return carried


def set_part(window_pk: int, bucket: str, amount: Decimal, *, by: Actor, on: date, source: str) -> None:
    """Publish a part of a window, in euro: what can be applied for digitally (the rest is kept for those who cannot), what may go
    above the ceiling for them, or a compartment that a scheme opens. `source` names the publication.

    Raises NotInOrder without it, and once applications came in: they rely on what was published (Awb 4:27 lid 2).
    """
    with locked_window(window_pk) as window:
        permit(by, "change_ceiling", on=on, scheme=window.scheme)
        _refuse_other_method(window)
        if not source.strip() or amount < 0 or bucket == CEILING:
            raise NotInOrder("Noem een onderdeel, een bedrag vanaf nul, en waar dit bekend is gemaakt.")
        if Arrival.objects.filter(window=window).exists():
            raise NotInOrder("Er zijn al aanvragen ingediend; zij gaan uit van wat bekend is gemaakt (Awb 4:27 lid 2).")
        Counter.objects.update_or_create(
            window=window, bucket=bucket, in_units=False, defaults={"limit_cents": to_cents(amount)}
        )
        facts: dict[str, JSON] = {"part": bucket, "amount": plain(amount), "source": source}
        record(window.stream, PART_SET, actor=str(by), origin=by.origin, on=on, articles=["Awb 4:26"], facts=facts)


@contextmanager
def _both(window: Window, following: Window) -> Iterator[None]:
    """Lock two windows in the order of their keys."""
    first, second = sorted((window.pk, following.pk))
    with transaction.atomic(), locked_window(first), locked_window(second):
        yield


def _pair(window_pk: int) -> tuple[Window, Window]:
    window = Window.objects.get(pk=window_pk)
    _refuse_other_method(window)
    later = Window.objects.filter(scheme=window.scheme, opens_at__gt=window.opens_at).order_by("opens_at")
    following = next((one for one in later if set(one.applicant_kinds) & set(window.applicant_kinds)), None)
    year = timezone.localdate(window.opens_at).year
    if following is None or timezone.localdate(following.opens_at).year != year:
        raise NotInOrder(f"Er is in {year} geen later tijdvak waar het geld naartoe kan.")
    return window, following


def _refuse_other_method(window: Window) -> None:
    if not decides_by_arrival(window):
        raise NotInOrder("In dit tijdvak beslist niet de volgorde van binnenkomst.")


def _refuse_unfinished(window: Window) -> None:
    if Window.objects.get(pk=window.pk).arrivals_closed_on is None:
        raise NotInOrder("Sluit eerst de binnenkomst van dit tijdvak (close-arrivals).")
    if waiting := count_waiting(window):
        raise NotInOrder(f"Er wachten nog {waiting} aanvragen op afhandeling. Voer eerst drain uit.")


def _counters(window: Window) -> dict[str, Counter]:
    rows = Counter.objects.select_for_update().filter(window=window, bucket__in=(CEILING, DIGITAL, OVERRUN))
    return {counter.bucket: counter for counter in rows.order_by("pk")}


def _left(window: Window, ceiling: Counter, on: date) -> int:
    """What is left in cents, without what applications that still can be completed ask for; nothing where it may not move."""
    if not dict(values_for(window.scheme, on)).get(MOVES_ON):
        return 0
    open_ones = Case.objects.filter(window=window, status__in=UNDECIDED, complete_on=None)
    kept = open_ones.aggregate(total=Coalesce(Sum("requested_cents"), 0))["total"]
    return max(ceiling.limit_cents - ceiling.taken_cents - kept, 0)


def _overrun(counter: Counter | None) -> int:
    """What was granted above the ceiling and is not made up for yet, in cents; negative where some of it came back since."""
    return counter.taken_cents - counter.carried_cents if counter else 0


def _refuse_lowering(following: Window, net_cents: int) -> None:
    is_relied_on = Arrival.objects.filter(window=following).exists() or Case.objects.filter(window=following).exists()
    if net_cents < 0 and is_relied_on:
        raise NotInOrder(
            f"In {following.label} zijn al aanvragen ingediend. Het plafond kan daar niet met "
            f"{written(from_cents(-net_cents))} omlaag (Awb 4:27 lid 2)."
        )


def _move(counters: dict[str, Counter], following: dict[str, Counter], left: int, overrun: int) -> None:
    """Both limits of the next window change: that of all, and the part for who applies digitally."""
    counters[CEILING].limit_cents -= left
    counters[CEILING].carried_cents += left
    if OVERRUN in counters:
        counters[OVERRUN].carried_cents += overrun
    for bucket in (CEILING, DIGITAL):
        if bucket in following:
            following[bucket].limit_cents = max(following[bucket].limit_cents + left - overrun, 0)
    for counter in (*counters.values(), *following.values()):
        counter.save(update_fields=["limit_cents", "carried_cents"])


def _record(window: Window, following: Window, carried: Carried, *, by: Actor, on: date) -> None:
    facts: dict[str, JSON] = {
        "from": window.code,
        "to": following.code,
        "left": plain(carried.left),
        "overrun": plain(carried.overrun),
        "net": plain(carried.net),
    }
    for stream in sorted((window.stream, following.stream)):
        record(
            stream,
            CARRIED_OVER,
            actor=str(by),
            origin=by.origin,
            on=on,
            articles=["Awb 4:27", window.article],
            facts=facts,
        )
