"""STAP after the grant, on the scheme's own folder: a machine grants and orders, the trainer invoices and proves, people settle."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from cases.amounts import ZERO
from cases.authority.permissions import Role
from cases.identity import pseudonym
from cases.models import Case, Incident, Order, Payment, Receivable, Status
from cases.money.ledger import discrepancies
from cases.queries import period_of
from tests import make
from tests.journeys.stap import (
    CLAIMED_ON,
    FIRST_INVOICE_ON,
    SETTLED_ON,
    STARTS_ON,
    granted,
    invoice,
    people,
    prove,
    weeks_set,
)
from workflows.steps.change import decide_change
from workflows.steps.deciding import NotReady
from workflows.steps.incidents import handle_incident, receive_incident
from workflows.steps.money import claim_back, forgo_recovery
from workflows.steps.opening import SettingMissing
from workflows.steps.receiving import receive_act
from workflows.steps.settlement import Choice, assess_settlement, settle_subsidy

pytestmark = pytest.mark.django_db

REASONS = "De reden staat in het dossier."


@pytest.fixture
def who() -> make.People:
    """One employee for each role; the decider holds the mandates of STAP."""
    return people()


@pytest.fixture
def case(who: make.People) -> Case:
    """A course of 659.45 euro, granted by the machine and announced."""
    return granted(who)


def test_what_a_machine_grants_is_ordered_invoiced_proved_and_settled(case: Case, who: make.People) -> None:
    assert (case.status, make.tasks_of(case)) == (Status.GRANTED, []), "a machine decision opens no task"
    order = Order.objects.get(case=case)
    assert (order.party.identifier, order.amount_cents) == ("91000001", 659_45)
    early = invoice(case, on=FIRST_INVOICE_ON - timedelta(days=1), number="F0")
    assert early.status == "rejected"
    assert invoice(case, "659.46").status == "rejected"
    assert invoice(case, number="F2").status == "accepted"
    make.paid(case, who, on=STARTS_ON)
    assert Payment.objects.get(case=case).payee == order.party.name
    make.refused(lambda: prove(case), SettingMissing, "settlement_weeks")
    weeks_set(who)
    case = prove(case)
    assert assess_settlement(case.pk, by=who[Role.HANDLER], on=SETTLED_ON).outcome == "as_granted"
    settle_subsidy(case.pk, by=who[Role.DECIDER], on=SETTLED_ON)
    make.letters_sent(SETTLED_ON)
    make.day_passes(date(2024, 6, 3))
    assert make.fresh(case).status == Status.CLOSED
    assert make.balances_of(case) == {"committed": "659.45", "paid": "659.45"}
    assert list(discrepancies()) == []


def test_without_proof_the_recipient_is_reminded_and_then_settled_ex_officio(case: Case, who: make.People) -> None:
    """stap.md V-5: no proof received, a reminder, then nil; whether there is blame a person says."""
    weeks_set(who)
    invoice(case)
    make.paid(case, who, on=STARTS_ON)
    due_on = make.term(case, "settlement_request").due_on
    assert due_on == date(2024, 3, 15), "three months after the training"
    make.day_passes(due_on)
    assert not case.letters.filter(kind="settlement_reminder").exists()
    make.day_passes(due_on + timedelta(days=1))
    make.letters_sent(due_on + timedelta(days=1))
    last_on = make.term(case, "settlement_reminder").due_on
    assert make.tasks_of(case) == []
    make.day_passes(last_on + timedelta(days=1))
    assert make.tasks_of(case) == ["assess"]
    on, nil = last_on + timedelta(days=2), Choice("nil", ZERO, REASONS, True)
    case = make.settled(case, who, on=on, choice=nil)
    assert (case.status, case.decisions.latest("id").kind) == (Status.SETTLED, "settlement_nil")
    make.letters_sent(on)
    assert make.tasks_of(case) == ["claim_back"]


def test_a_no_show_that_reported_nothing_pays_back(case: Case, who: make.People) -> None:
    """stap.md 7 nr 25."""
    weeks_set(who)
    invoice(case)
    make.paid(case, who, on=STARTS_ON)
    case = prove(case, is_success=False, has_diploma=False, attendance_percent="0.00", reason="not_started")
    case = make.settled(case, who, on=SETTLED_ON)
    make.letters_sent(SETTLED_ON)
    decision = claim_back(case.pk, by=who[Role.DECIDER], on=CLAIMED_ON, weighing=make.WEIGHING)
    receivable = Receivable.objects.get(decision=decision)
    assert (receivable.debtor.identifier, receivable.amount_cents) == (pseudonym("999990019"), 659_45)
    make.letters_sent(CLAIMED_ON)


def heard(case: Case, who: make.People) -> Case:
    """Assess what was reported at nil, and invite the views of the participant about it."""
    assess_settlement(case.pk, by=who[Role.HANDLER], on=SETTLED_ON)
    make.to_be_heard(case, "settlement", who, on=SETTLED_ON)
    make.letters_sent(SETTLED_ON)
    return make.fresh(case)


@pytest.mark.parametrize("kind", ["change", "incident"])
def test_nobody_agrees_to_a_start_that_comes_too_late(case: Case, who: make.People, kind: str) -> None:
    """stap.md D-7: within three months after the window, which closed on 30 June; else the grant lapses."""
    asked_on, by = date(2023, 6, 1), who[Role.DECIDER]
    words = (
        {"kind": "moved", "explanation": REASONS}
        if kind == "incident"
        else {"subject": "startdatum", "reason": REASONS}
    )

    def ask(starts_on: str) -> None:
        told = words | {"new_starts_on": starts_on, "new_ends_on": "2024-02-01"}
        row = receive_act(case.pk, kind, told, by=make.recipient(case), received_at=make.at(asked_on))
        if isinstance(row, Incident):
            handle_incident(case.pk, row.pk, outcome="change", reasons=REASONS, by=who[Role.HANDLER], on=asked_on)

    def decide(*, is_granted: bool) -> object:
        return decide_change(case.pk, is_granted=is_granted, reasons=REASONS, by=by, on=asked_on)

    ask("2023-10-01")
    make.refused(lambda: decide(is_granted=True), NotReady, "uiterlijk op 30-09-2023")
    decide(is_granted=False)
    make.letters_sent(asked_on)
    ask("2023-09-30")
    decide(is_granted=True)
    assert period_of(case)[0] == date(2023, 9, 30)


NO_SHOW: dict[str, Any] = {
    "is_success": False,
    "has_diploma": False,
    "attendance_percent": "0.00",
    "reason": "not_started",
}


def test_a_corrected_proof_counts_until_the_settlement(case: Case, who: make.People) -> None:
    weeks_set(who)
    case = heard(prove(case, **NO_SHOW), who)
    assert case.status == Status.SETTLEMENT_VIEWS
    prove(case)
    make.refused(lambda: settle_subsidy(case.pk, by=who[Role.DECIDER], on=CLAIMED_ON), NotReady, "opnieuw")
    assert assess_settlement(case.pk, by=who[Role.HANDLER], on=CLAIMED_ON).outcome == "as_granted"
    settle_subsidy(case.pk, by=who[Role.DECIDER], on=CLAIMED_ON)
    assert make.fresh(case).status == Status.SETTLED


def test_who_was_ill_can_still_say_so_before_the_settlement(case: Case, who: make.People) -> None:
    weeks_set(who)
    invoice(case)
    make.paid(case, who, on=STARTS_ON)
    case, handler = heard(prove(case, **NO_SHOW), who), who[Role.HANDLER]
    assert case.assessments.latest("id").extracts["is_culpable"] is True, "nothing was reported"
    told = {"kind": "illness", "explanation": "Ik lag in het ziekenhuis."}
    row = receive_incident(case.pk, told, by=make.recipient(case), received_at=make.at(SETTLED_ON))
    assert make.tasks_of(case) == ["handle_incident"]

    def handle(outcome: str) -> object:
        return handle_incident(
            case.pk, row.pk, outcome=outcome, reasons=REASONS, is_culpable=False, by=handler, on=SETTLED_ON
        )

    make.refused(lambda: assess_settlement(case.pk, by=handler, on=SETTLED_ON), NotReady, "melding")
    make.refused(lambda: handle("change"), NotReady, "wijzigt niet meer")
    handle("noted")
    assert assess_settlement(case.pk, by=handler, on=CLAIMED_ON).extracts["is_culpable"] is False


def test_a_training_that_the_trainer_cancelled_is_no_debt_of_the_participant(case: Case, who: make.People) -> None:
    """stap.md 7 nr 21."""
    weeks_set(who)
    invoice(case)
    make.paid(case, who, on=STARTS_ON)
    told = {"kind": "cancelled", "explanation": "Er waren te weinig deelnemers."}
    row = receive_incident(case.pk, told, by=make.recipient(case), received_at=make.at(date(2023, 7, 3)))
    handle_incident(
        case.pk, row.pk, outcome="noted", reasons=REASONS, is_culpable=False, by=who[Role.HANDLER], on=date(2023, 7, 4)
    )
    case = prove(case, is_success=False, has_diploma=False, reason="cancelled")
    case = make.settled(case, who, on=SETTLED_ON)
    make.letters_sent(SETTLED_ON)

    def claim(debtor: str) -> object:
        by = who[Role.DECIDER]
        return claim_back(case.pk, by=by, on=CLAIMED_ON, weighing=make.WEIGHING, debtor=debtor)

    make.refused(lambda: claim("applicant"), NotReady, "niets te verwijten")
    make.refused(lambda: claim("trainer"), NotReady, "geen artikel")
    forgo_recovery(case.pk, by=who[Role.DECIDER], on=CLAIMED_ON, weighing=make.WEIGHING, reasons=REASONS)
    make.letters_sent(CLAIMED_ON)
    make.day_passes(date(2024, 6, 3))
    assert make.fresh(case).status == Status.CLOSED
