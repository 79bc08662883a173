"""Approving the planned payments of a window together, by one person who took none of the decisions: all that this person may approve.
A single payment is approved in `money`, by the same rules."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from audit.canonical import JSON
from audit.trail import Entry, record, record_many
from cases.amounts import from_cents, plain
from cases.authority.actors import Actor
from cases.authority.permit import permit
from cases.models import Case, Window
from cases.money.approving import ApprovedPayment, approvable, approve_all, digest_of_approved, to_approve
from cases.transitions import locked_all
from cases.windows.events import PAYMENTS_APPROVED
from workflows.steps.deciding import NotReady
from workflows.steps.opening import every_value_set
from workflows.work import follow_all, lock_work

CHUNK = 500
"""Cases that are read at once; all are one transaction."""


@dataclass(frozen=True)
class Approved:
    """How many payments were approved, and the cents."""

    count: int
    cents: int


def approve_payments(window_pk: int, *, seen: str, by: Actor, on: date) -> Approved:
    """Approve every planned payment of a window that this person may approve, in one transaction; each with its event.

    `seen` is the digest of what was shown (`approvable`): what was approved must have the same, or nothing is kept. Raises NotReady
    for that, and where nothing may be approved.
    """
    window = Window.objects.get(pk=window_pk)
    permit(by, "approve_payment", on=on, scheme=window.scheme)
    if not approvable(window, by).total.count:
        raise NotReady("Er is geen betaling die u kunt goedkeuren.")
    with every_value_set(), transaction.atomic():
        wanted = to_approve(window, by)
        lock_work(*wanted)
        approved = [each for chunk in _chunks(list(wanted)) for each in _approve(chunk, wanted, by=by, on=on)]
        if digest_of_approved(approved) != seen:
            raise NotReady(
                "Sinds u de lijst opende is er een betaling bijgekomen, gewijzigd of vervallen. Er is niets goedgekeurd: "
                "bekijk de lijst opnieuw."
            )
        total = Approved(len(approved), sum(each.cents for each in approved))
        facts: dict[str, JSON] = {"count": total.count, "amount": plain(from_cents(total.cents))}
        record(window.stream, PAYMENTS_APPROVED, actor=str(by), origin=by.origin, on=on, facts=facts)
        return total


def _chunks(case_pks: Sequence[int]) -> list[Sequence[int]]:
    return [case_pks[start : start + CHUNK] for start in range(0, len(case_pks), CHUNK)]


def _approve(
    case_pks: Sequence[int], wanted: Mapping[int, Sequence[int]], *, by: Actor, on: date
) -> list[ApprovedPayment]:
    """Lock some cases and approve what was wanted of them. Their locks stay until all are done."""
    with locked_all(case_pks) as locked:
        cases = {case.pk: case for case in locked}
        approved = approve_all([payment for case_pk in case_pks for payment in wanted[case_pk]], by=by, on=on)
        record_many([approval_of(cases[each.case_pk], each, by, on) for each in approved])
        follow_all(locked, by=by, on=on)
        return approved


def approval_of(case: Case, payment: ApprovedPayment, by: Actor, on: date) -> Entry:
    """Give the event of one payment that was approved with others, as a single approval writes it."""
    facts: dict[str, JSON] = {"payment": payment.pk, "amount": plain(from_cents(payment.cents)), "kind": payment.kind}
    return Entry(
        stream=case.stream,
        action="payment.approved",
        actor=str(by),
        origin=by.origin,
        on=on,
        rules=case.version,
        facts=facts,
    )
