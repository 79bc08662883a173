"""The drain of a window in order of arrival: cases are made, registers asked, and each application is decided in its turn.
Some hundreds at a time under the lock of the window; it may be killed at any moment and run again, also twice at once."""

from __future__ import annotations

from collections import Counter as Tally
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from audit.canonical import JSON
from audit.trail import record
from cases.amounts import ZERO, plain
from cases.authority.actors import Actor
from cases.authority.permit import permit
from cases.misuse.signals import with_open_signal
from cases.models import Arrival, Case, Counter, Position, Window
from cases.models.locking import lock_cases
from cases.queries import application_of
from cases.registers.asking import ask_registers_for_all
from cases.schemes.registry import scheme
from cases.windows.allotment import Allotment
from cases.windows.arrivals import held_back, mark_handled, still_waiting, waiting_arrivals
from cases.windows.counters import CEILING, locked_for, reserve
from cases.windows.events import ARRIVALS_HANDLED, REFUSALS_BEGUN
from cases.windows.method import NotInOrder, distribution_of, locked_window
from workflows.steps.arriving import decides_by_arrival
from workflows.steps.grant import PLACE
from workflows.steps.machine_deciding import grant_all, hand_over_all, refuse_all, refuse_for_ceiling_all
from workflows.steps.making_cases import LOST, make_cases
from workflows.steps.signals import raise_signals
from workflows.steps.weighing_arrivals import NOTHING_FOUND, PARTIAL, Fate, Item, Verdict, judged, weighed
from workflows.work import lock_work

CHUNK = 300
"""Arrivals per transaction: enough to make commits and statements cheap, few enough that nobody waits long for a lock."""

Tell = Callable[[int], object]
DECIDE: Mapping[Fate, Callable[..., None]] = {
    Fate.GRANTED: grant_all,
    Fate.REFUSED: refuse_all,
    Fate.CEILING: refuse_for_ceiling_all,
    Fate.PERSON: hand_over_all,
}
HOLDING = (Fate.GRANTED, Fate.PERSON)


@dataclass
class Drained:
    """What a run did: how many arrivals met each fate, and the amount in euro that was granted."""

    fates: Tally[str] = field(default_factory=Tally)
    amount: Decimal = ZERO

    @property
    def count(self) -> int:
        """How many were handled."""
        return self.fates.total()

    def add(self, verdicts: Iterable[Verdict]) -> None:
        """Count what was decided."""
        for one in verdicts:
            self.fates[one.fate] += 1
            self.amount += one.amount if one.fate is Fate.GRANTED else ZERO


def _quietly(done: int) -> None:
    """Tell nobody."""


def drain_window(window_pk: int, *, by: Actor, on: date, tell: Tell = _quietly) -> Drained:
    """Handle every arrival that waits, in order; gives what was done. `tell` hears after each chunk how many were handled.

    Raises NotInOrder for a window that is not decided so, NotAuthorised, or what stopped it: then run it again.
    """
    window = Window.objects.get(pk=window_pk)
    permit(by, "drain_window", on=on, scheme=window.scheme)
    if not decides_by_arrival(window):
        raise NotInOrder("In dit tijdvak beslist niet de volgorde van binnenkomst. Gebruik distribute.")
    done = Drained()
    while arrivals := waiting_arrivals(window_pk, CHUNK):
        make_cases(window_pk, arrivals, by=by, on=on)
        _look_up(arrivals, by=by, on=on)
        before = done.count
        _handle(window_pk, arrivals, done, by=by, on=on)
        tell(done.count - before)
    return done


def _look_up(arrivals: Sequence[Arrival], *, by: Actor, on: date) -> None:
    """Ask the registers and look for signals, before any lock: no row waits for a network."""
    keys = [one.case_key for one in still_waiting(arrivals) if one.case_id is not None]
    cases = list(Case.objects.filter(pk__in=keys).select_related("application"))
    ask_registers_for_all((case, scheme(case.scheme).asked(application_of(case), on)) for case in cases)
    raise_signals(keys, by=by, on=on)


def _handle(window_pk: int, arrivals: Sequence[Arrival], done: Drained, *, by: Actor, on: date) -> None:
    """One lock order: window, human work, cases, counters, streams. What fails together is tried one by one."""
    with locked_window(window_pk) as window:
        waiting = [one for one in still_waiting(arrivals) if one.case_id is not None]
        lock_work(*(one.case_key for one in waiting))
        cases = {case.pk: case for case in lock_cases([one.case_key for one in waiting])}
        mark_handled([(one, Fate.INCOMPLETE) for one in waiting if not one.is_complete])
        done.fates[Fate.INCOMPLETE] += sum(not one.is_complete for one in waiting)
        complete = [one for one in waiting if one.is_complete]
        try:
            with transaction.atomic():
                verdicts = _decide(window, complete, cases, by=by, on=on)
        except LOST:
            raise
        except Exception:
            verdicts = [_decide_one(window, one, lock_cases([one.case_key])[0], by=by, on=on) for one in complete]
        done.add(verdicts)
        _record(window, verdicts, by=by, on=on)


