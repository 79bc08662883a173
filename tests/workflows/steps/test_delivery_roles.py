"""Who may take which step about trainers and measures: one table, each row tried by every role on what is ready for that step."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from audit.models import Event
from cases.amounts import euro
from cases.authority.actors import Actor
from cases.authority.permissions import Role
from cases.authority.permit import NotAuthorised
from cases.models import (
    AffectedGrant,
    Case,
    Decision,
    Exclusion,
    Incident,
    Invoice,
    LedgerRow,
    Measure,
    MeasureKind,
    Payment,
    Submission,
)
from letters.models import Letter, Notice
from tests import make
from tests.workflows import trainers as t
from tests.workflows.test_role_step_table import undone
from workflows.steps.affected import decide_affected
from workflows.steps.incidents import handle_incident, receive_consent, receive_incident
from workflows.steps.invoices import judge_invoice, receive_invoice
from workflows.steps.measures import drop_measure, impose_measure, lift_measure, propose_measure, receive_measure_views
from workflows.steps.money import forgo_recovery
from workflows.steps.proof import receive_proof
from workflows.steps.settlement import Choice

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("trainers")]

TABLE = """
step                   handler decider finance reviewer auditor administrator party trainer system
receive_invoice        yes     -       -       -        -       -             -     yes     -
judge_invoice          yes     -       -       -        -       -             -     -       -
receive_proof          yes     -       -       -        -       -             -     yes     -
receive_incident       yes     -       -       -        -       -             yes   -       -
handle_incident        yes     -       -       -        -       -             -     -       -
receive_consent        yes     -       -       -        -       -             yes   yes     -
decide_affected        yes     -       -       -        -       -             -     -       -
forgo_recovery         -       yes     -       -        -       -             -     -       -
propose_measure        yes     -       -       -        -       -             -     -       -
receive_measure_views  yes     -       -       -        -       -             -     yes     -
impose_measure         -       yes     -       -        -       -             -     -       -
drop_measure           -       yes     -       -        -       -             -     -       -
lift_measure           -       yes     -       -        -       -             -     -       -
"""
HEADER, *ROWS = (line.split() for line in TABLE.strip().splitlines())
ON, LATER = date(2024, 3, 1), date(2024, 4, 2)
MOMENT = make.at(ON)
INCIDENT = {"kind": "illness", "explanation": "Ik ben ziek."}
Step = Callable[[Actor, Case], object]


def invoice_waits(who: make.People) -> Case:
    """An invoice that the rules left to a person."""
    case = t.running(who)
    t.listed(kvk=t.OTHER_KVK, from_on=date(2023, 12, 10))
    t.invoiced(case)
    return case


def incident_waits(who: make.People) -> Case:
    """An incident that nobody handled."""
    case = t.running(who)
    receive_incident(case.pk, INCIDENT, by=make.recipient(case), received_at=MOMENT)
    return case


def proposed(who: make.People) -> Case:
    """A removal of the trainer of which the intention was sent."""
    case = t.running(who)
    propose(who[Role.HANDLER], case)
    make.letters_sent(ON)
    return case


def propose(by: Actor, case: Case) -> object:
    """Propose to remove the trainer."""
    party = t.order_of(case).party
    return propose_measure(party.pk, MeasureKind.REMOVAL, scheme_code="slim", grounds=t.REASONS, by=by, on=ON)


def impose(by: Actor, case: Case) -> object:
    """Impose the measure."""
    return impose_measure(the(Measure), by=by, on=LATER, weighing=make.WEIGHING, reasons=t.REASONS)


def imposed(who: make.People) -> Case:
    """A removal that was imposed and announced."""
    case = proposed(who)
    impose(who[Role.DECIDER], case)
    make.letters_sent(LATER)
    return case


def overpaid(who: make.People) -> Case:
    """A subsidy settled at nil without blame after the trainer was paid."""
    case = t.proved(t.paid(t.running(who), who), "no_success")
    choice = Choice("nil", euro("0.00"), t.REASONS, False)
    make.settled(case, who, on=t.SETTLED_ON, choice=choice)
    make.letters_sent(t.SETTLED_ON)
    return make.fresh(case)


def the(model: Any) -> int:
    """Give the key of the only row."""
    return int(model.objects.get().pk)


PREPARED: dict[str, tuple[Callable[[make.People], Case], Step]] = {
    "receive_invoice": (
        t.running,
        lambda by, case: receive_invoice(case.pk, t.invoice_data(case), by=by, received_at=MOMENT),
    ),
    "judge_invoice": (
        invoice_waits,
        lambda by, case: judge_invoice(case.pk, the(Invoice), is_accepted=False, reasons=t.REASONS, by=by, on=ON),
    ),
    "receive_proof": (t.running, lambda by, case: receive_proof(case.pk, t.proof_data(), by=by, received_at=MOMENT)),
    "receive_incident": (t.running, lambda by, case: receive_incident(case.pk, INCIDENT, by=by, received_at=MOMENT)),
    "handle_incident": (
        incident_waits,
        lambda by, case: handle_incident(case.pk, the(Incident), outcome="noted", reasons=t.REASONS, by=by, on=ON),
    ),
    "receive_consent": (
        t.running,
        lambda by, case: receive_consent(case.pk, {"is_given": True}, by=by, received_at=MOMENT),
    ),
    "decide_affected": (
        imposed,
        lambda by, case: decide_affected(
            case.pk, the(AffectedGrant), choice="goes_on", reasons=t.REASONS, by=by, on=LATER
        ),
    ),
    "forgo_recovery": (
        overpaid,
        lambda by, case: forgo_recovery(case.pk, by=by, on=t.CLAIMED_ON, weighing=make.WEIGHING, reasons=t.REASONS),
    ),
    "propose_measure": (t.running, propose),
    "receive_measure_views": (
        proposed,
        lambda by, case: receive_measure_views(the(Measure), "Nee.", by=by, received_at=MOMENT),
    ),
    "impose_measure": (proposed, impose),
    "drop_measure": (proposed, lambda by, case: drop_measure(the(Measure), by=by, on=LATER, reasons=t.REASONS)),
    "lift_measure": (imposed, lambda by, case: lift_measure(the(Measure), by=by, on=LATER, reasons=t.REASONS)),
}


def kept(case: Case) -> list[Any]:
    """Give everything that a step could change."""
    models = (Decision, Letter, LedgerRow, Payment, Submission, Event, Invoice, Incident, Notice, AffectedGrant)
    rows = [list(model.objects.order_by("pk").values()) for model in (*models, Measure, Exclusion)]
    return [make.fresh(case).status, rows, make.tasks_of(case)]


@pytest.mark.parametrize("row", ROWS, ids=[row[0] for row in ROWS])
def test_a_step_is_taken_by_those_in_the_table_and_by_nobody_else(row: list[str], who: make.People) -> None:
    name, *answers = row
    prepare, take = PREPARED[name]
    case = prepare(who)
    actors: dict[str, Actor] = {str(role): actor for role, actor in who.items()}
    actors |= {"party": make.recipient(case), "trainer": t.trainer_of(case)}
    before = kept(case)
    for role, answer in zip(HEADER[1:], answers, strict=True):
        by = actors[role]
        if answer == "yes":
            with undone():
                take(by, case)
                assert kept(case) != before, f"{role} changed nothing by {name}"
        else:
            make.refused(lambda by=by: take(by, case), NotAuthorised, "lleen")  # type: ignore[misc]
        assert kept(case) == before, f"{role} left something behind by {name}"
