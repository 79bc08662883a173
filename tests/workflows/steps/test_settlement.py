"""From report to settlement (Awb 4:42 to 4:47): as granted, on actual costs, lower, nil, ex officio; what a person may choose;
the weighing of interests; and what is still to pay."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from cases.amounts import euro, to_cents
from cases.authority.permissions import Role
from cases.models import Assessment, Case, Decision, Payment, PaymentStatus, Status
from cases.money.ledger import discrepancies
from cases.transitions import NotLawful
from letters.models import Letter
from tests import make
from tests.letters import cases
from workflows.steps.acts import NotNow
from workflows.steps.deciding import NotReady
from workflows.steps.hearing import lapse_views
from workflows.steps.settlement import Choice, assess_settlement, remind_settlement, settle_subsidy

pytestmark = pytest.mark.django_db

GRANTED_ON, REPORTED, SETTLED = date(2020, 5, 8), date(2021, 6, 1), date(2021, 7, 1)
REASON = "De facturen zijn nagerekend."


@pytest.fixture
def who() -> make.People:
    """One employee for each role."""
    return make.people()


def small(who: make.People) -> Case:
    """A project of 2020 for 14,388.80 euro, without advance."""
    return make.announced(make.applied(), who, on=GRANTED_ON)


def advanced(who: make.People) -> Case:
    """A project of 2023 for 24,999.00 euro whose advance of half was paid."""
    case = make.announced(make.applied("mkb-voorschot-2023"), who, on=date(2023, 12, 1))
    make.paid(case, who, on=date(2023, 12, 20))
    return case


@pytest.mark.parametrize(
    ("share", "kind", "amount"),
    [
        pytest.param("1.00", "settlement_as_granted", "14388.80", id="all was realised"),
        pytest.param("1.50", "settlement_as_granted", "14388.80", id="more than budgeted: never above the grant, 4:31"),
        pytest.param("0.80", "settlement_actual", "11511.04", id="actual costs, 4:46 lid 1"),
        pytest.param("0.60", "settlement_actual", "8633.28", id="slim.md 5.3: exactly 60 % passes"),
        pytest.param("0.59", "settlement_nil", "0.00", id="slim.md 5.3: below 60 % is nil until 10-7-2023"),
    ],
)
def test_a_report_leads_to_its_settlement(who: make.People, share: str, kind: str, amount: str) -> None:
    case = make.reported(small(who), share, on=REPORTED)
    assert case.status == Status.REPORTED
    case = make.settled(case, who, on=SETTLED)
    decision = Decision.objects.get(case=case, kind=kind)
    assert decision.amount_cents == to_cents(euro(amount))
    assert make.balances_of(case) == ({"committed": amount} if euro(amount) else {})
    planned = [("settlement", decision.amount_cents)] if decision.amount_cents else []
    assert list(Payment.objects.filter(case=case).values_list("kind", "amount_cents")) == planned
    assert list(discrepancies()) == []


def test_the_report_ends_the_term_for_asking_and_begins_the_one_for_deciding(who: make.People) -> None:
    case = make.reported(small(who), "1.00", on=REPORTED)
    assert make.term(case, "settlement_request").ending == "vaststelling aangevraagd"
    # 22 weeks (Aanwijzing 17 lid 7), never moved by the Algemene termijnenwet.
    assert make.term(case, "settlement_decision").due_on == date(2021, 11, 2)
    assert make.tasks_of(case) == ["assess"]
    assert Letter.objects.filter(case=case, kind="report_receipt").count() == 1


def test_a_case_is_reported_and_settled_once(who: make.People) -> None:
    case = make.reported(small(who), "1.00", on=REPORTED)
    make.refused(lambda: make.reported(case, "1.00", on=REPORTED), NotNow, "Vaststelling aangevraagd")
    make.settled(case, who, on=SETTLED)
    make.letters_sent(SETTLED)
    make.refused(lambda: settle_subsidy(case.pk, by=who[Role.DECIDER], on=SETTLED), NotLawful, "Vastgesteld")
    make.refused(lambda: assess_settlement(case.pk, by=who[Role.HANDLER], on=SETTLED), NotLawful)
    assert Payment.objects.filter(case=case).count() == 1


def test_an_advance_is_set_off_and_an_unpaid_one_is_taken_up_in_the_settlement(who: make.People) -> None:
    paid = make.reported(advanced(who), "1.00", on=date(2024, 12, 10))
    make.settled(paid, who, on=date(2025, 1, 15))
    assert list(Payment.objects.filter(case=paid, kind="settlement").values_list("amount_cents", flat=True)) == [
        1249950
    ]
    unpaid = make.announced(make.applied("mkb-voorschot-2023", number=2), who, on=date(2023, 12, 1))
    make.settled(make.reported(unpaid, "1.00", on=date(2024, 12, 10)), who, on=date(2025, 1, 15))
    states = dict(Payment.objects.filter(case=unpaid).values_list("kind", "status"))
    assert states == {"advance": PaymentStatus.VOID, "settlement": PaymentStatus.PLANNED}
    assert Payment.objects.get(case=unpaid, kind="settlement").amount_cents == 2499900


def choosing(case: Case, who: make.People, kind: str, amount: str, reason: str = REASON) -> Callable[[], Assessment]:
    """The assessment with a person's choice, still to be made."""
    choice, on = Choice(kind, euro(amount), reason), date(2025, 1, 15)
    return lambda: assess_settlement(case.pk, by=who[Role.HANDLER], on=on, choice=choice)


