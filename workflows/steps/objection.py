"""An objection comes in (Awb 6:4): it is stored, its receipt confirmed (6:14), and the term to decide on it begins (7:10).
Hearing and deciding on it are not here yet; until then the case stays open."""

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
from cases.models import Case, Submission, Term
from cases.schemes.reading import InputError, InvalidInput
from cases.schemes.registry import scheme
from letters.models import Letter, LetterStatus
from letters.outbox import queue_letter
from workflows.steps.acts import admitted, read_act, store_act
from workflows.steps.clock import begin_first_term
from workflows.steps.opening import opened
from workflows.work import follow

RECEIPT = "objection_receipt"


def receive_objection(
    case_pk: int,
    data: Mapping[str, Any],
    *,
    by: Actor,
    received_at: datetime,
    documents: Sequence[IncomingDocument] = (),
    channel: str = "command",
) -> Submission:
    """Store an objection against the decision that was announced on a day. One that comes late is received as well (6:11).

    Raises NotNow, or InvalidInput where no decision was announced on that day.
    """
    on = timezone.localdate(received_at)
    digests = admitted(case_pk, "objection", data, documents, act="object", by=by, received_at=received_at)
    with opened(case_pk) as case:
        permit(by, "object", on=on, case=case)
        read_act(case, "objection", data, received_at, by=by)
        announced_on = date.fromisoformat(data["announced_on"])
        term = _term_to_object(case, announced_on)
        submission = store_act(
            case, "objection", data, received_at=received_at, channel=channel, documents=documents, digests=digests
        )
        to_decide = _begin_to_decide(case, term, on)
        _record(case, term, by=by, on=on, documents=len(documents))
        queue_letter(case, RECEIPT, on=on, facts=_confirmed(term, to_decide, on))
        follow(case, by=by, on=on)
        return submission


def _term_to_object(case: Case, announced_on: date) -> Term:
    """Give the objection term that began with the announcement (Awb 6:8); running, or over already. Raises InvalidInput."""
    letters = Letter.objects.filter(case=case, status=LetterStatus.SENT, sent_on=announced_on, decision__isnull=False)
    term = case.terms.filter(code="objection", starts_on=announced_on).order_by("-id").first()
    if term is None or not letters.exists():
        message = f"Op {announced_on:%d-%m-%Y} is in deze zaak geen besluit bekendgemaakt. Noem de datum van de brief."
        raise InvalidInput((InputError("announced_on", message),))
    return term


def _begin_to_decide(case: Case, term: Term, on: date) -> Term:
    """Awb 7:10 lid 1: the term to decide counts from the last day of the term to object, which has done its work."""
    Term.objects.filter(pk=term.pk, ended_on=None).update(ended_on=on, ending="bezwaar gemaakt")
    kind = scheme(case.scheme).terms("objection_decision", values_for(case.scheme, case.received_on))
    return begin_first_term(case, "objection_decision", kind, term.due_on)


def _confirmed(term: Term, to_decide: Term, on: date) -> dict[str, str]:
    """Give the days that the receipt confirms; they stand with the letter, as several objections may be open side by side."""
    days = {"received": on, "announced": term.starts_on, "objection_decision_due": to_decide.due_on}
    late = {"objection_closed": term.due_on} if on > term.due_on else {}
    return {name: day.isoformat() for name, day in (days | late).items()}


def _record(case: Case, term: Term, *, by: Actor, on: date, documents: int) -> None:
    record(
        case.stream,
        "case.objection_received",
        actor=str(by),
        origin=by.origin,
        on=on,
        articles=["Awb 6:4", "Awb 6:14"],
        rules=case.version,
        facts={
            "announced_on": term.starts_on.isoformat(),
            "documents": documents,
            "is_timely": on <= term.due_on,
        },
    )