def _decide_one(window: Window, arrival: Arrival, case: Case, *, by: Actor, on: date) -> Verdict:
    """Decide on one arrival; where that fails, a person does, with its place and money reserved."""
    try:
        with transaction.atomic():
            [verdict] = _decide(window, [arrival], {case.pk: case}, by=by, on=on)
            return verdict
    except LOST:
        raise
    except Exception as error:
        [fresh] = lock_cases([case.pk])
        reason = f"de aanvraag kon niet door de machine worden afgehandeld ({type(error).__name__})"
        [verdict] = _carry_out(window, [_unjudged(arrival, fresh, reason)], by=by, on=on)
        return verdict


def _unjudged(arrival: Arrival, case: Case, reason: str) -> Item:
    values = scheme(case.scheme).values_on(case.received_on)
    return Item(arrival, case, application_of(case), values, {}, NOTHING_FOUND, reason)


def _decide(
    window: Window, arrivals: Sequence[Arrival], cases: Mapping[int, Case], *, by: Actor, on: date
) -> list[Verdict]:
    signalled = with_open_signal([one.case_key for one in arrivals])
    return _carry_out(window, judged(window, arrivals, cases, signalled), by=by, on=on)


def _carry_out(window: Window, items: Sequence[Item], *, by: Actor, on: date) -> list[Verdict]:
    """Weigh the items in their order against what is left, and write down what comes of them."""
    rules = distribution_of(window)
    counters = locked_for(window, [claim for item in items for claim in item.claims])
    allotment = _allotment(window, counters, later_may_pass=rules.later_number_may_pass)
    verdicts = weighed(items, allotment, is_partial=rules.last_at_ceiling == PARTIAL)
    _close(window, counters, allotment, verdicts, by=by, on=on)
    reserve(
        ((one.item.case, counters[taken.bucket], taken.count) for one in verdicts for taken in one.taken),
        on=on,
        reason=PLACE,
    )
    Position.objects.bulk_create(_position(window, one.item) for one in verdicts)
    for fate, decide in DECIDE.items():
        decide([one for one in verdicts if one.fate is fate], by=by, on=on)
    mark_handled([(one.item.arrival, one.fate) for one in verdicts])
    return verdicts


def _allotment(window: Window, counters: Mapping[str, Counter], *, later_may_pass: bool) -> Allotment:
    """What is left; money of an arrival that could not be opened is kept out of it."""
    kept = held_back(window)
    rooms = {
        bucket: counter.limit_cents - counter.taken_cents - (0 if counter.in_units else kept)
        for bucket, counter in counters.items()
        if counter.limit_cents != Counter.UNLIMITED
    }
    closed = {bucket: counter.closed_by for bucket, counter in counters.items() if counter.closed_by is not None}
    return Allotment(rooms, closed, later_may_pass=later_may_pass)


def _close(
    window: Window,
    counters: Mapping[str, Counter],
    allotment: Allotment,
    verdicts: Sequence[Verdict],
    *,
    by: Actor,
    on: date,
) -> None:
    """Write down where nobody passes any more, so that a later run knows it too."""
    for bucket, number in sorted(allotment.closed.items()):
        if counters[bucket].closed_by is None:
            Counter.objects.filter(pk=counters[bucket].pk).update(closed_by=number)
    if window.refused_for_ceiling_on is None and any(one.fate in (Fate.CEILING, Fate.WAITING) for one in verdicts):
        window.refused_for_ceiling_on = on
        window.save(update_fields=["refused_for_ceiling_on"])
        articles = ["Awb 4:25 lid 2", window.article]
        record(window.stream, REFUSALS_BEGUN, actor=str(by), origin=by.origin, on=on, articles=articles)


def _position(window: Window, item: Item) -> Position:
    """The number of an arrival is its place in the order; the proof of it is the day on which it was given."""
    given_at = item.arrival.ordered_at
    assert given_at is not None
    return Position(
        window=window,
        case=item.case,
        number=item.number,
        key=timezone.localdate(given_at).isoformat(),
        was_complete=True,
    )


def _record(window: Window, verdicts: Sequence[Verdict], *, by: Actor, on: date) -> None:
    if not verdicts:
        return
    total = Drained()
    total.add(verdicts)
    left = Counter.objects.get(window=window, bucket=CEILING)
    facts: dict[str, JSON] = {
        "count": total.count,
        "amount": plain(total.amount),
        "first": verdicts[0].item.arrival.order_number,
        "last": verdicts[-1].item.arrival.order_number,
        "fates": {fate: count for fate, count in sorted(total.fates.items())},
        "left_cents": left.limit_cents - left.taken_cents,
    }
    record(window.stream, ARRIVALS_HANDLED, actor=str(by), origin=by.origin, on=on, articles=["Awb 4:26"], facts=facts)
