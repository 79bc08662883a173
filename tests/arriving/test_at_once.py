"""Many at once, with real connections: the order of numbers is the order of commits, the ceiling and the cap hold, and it makes no
difference how many drain."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from random import Random
from typing import TypeVar

import pytest
from django.db import IntegrityError, connections, transaction

from cases.authority.permissions import Role
from cases.models import Arrival, Case, Counter, Decision, Entitlement, Reservation
from cases.money.ledger import discrepancies
from cases.schemes.claims import Claim
from cases.windows.counters import locked_for, reserve
from cases.windows.entitlements import GrantedBefore, entitle
from tests.arriving.queueing import DECIDED_ON, came_in, case_of, drained, in_order, left, people, window
from tests.arriving.schemes.rij import DOUBTFUL
from workflows.steps.assessment import Answer, assess_application

pytestmark = pytest.mark.own_database
WRITERS, EACH = 8, 12
T = TypeVar("T")


def at_once(work: Callable[[int], T], writers: int = WRITERS) -> list[T]:
    """Run the work in threads, each with a connection of its own."""

    def alone(writer: int) -> T:
        try:
            return work(writer)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(writers) as pool:
        return list(pool.map(alone, range(writers)))


def some_come_in(writer: int) -> list[int]:
    """Let one writer bring in his applications, one after the other."""
    numbers = range(writer * EACH + 1, writer * EACH + EACH + 1)
    return [came_in(number, f"{500 + number}.00", training=f"T{number}").place or 0 for number in numbers]


def test_whoever_can_be_read_has_everybody_before_him_committed() -> None:
    found, stop, holes = window(), threading.Event(), list[set[int]]()

    def look() -> None:
        while not stop.is_set():
            rows = Arrival.objects.filter(window=found).values_list("order_number", flat=True)
            seen = {number for number in rows if number is not None}
            holes.append(set(range(1, max(seen, default=0) + 1)) - seen)
        connections.close_all()

    watching = threading.Thread(target=look)
    watching.start()
    places = at_once(some_come_in)
    stop.set()
    watching.join()
    assert len(holes) > 3, "it was looked at while they came in"
    assert not any(holes)
    assert sorted(place for some in places for place in some) == list(range(1, WRITERS * EACH + 1))
    assert all(some == sorted(some) for some in places)
    moments = [one.ordered_at for one in in_order(found) if one.ordered_at]
    assert moments == sorted(moments)


def test_a_slow_transaction_keeps_its_place_and_the_drain_does_not_pass_it() -> None:
    found, has_its_number = window(ceiling="1000.00"), threading.Event()

    def slowly() -> int | None:
        with transaction.atomic():
            place = came_in(1, "1000.00").place
            has_its_number.set()
            time.sleep(1)
        return place

    def quickly(_: int) -> int | None:
        has_its_number.wait()
        place = came_in(2, "1000.00").place
        return place

    def drain(_: int) -> int:
        has_its_number.wait()
        return drained(found).count

    works: list[Callable[[int], object]] = [lambda _: slowly(), quickly, drain]
    assert at_once(lambda n: works[n](n), 3)[:2] == [1, 2]
    drained(found)
    assert [one.case.status for one in in_order(found) if one.case] == ["granted", "refused"]


def oracle(amounts: list[int], ceiling: int) -> list[bool]:
    """Say, one after the other, who is granted: until the first that does not fit."""
    granted = list[bool]()
    for amount in amounts:
        fits = amount <= ceiling and all(granted)
        granted.append(fits)
        ceiling -= amount if fits else 0
    return granted


def test_eight_writers_and_four_drains_at_once_grant_exactly_the_first_that_fit() -> None:
    found, is_over = window(ceiling="30000.00"), threading.Event()

    def work(worker: int) -> None:
        if worker < WRITERS:
            some_come_in(worker)
            return
        while not is_over.is_set():
            drained(found)

    def watch() -> None:
        while Arrival.objects.filter(window=found).count() < WRITERS * EACH:
            time.sleep(0.05)
        is_over.set()
        connections.close_all()

    ending = threading.Thread(target=watch)
    ending.start()
    at_once(work, WRITERS + 4)
    ending.join()
    drained(found)
    arrivals = in_order(found)
    amounts = [one.requested_cents for one in arrivals]
    assert [one.outcome == "granted" for one in arrivals] == oracle(amounts, 3_000_000)
    assert 0 < sum(one.outcome == "granted" for one in arrivals) < len(arrivals)
    assert Decision.objects.count() == Case.objects.count() == WRITERS * EACH
    assert not list(discrepancies())


def test_a_cap_that_works_at_once_is_not_exceeded_by_a_place() -> None:
    found = window(ceiling="900000.00")
    receipts = [came_in(number, training=DOUBTFUL) for number in range(1, WRITERS + 1)]
    drained(found)
    cases = [case_of(one) for one in receipts]
    most = 20

    def work(writer: int) -> int:
        random, taken = Random(writer), 0  # noqa: S311 - places for a test
        for _ in range(EACH):
            count = random.randint(1, 2)
            try:
                with transaction.atomic():
                    counters = locked_for(found, [Claim("training:HARD", units=count, most=most)])
                    reserve([(cases[writer], counters["training:HARD"], count)], on=DECIDED_ON, reason="proef")
                taken += count
            except IntegrityError:
                continue
        return taken

    taken = sum(at_once(work))
    counter = Counter.objects.get(window=found, bucket="training:HARD")
    assert counter.taken_cents == taken
    assert most - 1 <= taken <= most


def test_eight_deciders_give_one_party_one_grant_a_year() -> None:
    found = window()
    receipts = [came_in(1, f"{500 + number}.00", training=DOUBTFUL) for number in range(WRITERS)]
    drained(found)
    cases = [case_of(one) for one in receipts]

    def work(writer: int) -> bool:
        try:
            with transaction.atomic():
                entitle([cases[writer]])
        except GrantedBefore:
            return False
        return True

    assert sum(at_once(work)) == 1
    assert Entitlement.objects.count() == 1


def test_a_person_who_grants_second_in_the_year_is_refused_and_nothing_is_booked() -> None:
    found, who = window(), people()
    doubtful, sure = came_in(1, "700.00", training=DOUBTFUL), came_in(1, "800.00")
    drained(found)
    assert case_of(sure).status == "granted"
    case = case_of(doubtful)
    answers = {"register_agrees": Answer(True, "De opleider bevestigt het.")}
    judged = assess_application(case.pk, by=who[Role.HANDLER], on=DECIDED_ON, answers=answers)
    assert judged.outcome == "refuse", "the rule counts the other grant"
    assert left(found) == 8500
    assert Reservation.objects.filter(case=case).count() == 2


def test_windows_do_not_wait_for_each_other() -> None:
    window()
    with transaction.atomic():
        came_in(1)
        places = at_once(lambda _: came_in(2, window="rij-2").place, 1)
    assert places == [1]
    assert Arrival.objects.values_list("window", flat=True).distinct().count() == 2
