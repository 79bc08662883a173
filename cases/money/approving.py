"""The planned payments of a window as one person may approve them together: which, how much, and why others are left out.
The rules are those of a single approval (`payments.mark_approved`), as statements over many payments; the step takes the act."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType

from django.db import connection

from cases.authority.actors import Actor
from cases.documents.store import digest_of
from cases.models import Window
from cases.money.payments import ACCEPTED, DECIDED, NO_ACCOUNT, NOT_ANNOUNCED

WHY: Mapping[str, str] = MappingProxyType(
    {"": "", "announced": NOT_ANNOUNCED, "account": NO_ACCOUNT, "decided": DECIDED, "accepted": ACCEPTED}
)
"""By what the statement finds: why a payment is left out."""

PLANNED = """SELECT p.id, p.case_id, k.number, p.amount_cents, p.kind, p.payee, p.iban, p.due_on, CASE
    WHEN p.due_on IS NULL THEN 'announced' WHEN p.iban = '' THEN 'account'
    WHEN d.decided_by_id = %(user)s THEN 'decided'
    WHEN EXISTS (SELECT FROM cases_invoice i WHERE i.payment_id = p.id AND i.judged_by_id = %(user)s) THEN 'accepted'
    ELSE '' END AS why
FROM cases_payment p JOIN cases_case k ON k.id = p.case_id JOIN cases_decision d ON d.id = p.decision_id
WHERE k.window_id = %(window)s AND p.status = 'planned'"""

ROWS = f"SELECT * FROM ({PLANNED}) AS p WHERE p.id > %(after)s ORDER BY p.id LIMIT %(most)s"  # noqa: S608 - made of constants

SUMS = f"""SELECT why, COUNT(*), SUM(amount_cents)::bigint, encode(sha256(convert_to(
    string_agg(concat_ws(';', id, amount_cents, iban, payee), E'\\n' ORDER BY id), 'UTF8')), 'hex')
FROM ({PLANNED}) AS p GROUP BY why ORDER BY why"""  # noqa: S608 - made of constants

TO_APPROVE = f"SELECT id, case_id FROM ({PLANNED}) AS p WHERE why = '' ORDER BY case_id, id"  # noqa: S608 - made of constants

APPROVE = """UPDATE cases_payment SET status = 'approved', approved_by_id = %(user)s, approved_on = %(on)s
WHERE id = ANY(%(payments)s) AND status = 'planned' RETURNING id, case_id, amount_cents, kind, iban, payee"""


@dataclass(frozen=True)
class PlannedPayment:
    """A planned payment with what an approver has to see; `why` it is left out, "" where it may be approved."""

    pk: int
    case_pk: int
    case_number: str
    amount_cents: int
    kind: str
    payee: str
    iban: str
    due_on: date | None
    why: str


@dataclass(frozen=True)
class Total:
    """Payments that share a reason to be left out, or may be approved (`why` is ""): how many, and the cents."""

    why: str
    count: int
    cents: int


@dataclass(frozen=True)
class Approvable:
    """What one person may approve of a window: the total, the SHA-256 of every payment in it, and what is left out."""

    total: Total
    digest: str
    left_out: tuple[Total, ...]


@dataclass(frozen=True)
class ApprovedPayment:
    """A payment that was approved, with what it was approved for; the amount in cents."""

    pk: int
    case_pk: int
    cents: int
    kind: str
    iban: str
    payee: str


def approvable(window: Window, by: Actor) -> Approvable:
    """Add up the planned payments of a window for the person who would approve them. The SHA-256 also covers payee and account."""
    with connection.cursor() as cursor:
        cursor.execute(SUMS, {"window": window.pk, "user": by.employee_id})
        found = {why: (Total(WHY[why], count, cents), digest) for why, count, cents, digest in cursor.fetchall()}
    total, digest = found.pop("", (Total("", 0, 0), ""))
    return Approvable(total, digest, tuple(each for each, _ in found.values()))


def planned_payments(window: Window, by: Actor, *, after: int, most: int) -> list[PlannedPayment]:
    """Give the next planned payments of a window by key, in one query."""
    with connection.cursor() as cursor:
        cursor.execute(ROWS, {"window": window.pk, "user": by.employee_id, "after": after, "most": most})
        return [replace(PlannedPayment(*row), why=WHY[row[-1]]) for row in cursor.fetchall()]


def to_approve(window: Window, by: Actor) -> dict[int, list[int]]:
    """Give what this person may approve now: by key of the case, in that order, the keys of its payments."""
    found: dict[int, list[int]] = {}
    with connection.cursor() as cursor:
        cursor.execute(TO_APPROVE, {"window": window.pk, "user": by.employee_id})
        for payment, case in cursor.fetchall():
            found.setdefault(case, []).append(payment)
    return found


def approve_all(payments: Sequence[int], *, by: Actor, on: date) -> list[ApprovedPayment]:
    """Approve payments of which the caller holds the cases locked; one that is planned no more is passed over."""
    with connection.cursor() as cursor:
        cursor.execute(APPROVE, {"payments": list(payments), "user": by.employee_id, "on": on})
        return [ApprovedPayment(*row) for row in cursor.fetchall()]


def digest_of_approved(approved: Iterable[ApprovedPayment]) -> str:
    """Give the SHA-256 of what was approved, as `approvable` gives that of what would be."""
    rows = (f"{each.pk};{each.cents};{each.iban};{each.payee}" for each in sorted(approved, key=lambda each: each.pk))
    return digest_of("\n".join(rows).encode())
