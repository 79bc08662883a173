"""One STAP application of 2023 from its JSON to its audit export: granted by the machine in its turn, ordered, invoiced, paid to the
trainer, proved, settled and closed. Somewhere on the way all of viewflow's rows are thrown away."""

from __future__ import annotations

import json
from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.utils import timezone

from audit.models import Event
from cases.authority.permissions import Role
from cases.intake import read_submission
from cases.models import Case, Decision, Order, Status
from cases.money.ledger import discrepancies
from cases.schemes.registry import scheme
from letters.models import Composition, Letter
from tests import make
from tests.journeys.stap import APPLIED_ON, SETTLED_ON, STARTS_ON, invoice, known, people, prove, weeks_set
from tests.journeys.trail import exported, told
from workflows.steps.settlement import assess_settlement, settle_subsidy
from workflows.steps.taking_in import take_in
from workflows.steps.windows import load_windows

pytestmark = pytest.mark.own_database

FINISHED_ON = date(2024, 6, 3)

STORY = [
    "case.submitted",
    "case.assessed application grant",
    "case.granted_by_machine 659.45",
    "case.ordered 659.45",
    "letter.sent grant",
    "invoice.received 659.45",
    "payment.approved 659.45",
    "payment.paid 659.45",
    "case.reported",
    "case.proof_received",
    "case.assessed settlement as_granted",
    "case.settled 659.45",
    "letter.sent report_receipt",
    "letter.sent settlement_as_granted",
    "case.closed",
]


def taken_in(who: make.People) -> str:
    """Take one application in while the window is open; gives its number, before there is a case."""
    load_windows("stap", by=who[Role.ADMINISTRATOR], on=date(2023, 4, 1))
    envelope = json.loads((scheme("stap").samples / "cursus-2023.json").read_text(encoding="utf-8"))
    known(envelope["application"])
    receipt = take_in(read_submission(json.dumps(envelope), received_at=timezone.now()))
    assert (receipt.is_new, receipt.place, Case.objects.count()) == (True, 1, 0)
    return receipt.number


def granted_by_machine(number: str) -> Case:
    """Drain the window, and announce what the machine decided."""
    out = StringIO()
    call_command("drain", "stap", "stap-2023-2", "--on", APPLIED_ON.isoformat(), stdout=out)
    told_by_drain = json.loads(out.getvalue())
    assert (told_by_drain["handled"], told_by_drain["amount"], told_by_drain["troubled"]) == (1, "659.45", [])
    make.letters_sent(APPLIED_ON)
    case = Case.objects.select_related("party", "application", "window").get(number=number)
    assert (case.status, make.tasks_of(case)) == (Status.GRANTED, [])
    assert case.decisions.get().decided_by is None, "no person decided"
    return case


def paid_on_invoice(case: Case, who: make.People) -> None:
    """Let the trainer invoice its order, and pay it."""
    assert make.balances_of(case) == {"committed": "659.45"}
    assert invoice(case).status == "accepted"
    assert make.tasks_of(case) == ["approve"]
    make.paid(case, who, on=STARTS_ON)
    assert case.payments.get().party == Order.objects.get(case=case).party


def thrown_away_and_made_again(case: Case, on: date) -> None:
    """Forget all of viewflow's rows and make them again from the facts."""
    before = make.tasks_of(case)
    call_command("rebuild_work", "--forget", "--on", on.isoformat(), stdout=StringIO())
    assert make.tasks_of(case) == before == ["assess"]


def settled_on_proof(case: Case, who: make.People) -> None:
    """Settle as granted on the proof of the trainer."""
    weeks_set(who)
    case = prove(case)
    thrown_away_and_made_again(case, SETTLED_ON)
    assert assess_settlement(case.pk, by=who[Role.HANDLER], on=SETTLED_ON).outcome == "as_granted"
    settle_subsidy(case.pk, by=who[Role.DECIDER], on=SETTLED_ON)
    make.letters_sent(SETTLED_ON)


def test_a_training_from_its_application_to_its_audit_export(tmp_path: Path) -> None:
    who = people()
    case = granted_by_machine(taken_in(who))
    paid_on_invoice(case, who)
    settled_on_proof(case, who)
    assert make.balances_of(case) == {"committed": "659.45", "paid": "659.45"}
    make.day_passes(FINISHED_ON)
    assert (make.fresh(case).status, make.tasks_of(case)) == (Status.CLOSED, [])
    assert list(discrepancies()) == []
    assert not Decision.objects.filter(letters=None).exists()
    assert set(Letter.objects.values_list("status", flat=True)) == {"sent"}
    assert Composition.objects.count() == Letter.objects.count()

    events = exported(case, tmp_path)
    assert [told(event) for event in events] == STORY
    statuses = [(event["from"], event["to"]) for event in events[1:] if event.get("from") != event.get("to")]
    assert [after for _, after in statuses] == ["granted", "reported", "settled", "closed"]
    assert [before for before, _ in statuses] == ["submitted", "granted", "reported", "settled"]
    assert Event.objects.filter(result="refused").count() == 0
