"""Requests while the project runs: a change of the project, an interim payment, a second advance."""

from __future__ import annotations

from datetime import date

import pytest

from cases.authority.permissions import Role
from cases.models import Case, Decision, Payment, Status, Submission
from cases.queries import grant_of, period_of
from tests import make
from workflows.steps.acts import NotNow
from workflows.steps.change import decide_change, decide_interim_payment, receive_request
from workflows.steps.deciding import NotReady

pytestmark = pytest.mark.django_db

GRANTED_ON, ASKED, DECIDED = date(2020, 5, 8), date(2020, 11, 2), date(2020, 11, 16)
REASONS = "De uitvoering liep buiten schuld van de ontvanger vertraging op."


@pytest.fixture
def who() -> make.People:
    """One employee for each role."""
    return make.people()


@pytest.fixture
def running(who: make.People) -> Case:
    """A case whose grant was announced; its project runs until 8 May 2021."""
    return make.announced(make.applied(), who, on=GRANTED_ON)


def asks(case: Case, *, until: date | None = None, reason: str = "De trainer is langdurig ziek.") -> Submission:
    """Ask for a change as the recipient: of the period, or without a day of something else."""
    data = {"subject": "periode" if until else "begroting", "reason": reason}
    data |= {"new_ends_on": until.isoformat()} if until else {}
    return receive_request(case.pk, "change", data, by=make.recipient(case), received_at=make.at(ASKED))


def decides(case: Case, who: make.People, is_granted: bool, *, reasons: str = REASONS) -> Decision:
    """Decide on the oldest request."""
    return decide_change(case.pk, is_granted=is_granted, reasons=reasons, by=who[Role.DECIDER], on=DECIDED)


def last_day(case: Case) -> date:
    """Give the last day of the project as decided."""
    return period_of(case)[1]


def test_a_change_is_decided_only_when_asked_and_with_reasons(running: Case, who: make.People) -> None:
    make.refused(lambda: decides(running, who, True), NotReady, "geen verzoek")
    asks(running, until=date(2021, 7, 31))
    assert make.tasks_of(running) == ["decide_change"]
    make.refused(lambda: decides(running, who, True, reasons=" "), NotReady, "motivering")
    decides(running, who, True)
    assert make.tasks_of(running) == []


def test_a_granted_change_moves_the_last_day_and_the_terms_counted_from_it(running: Case, who: make.People) -> None:
    asks(running, until=date(2021, 7, 31))
    decision = decides(running, who, True)
    assert decision.replaces == grant_of(running)
    make.letters_sent(DECIDED)
    assert last_day(running) == date(2021, 7, 31)
    assert make.term(running, "duration").due_on == date(2021, 7, 31)
    # 13 weeks, longer than twelve, so the Algemene termijnenwet does not move the Saturday.
    assert make.term(running, "settlement_request").due_on == date(2021, 10, 30)
    assert make.balances_of(running) == {"committed": "14388.80"}


def test_a_refused_change_moves_nothing(running: Case, who: make.People) -> None:
    asks(running, until=date(2021, 7, 31))
    decision = decides(running, who, False)
    make.letters_sent(DECIDED)
    assert (decision.kind, decision.replaces) == ("change_refused", None)
    assert last_day(running) == date(2021, 5, 8)
    assert make.term(running, "duration").due_on == date(2021, 5, 8)


def test_a_later_change_of_something_else_leaves_the_moved_day_as_it_is(running: Case, who: make.People) -> None:
    asks(running, until=date(2021, 7, 31))
    decides(running, who, True)
    asks(running)
    decides(running, who, True)
    assert last_day(running) == date(2021, 7, 31)


def test_requests_are_decided_in_the_order_in_which_they_came(running: Case, who: make.People) -> None:
    first, second = asks(running, until=date(2021, 7, 31)), asks(running)
    assert [decides(running, who, True).request, decides(running, who, False).request] == [first, second]


def test_the_same_request_counts_once_but_may_be_made_again_after_its_decision(running: Case, who: make.People) -> None:
    asks(running, until=date(2021, 7, 31))
    make.refused(lambda: asks(running, until=date(2021, 7, 31)), NotNow, "al ontvangen")
    decides(running, who, False)
    asks(running, until=date(2021, 7, 31))
    assert make.tasks_of(running) == ["decide_change"]


def test_a_change_of_an_application_that_was_not_granted_is_refused(who: make.People) -> None:
    case = make.assessed(make.applied(), who, on=GRANTED_ON)
    make.refused(lambda: asks(case), NotNow, "In beoordeling")


def asks_payment(case: Case, moment: str, progress: str = "Wij zijn halverwege.") -> None:
    """Ask for an interim payment or second advance as the recipient."""
    data = {"moment": moment, "progress": progress, "costs_made": "1000.00"}
    receive_request(case.pk, "interim_request", data, by=make.recipient(case), received_at=make.at(date(2026, 3, 2)))


def pays(case: Case, who: make.People, is_granted: bool = True) -> Decision:
    """Decide on the oldest request for payment."""
    by, on = who[Role.DECIDER], date(2026, 3, 16)
    return decide_interim_payment(case.pk, is_granted=is_granted, reasons=REASONS, by=by, on=on)


@pytest.mark.parametrize(
    ("name", "granted_on", "moment", "kind", "amount"),
    [
        pytest.param(
            "swv-2022", date(2022, 9, 1), "request", "interim_granted", 18226566, id="slim.md 5.1: 50 % asked"
        ),
        pytest.param(
            "swv-2025", date(2025, 9, 1), "progress_report", "advance_granted", 25000000, id="slim.md 7 S-swv25"
        ),
    ],
)
def test_a_payment_in_between_is_the_schemes_amount_and_is_given_once(
    who: make.People, name: str, granted_on: date, moment: str, kind: str, amount: int
) -> None:
    case = make.announced(make.applied(name), who, on=granted_on)
    before = list(Payment.objects.filter(case=case).values_list("pk", flat=True))
    asks_payment(case, moment)
    assert "decide_interim_payment" in make.tasks_of(case)
    decision = pays(case, who)
    assert (decision.kind, decision.amount_cents) == (kind, amount)
    assert Payment.objects.exclude(pk__in=before).get(case=case).amount_cents == amount
    asks_payment(case, moment, "Wij zijn bijna klaar.")
    make.refused(lambda: pays(case, who), NotReady)
    assert pays(case, who, is_granted=False).amount_cents == 0
    assert Payment.objects.filter(case=case).count() == len(before) + 1
    assert make.fresh(case).status == Status.GRANTED


def test_who_has_no_right_to_an_interim_payment_does_not_get_one(running: Case, who: make.People) -> None:
    asks_payment(running, "request")
    make.refused(lambda: pays(running, who), NotReady, "geen recht")
    assert pays(running, who, is_granted=False).kind == "interim_refused"
    assert not Payment.objects.filter(case=running).exists()
