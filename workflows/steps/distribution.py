"""Dividing the money of a window in its order: places for the numbers that are reached, refusals for the others.
Both can be broken off and run again: what is done is committed by the chunk, what is left is read from the rows."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import transaction

from audit.canonical import JSON
from audit.trail import record
from cases.amounts import ZERO, plain, written
from cases.authority.actors import Actor
from cases.authority.permit import permit
from cases.models import Account, Case, Counter, Status, Window
from cases.money.ledger import Entry, book
from cases.transitions import NotLawful, perform
from cases.windows.counters import CEILING, claim, locked_counter, room
from cases.windows.events import PLACES_RESERVED, REFUSALS_BEGUN
from cases.windows.method import LOT, NotInOrder, distribution_of, draw_of, locked_window
from cases.windows.queue import Waiting, unplaced, waiting
from cases.windows.reach import reached
from workflows.steps.grant import PLACE, refuse_for_ceiling
from workflows.work import follow, lock_work

CHUNK = 100
"""Cases per transaction: enough to make commits cheap, few enough that nobody waits long for a lock."""

Tell = Callable[[int], object]


@dataclass(frozen=True)
class Reserved:
    """What a run did: how many numbers were reached, the amount in euro reserved for them, and what is left in euro."""

    reached: int
    amount: Decimal
    left: Decimal


@dataclass(frozen=True)
class Call:
    """A waiting case whose turn it is, with the amount in euro reserved now; nothing where it has its place already."""

    case_pk: int
    number: int
    amount: Decimal


def _quietly(done: int) -> None:
    """Tell nobody."""


def reserve_reached(window_pk: int, *, by: Actor, on: date, tell: Tell = _quietly) -> Reserved:
    """Reserve money for the numbers that fit now, in order, and take each of them up (SLIM 11; Awb 4:25 lid 2).

    Run it again when money came free: it goes to the next number, until the ceiling refusals are sent. `tell` hears after
    each chunk how many were done. Raises NotInOrder where no order was drawn, or what stopped the order at a number.
    """
    count, amount = 0, ZERO
    while calls := _reserve_chunk(window_pk, by=by, on=on):
        count, amount = count + len(calls), amount + sum((call.amount for call in calls), ZERO)
        tell(len(calls))
    return Reserved(count, amount, _room(window_pk))


def _reserve_chunk(window_pk: int, *, by: Actor, on: date) -> Sequence[Call]:
    """One lock order: window, human work, cases, counter. Those before a number that fails stand; the order stops at it."""
    with locked_window(window_pk) as window:
        permit(by, "start_assessment", on=on, scheme=window.scheme)
        _refuse_without_order(window)
        planned = _calls(window, _queue(window), _room(window_pk))[:CHUNK]
        cases = _locked_cases([call.case_pk for call in planned])
        counter = locked_counter(window)
        calls = _calls(window, [one for one in _queue(window) if one.case_pk in cases], room(counter))
        done, trouble = _take_up_in_order(cases, calls, counter, by=by, on=on)
        if done:
            _record_chunk(window, done, counter, by=by, on=on)
    if trouble is not None:
        raise trouble
    return done


def _queue(window: Window) -> list[Waiting]:
    """Once the refusals are sent, only who has a place already comes back in turn."""
    queue = waiting(window)
    return queue if window.refused_for_ceiling_on is None else [one for one in queue if one.is_reserved]


def _calls(window: Window, queue: Sequence[Waiting], left: Decimal) -> list[Call]:
    rules = distribution_of(window)
    fitting = reached(
        (one.turn for one in queue if not one.is_reserved),
        left,
        later_number_may_pass=rules.later_number_may_pass,
        last_at_ceiling=rules.last_at_ceiling,
    )
    amounts = {turn.number: turn.amount for turn in fitting}
    return [
        Call(one.case_pk, one.turn.number, amounts.get(one.turn.number, ZERO))
        for one in queue
        if one.is_reserved or one.turn.number in amounts
    ]


def _locked_cases(case_pks: Sequence[int]) -> dict[int, Case]:
    """Lock the human work of all, then all cases; who left the queue meanwhile is not given."""
    lock_work(*case_pks)
    rows = Case.objects.select_for_update(of=("self",)).select_related("window", "party").order_by("pk")
    return {case.pk: case for case in rows.filter(pk__in=case_pks) if case.status == Status.SUBMITTED}


def _take_up_in_order(
    cases: Mapping[int, Case], calls: Sequence[Call], counter: Counter, *, by: Actor, on: date
) -> tuple[list[Call], Exception | None]:
    done: list[Call] = []
    for call in calls:
        try:
            with transaction.atomic():
                _take_up(cases[call.case_pk], call, counter, by=by, on=on)
        except Exception as error:
            # Told after the commit: nobody may pass this number, and nobody before it loses a place.
            return done, error
        done.append(call)
    return done, None


def _take_up(case: Case, call: Call, counter: Counter, *, by: Actor, on: date) -> None:
    claim(case, counter, call.amount, on=on, reason=PLACE)
    book(case, [Entry(Account.RESERVED, call.amount, PLACE)], on=on)
    perform(case, "start_assessment", by=by, on=on, facts={"number": call.number, "reserved": plain(call.amount)})
    follow(case, by=by, on=on)


def _record_chunk(window: Window, calls: Sequence[Call], counter: Counter, *, by: Actor, on: date) -> None:
    facts: dict[str, JSON] = {
        "count": len(calls),
        "amount": plain(sum((call.amount for call in calls), ZERO)),
        "numbers": [call.number for call in calls],
        "left": plain(room(counter)),
    }
    record(
        window.stream, PLACES_RESERVED, actor=str(by), origin=by.origin, on=on, articles=["Awb 4:25 lid 2"], facts=facts
    )


def _room(window_pk: int) -> Decimal:
    return room(Counter.objects.get(window=window_pk, bucket=CEILING))


def _refuse_without_order(window: Window) -> None:
    if window.method == LOT and draw_of(window).drawn_at is None:
        raise NotInOrder(
            "De volgorde van dit tijdvak is nog niet bepaald. Loot eerst, of neem de lijst van de notaris over."
        )


def refuse_unreached(window_pk: int, *, by: Actor, on: date, tell: Tell = _quietly) -> int:
    """Refuse all who have a number and were not reached (Awb 4:25 lid 2), and say how many now; safe to run again.

    From the first call on, money that comes free is no longer divided. Who completes after it is refused by a later call.
    Raises NotInOrder while a number still fits or a complete application has no number.
    """
    unreached, count = _begin_refusals(window_pk, by=by, on=on), 0
    for start in range(0, len(unreached), CHUNK):
        refused = _refuse(unreached[start : start + CHUNK], by=by, on=on)
        count += refused
        tell(refused)
    return count


def _refuse(case_pks: Sequence[int], *, by: Actor, on: date) -> int:
    """Refuse a chunk together; where one of them was withdrawn since the list was read, each of them by itself."""
    try:
        return len(refuse_for_ceiling(case_pks, by=by, on=on))
    except NotLawful:
        return sum(_refuse([case_pk], by=by, on=on) for case_pk in case_pks) if len(case_pks) > 1 else 0


def _begin_refusals(window_pk: int, *, by: Actor, on: date) -> list[int]:
    """Fix the day in a transaction of its own, so that a broken run can never divide money after the first refusal."""
    with locked_window(window_pk) as window:
        permit(by, "refuse_for_ceiling", on=on, scheme=window.scheme)
        _refuse_without_order(window)
        unreached = [one for one in waiting(window) if not one.is_reserved]
        if unreached and window.refused_for_ceiling_on is None:
            _refuse_while_dividing(window, unreached, on)
            window.refused_for_ceiling_on = on
            window.save(update_fields=["refused_for_ceiling_on"])
            facts: dict[str, JSON] = {"unreached": len(unreached), "left": plain(_room(window_pk))}
            articles = ["Awb 4:25 lid 2", window.article]
            record(
                window.stream, REFUSALS_BEGUN, actor=str(by), origin=by.origin, on=on, articles=articles, facts=facts
            )
        return [one.case_pk for one in unreached]


def _refuse_while_dividing(window: Window, unreached: Sequence[Waiting], on: date) -> None:
    if unplaced(window, before=on):
        raise NotInOrder("Er zijn volledige aanvragen zonder volgnummer. Verdeel eerst; dan krijgen zij er een.")
    for call in _calls(window, unreached, _room(window.pk)):
        raise NotInOrder(f"Nummer {call.number} past nog onder het plafond ({written(call.amount)}). Verdeel eerst.")
