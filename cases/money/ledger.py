"""The ledger: signed rows per account, balances as sums, and the proof that they close. Nothing here decides or pays."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import connection
from django.db.models import Sum
from django.db.models.functions import Coalesce

from cases.amounts import from_cents, to_cents
from cases.models import Account, Case, Decision, LedgerRow, Payment


@dataclass(frozen=True)
class Entry:
    """One amount in euro to be booked on an account; nothing is booked for nothing."""

    account: Account
    amount: Decimal
    reason: str


def book(
    case: Case,
    entries: Iterable[Entry],
    *,
    on: date,
    decision: Decision | None = None,
    payment: Payment | None = None,
) -> None:
    """Write the entries as ledger rows in one statement."""
    LedgerRow.objects.bulk_create(
        LedgerRow(
            case=case,
            account=entry.account,
            amount_cents=to_cents(entry.amount),
            decision=decision,
            payment=payment,
            booked_on=on,
            reason=entry.reason,
        )
        for entry in entries
        if entry.amount != 0
    )


def balances(case_pk: int) -> dict[Account, Decimal]:
    """Give the balance in euro of each account of a case."""
    sums = LedgerRow.objects.filter(case=case_pk).values_list("account").annotate(total=Sum("amount_cents"))
    found = {Account(account): from_cents(total) for account, total in sums}
    return {account: found.get(account, Decimal("0.00")) for account in Account}


TURN_PLACE = """WITH place AS (
    SELECT COALESCE(SUM(amount_cents), 0)::bigint AS cents FROM cases_ledgerrow
    WHERE case_id = %(case)s AND account = 'reserved'
), booked AS (
    INSERT INTO cases_ledgerrow (case_id, account, amount_cents, decision_id, booked_on, reason)
    SELECT %(case)s, row.account, row.cents, %(decision)s, %(on)s, %(reason)s
    FROM place, LATERAL (VALUES ('reserved', -place.cents), ('committed', %(committed)s)) AS row (account, cents)
    WHERE row.cents <> 0
)
SELECT cents FROM place"""


def turn_place(case: Case, *, into: Decimal, on: date, reason: str, decision: Decision | None = None) -> Decimal:
    """Turn what a case holds reserved into a commitment (of nothing, where its place comes free), in one statement.

    Gives what was reserved, in euro; the counter of the window is moved by the caller.
    """
    asked = {
        "case": case.pk,
        "decision": decision.pk if decision else None,
        "on": on,
        "reason": reason,
        "committed": to_cents(into),
    }
    with connection.cursor() as cursor:
        cursor.execute(TURN_PLACE, asked)
        return from_cents(cursor.fetchone()[0])


SETTLE = """WITH sums AS (
    SELECT COALESCE(SUM(amount_cents) FILTER (WHERE account = 'committed'), 0)::bigint AS committed,
        COALESCE(SUM(amount_cents) FILTER (WHERE account = 'paid'), 0)::bigint AS paid
    FROM cases_ledgerrow WHERE case_id = %(case)s
), booked AS (
    INSERT INTO cases_ledgerrow (case_id, account, amount_cents, decision_id, booked_on, reason)
    SELECT %(case)s, 'committed', %(settled)s - committed, %(decision)s, %(on)s, 'vaststelling'
    FROM sums WHERE committed <> %(settled)s
)
SELECT paid FROM sums"""


def settle_commitment(case: Case, amount: Decimal, *, on: date, decision: Decision) -> Decimal:
    """Turn what was committed into what was settled, in one statement; gives what was paid until now, in euro."""
    asked: dict[str, Any] = {"case": case.pk, "settled": to_cents(amount), "decision": decision.pk, "on": on}
    with connection.cursor() as cursor:
        cursor.execute(SETTLE, asked)
        return from_cents(cursor.fetchone()[0])


def reserved_place(case: Case) -> Decimal:
    """Give what a case still holds reserved under the ceiling, in euro; nothing once it was granted, refused or withdrawn."""
    rows = LedgerRow.objects.filter(case=case, account=Account.RESERVED)
    return from_cents(rows.aggregate(total=Coalesce(Sum("amount_cents"), 0))["total"])


UNEQUAL = """
SELECT 'teller ' || c.id || ': ' || c.taken_cents || ' geboekt, ' || COALESCE(SUM(r.amount_cents), 0) || ' gereserveerd'
FROM cases_counter c LEFT JOIN cases_reservation r ON r.counter_id = c.id
GROUP BY c.id HAVING c.taken_cents <> COALESCE(SUM(r.amount_cents), 0)
UNION ALL
SELECT 'zaak ' || b.case_id || ': afgesloten met openstaande bedragen' FROM (
    SELECT l.case_id, SUM(amount_cents) FILTER (WHERE account = 'reserved') AS reserved,
        COALESCE(SUM(amount_cents) FILTER (WHERE account = 'committed'), 0)
            - COALESCE(SUM(amount_cents) FILTER (WHERE account = 'paid'), 0) AS unpaid,
        SUM(amount_cents) FILTER (WHERE account = 'receivable') AS receivable
    FROM cases_ledgerrow l JOIN cases_case k ON k.id = l.case_id AND k.status = 'closed' GROUP BY l.case_id
) b WHERE COALESCE(b.reserved, 0) <> 0 OR b.unpaid <> 0 OR COALESCE(b.receivable, 0) <> 0
UNION ALL
SELECT 'zaak ' || a.case_id || ': saldo ' || a.account || ' is negatief' FROM (
    SELECT case_id, account, SUM(amount_cents) AS total FROM cases_ledgerrow GROUP BY case_id, account
) a WHERE a.total < 0
UNION ALL
SELECT 'zaak ' || m.case_id || ': de boekhouding zegt dat ' || m.booked || ' cent is betaald, de betalingen ' || m.paid FROM (
    SELECT k.id AS case_id,
        COALESCE((SELECT SUM(amount_cents) FROM cases_ledgerrow WHERE case_id = k.id AND account = 'paid'), 0) AS booked,
        COALESCE((SELECT SUM(amount_cents) FROM cases_payment WHERE case_id = k.id AND status = 'paid'), 0)
            - COALESCE((SELECT SUM(received_cents) FROM cases_receivable WHERE case_id = k.id), 0)
            + COALESCE((SELECT SUM(amount_cents) FROM cases_setoff WHERE case_id = k.id), 0)
            - COALESCE((SELECT SUM(amount_cents) FROM cases_setoff WHERE advance_id = k.id), 0) AS paid
    FROM (SELECT case_id AS id FROM cases_ledgerrow WHERE account = 'paid'
        UNION SELECT case_id FROM cases_payment WHERE status = 'paid') k
) m WHERE m.booked <> m.paid
UNION ALL
SELECT 'zaak ' || r.case_id || ': te vorderen is ' || r.booked || ' cent geboekt, ' || r.open || ' staat open' FROM (
    SELECT k.id AS case_id,
        COALESCE((SELECT SUM(amount_cents) FROM cases_ledgerrow WHERE case_id = k.id AND account = 'receivable'), 0) AS booked,
        COALESCE((SELECT SUM(amount_cents - received_cents) FROM cases_receivable WHERE case_id = k.id), 0) AS open
    FROM (SELECT case_id AS id FROM cases_ledgerrow WHERE account = 'receivable'
        UNION SELECT case_id FROM cases_receivable) k
) r WHERE r.booked <> r.open
UNION ALL
SELECT 'zaak ' || w.case_id || ': er staat ' || w.waiting || ' cent klaar om te betalen, verschuldigd is nog ' || w.owed FROM (
    SELECT p.case_id, SUM(p.amount_cents) AS waiting, (SELECT
        COALESCE(SUM(amount_cents) FILTER (WHERE account = 'committed'), 0)
            - COALESCE(SUM(amount_cents) FILTER (WHERE account = 'paid'), 0)
        FROM cases_ledgerrow WHERE case_id = p.case_id) AS owed
    FROM cases_payment p WHERE p.status IN ('planned', 'approved') GROUP BY p.case_id
) w WHERE w.waiting > w.owed
UNION ALL
SELECT 'zaak ' || l.case_id || ': de regels krijgen samen ' || l.lines || ' cent, verplicht is ' || l.committed FROM (
    SELECT a.case_id, CASE WHEN EXISTS (SELECT FROM cases_decision d WHERE d.case_id = a.case_id AND d.kind = 'revocation')
        THEN 0 ELSE SUM(a.amount_cents)::bigint END AS lines, COALESCE((SELECT SUM(amount_cents) FROM cases_ledgerrow
        WHERE case_id = a.case_id AND account = 'committed'), 0)::bigint AS committed
    FROM cases_lineamount a GROUP BY a.case_id
) l WHERE l.lines <> l.committed
UNION ALL
SELECT 'zaak ' || s.case_id || ': uit de onderdelen is ' || s.taken || ' cent genomen, gereserveerd en verplicht is ' || s.booked
FROM (
    SELECT r.case_id, SUM(r.amount_cents)::bigint AS taken, COALESCE((SELECT SUM(amount_cents) FROM cases_ledgerrow
        WHERE case_id = r.case_id AND account IN ('reserved', 'committed')), 0)::bigint AS booked
    FROM cases_reservation r JOIN cases_counter c ON c.id = r.counter_id AND c.bucket <> 'ceiling'
    JOIN cases_window w ON w.id = c.window_id AND w.method = 'shares' GROUP BY r.case_id
) s WHERE s.taken <> s.booked
"""


def discrepancies() -> Iterator[str]:
    """Give a sentence for each counter, closed case or balance that does not close; none means that the books are sound."""
    with connection.cursor() as cursor:
        cursor.execute(UNEQUAL)
        yield from (row[0] for row in cursor.fetchall())
