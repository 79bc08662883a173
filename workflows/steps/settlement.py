"""From report to settlement (Awb 4:42 to 4:47): the request, the reminder, the assessment, the decision."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.utils import timezone

from cases.amounts import from_cents, plain, to_cents
from cases.authority.actors import Actor
from cases.authority.permit import permit
from cases.authority.values import stored_values, values_for
from cases.granted import granted_amount_of, granted_application, replacement_of
from cases.intake import IncomingDocument
from cases.models import Account, Assessment, Case, Decision, Sample, Status
from cases.money.ledger import balances, settle_commitment
from cases.money.payments import plan_payment, void_planned
from cases.queries import grant_of, period_of
from cases.schemes.base import Calculation, Outcome, Settlement, SettlementFacts
from cases.schemes.registry import scheme
from cases.transitions import perform, refuse_unlawful
from letters.outbox import queue_letter
from workflows.facts import facts_of
from workflows.steps.acts import admitted, data_of, read_act, store_act
from workflows.steps.assessment import record_assessment
from workflows.steps.clock import begin_term, end_term
from workflows.steps.deciding import (
    ACCOUNTS,
    NotReady,
    Standing,
    answered_views,
    articles_of,
    demand_announced,
    demand_hearing,
    demand_nothing_underway,
    demand_weighing,
    latest_assessment,
    standing_of,
    write_decision,
)
from workflows.steps.incidents import known_incidents
from workflows.steps.invoices import payee_of_rest
from workflows.steps.opening import opened
from workflows.steps.orders import end_order, payable_of
from workflows.work import follow

ENDED_BY_SETTLEMENT = (
    "settlement_decision",
    "settlement_request",
    "settlement_reminder",
    "sample_report",
    "ex_officio_settlement",
    "duration",
    "views",
)
LOWERING = ("lower", "nil")


@dataclass(frozen=True)
class Choice:
    """What a person chose where the scheme leaves the settlement to a person: kind and amount, with the reason, and whether
    the recipient is to blame."""

    kind: str
    amount: Decimal
    reason: str
    is_culpable: bool | None = None


def receive_report(
    case_pk: int,
    data: Mapping[str, Any],
    *,
    by: Actor,
    received_at: datetime,
    documents: Sequence[IncomingDocument] = (),
    channel: str = "command",
) -> None:
    """The recipient asks for settlement (Awb 4:44); the term for deciding begins. Raises NotNow, InvalidInput."""
    on = timezone.localdate(received_at)
    digests = admitted(case_pk, "report", data, documents, act="receive_report", by=by, received_at=received_at)
    with opened(case_pk) as case:
        read_act(case, "report", data, received_at, by=by)
        perform(case, "receive_report", by=by, on=on, facts={"documents": len(documents)})
        store_act(case, "report", data, received_at=received_at, channel=channel, documents=documents, digests=digests)
        end_term(
            case,
            *("settlement_request", "settlement_reminder", "sample_report", "duration"),
            on=on,
            ending="vaststelling aangevraagd",
        )
        kind = scheme(case.scheme).terms("settlement_decision", values_for(case.scheme, on))
        begin_term(case, "settlement_decision", kind, on)
        queue_letter(case, "report_receipt", on=on)
        follow(case, by=by, on=on)


def remind_settlement(case_pk: int, *, by: Actor, on: date) -> None:
    """Awb 4:44 lid 3: set a new term for a request that did not come. Raises NotReady while the first term runs."""
    with opened(case_pk) as case:
        term = case.terms.filter(code="settlement_request").order_by("-id").first()
        if term is None or term.due_on >= on:
            raise NotReady("De termijn voor het verzoek om vaststelling loopt nog.")
        if term.ended_on is not None:
            raise NotReady("De ontvanger is al herinnerd aan het verzoek om vaststelling.")
        perform(case, "remind_settlement", by=by, on=on, articles=articles_of(case, "settlement_reminder"))
        end_term(case, "settlement_request", on=on, ending="verstreken; herinnerd")
        queue_letter(case, "settlement_reminder", on=on)
        follow(case, by=by, on=on)


def propose_settlement(case: Case, *, on: date) -> Settlement:
    """Run the scheme's settlement rules on what was granted, reported and paid; stores nothing."""
    grant = grant_of(case)
    if grant is None or grant.assessment is None or grant.amount_cents is None:
        raise NotReady("Er is geen verlening om vast te stellen.")
    report = case.submissions.filter(kind__in=ACCOUNTS).order_by("-id").first()
    facts = SettlementFacts(
        application=granted_application(case),
        granted_amount=granted_amount_of(case),
        granted_calculation=Calculation.from_json(grant.assessment.calculation),
        report=scheme(case.scheme).acts[report.kind].read(data_of(report), on) if report else None,
        paid_amount=balances(case.pk)[Account.PAID],
        ex_officio=report is None,
        applied_on=case.received_on,
        granted_on=grant.on,
        ends_on=period_of(case, grant)[1],
        granted_values=values_for(case.scheme, case.received_on),
        is_sampled=Sample.objects.filter(case=case).exists(),
        reported_on=timezone.localdate(report.received_at) if report else None,
        incidents=known_incidents(case, since=replacement_of(case)),
    )
    return scheme(case.scheme).settle(facts, values_for(case.scheme, on))