def test_below_the_floor_a_person_chooses_up_to_what_was_computed(who: make.People) -> None:
    """Since 10-7-2023 too little realised is nil or a lower amount, with reasons (SLIM 24 lid 4, Awb 4:46 lid 2)."""
    case = make.reported(advanced(who), "0.40", on=date(2024, 12, 10))
    make.refused(
        lambda: assess_settlement(case.pk, by=who[Role.HANDLER], on=date(2025, 1, 15)), NotReady, "aan een beoordelaar"
    )
    make.refused(choosing(case, who, "lower", "10084.39"), NotReady, "hoogstens")
    make.refused(choosing(case, who, "as_granted", "24999.00"), NotReady, "hoogstens")
    make.refused(choosing(case, who, "actual", "10084.38"), NotReady, "4:46 lid 2")
    make.refused(choosing(case, who, "lower", "10084.38", reason=" "), NotReady, "reden")
    make.refused(choosing(case, who, "lower", "-0.01"), NotReady, "hoogstens")
    assert choosing(case, who, "lower", "10084.38")().outcome == "lower"


@pytest.mark.parametrize(
    ("kind", "amount", "is_allowed"),
    [
        pytest.param("lower", "5000.00", True, id="lower than computed"),
        pytest.param("nil", "0.00", True, id="nil"),
        pytest.param("actual", "5000.00", False, id="less than computed is no settlement on actual costs"),
        pytest.param("as_granted", "5000.00", False, id="less than granted is not as granted"),
        pytest.param("nil", "0.01", False, id="nil is nothing"),
        pytest.param("lower", "0.00", False, id="nothing is nil"),
        pytest.param("lower", "25000.00", False, id="above the computed amount"),
        pytest.param("person", "5000.00", False, id="no kind of settlement"),
    ],
)
def test_a_choice_is_lower_or_nil_and_says_so(who: make.People, kind: str, amount: str, is_allowed: bool) -> None:
    case = make.reported(advanced(who), "1.00", on=date(2024, 12, 10))
    if is_allowed:
        assert choosing(case, who, kind, amount)().outcome == kind
    else:
        make.refused(choosing(case, who, kind, amount), NotReady)
        assert not case.assessments.filter(stage="settlement").exists()


def test_a_lower_settlement_demands_hearing_and_weighing(who: make.People) -> None:
    case = make.reported(advanced(who), "0.40", on=date(2024, 12, 10))
    choosing(case, who, "lower", "9000.00")()

    def settle(weighing: str) -> Decision:
        return settle_subsidy(case.pk, by=who[Role.DECIDER], on=date(2025, 1, 20), weighing=weighing)

    make.refused(lambda: settle(make.WEIGHING), NotReady, "gehoord")
    make.unheard(case, "settlement", who, on=date(2025, 1, 15))
    make.refused(lambda: settle(""), NotReady, "3:4")
    make.refused(lambda: settle("te kort"), NotReady, "3:4")
    decision = settle(make.WEIGHING)
    assert (decision.kind, decision.weighing) == ("settlement_lower", make.WEIGHING)
    # 12,499.50 was paid: nothing is planned, 3,499.50 is to be claimed back.
    assert not Payment.objects.filter(case=case, kind="settlement").exists()
    assert make.tasks_of(case) == ["claim_back"]


def test_settling_as_granted_needs_neither_hearing_nor_weighing(who: make.People) -> None:
    case = make.reported(small(who), "1.00", on=REPORTED)
    assess_settlement(case.pk, by=who[Role.HANDLER], on=SETTLED)
    assert make.tasks_of(case) == ["decide"]
    settle_subsidy(case.pk, by=who[Role.DECIDER], on=SETTLED)
    assert make.fresh(case).status == Status.SETTLED


