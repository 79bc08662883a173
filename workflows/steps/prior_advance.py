"""An advance that is given before the application for settlement, in a window of its own (Awb 4:95): granted and paid there. It is set
off against the settlement in `setting_off`; one that is never set off is withdrawn and claimed back like any grant."""

from __future__ import annotations

from datetime import date

from cases.amounts import from_cents, plain
from cases.authority.actors import Actor
from cases.granted import payee_of
from cases.models import Case, Decision
from cases.money.payments import plan_payment
from cases.queries import application_of
from cases.schemes.registry import scheme
from cases.transitions import perform
from letters.outbox import queue_letter
from workflows.steps.clock import end_term
from workflows.steps.deciding import NotReady, articles_of, latest_assessment, write_decision
from workflows.steps.grant import turn_place_into
from workflows.steps.opening import opened
from workflows.work import follow

KIND = "prior_advance"


def grants_advances(case: Case) -> bool:
    """Say whether the window of a case gives advances that a later window sets off."""
    windows = scheme(case.scheme).windows
    return case.window is not None and case.window.code in {rule.sets_off for rule in windows}


def grant_prior_advance(case_pk: int, *, by: Actor, on: date, reasons: str = "") -> Decision:
    """Grant the advance that the assessment found, and plan its payment.

    Raises NotReady in a window that gives no advances, or where the assessment does not lead to one; or a refusal of the gate.
    """
    with opened(case_pk) as case:
        if not grants_advances(case):
            raise NotReady("In dit tijdvak worden geen voorschotten vooraf gegeven.")
        assessment = latest_assessment(case, "application")
        if assessment.outcome != "grant":
            raise NotReady("De beoordeling leidt niet tot een voorschot. Beoordeel opnieuw of wijs af.")
        amount, articles = from_cents(assessment.amount_cents), articles_of(case, KIND)
        facts = {"amount": plain(amount), "assessment": assessment.pk}
        mandate = perform(case, "grant_prior_advance", by=by, on=on, articles=articles, facts=facts, amount=amount)
        decision = write_decision(
            case,
            KIND,
            by=by,
            on=on,
            mandate=mandate,
            articles=articles,
            amount=amount,
            assessment=assessment,
            reasons=reasons,
            facts={"advance": plain(amount)},
        )
        turn_place_into(case, decision, amount, on=on, reason="voorschot vooraf")
        payee = payee_of(case, application_of(case))
        plan_payment(case, decision, kind="advance", amount=amount, payee=payee)
        end_term(case, "decision", "views", on=on, ending="besloten")
        queue_letter(case, KIND, on=on, decision=decision)
        follow(case, by=by, on=on)
        return decision
