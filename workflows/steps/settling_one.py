"""Settling one application without a grant before it (Awb 4:43), where a window goes by order and a person decides on each.
Where a window is shared, all its applications are settled together: that stands in `settling_directly`."""

from __future__ import annotations

from datetime import date

from cases.amounts import from_cents, plain
from cases.authority.actors import Actor
from cases.granted import payee_of
from cases.models import Case, Decision
from cases.money.payments import plan_payment
from cases.queries import application_of
from cases.transitions import perform
from cases.windows.method import ARRIVAL, LOT
from letters.outbox import queue_letter
from workflows.steps.clock import end_term
from workflows.steps.deciding import NotReady, answered_views, articles_of, latest_assessment, write_decision
from workflows.steps.grant import turn_place_into
from workflows.steps.opening import opened
from workflows.work import follow


def settle_without_grant(
    case_pk: int, *, by: Actor, on: date, reasons: str = "", answer_to_views: str = ""
) -> Decision:
    """Settle the subsidy at the amount that the assessment found, and plan its payment (Awb 4:43, 4:52).

    Raises NotReady, CeilingReached (Awb 4:25), or a refusal of the gate.
    """
    with opened(case_pk) as case:
        _refuse_shared(case)
        assessment = latest_assessment(case, "application")
        if assessment.outcome != "grant":
            raise NotReady("De beoordeling leidt niet tot vaststelling. Beoordeel opnieuw of wijs af.")
        views = answered_views(case, answer_to_views)
        amount, articles = from_cents(assessment.amount_cents), articles_of(case, "direct_settlement")
        facts = {"amount": plain(amount), "assessment": assessment.pk, "lines": 1, "met": 1}
        mandate = perform(case, "settle_directly", by=by, on=on, articles=articles, facts=facts, amount=amount)
        decision = write_decision(
            case,
            "direct_settlement",
            by=by,
            on=on,
            mandate=mandate,
            articles=articles,
            amount=amount,
            assessment=assessment,
            reasons=reasons,
            facts=views,
        )
        turn_place_into(case, decision, amount, on=on, reason="vaststelling zonder verlening")
        payee = payee_of(case, application_of(case))
        plan_payment(case, decision, kind="settlement", amount=amount, payee=payee)
        end_term(case, "decision", "views", on=on, ending="besloten")
        queue_letter(case, "direct_settlement", on=on, decision=decision)
        follow(case, by=by, on=on)
        return decision


def _refuse_shared(case: Case) -> None:
    if case.window is not None and case.window.method not in (LOT, ARRIVAL):
        raise NotReady(
            "In dit tijdvak wordt het geld over alle aanvragen verdeeld. Het besluit volgt uit die verdeling."
        )
