"""The ledger: signed rows per account, balances as sums, and the proof that they close. Nothing here decides or pays."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

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
"""


def discrepancies() -> Iterator[str]:
    """Give a sentence for each counter, closed case or balance that does not close; none means that the books are sound."""
    with connection.cursor() as cursor:
        cursor.execute(UNEQUAL)
        yield from (row[0] for row in cursor.fetchall())