def test_heard_about_a_nil_settlement_the_recipient_is_waited_for(who: make.People) -> None:
    case = make.reported(small(who), "0.10", on=REPORTED)
    assess_settlement(case.pk, by=who[Role.HANDLER], on=REPORTED)
    assert make.tasks_of(case) == ["check_hearing"]
    make.to_be_heard(case, "settlement", who, on=REPORTED)
    make.letters_sent(REPORTED)

    def settle(on: date) -> Decision:
        return settle_subsidy(case.pk, by=who[Role.DECIDER], on=on, weighing=make.WEIGHING)

    make.refused(lambda: settle(date(2021, 6, 15)), NotReady, "15-06-2021")
    lapse_views(case.pk, by=who[Role.SYSTEM], on=date(2021, 6, 16))
    assert settle(date(2021, 6, 16)).kind == "settlement_nil"


def test_a_project_of_2025_is_settled_ex_officio_after_its_last_day(who: make.People) -> None:
    case = make.announced(make.applied("mkb-2025"), who, on=date(2025, 12, 1))
    early = date(2026, 12, 1)
    make.refused(lambda: assess_settlement(case.pk, by=who[Role.HANDLER], on=early), NotReady, "Ambtshalve")
    make.day_passes(date(2026, 12, 2))
    assert "assess" in make.tasks_of(case)
    assess_settlement(case.pk, by=who[Role.HANDLER], on=date(2026, 12, 2))
    decision = settle_subsidy(case.pk, by=who[Role.DECIDER], on=date(2026, 12, 4))
    assert (decision.kind, decision.amount_cents) == ("settlement_ex_officio", 897000)
    assert make.term(case, "ex_officio_settlement").ending == "vastgesteld"
    assert make.balances_of(case) == {"committed": "8970.00"}


def test_who_does_not_ask_is_reminded_once_and_then_settled_ex_officio(who: make.People) -> None:
    """Awb 4:44 lid 3 and 4: due, reminded with a new term, settled without request."""
    case, last_day = small(who), date(2021, 8, 7)
    make.refused(lambda: remind_settlement(case.pk, by=who[Role.SYSTEM], on=last_day), NotReady, "loopt nog")
    make.refused(lambda: assess_settlement(case.pk, by=who[Role.HANDLER], on=date(2021, 8, 9)), NotReady, "Ambtshalve")
    assert make.day_passes(date(2021, 8, 9))["settlements_reminded"] == 1
    make.refused(lambda: remind_settlement(case.pk, by=who[Role.SYSTEM], on=date(2021, 8, 9)), NotReady, "al herinnerd")
    make.letters_sent(date(2021, 8, 9))
    assert make.term(case, "settlement_reminder").due_on == date(2021, 8, 23)
    make.refused(lambda: assess_settlement(case.pk, by=who[Role.HANDLER], on=date(2021, 8, 20)), NotReady, "Ambtshalve")
    make.day_passes(date(2021, 8, 24))
    assert make.tasks_of(case) == ["assess"]
    make.settled(case, who, on=date(2021, 8, 24))
    assert make.fresh(case).status == Status.SETTLED
    nil = Decision.objects.get(case=case, kind="settlement_nil")
    assert (nil.amount_cents, "Awb 4:47" in nil.articles) == (0, True)
    assert "zonder dat u erom heeft gevraagd (Awb 4:47)" in cases.said(
        cases.drafted(case, "settlement_nil", date(2021, 8, 24))
    )


def test_a_report_after_the_assessment_makes_it_void(who: make.People) -> None:
    case = small(who)
    make.day_passes(date(2021, 8, 9))
    make.letters_sent(date(2021, 8, 9))
    make.day_passes(date(2021, 8, 24))
    assess_settlement(case.pk, by=who[Role.HANDLER], on=date(2021, 8, 24))
    make.unheard(case, "settlement", who, on=date(2021, 8, 24))
    make.reported(case, "1.00", on=date(2021, 8, 25))
    assert make.tasks_of(case) == ["assess"]
    make.refused(
        lambda: settle_subsidy(case.pk, by=who[Role.DECIDER], on=date(2021, 8, 26), weighing=make.WEIGHING),
        NotReady,
        "opnieuw",
    )
    make.settled(case, who, on=date(2021, 8, 27))
    assert Decision.objects.filter(case=case, kind="settlement_as_granted").exists()


def test_an_announced_settlement_begins_both_bars_of_five_years(who: make.People) -> None:
    case = make.settled(make.reported(small(who), "1.00", on=REPORTED), who, on=SETTLED)
    make.letters_sent(date(2021, 7, 5))
    # Awb 4:49 lid 3 counts from announcement, 4:57 lid 4 from the day of settlement.
    assert make.term(case, "revocation_bar").due_on == date(2026, 7, 5)
    assert make.term(case, "recovery_bar").due_on == date(2026, 7, 1)
    assert Payment.objects.get(case=case).due_on == date(2021, 8, 16)
