"""The division of a window in its order (lot or arrival), twice side by side: as it is, and under the changes.
Who is reached is decided by the function of the real run; one case at a time, so that no window is too large."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Protocol

from django.utils import timezone

from cases.amounts import from_cents, to_cents
from cases.authority.values import values_for
from cases.law import Values
from cases.models import Counter, Position, Window
from cases.windows.allotment import Allotment
from cases.windows.counters import CEILING as WHOLE
from cases.windows.method import NotInOrder
from cases.windows.reach import Turn, reached
from workflows.oversight.simulation import cases, fate
from workflows.oversight.simulation.cases import Entitled, Weighed
from workflows.oversight.simulation.changes import Changes
from workflows.oversight.simulation.fate import Fate
from workflows.oversight.simulation.report import Compared
from workflows.steps.arriving import decides_by_arrival

PARTIAL = "partial"
OF_RULES: Mapping[str, str] = {"grant": fate.GRANTED, "refuse": fate.REFUSED, "person": fate.PERSON}


class Road(Protocol):
    """One walk through the order; what is given to one is gone for the next."""

    def fate(self, entitled: Entitled) -> Fate:
        """Say what becomes of the next case."""
        ...


class Reached:
    """The order that people work through: a number is reached or not, and only then decided (Awb 4:25 lid 2)."""

    def __init__(self, room: int, values: Values) -> None:
        self._room, self._is_over = from_cents(room), False
        self._later_may_pass: bool = values.later_number_may_pass
        self._last_at_ceiling: str = values.last_at_ceiling

    def fate(self, entitled: Entitled) -> Fate:
        """Reserve what was asked for, and keep what is given of it."""
        turn = [] if self._is_over else [Turn(1, from_cents(entitled.requested))]
        got = reached(
            turn, self._room, later_number_may_pass=self._later_may_pass, last_at_ceiling=self._last_at_ceiling
        )
        if not got:
            self._is_over = not self._later_may_pass
            return Fate(fate.CEILING)
        given = 0 if entitled.outcome == "refuse" else min(entitled.cents, to_cents(got[0].amount))
        self._room -= from_cents(given)
        return Fate(OF_RULES[entitled.outcome], given)


class Allotted:
    """The order that a machine works through: who is refused on the rules takes nothing, the others what they claim."""

    def __init__(self, rooms: Mapping[str, int], values: Values) -> None:
        self._allotment = Allotment(rooms, {}, later_may_pass=values.later_number_may_pass)
        self._number = 0
        self._is_partial = values.last_at_ceiling == PARTIAL

    def fate(self, entitled: Entitled) -> Fate:
        """Take the claims from all counters, or nothing."""
        if entitled.outcome == "refuse":
            return Fate(fate.REFUSED)
        self._number += 1
        number, claims = self._number, entitled.claims_for(from_cents(entitled.cents))
        left = self._allotment.left_for(number, claims) if self._is_partial else 0
        is_cut = left > 0 and not self._allotment.fits(number, claims)
        given = left if is_cut else entitled.cents
        taken = self._allotment.take(number, entitled.claims_for(from_cents(given)))
        if is_cut:
            self._allotment.close(number, claims)
        return Fate(fate.CEILING) if taken is None else Fate(OF_RULES[entitled.outcome], given)


def by_order(window: Window, changes: Changes) -> Iterator[Compared]:
    """Give for each case with a number what became of it and what would. Raises NotInOrder where no order is known yet."""
    if not Position.objects.filter(window=window).exists():
        raise NotInOrder("De volgorde van dit tijdvak is nog niet bekend. Loot eerst, of laat eerst verdelen.")
    before, after = _road(window, Changes()), _road(window, changes)
    for chunk in cases.in_order(window):
        for one in cases.weighed(chunk, changes):
            yield _compared(one, before, after)


def _road(window: Window, changes: Changes) -> Road:
    values = changes.applied(values_for(window.scheme, timezone.localdate(window.opens_at)))
    counters = Counter.objects.filter(window=window)
    rooms = {row.bucket: row.limit_cents for row in counters if row.limit_cents != Counter.UNLIMITED}
    rooms.update(changes.limits)
    return Allotted(rooms, values) if decides_by_arrival(window) else Reached(rooms[WHOLE], values)


def _compared(one: Weighed, before: Road, after: Road) -> Compared:
    """What was decided stands, unless the changes make a difference in the division."""
    if one.before.outcome == fate.OUT:
        return Compared(one.case.number, one.case.applicant_kind, Fate(fate.OUT), Fate(fate.OUT))
    was, would_be = before.fate(one.before), after.fate(one.after)
    stood = one.decided or was
    becomes = stood if would_be == was else would_be
    is_as_modelled = one.decided is None or one.decided == was
    return Compared(one.case.number, one.case.applicant_kind, stood, becomes, is_as_modelled)
