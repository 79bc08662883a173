"""Writing down what a machine decides, for hundreds of cases at once: grants, bound refusals, refusals for the ceiling, and
handing a case to a person with its place reserved. A machine decision opens no task. What is decided: `weighing_arrivals`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from audit.trail import Entry, record_many
from cases.amounts import plain, to_cents
from cases.authority.actors import Actor
from cases.authority.values import stored_values
from cases.models import Account, Assessment, Case, Decision, LedgerRow
from cases.models.fixed import copy_in
from cases.money.payments import plan_payment
from cases.schemes.registry import scheme
from cases.transitions import Deed, perform_all
from cases.windows.entitlements import entitle
from letters.outbox import queue_letters
from workflows.steps.assessment import assessed_facts
from workflows.steps.clock import end_terms
from workflows.steps.grant import PLACE, advance_at_grant, later_instalment, project_facts
from workflows.steps.orders import Purchase, place_orders
from workflows.steps.weighing_arrivals import Item, Verdict
from workflows.work import follow_all

BY_MACHINE = {"by_machine": True}
"""In the facts of a decision; the letter then says so, and how to reach a person."""

CEILING_ARTICLE = "Awb 4:25 lid 2"


def grant_all(verdicts: Sequence[Verdict], *, by: Actor, on: date) -> None:
    """Grant what the rules leave nothing open about (Awb 4:29); the amount is committed at once."""
    if not verdicts:
        return
    assessments = _assess([one.item for one in verdicts], by=by, on=on)
    advances = {case.pk: advance for case, advance in _advances(verdicts, assessments)}
    deeds = [
        Deed(
            one.item.case,
            articles_of(one.item.case, "grant"),
            _place(one.item)
            | {"amount": plain(one.amount), "advance": plain(advances[one.item.case.pk]), "assessment": assessment.pk},
        )
        for one, assessment in zip(verdicts, assessments, strict=True)
    ]
    perform_all(deeds, "grant_by_machine", by=by, on=on)
    decisions = Decision.objects.bulk_create(
        _decision("grant", one, assessment, on) for one, assessment in zip(verdicts, assessments, strict=True)
    )
    entitle([one.item.case for one in verdicts])
    LedgerRow.objects.bulk_create(
        _booked(one, Account.COMMITTED, "verlening", on, decision)
        for one, decision in zip(verdicts, decisions, strict=True)
        if one.amount
    )
    _buy(verdicts, decisions, advances, by=by, on=on)
    _tell(decisions, [one.item.case for one in verdicts], on=on)
    follow_all([one.item.case for one in verdicts if advances[one.item.case.pk]], by=by, on=on)


def _advances(verdicts: Sequence[Verdict], assessments: Sequence[Assessment]) -> list[tuple[Case, Decimal]]:
    return [
        (
            one.item.case,
            advance_at_grant(one.item.case, one.item.application, one.amount, one.item.values, assessment),
        )
        for one, assessment in zip(verdicts, assessments, strict=True)
    ]


def _buy(
    verdicts: Sequence[Verdict],
    decisions: Sequence[Decision],
    advances: Mapping[int, Decimal],
    *,
    by: Actor,
    on: date,
) -> None:
    """Order from those who are paid for what was granted, and plan what is paid with the grant."""
    pairs = list(zip(verdicts, decisions, strict=True))
    bought = [Purchase(each, one.item.payee, each.amount_cents or 0) for one, each in pairs if one.item.payee]
    place_orders(bought, by=by, on=on)
    for one, decision in pairs:
        case, amount = one.item.case, advances[one.item.case.pk]
        if amount:
            plan_payment(case, decision, kind="advance", amount=amount, payee=one.item.payee)


def refuse_all(verdicts: Sequence[Verdict], *, by: Actor, on: date) -> None:
    """Refuse on grounds that bind the office and rest on the applicant's own data: nobody is heard first (Awb 4:7 lid 1)."""
    if not verdicts:
        return
    assessments = _assess([one.item for one in verdicts], by=by, on=on)
    deeds = [
        Deed(
            one.item.case,
            sorted(
                {*articles_of(one.item.case, "refusal"), *(ground.article for ground in one.item.judgement.grounds)}
            ),
            _place(one.item)
            | {"grounds": [ground.code for ground in one.item.judgement.grounds], "assessment": assessment.pk},
        )
        for one, assessment in zip(verdicts, assessments, strict=True)
    ]
    perform_all(deeds, "refuse_by_machine", by=by, on=on)
    decisions = Decision.objects.bulk_create(
        Decision(
            case=deed.case,
            kind="refusal",
            on=on,
            amount_cents=0,
            articles=list(deed.articles),
            assessment=assessment,
            facts=BY_MACHINE,
        )
        for deed, assessment in zip(deeds, assessments, strict=True)
    )
    _tell(decisions, [deed.case for deed in deeds], on=on)