def assess_settlement(
    case_pk: int, *, by: Actor, on: date, choice: Choice | None = None, explanation: str = ""
) -> Assessment:
    """Judge the report, or its absence, and store the proposed settlement. `choice` is needed where the law leaves room.

    Raises NotReady without a needed choice, or for a choice above the grant.
    """
    with opened(case_pk) as case:
        permit(by, "assess_settlement", on=on, case=case)
        refuse_unlawful(
            case, "settle" if case.status in (Status.REPORTED, Status.SETTLEMENT_VIEWS) else "settle_ex_officio"
        )
        demand_occasion(case, standing_of(case), on=on)
        demand_incidents_handled(case)
        proposed = propose_settlement(case, on=on)
        kind, amount = _chosen(case, proposed, choice)
        blame = blamed(case, kind, proposed, choice)
        values = values_for(case.scheme, on)
        assessment = Assessment.objects.create(
            case=case,
            stage="settlement",
            on=on,
            version=values.version,
            outcome=kind,
            amount_cents=to_cents(amount),
            findings=[finding.to_json() for finding in proposed.findings],
            calculation=proposed.calculation.to_json(),
            values=stored_values(values),
            extracts={"proposed": proposed.kind} | blame,
            explanation=choice.reason if choice else explanation,
            made_by_id=by.user_id,
        )
        record_assessment(case, assessment, proposed.findings, by=by, on=on)
        follow(case, by=by, on=on)
        return assessment


def _chosen(case: Case, proposed: Settlement, choice: Choice | None) -> tuple[str, Decimal]:
    """A person may choose only where the rules leave it to a person, or lower than they propose (Awb 4:46 lid 2)."""
    if choice is None:
        if proposed.kind == "person":
            raise NotReady(
                "De regeling laat dit aan een beoordelaar. Kies zoals verleend, lager of nihil, met een reden."
            )
        return proposed.kind, proposed.calculation.amount
    granted, computed = granted_amount_of(case), proposed.calculation.amount
    limit = granted if is_free(proposed) else computed
    if not choice.reason.strip() or not 0 <= choice.amount <= limit:
        raise NotReady("Noem een bedrag van nihil tot hoogstens het berekende bedrag, met een reden.")
    if choice.kind not in fitting_kinds(choice.amount, proposed, granted):
        raise NotReady(
            "De soort past niet bij het bedrag: nihil is nul euro, zoals verleend is het hele bedrag, en minder dan "
            "berekend is een lagere vaststelling (Awb 4:46 lid 2)."
        )
    return choice.kind, choice.amount


def demand_incidents_handled(case: Case) -> None:
    """What the recipient reported counts in the settlement. Raises NotReady while an incident waits for a person."""
    if "incident" in scheme(case.scheme).acts and case.incidents.filter(outcome="").exists():
        raise NotReady(
            "Er wacht nog een melding van de ontvanger. Handel die eerst af; zij telt mee bij de vaststelling."
        )


def blamed(case: Case, kind: str, proposed: Settlement, choice: Choice | None) -> dict[str, bool]:
    """Say whether the recipient is to blame for less, as a person or else the rule finds it; nothing where nobody asks.

    Raises NotReady where another was paid for the recipient and nobody said who is to blame: recovery depends on it.
    """
    is_culpable = choice.is_culpable if choice and choice.is_culpable is not None else proposed.is_culpable
    if is_culpable is None and kind in LOWERING and case.orders.exists():
        raise NotReady(
            "Zeg of het de ontvanger te verwijten is. Daarvan hangt af of iets wordt teruggevorderd, en van wie."
        )
    return {} if is_culpable is None else {"is_culpable": is_culpable}


