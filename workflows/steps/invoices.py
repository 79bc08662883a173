"""Invoices of trainers: found fit by the scheme's rule, rejected with reasons, or left to a person.
An accepted invoice plans an advance (Awb 4:95); approving and paying it stands in `money`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from audit.canonical import JSON
from audit.trail import record
from cases.amounts import from_cents, plain, to_cents
from cases.authority.actors import Actor
from cases.authority.permit import permit
from cases.authority.values import values_for
from cases.granted import granted_application, payee_of, renewed_payee_of, supply_questions
from cases.identity import pseudonym
from cases.intake import IncomingDocument
from cases.models import Account, Case, Decision, Invoice, InvoiceStatus, Order, Party, Status, Submission
from cases.money.ledger import balances
from cases.money.payments import plan_payment, unpromised
from cases.queries import application_of, period_of
from cases.registers.asking import ask_again
from cases.schemes.base import Finding, Outcome
from cases.schemes.invoices import house_findings, in_words
from cases.schemes.registry import scheme
from cases.schemes.trainers import OrderFacts, Payee, applicant_is_paid
from cases.terms.term import deadline_of
from letters.outbox import queue_letter
from workflows.steps.acts import admitted, read_act, store_act
from workflows.steps.deciding import NotReady, standing_of
from workflows.steps.opening import opened
from workflows.steps.orders import running_order
from workflows.work import follow

REJECTION = "invoice_rejected"
PAYING = (Status.GRANTED, Status.REPORTED, Status.SETTLEMENT_VIEWS, Status.SETTLED)


def receive_invoice(
    case_pk: int,
    data: Mapping[str, Any],
    *,
    by: Actor,
    received_at: datetime,
    documents: Sequence[IncomingDocument] = (),
    channel: str = "command",
) -> Invoice:
    """Store an invoice and judge it by the scheme's rule: accepted and its advance planned, rejected, or left to a person.

    Raises NotNow, NotReady without an order, InvalidInput, or a refusal of the gate.
    """
    on = timezone.localdate(received_at)
    digests = admitted(case_pk, "invoice", data, documents, act="receive_invoice", by=by, received_at=received_at)
    ask_supply_again(case_pk, on=on)
    with opened(case_pk) as case:
        permit(by, "receive_invoice", on=on, case=case)
        invoice, order = read_act(case, "invoice", data, received_at, by=by), running_order(case)
        submission = store_act(
            case, "invoice", data, received_at=received_at, channel=channel, documents=documents, digests=digests
        )
        row = _judged(case, order, submission, invoice, by=by, on=on)
        follow(case, by=by, on=on)
        return row


def ask_supply_again(case_pk: int, *, on: date) -> None:
    """Ask the register of what trainers offer again, before the lock: money goes to the account that it names today."""
    case = Case.objects.select_related("application").get(pk=case_pk)
    if scheme(case.scheme).supply is not None:
        ask_again(case, supply_questions(case, granted_application(case), on), on=on)


def _judged(case: Case, order: Order, submission: Submission, invoice: Any, *, by: Actor, on: date) -> Invoice:
    facts = order_facts(case, order, by=by, on=on)
    own = scheme(case.scheme).judge_invoice(granted_application(case), invoice, facts, values_for(case.scheme, on))
    known = order.invoices.exclude(status=InvoiceStatus.REJECTED).values_list("number", flat=True)
    is_announced = not standing_of(case).has_waiting_decision
    findings = (*own, *house_findings(invoice, facts, set(known), is_announced=is_announced))
    row = Invoice.objects.create(
        order=order,
        submission=submission,
        number=invoice.number,
        amount_cents=to_cents(invoice.amount),
        status=status_of(findings),
        findings=[finding.to_json() for finding in findings],
    )
    if row.status == InvoiceStatus.ACCEPTED:
        _accept(case, row, facts.payee, on=on)
    if row.status == InvoiceStatus.REJECTED:
        _tell_rejection(case, row, in_words(findings), on=on)
    _record(case, row, "invoice.received", by=by, on=on)
    return row


def status_of(findings: Sequence[Finding]) -> InvoiceStatus:
    """One condition that is not met rejects an invoice; one open question leaves it to a person."""
    outcomes = {finding.outcome for finding in findings}
    if Outcome.NOT_MET in outcomes:
        return InvoiceStatus.REJECTED
    return InvoiceStatus.WAITING if Outcome.PERSON in outcomes else InvoiceStatus.ACCEPTED


def order_facts(case: Case, order: Order, *, by: Actor, on: date) -> OrderFacts:
    """Give what an invoice for this order is judged on, with the payee as the register names it today."""
    is_party = by.kind == "party"
    sender = Party.objects.values_list("identifier", flat=True).get(pk=int(by.key)) if is_party else None
    payee, (starts_on, ends_on) = renewed_payee_of(case, on), period_of(case)
    return OrderFacts(
        number=order.number,
        ordered_amount=min(from_cents(order.amount_cents), balances(case.pk)[Account.COMMITTED]),
        accepted_amount=from_cents(order.invoiced_cents),
        trainer=order.party.identifier,
        sender=sender,
        payee=replace(payee, identifier=pseudonym(payee.identifier)) if payee else None,
        received_on=on,
        granted_on=order.decision.on,
        starts_on=starts_on,
        ends_on=ends_on,
    )


def _accept(case: Case, row: Invoice, payee: Payee | None, *, on: date) -> None:
    """Take the invoice from the order and plan its advance; the term to pay runs from now (Awb 4:87)."""
    order, amount = row.order, from_cents(row.amount_cents)
    if row.amount_cents > order.amount_cents - order.invoiced_cents or amount > unpromised(case):
        raise NotReady("Met deze factuur zou meer worden betaald dan is verleend of besteld.")
    order.invoiced_cents += row.amount_cents
    order.save(update_fields=["invoiced_cents"])
    kind = scheme(case.scheme).terms("payment", values_for(case.scheme, case.received_on))
    due_on = deadline_of(kind, on).end_on
    sort, decision = _ground_of(case, order)
    row.payment = plan_payment(case, decision, kind=sort, amount=amount, payee=payee, due_on=due_on)
    row.save(update_fields=["payment"])


def _ground_of(case: Case, order: Order) -> tuple[str, Decision]:
    """An advance rests on the grant that ordered (Awb 4:95); after the settlement, its decision is paid (Awb 4:52)."""
    if case.status != Status.SETTLED:
        return "advance", order.decision
    return "settlement", case.decisions.filter(kind__startswith="settlement_").latest("id")


def judge_invoice(case_pk: int, invoice_pk: int, *, is_accepted: bool, reasons: str, by: Actor, on: date) -> Invoice:
    """Accept or reject an invoice that the rules left to a person. Raises NotReady without reasons, or for one judged before."""
    with opened(case_pk) as case:
        permit(by, "judge_invoice", on=on, case=case)
        row = Invoice.objects.select_related("order__decision", "order__party", "submission").get(pk=invoice_pk)
        demand_judgeable(case, row, is_accepted=is_accepted, reasons=reasons)
        row.status = InvoiceStatus.ACCEPTED if is_accepted else InvoiceStatus.REJECTED
        row.reasons, row.judged_by_id, row.judged_on = reasons, by.employee_id, on
        row.save(update_fields=["status", "reasons", "judged_by", "judged_on"])
        if is_accepted:
            _accept(case, row, payee_known_on(case, timezone.localdate(row.submission.received_at)), on=on)
        else:
            _tell_rejection(case, row, reasons, on=on)
        _record(case, row, "invoice.judged", by=by, on=on)
        follow(case, by=by, on=on)
        return row


def payee_known_on(case: Case, on: date) -> Payee | None:
    """The payee as the register named it when it was asked on a day, or before: a trainer that was removed since is paid as well."""
    return renewed_payee_of(case, on) or payee_of(case, application_of(case))


def payee_of_rest(case: Case) -> Payee | None:
    """The payee of what a settlement still pays: for an order, as the register named it when the newest invoice came."""
    if scheme(case.scheme).payee is applicant_is_paid:
        return payee_of(case, application_of(case))
    accepted = Invoice.objects.filter(order__case=case, status=InvoiceStatus.ACCEPTED)
    newest = accepted.select_related("submission").order_by("-id").first()
    return (
        payee_known_on(case, timezone.localdate(newest.submission.received_at))
        if newest
        else payee_of(case, application_of(case))
    )


def demand_judgeable(case: Case, row: Invoice, *, is_accepted: bool, reasons: str) -> None:
    """Raise NotReady where nothing is to be judged, reasons are missing, or nothing can be paid on the invoice."""
    if row.order.case_id != case.pk or row.status != InvoiceStatus.WAITING:
        raise NotReady("Deze factuur wacht niet meer op een oordeel.")
    if not reasons.strip():
        raise NotReady("Schrijf op waarom de factuur wordt goedgekeurd of afgewezen; de opleider krijgt die reden.")
    if is_accepted and case.status not in PAYING:
        raise NotReady("De subsidie loopt niet meer: wat nog te betalen is, volgt uit het besluit. Wijs de factuur af.")
    if is_accepted and standing_of(case).has_waiting_decision:
        raise NotReady("Een eerder besluit is nog niet bekendgemaakt. Verzend eerst die brief (Awb 3:40).")


def _tell_rejection(case: Case, row: Invoice, reasons: str, *, on: date) -> None:
    """Store why, and tell the trainer by letter where the scheme has one; who sent it by the API has the answer at once."""
    row.reasons = reasons
    row.save(update_fields=["reasons"])
    if REJECTION in scheme(case.scheme).wording:
        amount = plain(from_cents(row.amount_cents))
        facts = {"reasons": reasons, "invoice": row.number, "order": row.order.number, "amount": amount}
        queue_letter(case, REJECTION, on=on, to=row.order.party, facts=facts)


def _record(case: Case, row: Invoice, action: str, *, by: Actor, on: date) -> None:
    failed = [finding["code"] for finding in row.findings if finding["outcome"] != Outcome.MET]
    facts: dict[str, JSON] = {
        "order": row.order.number,
        "amount": plain(from_cents(row.amount_cents)),
        "outcome": str(row.status),
        "findings": list(failed),
    }
    record(
        case.stream,
        action,
        actor=str(by),
        origin=by.origin,
        on=on,
        articles=["Awb 4:95"],
        rules=case.version,
        facts=facts,
    )