def refuse_for_ceiling_all(verdicts: Sequence[Verdict], *, by: Actor, on: date) -> None:
    """Refuse whom the order does not reach under the ceiling (Awb 4:25 lid 2)."""
    if not verdicts:
        return
    deeds = [
        Deed(one.item.case, articles_of(one.item.case, "ceiling_refusal"), _place(one.item) | _unreached(one.item))
        for one in verdicts
    ]
    perform_all(deeds, "refuse_for_ceiling_by_machine", by=by, on=on)
    decisions = Decision.objects.bulk_create(
        Decision(
            case=deed.case,
            kind="ceiling_refusal",
            on=on,
            amount_cents=0,
            articles=list(deed.articles),
            facts={**deed.facts, **BY_MACHINE},
        )
        for deed in deeds
    )
    _tell(decisions, [deed.case for deed in deeds], on=on)


def hand_over_all(verdicts: Sequence[Verdict], *, by: Actor, on: date) -> None:
    """Hand cases to people, each with its place and money reserved and the reason why a machine may not decide."""
    if not verdicts:
        return
    deeds = [
        Deed(one.item.case, (), _place(one.item) | {"reason": one.item.reason, "reserved": plain(one.amount)})
        for one in verdicts
    ]
    perform_all(deeds, "hand_to_person", by=by, on=on)
    LedgerRow.objects.bulk_create(_booked(one, Account.RESERVED, PLACE, on) for one in verdicts if one.amount)
    follow_all([deed.case for deed in deeds], by=by, on=on)


def articles_of(case: Case, kind: str) -> tuple[str, ...]:
    """Give the articles that a kind of decision rests on, as cited by the rule version of the case."""
    return scheme(case.scheme).articles_of(kind, case.received_on)


def _place(item: Item) -> dict[str, Any]:
    return {"place": item.arrival.order_number}


def _unreached(item: Item) -> dict[str, str]:
    window = item.case.window
    return {"window": window.code if window else "", "requested_amount": plain(item.amount)}


def _assess(items: Sequence[Item], *, by: Actor, on: date) -> list[Assessment]:
    """Store what the rules found, with all values, and leave the trace of it."""
    values = {id(item.values): stored_values(item.values) for item in items}
    assessments = [
        Assessment(
            case=item.case,
            stage="application",
            on=item.case.received_on,
            version=item.values.version,
            outcome=item.judgement.outcome,
            amount_cents=to_cents(item.amount),
            findings=[finding.to_json() for finding in item.judgement.findings],
            calculation=item.judgement.calculation.to_json(),
            values=values[id(item.values)],
            extracts=item.file,
        )
        for item in items
    ]
    copy_in(assessments)
    record_many([_assessed(*pair, by, on) for pair in zip(items, assessments, strict=True)])
    return assessments


def _assessed(item: Item, assessment: Assessment, by: Actor, on: date) -> Entry:
    findings = item.judgement.findings
    case = item.case
    return Entry(
        stream=case.stream,
        action="case.assessed",
        actor=str(by),
        origin=by.origin,
        on=on,
        articles=sorted({finding.article for finding in findings}),
        rules=case.version,
        facts=assessed_facts(assessment, findings),
    )


def _decision(kind: str, one: Verdict, assessment: Assessment, on: date) -> Decision:
    item = one.item
    advance = advance_at_grant(item.case, item.application, one.amount, item.values, assessment)
    cut = {"cut_at_ceiling": plain(item.amount)} if one.amount < item.amount else {}
    return Decision(
        case=item.case,
        kind=kind,
        on=on,
        amount_cents=to_cents(one.amount),
        articles=[*articles_of(item.case, kind), *([CEILING_ARTICLE] if cut else [])],
        assessment=assessment,
        facts=project_facts(item.case, item.application, item.values, on=on)
        | {"advance": plain(advance)}
        | later_instalment(item.case, item.application, one.amount, item.values, assessment)
        | cut
        | BY_MACHINE,
    )


def _booked(one: Verdict, account: Account, reason: str, on: date, decision: Decision | None = None) -> LedgerRow:
    return LedgerRow(
        case=one.item.case,
        account=account,
        amount_cents=to_cents(one.amount),
        decision=decision,
        booked_on=on,
        reason=reason,
    )


def _tell(decisions: Sequence[Decision], cases: Sequence[Case], *, on: date) -> None:
    end_terms(cases, "decision", on=on, ending="besloten")
    queue_letters(decisions, on=on)
