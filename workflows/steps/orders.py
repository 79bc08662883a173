"""Ordering from who delivers what was granted and is paid for it. What it invoices is received in `invoices`.
A grant that pays the applicant itself orders nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Sum

from audit.canonical import JSON
from audit.trail import Entry, record_many
from cases.amounts import from_cents, plain
from cases.authority.actors import Actor
from cases.granted import payee_of
from cases.identity import pseudonym
from cases.models import Case, Decision, InvoiceStatus, Order, Party, PaymentStatus
from cases.queries import application_of
from cases.schemes.registry import scheme
from cases.schemes.trainers import APPLICANT, Payee, applicant_is_paid
from workflows.steps.deciding import NotReady

CALLED = ("name", "sort_name", "street", "postcode", "town", "iban")
"""How a party is called and reached, as a register says it."""

NO_PAYEE = "Er is geen begunstigde bekend in het register. Zoek uit wie betaald moet worden."


@dataclass(frozen=True)
class Purchase:
    """What a decision buys: from whom, for how much in cents."""

    decision: Decision
    payee: Payee
    amount_cents: int


def place_order(case: Case, decision: Decision, application: Any, *, by: Actor, on: date) -> Order | None:
    """Order from who is paid for what was granted; nothing where that is the applicant. Raises NotReady without a payee."""
    payee = payee_of(case, application)
    if payee is None:
        raise NotReady(NO_PAYEE)
    bought = Purchase(decision, payee, decision.amount_cents or 0)
    return next(iter(place_orders([bought], by=by, on=on)), None)


def place_orders(purchases: Sequence[Purchase], *, by: Actor, on: date) -> list[Order]:
    """Place the orders of many decisions with a few statements; one that pays the applicant, or nothing, orders nothing."""
    wanted = [each for each in purchases if each.payee.role != APPLICANT and each.amount_cents > 0]
    if not wanted:
        return []
    parties = parties_of([each.payee for each in wanted])
    orders = Order.objects.bulk_create(
        Order(
            case=each.decision.case,
            decision=each.decision,
            number=f"{each.decision.case.number}-O{each.decision.pk}",
            party=parties[pseudonym(each.payee.identifier)],
            amount_cents=each.amount_cents,
            placed_on=on,
        )
        for each in wanted
    )
    record_many([_placed(order, by, on) for order in orders])
    return orders


def parties_of(payees: Sequence[Payee]) -> dict[str, Party]:
    """Give the party of each payee by its key, as the register calls it now; only what changed is written."""
    rows = {pseudonym(payee.identifier): _as_called(payee) for payee in payees}
    known = {party.identifier: party for party in Party.objects.filter(identifier__in=rows)}
    changed = [row for key, row in sorted(rows.items()) if key not in known or _differs(known[key], row)]
    if changed:
        Party.objects.bulk_create(
            changed, update_conflicts=True, unique_fields=["identifier"], update_fields=list(CALLED)
        )
    return known | {row.identifier: row for row in changed}


def _as_called(payee: Payee) -> Party:
    return Party(
        identifier=pseudonym(payee.identifier),
        name=payee.name,
        sort_name=payee.name.casefold()[:200],
        street=payee.street,
        postcode=payee.postcode,
        town=payee.town,
        iban=payee.iban,
    )


def _differs(known: Party, row: Party) -> bool:
    return any(getattr(known, name) != getattr(row, name) for name in CALLED)


def _placed(order: Order, by: Actor, on: date) -> Entry:
    facts: dict[str, JSON] = {
        "order": order.number,
        "amount": plain(from_cents(order.amount_cents)),
        "party": order.party_id,
    }
    return Entry(
        stream=order.case.stream,
        action="case.ordered",
        actor=str(by),
        origin=by.origin,
        on=on,
        articles=["Awb 4:95"],
        rules=order.case.version,
        facts=facts,
    )


def running_order(case: Case) -> Order:
    """Give the order of a case that was not ended. Raises NotReady where there is none."""
    order = case.orders.filter(ended_on=None).select_related("party", "decision").first()
    if order is None:
        raise NotReady("Bij deze zaak staat geen order open.")
    return order


def payable_of(case: Case, settled_amount: Decimal) -> Decimal:
    """Give what of a settled amount can be paid now, in euro: of what is ordered no more than was invoiced."""
    if scheme(case.scheme).payee is applicant_is_paid:
        return settled_amount
    invoiced = case.orders.filter(ended_on=None).aggregate(total=Sum("invoiced_cents"))["total"]
    return settled_amount if invoiced is None else min(settled_amount, from_cents(invoiced))


def end_order(case: Case, *, on: date) -> None:
    """End the running order of a case, where there is one: nothing is bought on it any more."""
    if scheme(case.scheme).payee is applicant_is_paid:
        return
    case.orders.filter(ended_on=None).update(ended_on=on)


def renew_order(case: Case, decision: Decision, *, by: Actor, on: date) -> Order | None:
    """Order from another trainer after a change of the grant, where the file names another one now; else all stays.

    Raises NotReady where no register names who delivers what is granted instead, where money is paid or planned on the
    old order, or where an invoice for it waits.
    """
    order = case.orders.filter(ended_on=None).select_related("party").first()
    payee = payee_of(case, application_of(case)) if order is not None else None
    if order is not None and payee is None and decision.amount_cents is not None:
        raise NotReady(NO_PAYEE)
    if order is None or payee is None or pseudonym(payee.identifier) == order.party.identifier:
        return None
    if order.invoices.filter(status=InvoiceStatus.WAITING).exists():
        raise NotReady("Een factuur van de eerste opleider wacht nog op een oordeel. Wijs haar eerst af.")
    if order.invoices.filter(payment__isnull=False).exclude(payment__status=PaymentStatus.VOID).exists():
        raise NotReady("Op de order bij de eerste opleider is al betaald of een betaling klaargezet. Los dat eerst op.")
    end_order(case, on=on)
    return next(
        iter(place_orders([Purchase(decision, payee, decision.amount_cents or order.amount_cents)], by=by, on=on)), None
    )
