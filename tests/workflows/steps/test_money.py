"""Money that moves: approved by another than the decider, claimed back as paid minus settled to the cent, repaid in parts."""

from __future__ import annotations

from datetime import date

import pytest

from cases.amounts import euro
from cases.authority.permissions import Role
from cases.authority.permit import SecondPersonNeeded
from cases.models import Case, LedgerRow, Party, Payment, PaymentStatus, Receivable, RoleHolding, Status
from cases.money.ledger import discrepancies
from cases.money.payments import NotPayable
from cases.transitions import NotLawful
from tests import make
from workflows.steps.closing import close_case
from workflows.steps.deciding import NotReady
from workflows.steps.money import approve_payment, claim_back, register_payment, register_repayment
from workflows.steps.settlement import Choice

pytestmark = pytest.mark.django_db

GRANTED_ON, PAID_ON, SETTLED_ON, CLAIMED_ON = date(2023, 12, 1), date(2023, 12, 20), date(2025, 1, 15), date(2025, 2, 3)
ADVANCE = euro("12499.50")


@pytest.fixture
def who() -> make.People:
    """One employee for each role."""
    return make.people()


@pytest.fixture
def running(who: make.People) -> Case:
    """A grant of 24,999.00 euro that was announced, with an advance of 12,499.50 planned."""
    return make.announced(make.applied("mkb-voorschot-2023"), who, on=GRANTED_ON)


def settled_at(case: Case, who: make.People, amount: str) -> Case:
    """Pay the advance and settle the case at an amount that a person chose."""
    make.paid(case, who, on=PAID_ON)
    choice = Choice("nil" if euro(amount) == 0 else "lower", euro(amount), "De facturen zijn nagerekend.")
    return make.settled(make.reported(case, "1.00", on=date(2024, 12, 10)), who, on=SETTLED_ON, choice=choice)


def test_a_payment_is_approved_then_paid_each_once(running: Case, who: make.People) -> None:
    payment, finance = Payment.objects.get(case=running), who[Role.FINANCE]

    def pay() -> None:
        register_payment(payment.pk, by=finance, on=PAID_ON, bank_reference="BANK-1")

    make.refused(pay, NotPayable, "goedgekeurde")
    approve_payment(payment.pk, by=finance, on=PAID_ON)
    assert make.tasks_of(running) == ["register"]
    make.refused(lambda: approve_payment(payment.pk, by=finance, on=PAID_ON), NotPayable, "al goedgekeurd")
    pay()
    make.refused(pay, NotPayable)
    assert make.balances_of(running) == {"committed": "24999.00", "paid": "12499.50"}
    assert LedgerRow.objects.filter(case=running, account="paid").count() == 1


def test_the_one_who_decided_does_not_approve_the_payment(running: Case, who: make.People) -> None:
    payment, decider = Payment.objects.get(case=running), who[Role.DECIDER]
    RoleHolding.objects.create(user_id=decider.employee_id, role=Role.FINANCE, from_on=make.SINCE, given_by="test")
    make.refused(lambda: approve_payment(payment.pk, by=decider, on=PAID_ON), SecondPersonNeeded, "Een andere")
    assert approve_payment(payment.pk, by=who[Role.FINANCE], on=PAID_ON).status == PaymentStatus.APPROVED


def test_what_was_not_announced_yet_is_neither_paid_nor_repaid(who: make.People) -> None:
    """Awb 3:40: a decision does not work before its announcement."""
    case, finance = make.granted(make.applied("mkb-voorschot-2023"), who, on=GRANTED_ON), who[Role.FINANCE]
    payment = Payment.objects.get(case=case)
    make.refused(lambda: approve_payment(payment.pk, by=finance, on=PAID_ON), NotPayable, "3:40")
    make.letters_sent(GRANTED_ON)
    case = settled_at(case, who, "9000.00")
    claim_back(case.pk, by=who[Role.DECIDER], on=CLAIMED_ON, weighing=make.WEIGHING)
    receivable = Receivable.objects.get(case=case)

    def repay() -> Receivable:
        return register_repayment(receivable.pk, amount=euro("1.00"), by=finance, on=CLAIMED_ON)

    make.refused(repay, NotPayable, "3:40")
    make.letters_sent(CLAIMED_ON)
    repay()


