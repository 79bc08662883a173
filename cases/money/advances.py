"""Advances of one recipient and the settlements against which they are set off, in whole cents (Awb 4:95 lid 4): which, and how much
of each. Nothing is written here; the step in `workflows.steps.setting_off` does that."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection

from cases.models import Window
from cases.models.case import UNDECIDED
from cases.schemes.registry import scheme

KEYS = """SELECT DISTINCT a.id FROM cases_case k JOIN cases_window w ON w.code = %(window)s
JOIN cases_case a ON a.window_id = w.id AND a.party_id = k.party_id AND a.status = 'granted'
WHERE k.id = ANY(%(cases)s) ORDER BY a.id"""

PAID = """SELECT a.id, a.party_id, b.paid FROM cases_case a JOIN LATERAL (SELECT SUM(l.amount_cents)::bigint AS paid
    FROM cases_ledgerrow l WHERE l.case_id = a.id AND l.account = 'paid') b ON b.paid > 0
WHERE a.id = ANY(%(advances)s) AND a.status = 'granted'
AND NOT EXISTS (SELECT FROM cases_payment p WHERE p.case_id = a.id AND p.status IN ('planned', 'approved'))
ORDER BY a.party_id, a.received_on, a.id"""

STILL_OPEN = """SELECT DISTINCT party_id FROM cases_case
WHERE window_id = %(window)s AND party_id = ANY(%(parties)s) AND status = ANY(%(undecided)s)"""


@dataclass(frozen=True)
class Advance:
    """What is left of a paid advance in another case of the recipient, in cents."""

    case_pk: int
    cents: int


@dataclass(frozen=True)
class Owed:
    """What a settlement gives, in cents, by the key of its case."""

    case_pk: int
    cents: int


@dataclass(frozen=True)
class Part:
    """So many cents of an advance count as payment of a settlement; `left_cents` of the advance are left after it."""

    advance_pk: int
    case_pk: int
    cents: int
    left_cents: int


def shared_out(advances: Sequence[Advance], settlements: Sequence[Owed], *, is_last: bool) -> list[Part]:
    """Set advances off against settlements of one recipient, both in their order: the oldest first, no settlement below zero.

    `is_last`: no settlement follows, so what is left of the advances counts with the last one, above what it gives; there it is
    claimed back. Else it stays in the case of the advance.
    """
    left, parts = {each.case_pk: each.cents for each in advances}, list[Part]()
    for place, settlement in enumerate(settlements, start=1):
        room = sum(left.values()) if is_last and place == len(settlements) else settlement.cents
        for advance in left:
            cents = min(left[advance], room)
            if cents > 0:
                left[advance], room = left[advance] - cents, room - cents
                parts.append(Part(advance, settlement.case_pk, cents, left[advance]))
    return parts


def advances_beside(window: Window, case_pks: Sequence[int]) -> list[int]:
    """Give the cases of advances of the recipients of these cases, to be locked with them; none where the window sets none off."""
    code = next((rule.sets_off for rule in scheme(window.scheme).windows if rule.code == window.code), "")
    return [row[0] for row in _rows(KEYS, {"window": code, "cases": list(case_pks)})] if code else []


def paid_advances(advance_pks: Sequence[int]) -> dict[int, list[Advance]]:
    """Give what is left of these advances by recipient, the oldest first. The caller holds them locked.

    One of which a payment is underway is left out: it waits.
    """
    found: dict[int, list[Advance]] = {}
    for case_pk, party_pk, paid in _rows(PAID, {"advances": list(advance_pks)}) if advance_pks else ():
        found.setdefault(party_pk, []).append(Advance(case_pk, paid))
    return found


def with_more_to_settle(window: Window, party_pks: Collection[int]) -> set[int]:
    """Give which of these recipients have an application in the window that was not decided yet."""
    asked = {"window": window.pk, "parties": list(party_pks), "undecided": [str(status) for status in UNDECIDED]}
    return {row[0] for row in _rows(STILL_OPEN, asked)}


def _rows(statement: str, asked: dict[str, Any]) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(statement, asked)
        return list(cursor.fetchall())
