"""Money that moves: approval and registration of payments, claiming back, and repayment."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from audit.canonical import JSON
from audit.trail import record
from cases.amounts import from_cents, plain
from cases.authority.actors import Actor
from cases.authority.permit import SecondPersonNeeded, permit
from cases.models import Account, Case, Decision, Invoice, Payment, Receivable, Status
from cases.money.ledger import Entry as LedgerEntry
from cases.money.ledger import balances, book
from cases.money.payments import ACCEPTED, claim, mark_approved, mark_paid, mark_planned, receive
from cases.transitions import perform
from letters.models import Letter
from letters.outbox import queue_letter
from workflows.steps.debtors import APPLICANT, debtor_of, is_blameless
from workflows.steps.deciding import (
    ENDED,
    NotReady,
    articles_of,
    demand_nothing_underway,
    demand_weighing,
    standing_of,
    write_decision,
)
from workflows.steps.opening import opened
from workflows.work import follow


def approve_payment(payment_pk: int, *, by: Actor, on: date) -> Payment:
    """Approve a planned payment; never by the one who took the decision. Raises NotPayable or SecondPersonNeeded."""
    with opened(_case_of_payment(payment_pk)) as case:
        permit(by, "approve_payment", on=on, case=case)
        payment = Payment.objects.select_related("decision").get(pk=payment_pk)
        refuse_acceptor(payment, by)
        mark_approved(payment, by=by, on=on)
        _record_payment(case, "payment.approved", payment, by=by, on=on)
        follow(case, by=by, on=on)
        return payment


def refuse_acceptor(payment: Payment, by: Actor) -> None:
    """Who accepted the invoice does not approve its payment. Raises SecondPersonNeeded."""
    if Invoice.objects.filter(payment=payment, judged_by=by.user_id, judged_by__isnull=False).exists():
        raise SecondPersonNeeded(ACCEPTED)


def register_payment(payment_pk: int, *, by: Actor, on: date, bank_reference: str) -> Payment:
    """Book an approved payment as paid, with the reference that the bank gave. Raises NotPayable."""
    with opened(_case_of_payment(payment_pk)) as case:
        permit(by, "register_payment", on=on, case=case)
        payment = Payment.objects.select_related("decision", "case").get(pk=payment_pk)
        mark_paid(payment, by=by, on=on, bank_reference=bank_reference)
        _record_payment(case, "payment.paid", payment, by=by, on=on)
        follow(case, by=by, on=on)
        return payment


def take_back_approval(payment_pk: int, *, by: Actor, on: date, reason: str) -> Payment:
    """Take back the approval of a payment that the bank will not execute: it is planned again. Raises NotPayable, NotReady."""
    with opened(_case_of_payment(payment_pk)) as case:
        permit(by, "void_payment", on=on, case=case)
        if not reason.strip():
            raise NotReady("Schrijf op waarom de goedkeuring wordt ingetrokken, en dat de bank niet betaalt.")
        payment = Payment.objects.get(pk=payment_pk)
        mark_planned(payment)
        _record_payment(case, "payment.withheld", payment, by=by, on=on, personal={"reason": reason})
        follow(case, by=by, on=on)
        return payment


def claim_back(
    case_pk: int, *, by: Actor, on: date, weighing: str, reasons: str = "", debtor: str = APPLICANT
) -> Decision:
    """Claim back what was paid above what is owed (Awb 4:57, 4:95 lid 4): paid minus settled, computed, never typed.

    `debtor` is "applicant" or "trainer". Raises NotReady where nothing was paid too much, the debtor cannot be claimed from,
    or the weighing of interests (3:4) is missing.
    """
    with opened(case_pk) as case:
        demand_weighing(weighing)
        demand_nothing_underway(standing_of(case))
        refuse_before_confirmation(case)
        sums = balances(case.pk)
        amount = sums[Account.PAID] - sums[Account.COMMITTED] - sums[Account.RECEIVABLE]
        if amount <= 0:
            raise NotReady("Er is niet te veel betaald; er valt niets terug te vorderen.")
        refuse_after_recovery_bar(case, on=on)
        owing = debtor_of(case, debtor, on=on)
        articles = articles_of(case, "recovery_of_whole" if was_taken_whole(case) else "recovery")
        articles = sorted({*articles, *owing.articles})
        facts = {"amount": plain(amount), "paid": plain(sums[Account.PAID]), "owed": plain(sums[Account.COMMITTED])}
        facts |= owing.facts
        mandate = perform(case, "claim_back", by=by, on=on, articles=articles, facts=facts, amount=amount)
        decision = write_decision(
            case,
            owing.kind,
            by=by,
            on=on,
            mandate=mandate,
            articles=articles,
            amount=amount,
            weighing=weighing,
            reasons=reasons,
            facts=facts,
        )
        claim(case, decision, amount=amount, on=on, debtor_id=owing.party.pk)
        queue_letter(case, owing.kind, on=on, decision=decision, to=owing.to)
        follow(case, by=by, on=on)
        return decision


def forgo_recovery(case_pk: int, *, by: Actor, on: date, weighing: str, reasons: str) -> Decision:
    """Claim nothing back of what was paid too much (Awb 4:57: "kan"): it stays with who was paid, and the books close on it.

    Raises NotReady where nothing was paid too much, or reasons or the weighing of interests (3:4) are missing.
    """
    with opened(case_pk) as case:
        demand_weighing(weighing)
        demand_nothing_underway(standing_of(case))
        sums = balances(case.pk)
        amount = sums[Account.PAID] - sums[Account.COMMITTED] - sums[Account.RECEIVABLE]
        if amount <= 0 or not reasons.strip():
            raise NotReady("Er is niet te veel betaald, of de motivering ontbreekt (Awb 3:46).")
        articles = articles_of(case, "recovery_forgone")
        facts: dict[str, JSON] = {"amount": plain(amount), "is_blameless": is_blameless(case)}
        mandate = perform(case, "forgo_recovery", by=by, on=on, articles=articles, facts=facts, amount=amount)
        decision = write_decision(
            case,
            "recovery_forgone",
            by=by,
            on=on,
            mandate=mandate,
            articles=articles,
            amount=amount,
            weighing=weighing,
            reasons=reasons,
            facts=facts,
        )
        entry = LedgerEntry(Account.COMMITTED, amount, "afgezien van terugvordering")
        book(case, [entry], on=on, decision=decision)
        queue_letter(case, "recovery_forgone", on=on, decision=decision)
        follow(case, by=by, on=on)
        return decision


def was_taken_whole(case: Case) -> bool:
    """Say whether the grant was withdrawn or settled at nil; then a scheme's own rule on advances may carry the claim."""
    return case.decisions.filter(kind__in=("revocation", "settlement_nil")).exists()


