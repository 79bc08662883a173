"""Documents come in on a case beside any act: kept by their digest, listed in the file, and told in the trail.
Whether they complete an application is judged when its supplement comes in, or by a handler."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.utils import timezone

from audit.trail import record
from cases.authority.actors import Actor
from cases.authority.permit import permit
from cases.intake import IncomingDocument
from cases.models import Case, Status, Submission
from workflows.steps.acts import NotNow, keep_all, store_act
from workflows.steps.clock import end_term
from workflows.steps.opening import opened
from workflows.work import follow

KIND = "documents"


def receive_documents(
    case_pk: int,
    documents: Sequence[IncomingDocument],
    *,
    by: Actor,
    received_at: datetime,
    channel: str = "command",
) -> Submission:
    """Store documents in the file of a case. Raises NotNow on a case that is closed, or where the same ones came in before."""
    on = timezone.localdate(received_at)
    _demand_open(Case.objects.get(pk=case_pk), by=by, on=on)
    digests = keep_all(documents)
    with opened(case_pk) as case:
        _demand_open(case, by=by, on=on)
        submission = store_act(
            case,
            KIND,
            _named(documents),
            received_at=received_at,
            channel=channel,
            documents=documents,
            digests=digests,
        )
        end_term(case, KIND, on=on, ending="documenten ontvangen")
        _record(case, documents, by=by, received_at=received_at)
        follow(case, by=by, on=on)
        return submission


def _demand_open(case: Case, *, by: Actor, on: date) -> None:
    """Asked before files are kept, which cannot be rolled back, and again under the lock."""
    permit(by, "send_documents", on=on, case=case)
    if case.status == Status.CLOSED:
        raise NotNow(f"Zaak {case.number} is afgesloten; er kunnen geen stukken meer bij.")


def _named(documents: Sequence[IncomingDocument]) -> dict[str, list[str]]:
    return {"kinds": [document.kind for document in documents]}


def _record(case: Case, documents: Sequence[IncomingDocument], *, by: Actor, received_at: datetime) -> None:
    record(
        case.stream,
        "case.documents_received",
        actor=str(by),
        origin=by.origin,
        on=timezone.localdate(received_at),
        rules=case.version,
        facts={"documents": len(documents)},
    )
