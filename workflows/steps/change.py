"""Requests while the project runs: a change, an interim payment or second advance. Each is granted or refused by decision."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db.models import Q
from django.utils import timezone

from audit.trail import record
from cases.amounts import ZERO, from_cents, plain
from cases.authority.actors import Actor
from cases.authority.permit import permit
from cases.authority.values import values_for
from cases.granted import payee_of
from cases.intake import IncomingDocument
from cases.models import Case, Decision, Submission
from cases.money.payments import plan_payment, unpromised
from cases.queries import application_of, file_of, grant_of
from cases.schemes.base import Instalment, Outcome
from cases.schemes.registry import scheme
from cases.transitions import perform
from letters.outbox import queue_letter
from workflows.steps.acts import admitted, data_of, read_act, store_act
from workflows.steps.clock import end_term
from workflows.steps.deciding import NotReady, articles_of, write_decision
from workflows.steps.opening import opened
from workflows.steps.orders import renew_order
from workflows.steps.replacing import (
    ask_about_change,
    demand_fitting,
    facts_of_replacement,
    judge_change,
    replace_granted,
    told_of,
)
from workflows.work import follow

REQUESTS: Mapping[str, tuple[str, str]] = {
    "change": ("request_change", "case.change_requested"),
    "interim_request": ("request_interim_payment", "case.interim_requested"),
}


def receive_request(
    case_pk: int,
    kind: str,
    data: Mapping[str, Any],
    *,
    by: Actor,
    received_at: datetime,
    documents: Sequence[IncomingDocument] = (),
    channel: str = "command",
) -> Submission:
    """Store a request of the recipient ("change" or "interim_request"); a person decides on it. Raises NotNow, InvalidInput."""
    act, event = REQUESTS[kind]
    on = timezone.localdate(received_at)
    digests = admitted(case_pk, kind, data, documents, act=act, by=by, received_at=received_at)
    if kind == "change":
        ask_about_change(case_pk, data, by=by, received_at=received_at)
    with opened(case_pk) as case:
        permit(by, act, on=on, case=case)
        read_act(case, kind, data, received_at, by=by)
        submission = store_act(
            case, kind, data, received_at=received_at, channel=channel, documents=documents, digests=digests
        )
        record(
            case.stream,
            event,
            actor=str(by),
            origin=by.origin,
            on=on,
            rules=case.version,
            facts={"documents": len(documents)},
        )
        follow(case, by=by, on=on)
        return submission


def pending_request(case: Case, kind: str) -> Submission:
    """Give the oldest request of a kind without a decision. Raises NotReady where there is none."""
    asked = Q(kind=kind) | (Q(incident__outcome="change") if kind == "change" else Q())
    request = case.submissions.filter(asked, decisions=None).order_by("id").first()
    if request is None:
        raise NotReady("Er ligt geen verzoek waarop nog besloten moet worden.")
    return request


def decide_change(case_pk: int, *, is_granted: bool, reasons: str, by: Actor, on: date) -> Decision:
    """Agree to a change of the project or not; the amount granted never rises by it.

    Where something else is granted, as another training, order, places and parts in the case go to who delivers that.
    Raises NotReady without reasons, or where a rule of the scheme stands against agreeing.
    """
    with opened(case_pk) as case:
        request, kind = pending_request(case, "change"), "change_granted" if is_granted else "change_refused"
        if not reasons.strip():
            raise NotReady("Schrijf de motivering van het besluit op (Awb 3:46).")
        judged = judge_change(case, request)
        if is_granted:
            demand_fitting(judged)
        is_replaced = is_granted and judged.is_replacement
        articles = articles_of(case, kind)
        act = "grant_change" if is_granted else "refuse_change"
        told = {"request": request.pk} | (told_of(judged) if is_replaced else {})
        amount = judged.amount if is_replaced else None
        mandate = perform(case, act, by=by, on=on, articles=articles, facts=told, amount=amount)
        data = data_of(request)
        days = {name: data.get(name) if is_granted else None for name in ("new_starts_on", "new_ends_on")}
        facts = {"subject": data.get("subject", request.kind)} | days
        facts |= facts_of_replacement(case, judged, on=on) if is_replaced else {}
        decision = write_decision(
            case,
            kind,
            by=by,
            on=on,
            mandate=mandate,
            articles=articles,
            amount=amount,
            request=request,
            reasons=reasons,
            facts=facts,
            replaces=grant_of(case) if is_granted else None,
        )
        if facts["new_ends_on"]:
            end_term(case, "settlement_reminder", on=on, ending="projectperiode gewijzigd")
        if is_replaced:
            replace_granted(case, decision, judged, on=on)
        if is_granted:
            renew_order(case, decision, by=by, on=on)
        queue_letter(case, kind, on=on, decision=decision)
        follow(case, by=by, on=on)
        return decision


def decide_interim_payment(case_pk: int, *, is_granted: bool, reasons: str, by: Actor, on: date) -> Decision:
    """Decide on a request for an interim payment or second advance; its amount is the scheme's, never the handler's.

    Raises NotReady where the scheme finds no right to it or reasons are missing.
    """
    with opened(case_pk) as case:
        request = pending_request(case, "interim_request")
        moment = data_of(request)["moment"]
        amount = interim_amount(case, moment) if is_granted else ZERO
        if not reasons.strip() or (is_granted and amount == 0):
            raise NotReady("Er is geen recht op deze betaling, of de motivering ontbreekt (Awb 3:46).")
        if amount > unpromised(case):
            raise NotReady("Met deze betaling zou meer worden betaald dan is verleend.")
        kind, act = _kind_and_act(moment, is_granted)
        articles = articles_of(case, kind)
        facts = {"request": request.pk, "amount": plain(amount)}
        mandate = perform(case, act, by=by, on=on, articles=articles, facts=facts, amount=amount)
        decision = write_decision(
            case,
            kind,
            by=by,
            on=on,
            mandate=mandate,
            articles=articles,
            amount=amount,
            request=request,
            reasons=reasons,
            facts={"calculation": _calculation(case, moment)} if is_granted else None,
        )
        sort, payee = "advance" if moment == "progress_report" else "interim", payee_of(case, application_of(case))
        plan_payment(case, decision, kind=sort, amount=amount, payee=payee)
        queue_letter(case, kind, on=on, decision=decision)
        follow(case, by=by, on=on)
        return decision


def interim_amount(case: Case, moment: str) -> Decimal:
    """Give what the scheme allows for this moment, in euro; nothing where a condition is not met."""
    return sum((each.calculation.amount for each in due_instalments(case, moment)), ZERO)


def due_instalments(case: Case, moment: str) -> list[Instalment]:
    """Give the instalments of the scheme for this moment whose conditions are met. Raises NotReady without a grant."""
    grant = grant_of(case)
    if grant is None or grant.amount_cents is None:
        raise NotReady("Er is geen verlening om een betaling op te geven.")
    application, values = application_of(case), values_for(case.scheme, case.received_on)
    found = scheme(case.scheme).instalments(
        application, from_cents(grant.amount_cents), values, file_of(case, application)
    )
    return [each for each in found if _is_due(each, moment)]


def _calculation(case: Case, moment: str) -> list[dict[str, Any]]:
    """The lines that the letter prints, frozen with the decision."""
    return [line for each in due_instalments(case, moment) for line in each.calculation.to_json()]


def _is_due(instalment: Instalment, moment: str) -> bool:
    return instalment.moment == moment and all(f.outcome is not Outcome.NOT_MET for f in instalment.findings)


def _kind_and_act(moment: str, is_granted: bool) -> tuple[str, str]:
    if moment == "progress_report":
        return ("advance_granted", "grant_advance") if is_granted else ("advance_refused", "refuse_advance")
    return ("interim_granted", "grant_interim_payment") if is_granted else ("interim_refused", "refuse_interim_payment")
