"""Payments from plan to bank, and receivables. Planned by decisions, approved by another person, booked when paid."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from django.db.models import Sum
from django.db.models.functions import Coalesce

from cases.amounts import from_cents, to_cents, written
from cases.authority.actors import Actor
from cases.authority.permit import Refused, SecondPersonNeeded
from cases.identity import pseudonym
from cases.models import Account, Case, Decision, Party, Payment, PaymentStatus, Receivable
from cases.models.fixed import insert
from cases.money.ledger import Entry, balances, book
from cases.schemes.trainers import APPLICANT, Payee

NOT_ANNOUNCED = "Het besluit is nog niet bekendgemaakt, dus werkt het nog niet (Awb 3:40). Verzend eerst de brief."
NO_ACCOUNT = "Er is geen rekeningnummer bekend. Vraag de ontvanger om een bewijs van de rekening."
DECIDED = "U nam het besluit waar dit geld bij hoort. Een andere medewerker handelt dit af."
ACCEPTED = "U keurde de factuur goed. Een andere medewerker keurt de betaling goed."
"""Why a payment is not approved, one at a time or many at once."""


class NotPayable(Refused):
    """The payment or receivable is not in the state that the act needs."""


def plan_payment(
    case: Case, decision: Decision, *, kind: str, amount: Decimal, payee: Payee | None, due_on: date | None = None
) -> Payment | None:
    """Plan a payment by decision (Awb 4:87: six weeks after announcement, so the last day is set when the letter goes out).

    `payee` is whom the scheme names (`cases.granted.payee_of`): by default the applicant on the account of the case's own
    application. What a party calls itself in a later one, or somebody else, leads no money of this case elsewhere. Without
    a payee the payment waits for an account, as nobody can approve it.
    """
    if amount <= 0:
        return None
    payment = Payment(
        case=case,
        decision=decision,
        kind=kind,
        amount_cents=to_cents(amount),
        payee=payee.name if payee else "",
        party_id=party_of(payee, case),
        iban=payee.iban if payee else "",
        due_on=due_on,
    )
    return insert(payment)


def party_of(payee: Payee | None, case: Case) -> int | None:
    """Give the key of the party that is paid: the applicant, or who is known under the payee's number."""
    if payee is None or payee.role == APPLICANT:
        return case.party_id
    return Party.objects.filter(identifier=pseudonym(payee.identifier)).values_list("pk", flat=True).first()


def refuse_decider(decision: Decision, by: Actor) -> None:
    """Who took the decision does not handle the money that it moves. Raises SecondPersonNeeded."""
    if by.user_id is not None and decision.decided_by_id == by.user_id:
        raise SecondPersonNeeded(DECIDED)


def mark_approved(payment: Payment, *, by: Actor, on: date) -> None:
    """Approve a planned payment. Raises NotPayable, or SecondPersonNeeded for the one who took the decision."""
    if payment.status != PaymentStatus.PLANNED:
        raise NotPayable(f"Deze betaling is al {payment.get_status_display().lower()}.")
    if payment.due_on is None:
        raise NotPayable(NOT_ANNOUNCED)
    if not payment.iban:
        raise NotPayable(NO_ACCOUNT)
    refuse_decider(payment.decision, by)
    payment.status, payment.approved_by_id, payment.approved_on = PaymentStatus.APPROVED, by.user_id, on
    payment.save(update_fields=["status", "approved_by", "approved_on"])


def mark_planned(payment: Payment) -> None:
    """Take back the approval of a payment that did not reach the bank. Raises NotPayable."""
    if payment.status != PaymentStatus.APPROVED:
        raise NotPayable("Alleen van een goedgekeurde betaling kan de goedkeuring worden ingetrokken.")
    payment.status, payment.approved_by_id, payment.approved_on = PaymentStatus.PLANNED, None, None
    payment.save(update_fields=["status", "approved_by", "approved_on"])


def mark_paid(payment: Payment, *, by: Actor, on: date, bank_reference: str) -> None:
    """Book an approved payment as paid on the day that the bank executed it (Awb 4:89).

    Raises NotPayable, or SecondPersonNeeded for the one who took the decision.
    """
    if payment.status != PaymentStatus.APPROVED:
        raise NotPayable("Alleen een goedgekeurde betaling kan als betaald worden geboekt.")
    refuse_decider(payment.decision, by)
    payment.status, payment.paid_on, payment.bank_reference = PaymentStatus.PAID, on, bank_reference
    payment.save(update_fields=["status", "paid_on", "bank_reference"])
    entry = Entry(Account.PAID, from_cents(payment.amount_cents), f"betaling {payment.kind}")
    book(payment.case, [entry], on=on, decision=payment.decision, payment=payment)


def void_planned(case: Case) -> int:
    """Let the planned payments of a case lapse; gives how many. What was approved may be at the bank, and stays."""
    return Payment.objects.filter(case=case, status=PaymentStatus.PLANNED).update(status=PaymentStatus.VOID)


def unpromised(case: Case) -> Decimal:
    """Give what is committed and neither paid nor planned yet, in euro."""
    waiting = Payment.objects.filter(case=case, status__in=[PaymentStatus.PLANNED, PaymentStatus.APPROVED])
    planned = from_cents(waiting.aggregate(total=Coalesce(Sum("amount_cents"), 0))["total"])
    sums = balances(case.pk)
    return sums[Account.COMMITTED] - sums[Account.PAID] - planned


def claim(case: Case, decision: Decision, *, amount: Decimal, on: date, debtor_id: int | None = None) -> Receivable:
    """Open a receivable for what was paid too much (Awb 4:57, 4:95 lid 4); it is the applicant's where nobody else owes it."""
    book(case, [Entry(Account.RECEIVABLE, amount, "terugvordering")], on=on, decision=decision)
    return Receivable.objects.create(
        case=case, decision=decision, debtor_id=debtor_id or case.party_id, amount_cents=to_cents(amount)
    )


def receive(receivable: Receivable, *, amount: Decimal, by: Actor, on: date) -> None:
    """Book money that came back; never by the one who claimed it.

    Raises SecondPersonNeeded, or NotPayable for more than is open or before the claim was announced (Awb 3:40).
    """
    refuse_decider(receivable.decision, by)
    if receivable.due_on is None:
        raise NotPayable("De terugvordering is nog niet bekendgemaakt (Awb 3:40). Verzend eerst de brief.")
    open_amount = from_cents(receivable.amount_cents - receivable.received_cents)
    if not 0 < amount <= open_amount:
        raise NotPayable(f"Open staat {written(open_amount)}; boek meer dan nul en hoogstens dat bedrag.")
    receivable.received_cents += to_cents(amount)
    if receivable.received_cents == receivable.amount_cents:
        receivable.paid_on = on
    receivable.save(update_fields=["received_cents", "paid_on"])
    entries = [Entry(Account.RECEIVABLE, -amount, "terugbetaling"), Entry(Account.PAID, -amount, "terugbetaling")]
    book(receivable.case, entries, on=on, decision=receivable.decision)