def test_without_an_account_number_nothing_is_approved(running: Case, who: make.People) -> None:
    payment = Payment.objects.get(case=running)
    Payment.objects.filter(pk=payment.pk).update(iban="")
    make.refused(lambda: approve_payment(payment.pk, by=who[Role.FINANCE], on=PAID_ON), NotPayable, "rekeningnummer")
    Payment.objects.filter(pk=payment.pk).update(iban=Party.objects.get(pk=running.party_id).iban)
    approve_payment(payment.pk, by=who[Role.FINANCE], on=PAID_ON)


@pytest.mark.parametrize(
    ("amount", "claimed"),
    [
        pytest.param("0.00", "12499.50", id="nil: the whole advance"),
        pytest.param("9000.00", "3499.50", id="lower: the difference, not the grant"),
        pytest.param("12499.49", "0.01", id="one cent"),
        pytest.param("12499.50", "", id="exactly what was paid"),
        pytest.param("12499.51", "", id="one cent more than was paid"),
    ],
)
def test_what_is_claimed_back_is_paid_minus_settled(running: Case, who: make.People, amount: str, claimed: str) -> None:
    case = settled_at(running, who, amount)

    def claim() -> Receivable:
        decision = claim_back(case.pk, by=who[Role.DECIDER], on=CLAIMED_ON, weighing=make.WEIGHING)
        return Receivable.objects.get(decision=decision)

    if not claimed:
        make.refused(claim, NotReady, "niet te veel betaald")
        assert make.fresh(case).status == Status.SETTLED
        return
    assert "claim_back" in make.tasks_of(case)
    receivable = claim()
    assert receivable.amount_cents == int(euro(claimed) * 100)
    assert make.balances_of(case).get("receivable") == claimed
    assert make.fresh(case).status == Status.RECOVERY
    assert list(discrepancies()) == []
    make.refused(claim, NotReady, "niet te veel betaald")


@pytest.mark.parametrize(("amount", "is_cited"), [("0.00", True), ("9000.00", False)])
def test_the_own_rule_on_advances_carries_a_claim_after_nil_only(
    running: Case, who: make.People, amount: str, is_cited: bool
) -> None:
    """slim.md 5.4: SLIM 25 lid 5 is for withdrawal and nil; after a lower settlement Awb 4:95 lid 4 carries the claim."""
    case = settled_at(running, who, amount)
    decision = claim_back(case.pk, by=who[Role.DECIDER], on=CLAIMED_ON, weighing=make.WEIGHING)
    assert ("SLIM 25 lid 5" in decision.articles) is is_cited
    assert "Awb 4:95 lid 4" in decision.articles


def test_claiming_back_needs_a_weighing_of_interests(running: Case, who: make.People) -> None:
    case = settled_at(running, who, "9000.00")
    make.refused(lambda: claim_back(case.pk, by=who[Role.DECIDER], on=CLAIMED_ON, weighing=" "), NotReady, "3:4")
    claim_back(case.pk, by=who[Role.DECIDER], on=CLAIMED_ON, weighing=make.WEIGHING)


def test_before_settlement_nothing_is_claimed_back(running: Case, who: make.People) -> None:
    make.paid(running, who, on=PAID_ON)
    make.refused(lambda: claim_back(running.pk, by=who[Role.DECIDER], on=CLAIMED_ON, weighing=make.WEIGHING), NotReady)
    assert not Receivable.objects.exists()


@pytest.mark.parametrize(
    ("on", "is_allowed"),
    [
        pytest.param(date(2030, 1, 15), True, id="Awb 4:57 lid 4: the last day"),
        pytest.param(date(2030, 1, 16), False, id="Awb 4:57 lid 4: a day too late"),
    ],
)
def test_five_years_after_the_settlement_nothing_is_claimed_back(
    running: Case, who: make.People, on: date, is_allowed: bool
) -> None:
    case = settled_at(running, who, "9000.00")
    make.letters_sent(date(2025, 1, 20))

    def claim() -> None:
        claim_back(case.pk, by=who[Role.DECIDER], on=on, weighing=make.WEIGHING)

    if is_allowed:
        claim()
        assert make.fresh(case).status == Status.RECOVERY
    else:
        make.refused(claim, NotReady, "15-01-2030")


