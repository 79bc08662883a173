"""Running grants of which the trainer or training was removed from its register: a person says what becomes of each.
The removal itself stands in `measures`."""

from __future__ import annotations

from datetime import date

from audit.canonical import JSON
from audit.trail import record
from cases.authority.actors import Actor
from cases.authority.permit import permit
from cases.models import AffectedGrant, Case, Status
from cases.schemes.registry import scheme
from letters.outbox import queue_letter
from workflows.steps.deciding import NotReady
from workflows.steps.opening import opened
from workflows.work import follow

CHOICES = ("other_training", "revoke", "goes_on")
LETTER = "training_removed"


def decide_affected(case_pk: int, affected_pk: int, *, choice: str, reasons: str, by: Actor, on: date) -> AffectedGrant:
    """Say what a removal means for a running grant; the recipient is told by letter where the scheme has one.

    "other_training": the recipient may ask for a change that names another; "revoke": a withdrawal without blame is prepared,
    with its own hearing; "goes_on": the training is finished as granted. Raises NotReady.
    """
    with opened(case_pk) as case:
        permit(by, "decide_affected", on=on, case=case)
        row = case.affected_by.filter(pk=affected_pk).first()
        if row is None or row.choice:
            raise NotReady("Over deze verlening is al bepaald wat de verwijdering betekent.")
        if choice not in CHOICES or not reasons.strip():
            raise NotReady("Kies wat de verwijdering voor deze verlening betekent, en schrijf op waarom.")
        if choice == "other_training" and case.status != Status.GRANTED:
            raise NotReady("De vaststelling loopt al: een andere scholing kan niet meer worden gekozen.")
        if case.status not in (Status.GRANTED, Status.REPORTED):
            raise NotReady(f"De verlening loopt niet meer: de status is '{case.status_label}'.")
        row.choice, row.reasons, row.decided_by_id, row.decided_on = choice, reasons, by.employee_id, on
        row.save(update_fields=["choice", "reasons", "decided_by", "decided_on"])
        told: dict[str, JSON] = {"choice": choice, "measure": row.measure_id}
        record(
            case.stream,
            "case.affected_decided",
            actor=str(by),
            origin=by.origin,
            on=on,
            rules=case.version,
            facts=told,
            personal={"reasons": reasons},
        )
        if LETTER in scheme(case.scheme).wording:
            queue_letter(case, LETTER, on=on, facts={"reasons": reasons, "choice": choice})
        follow(case, by=by, on=on)
        return row


def was_revoked_for_removal(case: Case) -> bool:
    """Say whether a withdrawal is prepared because a trainer was removed: the recipient is not to blame for that."""
    return case.affected_by.filter(choice="revoke").exists()