def refuse_before_confirmation(case: Case) -> None:
    """After a waiver the claim names our confirmation of it and its date. Raises NotReady while that letter waits."""
    confirmations = Letter.objects.filter(case=case, kind="waiver_confirmation").exclude(status__in=ENDED)
    if case.status == Status.WAIVED and confirmations.exists():
        raise NotReady("De bevestiging dat de ontvanger afziet is nog niet verzonden. Verzend eerst die brief.")


def refuse_after_recovery_bar(case: Case, *, on: date) -> None:
    """Awb 4:57 lid 4: no recovery after five years since the day of settlement. Raises NotReady."""
    term = case.terms.filter(code="recovery_bar").order_by("-id").first()
    if term is not None and term.due_on < on:
        raise NotReady(f"De vijfjaarstermijn van Awb 4:57 lid 4 eindigde op {term.due_on:%d-%m-%Y}.")


def register_repayment(receivable_pk: int, *, amount: Decimal, by: Actor, on: date) -> Receivable:
    """Book money that came back on a receivable. Raises NotPayable for more than is open."""
    with opened(Receivable.objects.values_list("case", flat=True).get(pk=receivable_pk)) as case:
        permit(by, "register_repayment", on=on, case=case)
        receivable = Receivable.objects.select_related("decision", "case").get(pk=receivable_pk)
        receive(receivable, amount=amount, by=by, on=on)
        open_amount = from_cents(receivable.amount_cents - receivable.received_cents)
        facts = {"amount": plain(amount), "open": plain(open_amount)}
        record(case.stream, "case.repaid", actor=str(by), origin=by.origin, on=on, rules=case.version, facts=facts)
        follow(case, by=by, on=on)
        return receivable


def _case_of_payment(payment_pk: int) -> int:
    return int(Payment.objects.values_list("case", flat=True).get(pk=payment_pk))


def _record_payment(
    case: Case,
    action: str,
    payment: Payment,
    *,
    by: Actor,
    on: date,
    personal: Mapping[str, str] | None = None,
) -> None:
    facts: dict[str, JSON] = {
        "payment": payment.pk,
        "amount": plain(from_cents(payment.amount_cents)),
        "kind": payment.kind,
    }
    record(
        case.stream,
        action,
        actor=str(by),
        origin=by.origin,
        on=on,
        rules=case.version,
        facts=facts,
        personal=personal or {},
    )
