"""Eight connections at once on one sharing, and a process that is killed in the middle: each once, and never a cent too many."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import IntegrityError, connections, transaction

from cases.authority.permissions import Role
from cases.models import BucketRate, Case, Counter, Decision, LineAmount, Payment, Reservation, Status, Window
from cases.money.ledger import discrepancies
from cases.windows.method import NotInOrder
from tests import make
from tests.workflows.windows import shared
from tests.workflows.windows.shared import DECIDED, FROZEN
from workflows.steps import settling_directly
from workflows.steps.lines import take_up_lines
from workflows.steps.settling_directly import decide_shared, sign_sharing

pytestmark = pytest.mark.own_database
WRITERS, APPLICATIONS = 8, 40


@pytest.fixture
def who() -> Iterator[make.People]:
    """One employee for each role, in a house that knows the scheme."""
    with shared.known(shared.a_scheme()):
        yield shared.people()


def at_once(work: Callable[[int], int]) -> list[int]:
    """Run the work in eight threads, each with a connection of its own."""

    def alone(writer: int) -> int:
        try:
            return work(writer)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(WRITERS) as pool:
        return list(pool.map(alone, range(WRITERS)))


def filled(who: make.People) -> Window:
    """A window with many applications of one to three lines, and less money than they ask for."""
    window = shared.opened(who)
    for number in range(1, APPLICATIONS + 1):
        shared.applied(number, *[{"units": 7 + number % 33}] * (1 + number % 3))
    Counter.objects.filter(window=window, bucket="a").update(limit_cents=9_999_999)
    Counter.objects.filter(window=window, bucket="ceiling").update(limit_cents=10_499_999)
    return window


def assert_decided_once(window: Window) -> None:
    """See that every application has one decision, one payment, and its exact money; one step more would be too much."""
    assert Case.objects.filter(window=window, status=Status.SETTLED).count() == APPLICATIONS
    assert Decision.objects.count() == Payment.objects.count() == APPLICATIONS
    assert Decision.objects.values("case").distinct().count() == APPLICATIONS
    counter = Counter.objects.get(window=window, bucket="a")
    rate = BucketRate.objects.get(bucket="a")
    assert rate.percent != "100.00"
    assert 0 <= counter.limit_cents - counter.taken_cents <= 27 * LineAmount.objects.count()
    assert list(discrepancies()) == []


def test_eight_at_once_judge_sign_and_decide_each_application_once(
    who: make.People, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settling_directly, "CHUNK", 3)
    window = filled(who)
    judged = at_once(lambda _: take_up_lines(window.pk, by=who[Role.HANDLER], on=FROZEN).lines)
    assert sum(judged) == sum(1 + number % 3 for number in range(1, APPLICATIONS + 1))
    shared.approved(window, who)
    signed = at_once(lambda _: _signed(window, who))
    assert sum(signed) == 1
    decided = at_once(lambda _: decide_shared(window.pk, by=who[Role.DECIDER]).count)
    assert sum(decided) == APPLICATIONS
    assert_decided_once(window)


def _signed(window: Window, who: make.People) -> int:
    try:
        sign_sharing(window.pk, by=who[Role.DECIDER], on=DECIDED)
    except NotInOrder:
        return 0
    return 1


def test_a_process_that_is_killed_in_the_middle_loses_nothing_and_pays_nobody_twice(
    who: make.People, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settling_directly, "CHUNK", 7)
    window = filled(who)
    shared.approved(window, who)
    sign_sharing(window.pk, by=who[Role.DECIDER], on=DECIDED)
    connections.close_all()
    child = os.fork()
    if child == 0:
        decide_shared(window.pk, by=who[Role.DECIDER], tell=lambda done: os.kill(os.getpid(), signal.SIGKILL))
        os._exit(1)
    _, how = os.waitpid(child, 0)
    assert os.WTERMSIG(how) == signal.SIGKILL
    assert Decision.objects.count() == 7
    assert decide_shared(window.pk, by=who[Role.DECIDER]).count == APPLICATIONS - 7
    assert_decided_once(window)


def test_the_database_refuses_a_cent_above_a_bucket_whoever_asks(who: make.People) -> None:
    window = filled(who)
    shared.approved(window, who)
    sign_sharing(window.pk, by=who[Role.DECIDER], on=DECIDED)
    counter, case = Counter.objects.get(window=window, bucket="a"), Case.objects.order_by("pk")[0]
    left = counter.limit_cents - counter.taken_cents
    with pytest.raises(IntegrityError, match="ceiling_is_never_exceeded"), transaction.atomic():
        Reservation.objects.create(counter=counter, case=case, amount_cents=left + 1, on=DECIDED, reason="proef")
