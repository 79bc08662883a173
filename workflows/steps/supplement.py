"""Completing an application (Awb 4:5): the request, the supplement, and leaving the application unconsidered."""

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
from cases.models import Case, Decision, Status
from cases.queries import application_of, document_kinds
from cases.schemes.base import Finding, Outcome
from cases.schemes.registry import scheme
from cases.transitions import perform
from letters.outbox import queue_letter
from workflows.steps.acts import admitted, read_act, store_act
from workflows.steps.arriving import take_number
from workflows.steps.clock import begin_term, end_term, resume_decision_term
from workflows.steps.deciding import NotReady, articles_of, write_decision
from workflows.steps.grant import free_place
from workflows.steps.opening import opened
from workflows.work import follow


def missing_pieces(case: Case) -> tuple[Finding, ...]:
    """Give the findings that keep the application from being complete."""
    values = values_for(case.scheme, case.received_on)
    findings = scheme(case.scheme).completeness(application_of(case), values, {"documents": document_kinds(case)})
    return tuple(finding for finding in findings if finding.outcome is Outcome.NOT_MET)


def in_words(missing: Sequence[Finding], labels: Mapping[str, str]) -> str:
    """Name what is missing, one piece a line, as the letter prints it; a document by its label, where it has one."""
    named = (str(finding.facts.get("document") or finding.label) for finding in missing)
    pieces = (labels.get(name, name) for name in named)
    return "\n".join(f"{piece[:1].upper()}{piece[1:]}" for piece in pieces)


def request_supplement(case_pk: int, *, by: Actor, on: date) -> None:
    """Ask the applicant to complete the application; the decision term stops when the letter goes out. Raises NotReady."""
    with opened(case_pk) as case:
        missing = missing_pieces(case)
        if not missing:
            raise NotReady("De aanvraag is volledig; er is niets om te vragen.")
        articles = articles_of(case, "supplement_request")
        perform(
            case, "request_supplement", by=by, on=on, articles=articles, facts={"missing": [f.code for f in missing]}
        )
        queue_letter(
            case, "supplement_request", on=on, facts={"missing": in_words(missing, scheme(case.scheme).labels)}
        )
        follow(case, by=by, on=on)


def receive_supplement(
    case_pk: int,
    data: Mapping[str, Any],
    *,
    by: Actor,
    received_at: datetime,
    documents: Sequence[IncomingDocument] = (),
    channel: str = "command",
) -> bool:
    """Store a supplement and say whether the application is complete now; if not, the term goes on running.

    Raises NotNow, InvalidInput or a refusal of the gate.
    """
    on = timezone.localdate(received_at)
    digests = admitted(case_pk, "supplement", data, documents, act="receive_supplement", by=by, received_at=received_at)
    with opened(case_pk) as case:
        read_act(case, "supplement", data, received_at, by=by)
        store_act(
            case, "supplement", data, received_at=received_at, channel=channel, documents=documents, digests=digests
        )
        missing = missing_pieces(case)
        if missing:
            _record_incomplete(case, missing, by=by, on=on)
            return False
        perform(case, "receive_supplement", by=by, on=on, facts={"is_complete": True, "documents": len(documents)})
        _complete(case, on=on)
        follow(case, by=by, on=on)
        take_number(case)
        return True


def _record_incomplete(case: Case, missing: Sequence[Finding], *, by: Actor, on: date) -> None:
    permit(by, "receive_supplement", on=on, case=case)
    record(
        case.stream,
        "case.supplement_received",
        actor=str(by),
        origin=by.origin,
        on=on,
        rules=case.version,
        facts={"is_complete": False, "missing": [finding.code for finding in missing]},
    )


def _complete(case: Case, *, on: date) -> None:
    case.complete_on = on
    case.save(update_fields=["complete_on"])
    kind = scheme(case.scheme).terms("decision", values_for(case.scheme, case.received_on))
    end_term(case, "supplement", "unconsidered", on=on, ending="aangevuld")
    resume_decision_term(case, kind, on=on, ending="completed")


def lapse_supplement(case_pk: int, *, by: Actor, on: date) -> None:
    """End a supplement term that went by: the decision term runs on, and four weeks begin in which the application may be
    left unconsidered (Awb 4:5 lid 4, 4:15 lid 1). Raises NotReady while the term runs."""
    with opened(case_pk) as case:
        permit(by, "lapse_supplement", on=on, case=case)
        term = case.terms.filter(code="supplement", ended_on=None).first()
        if term is None or term.due_on >= on:
            raise NotReady("De termijn voor de aanvulling is nog niet voorbij.")
        values, terms = values_for(case.scheme, case.received_on), scheme(case.scheme).terms
        end_term(case, "supplement", on=on, ending="verstreken")
        resume_decision_term(case, terms("decision", values), on=term.due_on, ending="lapsed")
        begin_term(case, "unconsidered", terms("unconsidered", values), term.due_on)
        record(
            case.stream,
            "case.supplement_lapsed",
            actor=str(by),
            origin=by.origin,
            on=on,
            articles=["Awb 4:5 lid 4", "Awb 4:15 lid 1"],
            rules=case.version,
            facts={"due_on": term.due_on.isoformat()},
        )
        follow(case, by=by, on=on)


def leave_unconsidered(case_pk: int, *, by: Actor, on: date) -> Decision:
    """Awb 4:5 lid 1 and 4: decide not to consider the application, once the supplement term has lapsed. Raises NotReady."""
    with opened(case_pk) as case:
        if case.terms.filter(code="supplement", ended_on=None).exists():
            raise NotReady("De termijn voor de aanvulling loopt nog. Wacht die af (Awb 4:5).")
        if not case.terms.filter(code="supplement").exists() and case.status == Status.SUPPLEMENT_REQUESTED:
            raise NotReady("Het verzoek om aanvulling is nog niet verzonden.")
        articles = articles_of(case, "left_unconsidered")
        missing = missing_pieces(case)
        facts = {"missing": [finding.code for finding in missing]}
        mandate = perform(case, "leave_unconsidered", by=by, on=on, articles=articles, facts=facts)
        decision = write_decision(
            case, "left_unconsidered", by=by, on=on, mandate=mandate, articles=articles, facts=facts
        )
        free_place(case, decision, on=on, reason="buiten behandeling gelaten")
        end_term(case, "decision", "unconsidered", on=on, ending="besloten")
        queue_letter(
            case,
            "left_unconsidered",
            on=on,
            decision=decision,
            facts={"missing": in_words(missing, scheme(case.scheme).labels)},
        )
        follow(case, by=by, on=on)
        return decision
