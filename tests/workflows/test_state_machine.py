"""Steps in any order on several cases of one window with a small ceiling: after every step the books close, the ceiling holds,
the chains verify, no decision is without its letter, and people's tasks are those that the facts ask for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import transaction
from django.db.models import Count, Model, Sum
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test
from viewflow.workflow.models import Task

from audit.chain import check_chains, check_columns
from audit.models import Event
from cases.amounts import euro
from cases.authority.permissions import Role
from cases.authority.permit import Refused
from cases.models import (
    Account,
    Case,
    Counter,
    Decision,
    LedgerRow,
    Payment,
    PaymentStatus,
    Receivable,
    Reservation,
    Status,
)
from cases.money.ledger import discrepancies
from tests import make
from tests.workflows import moves
from workflows.facts import facts_of_all
from workflows.steps.distribution import refuse_unreached, reserve_reached
from workflows.work import needed

CASES = 7
CEILING = euro("110000.00")
SETTLED = (Status.SETTLED, Status.REVOCATION_VIEWS, Status.REVOKED, Status.WAIVED, Status.RECOVERY, Status.CLOSED)
OVERPAYABLE = (Status.SETTLED, Status.REVOCATION_VIEWS, Status.REVOKED, Status.WAIVED, Status.RECOVERY)
numbers = st.integers(0, CASES - 1)


class Undo(Exception):
    """The example is over; what it did is taken back."""


class OneWindow(RuleBasedStateMachine):
    """Seven applications of 2023 at different points of their way; the ceiling leaves no room for one that waits."""

    @initialize()
    def begin(self) -> None:
        """Bring each case to its point: one waits, one is incomplete, two are being assessed, three were granted."""
        self.transaction = transaction.atomic()
        self.transaction.__enter__()
        self.who = make.people()
        self.window, self.cases = moves.begun(self.who, CEILING)
        self.today = date(2025, 1, 15)

    def teardown(self) -> None:
        """Take the whole example back."""
        if hasattr(self, "transaction"):
            self.transaction.__exit__(Undo, Undo(), None)

    def attempt(self, step: Callable[[], object]) -> None:
        """Take a step; a refused one leaves nothing behind."""
        before = self.trace()
        try:
            with transaction.atomic():
                step()
        except Refused:
            assert self.trace() == before

    def trace(self) -> tuple[Any, ...]:
        """Give a short mark of all that a step would change."""
        return Event.objects.count(), Decision.objects.count(), sum(case.last_event for case in Case.objects.all())

    @rule(data=st.data())
    def do_a_task(self, data: st.DataObject) -> None:
        """Do what somebody should do, as somebody with sense would; this is how cases get far."""
        tasks = [(case, name) for case in map(make.fresh, self.cases) for name in make.tasks_of(case)]
        if tasks:
            case, name = data.draw(st.sampled_from(tasks), label="task")
            self.attempt(lambda: moves.TASKS[name](case, self.who, self.today, data))

    @rule(data=st.data())
    def do_another_task(self, data: st.DataObject) -> None:
        """The same again, so that it happens more often than the rest."""
        self.do_a_task(data)

    @rule(number=numbers, data=st.data())
    def go_on(self, number: int, data: st.DataObject) -> None:
        """Take a step that fits the status of a case."""
        case = make.fresh(self.cases[number])
        fitting = moves.FITTING.get(Status(case.status), ())
        if fitting:
            move = data.draw(st.sampled_from(fitting), label=f"case {number} {case.status}")
            self.attempt(lambda: move(case, self.who, self.today, data))

    @rule(number=numbers, move=st.sampled_from(moves.ALL), data=st.data())
    def try_anything(self, number: int, move: moves.Move, data: st.DataObject) -> None:
        """Take any step on any case, mostly the wrong one."""
        case = make.fresh(self.cases[number])
        self.attempt(lambda: move(case, self.who, self.today, data))

    @rule()
    def divide(self) -> None:
        """Reserve places for the numbers that fit."""
        self.attempt(lambda: moves.join(self.window, self.who, self.today))
        self.attempt(lambda: reserve_reached(self.window.pk, by=self.who[Role.HANDLER], on=self.today))

    @rule(data=st.data())
    def refuse_the_rest(self, data: st.DataObject) -> None:
        """Refuse who was not reached; seldom, as no money is divided afterwards."""
        if data.draw(st.integers(0, 4), label="really") == 0:
            self.attempt(lambda: refuse_unreached(self.window.pk, by=self.who[Role.DECIDER], on=self.today))

    @rule()
    def post(self) -> None:
        """Send every letter that waits; one that cannot be composed is a fault."""
        make.letters_sent(self.today)
        make.day_passes(self.today)

    @rule(days=st.sampled_from([1, 8, 15, 50, 400]))
    def time_passes(self, days: int) -> None:
        """Send the letters of the day, let some days pass, and do the daily run of the new one."""
        make.letters_sent(self.today)
        self.today += timedelta(days=days)
        assert "refused" not in make.day_passes(self.today)

    @invariant()
    def the_books_close(self) -> None:
        """Ledger, counters and closed cases agree."""
        assert list(discrepancies()) == []

    @invariant()
    def the_ceiling_holds(self) -> None:
        """What is taken is never above the limit, and is what the undecided and running cases hold."""
        for counter in Counter.objects.all():
            assert 0 <= counter.taken_cents <= counter.limit_cents
        reserved, booked = sums_of(Reservation), balances()
        for case in Case.objects.exclude(status__in=SETTLED):
            held = booked[case.pk, Account.RESERVED] + booked[case.pk, Account.COMMITTED]
            assert reserved[case.pk] == held

    @invariant()
    def the_chains_verify(self) -> None:
        """Every event follows from the one before it, and its columns say what its body says."""
        assert check_chains().breach is None
        assert check_columns() is None

    @invariant()
    def no_decision_is_without_its_letter(self) -> None:
        """Each decision has exactly one letter."""
        counts = Decision.objects.annotate(count=Count("letters")).values_list("count", flat=True)
        assert set(counts) <= {1}

    @invariant()
    def tasks_match_the_facts(self) -> None:
        """The open human tasks are those that status and facts ask for, each once."""
        cases = {case.pk: case for case in Case.objects.all()}
        facts, open_tasks = facts_of_all(list(cases), self.today), defaultdict[int, list[str]](list)
        for task in Task.objects.filter(finished=None).select_related("process"):
            open_tasks[task.process.artifact_object_id].append(task.flow_task.name)
        for pk, case in cases.items():
            assert sorted(open_tasks[pk]) == sorted(node.name for node in needed(case, facts[pk])), case.status

    @invariant()
    def nobody_is_paid_too_much_unnoticed(self) -> None:
        """More is paid than owed only where a recovery is open or possible; more is promised than owed never."""
        booked, promised = balances(), sums_of(Payment, status__in=[PaymentStatus.PLANNED, PaymentStatus.APPROVED])
        claimed, repaid = sums_of(Receivable), sums_of(Receivable, column="received_cents")
        for case in Case.objects.all():
            overpaid = booked[case.pk, Account.PAID] - booked[case.pk, Account.COMMITTED]
            assert overpaid <= 0 or case.status in OVERPAYABLE
            assert promised[case.pk] <= max(0, -overpaid)
            receivable = booked[case.pk, Account.RECEIVABLE]
            assert receivable == claimed[case.pk] - repaid[case.pk]
            assert case.status != Status.RECOVERY or overpaid == receivable

    @invariant()
    def the_status_is_that_of_the_last_event(self) -> None:
        """What the trail says last about the status is what the case says."""
        told = Event.objects.exclude(status_to=None).order_by("stream", "-number").distinct("stream")
        last = {event.stream: (event.status_to, event.number) for event in told}
        for case in Case.objects.all():
            assert last[case.stream] == (case.status, case.last_event)


def sums_of(model: type[Model], *, column: str = "amount_cents", **which: Any) -> dict[int, int]:
    """Give the sum of a column in cents for each case; nothing for a case without rows."""
    rows = model._default_manager.filter(**which).values_list("case").annotate(total=Sum(column)).order_by()
    return defaultdict(int, rows)


def balances() -> dict[tuple[int, str], int]:
    """Give what stands on each account of each case, in cents."""
    rows = LedgerRow.objects.values_list("case", "account").annotate(total=Sum("amount_cents")).order_by()
    return defaultdict(int, {(case, account): total for case, account, total in rows})


def run(*, examples: int, steps: int, phases: tuple[Phase, ...] = (Phase.reuse, Phase.generate)) -> None:
    """Run the machine with as many examples of as many steps. Making a failure smaller takes minutes: only where asked."""
    run_state_machine_as_test(
        OneWindow,
        settings=settings(
            max_examples=examples,
            stateful_step_count=steps,
            phases=phases,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            print_blob=True,
        ),
    )


@pytest.mark.django_db
def test_whatever_the_order_of_steps_the_invariants_hold() -> None:
    run(examples=8, steps=40)


@pytest.mark.full
@pytest.mark.django_db
def test_whatever_the_order_of_many_steps_the_invariants_hold() -> None:
    run(examples=150, steps=60, phases=tuple(Phase))