def test_a_claim_is_repaid_in_parts_and_only_then_closed(running: Case, who: make.People) -> None:
    case = settled_at(running, who, "9000.00")
    make.letters_sent(SETTLED_ON)
    claim_back(case.pk, by=who[Role.DECIDER], on=CLAIMED_ON, weighing=make.WEIGHING)
    make.letters_sent(CLAIMED_ON)
    receivable = Receivable.objects.get(case=case)
    assert receivable.due_on == date(2025, 3, 17)

    def repay(amount: str) -> Receivable:
        return register_repayment(receivable.pk, amount=euro(amount), by=who[Role.FINANCE], on=date(2025, 4, 1))

    def close() -> None:
        close_case(case.pk, by=who[Role.SYSTEM], on=date(2025, 4, 1))

    make.refused(lambda: repay("3499.51"), NotPayable, "3.499,50")
    make.refused(lambda: repay("0.00"), NotPayable)
    make.refused(lambda: repay("-1.00"), NotPayable)
    repay("1000.00")
    assert make.balances_of(case) == {"committed": "9000.00", "paid": "11499.50", "receivable": "2499.50"}
    make.refused(close, NotReady, "vordering")
    assert make.tasks_of(case) == ["register_repayment"]
    assert repay("2499.50").paid_on == date(2025, 4, 1)
    make.refused(lambda: repay("0.01"), NotPayable)
    assert make.tasks_of(case) == []
    assert list(discrepancies()) == []
    close()
    assert make.fresh(case).status == Status.CLOSED
    make.refused(lambda: claim_back(case.pk, by=who[Role.DECIDER], on=CLAIMED_ON, weighing=make.WEIGHING), NotReady)


def test_what_may_be_at_the_bank_already_is_booked_before_the_settlement(running: Case, who: make.People) -> None:
    payment, finance = Payment.objects.get(case=running), who[Role.FINANCE]
    approve_payment(payment.pk, by=finance, on=PAID_ON)
    make.reported(running, "1.00", on=date(2024, 12, 10))
    make.refused(lambda: make.settled(running, who, on=SETTLED_ON), NotReady, "nog niet is geboekt")
    register_payment(payment.pk, by=finance, on=SETTLED_ON, bank_reference="BANK-1")
    make.settled(running, who, on=SETTLED_ON)
    assert make.balances_of(running) == {"committed": "24999.00", "paid": "12499.50"}


def test_a_payment_that_lapsed_is_not_paid_any_more(running: Case, who: make.People) -> None:
    payment, finance = Payment.objects.get(case=running), who[Role.FINANCE]
    make.settled(make.reported(running, "1.00", on=date(2024, 12, 10)), who, on=SETTLED_ON)
    make.refused(lambda: approve_payment(payment.pk, by=finance, on=SETTLED_ON), NotPayable, "vervallen")
    make.refused(lambda: register_payment(payment.pk, by=finance, on=SETTLED_ON, bank_reference="BANK-1"), NotPayable)
    assert make.balances_of(running) == {"committed": "24999.00"}


def test_claiming_back_twice_is_not_lawful_even_when_more_was_paid_too_much(running: Case, who: make.People) -> None:
    case = settled_at(running, who, "0.00")
    claim_back(case.pk, by=who[Role.DECIDER], on=CLAIMED_ON, weighing=make.WEIGHING)
    LedgerRow.objects.create(case=case, account="paid", amount_cents=1, booked_on=CLAIMED_ON, reason="dubbel betaald")
    make.refused(lambda: claim_back(case.pk, by=who[Role.DECIDER], on=CLAIMED_ON, weighing=make.WEIGHING), NotLawful)
