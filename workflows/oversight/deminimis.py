"""The register of de-minimis aid: one row for each enterprise that a grant gives aid to, with what was taken back of it.
Amounts come from the grant and the ledger; how a grant is divided over enterprises is known by the scheme."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from audit.streaming import streamed
from cases.amounts import ZERO, from_cents, plain
from cases.authority.values import values_for
from cases.schemes.base import StateAid
from cases.schemes.registry import scheme
from workflows.oversight.tables import Period, Row, Table

COLUMNS = (
    "kvk_nummer",
    "naam",
    "zaaknummer",
    "besluitnummer",
    "verleend_op",
    "verordening",
    "verleend_bedrag",
    "gewijzigd_bedrag",
    "ingetrokken_bedrag",
    "geldend_bedrag",
    "gewijzigd_op",
)

GRANTS = """
SELECT k.number, k.scheme, k.received_on, s.body, d.id, d."on", d.amount_cents, m.changed, m.withdrawn, m.changed_on
FROM cases_decision d
JOIN cases_case k ON k.id = d.case_id
JOIN cases_submission s ON s.id = k.application_id
CROSS JOIN LATERAL (
    SELECT
        COALESCE(SUM(l.amount_cents) FILTER (WHERE later.kind <> 'revocation'), 0)::bigint AS changed,
        COALESCE(SUM(l.amount_cents) FILTER (WHERE later.kind = 'revocation' OR later.id IS NULL), 0)::bigint AS withdrawn,
        MAX(l.booked_on) AS changed_on
    FROM cases_ledgerrow l LEFT JOIN cases_decision later ON later.id = l.decision_id
    WHERE l.case_id = k.id AND l.account = 'committed' AND l.decision_id IS DISTINCT FROM d.id
) m
WHERE d.kind = 'grant' AND (d."on" BETWEEN %s AND %s OR m.changed_on BETWEEN %s AND %s)
ORDER BY d."on", d.id
"""
"""Later bookings on what is owed: by a withdrawal, by nobody's decision where the recipient gave it up, or by a settlement."""


@dataclass(frozen=True)
class Grant:
    """A grant with what was booked on it later, in euro: changed by settlement, withdrawn (both not above nothing)."""

    case_number: str
    scheme: str
    received_on: date
    body: str
    decision: int
    granted_on: date
    amount: Decimal
    changed: Decimal
    withdrawn: Decimal
    changed_on: date | None


@contextmanager
def rows(period: Period) -> Iterator[Iterator[Row]]:
    """Give the aid granted or changed in a period, by day of grant; a grant whose application was erased has no rows."""
    limits = period.limits
    with streamed(GRANTS, [*limits, *limits]) as found:
        yield (row for entry in found for row in rows_of(_grant(entry)))


def rows_of(grant: Grant) -> Iterator[Row]:
    """Give a row for each enterprise; what is left in the end is granted, plus changed, minus withdrawn."""
    settled = _parts(grant, grant.amount + grant.changed)
    left = _parts(grant, grant.amount + grant.changed + grant.withdrawn)
    for part in _parts(grant, grant.amount).values():
        after, now = settled[part.kvk_number].amount, left[part.kvk_number].amount
        yield {
            "kvk_nummer": part.kvk_number,
            "naam": part.name,
            "zaaknummer": grant.case_number,
            "besluitnummer": str(grant.decision),
            "verleend_op": grant.granted_on.isoformat(),
            "verordening": part.regulation,
            "verleend_bedrag": plain(part.amount),
            "gewijzigd_bedrag": plain(after - part.amount),
            "ingetrokken_bedrag": plain(after - now),
            "geldend_bedrag": plain(now),
            "gewijzigd_op": grant.changed_on.isoformat() if grant.changed_on else "",
        }


def _parts(grant: Grant, amount: Decimal) -> Mapping[str, StateAid]:
    """Divide an amount as the scheme does on the values of the application day."""
    if not grant.body:
        return {}
    found = scheme(grant.scheme)
    application = found.read_application(json.loads(grant.body)["application"], grant.received_on)
    parts = found.state_aid(application, max(amount, ZERO), values_for(grant.scheme, grant.received_on))
    return {part.kvk_number: part for part in parts}


def _grant(entry: tuple[str, str, date, str, int, date, int, int, int, date | None]) -> Grant:
    number, code, received_on, body, decision, granted_on, amount, changed, withdrawn, changed_on = entry
    money = from_cents(amount), from_cents(changed), from_cents(withdrawn)
    return Grant(number, code, received_on, body, decision, granted_on, *money, changed_on)


DEMINIMIS = Table("deminimis", COLUMNS, rows)
