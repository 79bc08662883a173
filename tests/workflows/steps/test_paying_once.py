"""What is owed is paid once, to the account that was assessed, by more than one person; what was approved is never lost."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection

from audit.models import Event
from cases.amounts import euro
from cases.authority.actors import Actor
from cases.authority.permissions import Role
from cases.authority.permit import SecondPersonNeeded
from cases.models import Case, Party, Payment, PaymentStatus, Receivable, RoleHolding, Status
from cases.money.ledger import discrepancies
from cases.money.payments import NotPayable
from tests import make
from tests.workflows import stages
from workflows.steps.change import decide_interim_payment, receive_request
from workflows.steps.deciding import NotReady
from workflows.steps.ending import revoke_grant, waive_grant
from workflows.steps.money import approve_payment, claim_back, register_payment, register_repayment, take_back_approval
from workflows.steps.settlement import assess_settlement, settle_subsidy

pytestmark = pytest.mark.django_db

REASON = "De bank weigerde de opdracht."
ENDED_ON, SETTLED_ON = date(2024, 12, 10), date(2025, 1, 15)
FOREIGN = "NL02ABNA0123456789"


@pytest.fixture
def who() -> make.People:
    """One employee for each role."""
    return make.people()


def also_finance(by: Actor) -> Actor:
    """Let a decider handle money as well."""
    RoleHolding.objects.create(user_id=by.employee_id, role=Role.FINANCE, from_on=make.SINCE, given_by="test")
    return by


def applied_again(name: str, iban: str) -> None:
    """Let somebody apply with the number of an enterprise that has a grant, and with another account."""
    envelope = make.sample(name)
    envelope["application"]["project"]["title"] = "Een tweede aanvraag"
    envelope["application"]["applicant"] |= {"iban": iban, "name": "Iemand anders"}
    make.submitted(envelope)


def test_a_later_application_leads_no_money_to_another_account(who: make.People) -> None:
    case = make.reported(stages.with_advance(), "1.00", on=ENDED_ON)
    asked = Payment.objects.get(case=case)
    applied_again("mkb-voorschot-2023", FOREIGN)
    assert Party.objects.get(pk=case.party_id).iban == FOREIGN
    make.settled(case, who, on=SETTLED_ON)
    planned = Payment.objects.get(case=case, kind="settlement")
    assert (planned.iban, planned.payee) == (asked.iban, asked.payee)


def test_nothing_is_settled_while_an_approved_payment_may_be_at_the_bank(who: make.People) -> None:
    """Otherwise the whole amount is planned beside an advance that the bank pays as well."""
    case = make.reported(stages.with_approved_advance(), "1.00", on=ENDED_ON)
    assess_settlement(case.pk, by=who[Role.HANDLER], on=SETTLED_ON)

    def settle() -> None:
        settle_subsidy(case.pk, by=who[Role.DECIDER], on=SETTLED_ON)

    make.refused(settle, NotReady, "goedgekeurde betaling")
    register_payment(stages.payment_of(case), by=who[Role.FINANCE], on=SETTLED_ON, bank_reference="BANK-1")
    settle()
    assert Payment.objects.get(case=case, kind="settlement").amount_cents == 1_249_950


def test_a_grant_is_not_ended_while_an_approved_payment_may_be_at_the_bank(who: make.People) -> None:
    case = stages.with_approved_advance()
    make.unheard(case, "revocation", who, on=ENDED_ON)

    def revoke() -> None:
        revoke_grant(case.pk, by=who[Role.DECIDER], on=ENDED_ON, weighing=make.WEIGHING, reasons=stages.REASONS)

    def waive() -> None:
        waive_grant(case.pk, {"reason": "Geen tijd."}, by=make.recipient(case), received_at=make.at(ENDED_ON))

    for step in (revoke, waive):
        make.refused(step, NotReady, "goedgekeurde betaling")
    assert Payment.objects.get(case=case).status == PaymentStatus.APPROVED
    register_payment(stages.payment_of(case), by=who[Role.FINANCE], on=ENDED_ON, bank_reference="BANK-1")
    waive()
    assert make.balances_of(case) == {"paid": "12499.50"}
    assert make.tasks_of(case) == ["claim_back"]


def test_a_claim_after_a_waiver_waits_for_the_letter_that_it_names(who: make.People) -> None:
    case = stages.with_advance()
    make.paid(case, who, on=stages.D23)
    waive_grant(case.pk, {"reason": "Geen tijd."}, by=make.recipient(case), received_at=make.at(ENDED_ON))

    def claim() -> None:
        claim_back(case.pk, by=who[Role.DECIDER], on=ENDED_ON, weighing=make.WEIGHING)

    make.refused(claim, NotReady, "bevestiging")
    make.letters_sent(ENDED_ON)
    claim()
    make.letters_sent(ENDED_ON)


def test_an_approval_that_is_taken_back_lets_the_payment_be_approved_again(who: make.People) -> None:
    case, finance = stages.with_approved_advance(), who[Role.FINANCE]
    payment = stages.payment_of(case)
    make.refused(lambda: take_back_approval(payment, by=finance, on=ENDED_ON, reason=" "), NotReady, "waarom")
    take_back_approval(payment, by=finance, on=ENDED_ON, reason=REASON)
    assert make.tasks_of(case) == ["approve"]
    assert REASON not in Event.objects.get(stream=case.stream, action="payment.withheld").body
    make.refused(lambda: take_back_approval(payment, by=finance, on=ENDED_ON, reason=REASON), NotPayable)
    approve_payment(payment, by=finance, on=ENDED_ON)
    register_payment(payment, by=finance, on=ENDED_ON, bank_reference="BANK-2")
    make.refused(lambda: take_back_approval(payment, by=finance, on=ENDED_ON, reason=REASON), NotPayable)
    assert make.balances_of(case) == {"committed": "24999.00", "paid": "12499.50"}


def test_who_decided_books_neither_the_payment_nor_the_repayment(who: make.People) -> None:
    case, both = stages.with_approved_advance(), also_finance(who[Role.DECIDER])
    payment = stages.payment_of(case)
    make.refused(
        lambda: register_payment(payment, by=both, on=ENDED_ON, bank_reference="BANK-1"), SecondPersonNeeded, "andere"
    )


def test_who_claimed_back_does_not_say_that_it_was_repaid(who: make.People) -> None:
    case, both = stages.claimed(), also_finance(who[Role.DECIDER])
    make.letters_sent(stages.D25)
    receivable = Receivable.objects.get(case=case)
    make.refused(
        lambda: register_repayment(receivable.pk, amount=euro("1.00"), by=both, on=stages.D25), SecondPersonNeeded
    )


def test_one_progress_report_gives_one_advance(who: make.People) -> None:
    """SLIM 16 from 2025: half of the grant after the progress report, not half for each report that is sent."""
    envelope = make.sample("swv-2025")
    envelope["application"]["asks_advance"] = False
    case = make.announced(make.submitted(envelope), who, on=date(2025, 9, 1))

    def asks(day: date, text: str) -> None:
        data = {"moment": "progress_report", "progress": text, "costs_made": "1000.00"}
        receive_request(case.pk, "interim_request", data, by=make.recipient(case), received_at=make.at(day))

    def gives() -> None:
        decide_interim_payment(
            case.pk, is_granted=True, reasons=stages.REASONS, by=who[Role.DECIDER], on=date(2026, 3, 9)
        )

    asks(date(2026, 3, 2), "Halverwege.")
    gives()
    asks(date(2026, 3, 3), "Nog eens halverwege.")
    make.refused(gives, NotReady, "geen recht")
    assert Payment.objects.get(case=case).amount_cents == 25_000_000


def test_no_decision_is_built_on_one_that_was_not_announced(who: make.People) -> None:
    """Awb 3:40: its letter would be held back for ever, as the books have gone on."""
    case = make.granted(make.applied("mkb-voorschot-2023"), who, on=stages.D23)

    def waive() -> None:
        waive_grant(case.pk, {"reason": "Geen tijd."}, by=make.recipient(case), received_at=make.at(stages.D23))

    make.refused(waive, NotReady, "3:40")
    make.letters_sent(stages.D23)
    waive()
    assert make.fresh(case).status == Status.WAIVED
    make.letters_sent(stages.D23)


@pytest.mark.parametrize(
    ("tampering", "told"),
    [
        pytest.param(
            "UPDATE cases_payment SET status = 'paid' WHERE status = 'planned'", "betaald", id="paid unbooked"
        ),
        pytest.param("UPDATE cases_payment SET amount_cents = 9999999", "verschuldigd", id="a payment grew"),
        pytest.param(
            "INSERT INTO cases_ledgerrow (case_id, account, amount_cents, booked_on, reason)"
            " SELECT id, 'paid', 100, '2023-12-01', 'buiten de stap' FROM cases_case",
            "betaald",
            id="booked without a payment",
        ),
    ],
)
def test_money_moved_outside_the_steps_is_told_by_the_ledger_check(who: make.People, tampering: str, told: str) -> None:
    stages.with_advance()
    assert list(discrepancies()) == []
    with connection.cursor() as cursor:
        cursor.execute(tampering)
    assert any(told in found for found in discrepancies())


def test_a_claim_that_grew_outside_the_steps_is_told_by_the_ledger_check(who: make.People) -> None:
    case: Case = stages.claimed()
    assert list(discrepancies()) == []
    Receivable.objects.filter(case=case).update(amount_cents=1_300_000)
    assert any("te vorderen" in found for found in discrepancies())
    make.refused(lambda: claim_back(case.pk, by=who[Role.DECIDER], on=stages.D25, weighing=make.WEIGHING), NotReady)
