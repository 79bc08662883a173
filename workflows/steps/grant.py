"""The decision on an application: grant or refusal, with the money it moves and the letter it sends."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from cases.amounts import ZERO, from_cents, plain
from cases.authority.actors import Actor
from cases.authority.values import values_for
from cases.granted import payee_of
from cases.law import Values
from cases.models import Assessment, Case, Decision
from cases.money.ledger import turn_place
from cases.money.payments import plan_payment
from cases.queries import application_of
from cases.schemes.base import Instalment, Outcome
from cases.schemes.registry import scheme
from cases.transitions import Deed, perform, perform_all
from cases.windows.counters import adjust, give_back
from cases.windows.entitlements import entitle
from letters.outbox import queue_letter, queue_letters
from workflows.steps.clock import end_term, end_terms
from workflows.steps.deciding import (
    NotReady,
    answered_views,
    articles_of,
    demand_hearing,
    latest_assessment,
    write_decision,
)
from workflows.steps.opening import opened, opened_all
from workflows.steps.orders import place_order
from workflows.work import follow, follow_all

PLACE = "plaats onder het plafond"


def grant_subsidy(case_pk: int, *, by: Actor, on: date, reasons: str = "") -> Decision:
    """Grant the subsidy that the assessment found (Awb 4:29 to 4:31), with the advance that comes with it.

    Raises NotReady, CeilingReached (Awb 4:25), GrantedBefore (one grant a year), or a refusal of the gate.
    """
    with opened(case_pk) as case:
        assessment = latest_assessment(case, "application")
        if assessment.outcome != "grant":
            raise NotReady("De beoordeling leidt niet tot verlening. Beoordeel opnieuw of wijs af.")
        amount, values = from_cents(assessment.amount_cents), values_for(case.scheme, case.received_on)
        application = application_of(case)
        advance = advance_at_grant(case, application, amount, values, assessment)
        articles = articles_of(case, "grant")
        facts = {"amount": plain(amount), "advance": plain(advance), "assessment": assessment.pk}
        mandate = perform(case, "grant", by=by, on=on, articles=articles, facts=facts, amount=amount)
        decision = write_decision(
            case,
            "grant",
            by=by,
            on=on,
            mandate=mandate,
            articles=articles,
            amount=amount,
            assessment=assessment,
            reasons=reasons,
            facts=project_facts(case, application, values, on=on)
            | {"advance": plain(advance)}
            | later_instalment(case, application, amount, values, assessment),
        )
        turn_place_into(case, decision, amount, on=on, reason="verlening")
        entitle([case])
        plan_payment(case, decision, kind="advance", amount=advance, payee=payee_of(case, application))
        place_order(case, decision, application, by=by, on=on)
        end_term(case, "decision", "views", on=on, ending="besloten")
        queue_letter(case, "grant", on=on, decision=decision)
        follow(case, by=by, on=on)
        return decision


def advance_at_grant(case: Case, application: Any, amount: Decimal, values: Values, assessment: Assessment) -> Decimal:
    """Give the advance in euro that the scheme joins to the grant; nothing where its conditions are not met."""
    found = scheme(case.scheme).instalments(application, amount, values, assessment.extracts)
    return sum((instalment.calculation.amount for instalment in found if _is_due(instalment)), ZERO)


def later_instalment(
    case: Case, application: Any, amount: Decimal, values: Values, assessment: Assessment
) -> dict[str, str]:
    """Give what can be paid later, before the settlement, and after what: the grant says so (Awb 4:53 and 4:95)."""
    found = scheme(case.scheme).instalments(application, amount, values, assessment.extracts)
    later = (each for each in found if each.moment != "grant" and each.calculation.amount > 0)
    return next(({"interim": plain(each.calculation.amount), "interim_moment": each.moment} for each in later), {})


def _is_due(instalment: Instalment) -> bool:
    return instalment.moment == "grant" and all(f.outcome is Outcome.MET for f in instalment.findings)


def project_facts(case: Case, application: Any, values: Values, *, on: date) -> dict[str, Any]:
    """Give the period of the project and its activities, as the decision fixes them: longest period, latest start."""
    found = scheme(case.scheme)
    starts_on, ends_on = found.project_period(application, on, values)
    return {
        "activities": list(getattr(application, "activities", ())),
        "start_before": found.terms("start", values).length.after(on).isoformat(),
        "starts_on": starts_on.isoformat(),
        "ends_on": ends_on.isoformat(),
    }


def turn_place_into(case: Case, decision: Decision, amount: Decimal, *, on: date, reason: str) -> None:
    """Turn the reserved place into a commitment; what was reserved more is free for the next number."""
    reserved = turn_place(case, into=amount, on=on, reason=reason, decision=decision)
    if case.window is not None and amount != reserved:
        adjust(case, case.window, amount - reserved, on=on, reason=f"{reason} wijkt af van de plaats")


def refuse_application(case_pk: int, *, by: Actor, on: date, reasons: str = "", answer_to_views: str = "") -> Decision:
    """Refuse an application on the grounds that the assessment found; its place under the ceiling comes free.

    Raises NotReady where the hearing of Awb 4:7 was not checked, its term still runs, or views stay unanswered.
    """
    with opened(case_pk) as case:
        assessment = latest_assessment(case, "application")
        if assessment.outcome != "refuse":
            raise NotReady("De beoordeling noemt geen afwijzingsgrond. Beoordeel opnieuw of verleen.")
        demand_hearing(case, "refusal")
        views = answered_views(case, answer_to_views)
        grounds = [finding for finding in assessment.findings if finding["outcome"] == Outcome.NOT_MET]
        articles = sorted({*articles_of(case, "refusal"), *(finding["article"] for finding in grounds)})
        facts = {"grounds": [finding["code"] for finding in grounds], "assessment": assessment.pk}
        mandate = perform(case, "refuse", by=by, on=on, articles=articles, facts=facts)
        decision = write_decision(
            case,
            "refusal",
            by=by,
            on=on,
            mandate=mandate,
            articles=articles,
            amount=ZERO,
            assessment=assessment,
            reasons=reasons,
            facts=views,
        )
        free_place(case, decision, on=on, reason="afwijzing")
        end_term(case, "decision", "views", on=on, ending="besloten")
        queue_letter(case, "refusal", on=on, decision=decision)
        follow(case, by=by, on=on)
        return decision


def free_place(case: Case, decision: Decision | None, *, on: date, reason: str) -> None:
    """Give a reserved place back to the window's counter and the ledger."""
    reserved = turn_place(case, into=ZERO, on=on, reason=reason, decision=decision)
    if case.window is not None and reserved:
        give_back(case, reserved, on=on, reason=reason, with_places=True)


def refuse_for_ceiling(case_pks: Sequence[int], *, by: Actor, on: date) -> list[Decision]:
    """Refuse those whom the order did not reach (Awb 4:25 lid 2), all of them in one transaction, with a few statements.

    Raises NotLawful where one of them does not wait any more; none of them is refused then.
    """
    with opened_all(case_pks) as cases:
        deeds = [Deed(case, articles_of(case, "ceiling_refusal"), _unreached(case)) for case in cases]
        mandate = perform_all(deeds, "refuse_for_ceiling", by=by, on=on)
        decisions = Decision.objects.bulk_create(
            Decision(
                case=deed.case,
                kind="ceiling_refusal",
                on=on,
                amount_cents=0,
                articles=deed.articles,
                facts=deed.facts,
                decided_by_id=by.user_id,
                mandate_id=mandate,
            )
            for deed in deeds
        )
        end_terms(cases, "decision", on=on, ending="besloten")
        queue_letters(decisions, on=on)
        follow_all(cases, by=by, on=on)
        return decisions


def _unreached(case: Case) -> dict[str, str]:
    return {
        "window": case.window.code if case.window else "",
        "requested_amount": plain(from_cents(case.requested_cents)),
    }