def is_free(proposed: Settlement) -> bool:
    """Say whether a person may go up to the grant: a question is left open, and no rule was broken.

    Where a rule was, as with too little realised, what was computed is the most (SLIM 24 lid 4).
    """
    broken = any(finding.outcome is Outcome.NOT_MET for finding in proposed.findings)
    return proposed.kind == "person" and not broken


def fitting_kinds(amount: Decimal, proposed: Settlement, granted: Decimal) -> tuple[str, ...]:
    """Give the kinds of settlement that an amount can be; less than computed is always lower (Awb 4:46 lid 2)."""
    if amount == 0:
        return ("nil",)
    if amount == granted:
        return ("as_granted",)
    is_as_computed = amount == proposed.calculation.amount and (proposed.kind == "actual" or is_free(proposed))
    return ("actual", "lower") if is_as_computed else ("lower",)


def settle_subsidy(
    case_pk: int, *, by: Actor, on: date, weighing: str = "", reasons: str = "", answer_to_views: str = ""
) -> Decision:
    """Settle the subsidy (Awb 4:46), on request or ex officio (4:47); plan what is still to pay.

    Raises NotReady where hearing, weighing of interests (3:4) or the assessment is missing, or a refusal of the gate.
    """
    with opened(case_pk) as case:
        assessment, standing = latest_assessment(case, "settlement"), standing_of(case)
        has_report = demand_occasion(case, standing, on=on)
        demand_announced(standing)
        demand_nothing_underway(standing)
        if assessment.outcome in LOWERING:
            demand_hearing(case, "settlement")
            demand_weighing(weighing)
        views = answered_views(case, answer_to_views)
        act = "settle" if has_report else "settle_ex_officio"
        kind = letter_kind(assessment.outcome, has_report=has_report)
        amount, articles = from_cents(assessment.amount_cents), settlement_articles(case, kind, has_report=has_report)
        facts: dict[str, Any] = {"kind": assessment.outcome, "amount": plain(amount), "assessment": assessment.pk}
        facts |= {name: value for name, value in assessment.extracts.items() if name == "is_culpable"}
        payable = payable_of(case, amount)
        facts |= {"held": plain(amount - payable)} if payable < amount else {}
        mandate = perform(case, act, by=by, on=on, articles=articles, facts=facts, amount=amount)
        decision = write_decision(
            case,
            kind,
            by=by,
            on=on,
            mandate=mandate,
            articles=articles,
            amount=amount,
            assessment=assessment,
            weighing=weighing,
            reasons=reasons or assessment.explanation,
            facts=facts | views,
            replaces=grant_of(case),
        )
        _settle_money(case, decision, payable, on=on)
        end_term(case, *ENDED_BY_SETTLEMENT, on=on, ending="vastgesteld")
        queue_letter(case, kind, on=on, decision=decision)
        follow(case, by=by, on=on)
        return decision


def demand_occasion(case: Case, standing: Standing, *, on: date) -> bool:
    """Say whether there is a report to settle on; without one it must be time to settle ex officio (Awb 4:44 lid 4, 4:47).

    Raises NotReady.
    """
    if standing.has_report:
        return True
    facts = facts_of(case.pk, on)
    if not (facts.is_reminder_over or facts.is_ex_officio_due):
        raise NotReady(
            "Ambtshalve vaststellen kan pas als de termijn na de herinnering voorbij is, of na de dag die de verlening noemt."
        )
    return False


def letter_kind(outcome: str, *, has_report: bool) -> str:
    """Give the kind of decision and letter of a settlement."""
    if outcome == "as_granted" and not has_report:
        return "settlement_ex_officio"
    return f"settlement_{outcome}"


def settlement_articles(case: Case, kind: str, *, has_report: bool) -> list[str]:
    """Give the articles of a settlement; one without a request rests on Awb 4:47 as well, whatever it comes to."""
    articles = articles_of(case, kind)
    return articles if has_report or "Awb 4:47" in articles else [*articles, "Awb 4:47"]


def _settle_money(case: Case, decision: Decision, payable: Decimal, *, on: date) -> None:
    """The commitment becomes the settled amount; unpaid instalments lapse and the rest is planned in their place.

    What was ordered and not invoiced yet is paid on its invoice: the order stays open for it.
    """
    void_planned(case)
    amount = from_cents(decision.amount_cents or 0)
    if payable == amount:
        end_order(case, on=on)
    paid = settle_commitment(case, amount, on=on, decision=decision)
    if payable > paid:
        plan_payment(case, decision, kind="settlement", amount=payable - paid, payee=payee_of_rest(case))
