"""The proof of participation that a trainer sends: it opens the settlement as a request of the recipient would (Awb 4:45, 4:47).
Bulk files are read in `proof_files`; what a proof is worth, the scheme's settlement rule says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from audit.trail import record
from cases.authority.actors import Actor
from cases.authority.permit import permit
from cases.authority.values import values_for
from cases.intake import IncomingDocument
from cases.models import Case, Status, Submission
from cases.schemes.registry import scheme
from cases.transitions import perform
from letters.outbox import queue_letter
from workflows.steps.acts import admitted, read_act, store_act
from workflows.steps.clock import begin_term, end_term
from workflows.steps.opening import opened
from workflows.work import follow

KIND = "proof"
ENDED = ("settlement_request", "settlement_reminder", "sample_report", "duration")


def receive_proof(
    case_pk: int,
    data: Mapping[str, Any],
    *,
    by: Actor,
    received_at: datetime,
    documents: Sequence[IncomingDocument] = (),
    channel: str = "command",
) -> Submission:
    """Store a proof; the first one opens the settlement, a later one before it is settled makes it be judged again.

    Raises NotNow, InvalidInput or a refusal of the gate.
    """
    on = timezone.localdate(received_at)
    digests = admitted(case_pk, KIND, data, documents, act="receive_proof", by=by, received_at=received_at)
    with opened(case_pk) as case:
        permit(by, "receive_proof", on=on, case=case)
        read_act(case, KIND, data, received_at, by=by)
        is_first = case.status == Status.GRANTED
        if is_first:
            perform(case, "receive_report", by=by, on=on, facts={"documents": len(documents), "kind": KIND})
        submission = store_act(
            case, KIND, data, received_at=received_at, channel=channel, documents=documents, digests=digests
        )
        if is_first:
            _open_settlement(case, on=on)
        _record(case, by=by, on=on, is_first=is_first)
        follow(case, by=by, on=on)
        return submission


def _open_settlement(case: Case, *, on: date) -> None:
    end_term(case, *ENDED, on=on, ending="bewijs van deelname ontvangen")
    kind = scheme(case.scheme).terms("settlement_decision", values_for(case.scheme, on))
    begin_term(case, "settlement_decision", kind, on)
    queue_letter(case, "report_receipt", on=on)


def _record(case: Case, *, by: Actor, on: date, is_first: bool) -> None:
    record(
        case.stream,
        "case.proof_received",
        actor=str(by),
        origin=by.origin,
        on=on,
        rules=case.version,
        facts={"is_first": is_first},
    )
