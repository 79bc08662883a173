"""Eight writers at once on one counter, with real connections: never a cent above the ceiling, and nobody passes."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from random import Random

import pytest
from django.db import IntegrityError, connections, transaction
from django.db.models import Sum

from cases.amounts import from_cents
from cases.authority.permissions import Role
from cases.models import Case, Counter, Position, Reservation, Status, Window
from cases.money.ledger import discrepancies
from cases.transitions import locked
from cases.windows.counters import CeilingReached, claim, locked_counter
from tests import make
from tests.workflows.windows.applying import DRAWN, all_applied, ceiling, drawn
from workflows.steps.distribution import reserve_reached

pytestmark = pytest.mark.own_database
WRITERS, CLAIMS = 8, 25


def at_once(work: Callable[[int], int]) -> list[int]:
    """Run the work in eight threads, each with a connection of its own, and give what each of them counted."""

    def alone(writer: int) -> int:
        try:
            return work(writer)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(WRITERS) as pool:
        return list(pool.map(alone, range(WRITERS)))


def politely(case: Case, cents: int) -> None:
    """Claim as every step does: case first, then counter."""
    with locked(case.pk) as found:
        assert found.window is not None
        claim(found, locked_counter(found.window), from_cents(cents), on=DRAWN, reason="proef")


def rudely(case: Case, cents: int) -> None:
    """Claim without asking anybody: only the database is left to refuse."""
    with transaction.atomic():
        counter = Counter.objects.get(window=case.window)
        Reservation.objects.create(counter=counter, case=case, amount_cents=cents, on=DRAWN, reason="proef")


@pytest.mark.parametrize("claiming", [politely, rudely])
def test_the_ceiling_is_never_exceeded_by_a_cent(claiming: Callable[[Case, int], None]) -> None:
    window, cases = all_applied(["3000.00"] * WRITERS)
    ceiling(window, "100000.00")

    def work(writer: int) -> int:
        random, claimed = Random(writer), 0  # noqa: S311 - amounts for a test
        for _ in range(CLAIMS):
            cents = random.randrange(1, 200_000)
            try:
                claiming(cases[writer], cents)
                claimed += cents
            except (CeilingReached, IntegrityError):
                continue
        return claimed

    claimed = sum(at_once(work))
    counter = Counter.objects.get(window=window)
    assert counter.taken_cents == claimed == Reservation.objects.aggregate(total=Sum("amount_cents"))["total"]
    assert 9_800_000 < counter.taken_cents <= counter.limit_cents
    assert not list(discrepancies())


def test_eight_distributions_at_once_reserve_each_number_once_and_in_order() -> None:
    who = make.people()
    window, _ = all_applied([f"{amount}.00" for amount in range(3000, 3024)])
    ceiling(window, "50000.00")
    order = [case.pk for case in drawn(window, who)]
    reached = sum(at_once(lambda _: reserve_reached(window.pk, by=who[Role.HANDLER], on=DRAWN).reached))
    taken_up = Position.objects.filter(window=window, case__status=Status.ASSESSMENT).order_by("number")
    assert [one.case_id for one in taken_up] == order[:reached]
    assert reached == Reservation.objects.count()
    counter = Counter.objects.get(window=window)
    assert next_amount(window) > counter.limit_cents - counter.taken_cents >= 0
    assert not list(discrepancies())


def next_amount(window: Window) -> int:
    waiting = Position.objects.filter(window=window, case__status=Status.SUBMITTED).order_by("number")
    return waiting.values_list("case__requested_cents", flat=True)[0]


def test_a_counter_cannot_be_moved_by_hand() -> None:
    window, _ = all_applied(["3000.00"])
    with pytest.raises(IntegrityError, match="moved by reservations alone"):
        Counter.objects.filter(window=window).update(taken_cents=1)
