"""From shares and rates to money, in whole cents and by statements over many cases: reserved when a list is signed, committed when
a case is decided. Nothing is judged here; the steps say which cases, and who decides."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection

from cases.models import Decision, ShareList
from cases.windows.counters import CEILING

SHARED = "aandeel in de verdeling"

CENTS = 'r.numerator * s.units / (r.denominator * s."of")'
"""What a share gets, rounded down to the cent: division of whole numbers."""

DUE = f"""SELECT s.case_id, s.line_id, s.bucket, s.units, s."of", s.is_provisional, {CENTS} AS cents
    FROM cases_share s JOIN cases_bucketrate r ON r.share_list_id = s.share_list_id AND r.bucket = s.bucket
    WHERE s.share_list_id = %(list)s"""  # noqa: S608 - made of constants

MOVE_CEILINGS = """UPDATE cases_counter c SET limit_cents = r.ceiling_cents + r.added_cents
FROM cases_bucketrate r WHERE r.share_list_id = %(list)s AND c.window_id = %(window)s AND c.bucket = r.bucket
AND r.added_cents <> 0"""

RESERVE = f"""WITH due AS ({DUE})
INSERT INTO cases_reservation (counter_id, case_id, amount_cents, "on", reason)
SELECT c.id, d.case_id, d.cents, %(on)s, %(reason)s FROM (
    SELECT case_id, bucket, SUM(cents)::bigint AS cents FROM due GROUP BY case_id, bucket
    UNION ALL SELECT case_id, %(ceiling)s, SUM(cents)::bigint FROM due GROUP BY case_id
) d JOIN cases_counter c ON c.window_id = %(window)s AND c.bucket = d.bucket
WHERE d.cents > 0 ORDER BY c.id, d.case_id"""  # noqa: S608 - made of constants

BOOK_RESERVED = f"""WITH due AS ({DUE})
INSERT INTO cases_ledgerrow (case_id, account, amount_cents, booked_on, reason)
SELECT case_id, 'reserved', SUM(cents)::bigint, %(on)s, %(reason)s FROM due GROUP BY case_id HAVING SUM(cents) > 0
RETURNING amount_cents"""  # noqa: S608 - made of constants

OVERTAKEN = """SELECT k.number FROM cases_sharedcase f JOIN cases_case k ON k.id = f.case_id
WHERE f.share_list_id = %(list)s AND (k.status NOT IN ('assessment', 'refusal_views') OR f.assessment_id <> (
    SELECT MAX(a.id) FROM cases_assessment a WHERE a.case_id = k.id AND a.stage = 'application'))
ORDER BY k.number LIMIT 5"""

MISSED = """SELECT COUNT(*) FROM cases_case k WHERE k.window_id = %(window)s AND k.status IN ('assessment', 'refusal_views')
AND NOT EXISTS (SELECT FROM cases_sharedcase f WHERE f.share_list_id = %(list)s AND f.case_id = k.id)"""

OPEN = """FROM cases_sharedcase f JOIN cases_case k ON k.id = f.case_id
WHERE f.share_list_id = %(list)s AND k.status IN ('assessment', 'refusal_views')"""
SIGNALLED = "EXISTS (SELECT FROM cases_signal g WHERE g.case_id = k.id AND g.status = 'open')"
UNDECIDED = """NOT EXISTS (SELECT FROM cases_claimline l WHERE l.assessment_id = f.assessment_id AND l.outcome = 'met')
    AND EXISTS (SELECT FROM cases_claimline l WHERE l.assessment_id = f.assessment_id AND l.outcome = 'person')"""
"""No line is met, and one has its outcome still to come: there is nothing to decide about the application yet."""

NEXT = f"""SELECT k.id {OPEN} AND k.id > %(after)s AND NOT {SIGNALLED} AND NOT ({UNDECIDED}) ORDER BY k.id LIMIT %(most)s"""
TOGETHER = f"""SELECT k.id {OPEN} AND NOT {SIGNALLED} AND NOT ({UNDECIDED}) AND k.party_id IN (
    SELECT party_id FROM cases_case WHERE id = ANY(%(cases)s)) ORDER BY k.id"""  # noqa: S608 - made of constants
LEFT = f"SELECT COUNT(*) {OPEN} AND NOT {SIGNALLED} AND NOT ({UNDECIDED})"
HELD = f"""SELECT k.id, k.number, {SIGNALLED} {OPEN} AND ({SIGNALLED} OR ({UNDECIDED})) ORDER BY k.number"""

NOT_MET = """'[{"outcome": "not met"}]'"""
PLANNED = f"""WITH mine AS MATERIALIZED (SELECT k.id AS case_id, f.assessment_id {OPEN} AND k.id = ANY(%(cases)s)),
lines AS MATERIALIZED (
    SELECT m.case_id, l.outcome, l.findings @> {NOT_MET} AS has_grounds, l.findings
    FROM mine m JOIN cases_claimline l ON l.assessment_id = m.assessment_id
), counts AS (
    SELECT case_id, COUNT(*) AS lines, COUNT(*) FILTER (WHERE outcome = 'met') AS met,
        COUNT(*) FILTER (WHERE outcome = 'person') AS person FROM lines GROUP BY case_id
), grounds AS (
    SELECT case_id, array_agg(DISTINCT e ->> 'article' ORDER BY e ->> 'article') AS articles
    FROM lines, jsonb_array_elements(findings) e WHERE has_grounds AND e ->> 'outcome' = 'not met' GROUP BY case_id
), sums AS (
    SELECT s.case_id, SUM({CENTS})::bigint AS cents FROM cases_share s
    JOIN cases_bucketrate r ON r.share_list_id = s.share_list_id AND r.bucket = s.bucket
    WHERE s.share_list_id = %(list)s AND s.case_id = ANY(%(cases)s) AND NOT s.is_provisional GROUP BY s.case_id
)
SELECT m.case_id, m.assessment_id, c.lines, c.met, c.person, COALESCE(u.cents, 0), COALESCE(g.articles, ARRAY[]::text[])
FROM mine m JOIN counts c USING (case_id) LEFT JOIN sums u USING (case_id) LEFT JOIN grounds g USING (case_id)
ORDER BY m.case_id"""  # noqa: S608 - made of constants

AWARD = f"""WITH due AS ({DUE} AND NOT s.is_provisional AND s.case_id = ANY(%(cases)s))
INSERT INTO cases_lineamount (decision_id, case_id, line_id, bucket, units, "of", amount_cents)
SELECT d.decision, due.case_id, due.line_id, due.bucket, due.units, due."of", due.cents
FROM due JOIN unnest(%(decisions)s::bigint[], %(cases)s::bigint[]) AS d (decision, case_id) ON d.case_id = due.case_id"""  # noqa: S608 - made of constants

COMMIT = """INSERT INTO cases_ledgerrow (case_id, account, amount_cents, decision_id, booked_on, reason)
SELECT d.case_id, row.account, row.cents, d.decision, %(on)s, 'vaststelling'
FROM unnest(%(decisions)s::bigint[], %(cases)s::bigint[], %(cents)s::bigint[]) AS d (decision, case_id, cents),
    LATERAL (VALUES ('reserved', -d.cents), ('committed', d.cents)) AS row (account, cents)
WHERE row.cents <> 0"""


@dataclass(frozen=True)
class Plan:
    """What a list gives an application: how many lines, how many met, how many to come, the cents now, the grounds of refusals."""

    case_pk: int
    assessment_pk: int
    lines: int
    met: int
    to_come: int
    cents: int
    grounds: tuple[str, ...]

    @property
    def refused(self) -> int:
        """How many lines are refused."""
        return self.lines - self.met - self.to_come


@dataclass(frozen=True)
class HeldCase:
    """An application that is not decided with the others; its money stays reserved. `is_signalled`: a signal must be looked at."""

    case_pk: int
    number: str
    is_signalled: bool


def reserve_all(share_list: ShareList, *, on: date) -> int:
    """Reserve what every share gets, on the counter of its bucket and on the ceiling; gives the cents. The database refuses a cent
    above any of them."""
    asked: dict[str, Any] = {
        "list": share_list.pk,
        "window": share_list.window_id,
        "on": on,
        "reason": SHARED,
        "ceiling": CEILING,
    }
    with connection.cursor() as cursor:
        cursor.execute(MOVE_CEILINGS, asked)
        cursor.execute(RESERVE, asked)
        cursor.execute(BOOK_RESERVED, asked)
        return sum(row[0] for row in cursor.fetchall())


def overtaken(share_list: ShareList) -> list[str]:
    """Give the numbers of some listed applications that were judged again, withdrawn or decided since the list was frozen."""
    with connection.cursor() as cursor:
        cursor.execute(OVERTAKEN, {"list": share_list.pk})
        return [row[0] for row in cursor.fetchall()]


def missed(share_list: ShareList) -> int:
    """Count the applications that were taken up after the list was frozen."""
    with connection.cursor() as cursor:
        cursor.execute(MISSED, {"list": share_list.pk, "window": share_list.window_id})
        return int(cursor.fetchone()[0])


def next_cases(share_list: ShareList, *, after: int, most: int) -> list[int]:
    """Give the keys of the next applications to be decided; those that are held are left out."""
    with connection.cursor() as cursor:
        cursor.execute(NEXT, {"list": share_list.pk, "after": after, "most": most})
        return [row[0] for row in cursor.fetchall()]


def of_same_recipients(share_list: ShareList, case_pks: Sequence[int]) -> list[int]:
    """Give these applications with all others of the same recipients that are to be decided: an advance is set off against all."""
    with connection.cursor() as cursor:
        cursor.execute(TOGETHER, {"list": share_list.pk, "cases": list(case_pks)})
        return [row[0] for row in cursor.fetchall()]


def count_undecided(share_list: ShareList) -> int:
    """Count the applications that are still to be decided; those that are held are left out."""
    with connection.cursor() as cursor:
        cursor.execute(LEFT, {"list": share_list.pk})
        return int(cursor.fetchone()[0])


def held_cases(share_list: ShareList) -> list[HeldCase]:
    """Give the applications that a person must look at before they are decided."""
    with connection.cursor() as cursor:
        cursor.execute(HELD, {"list": share_list.pk})
        return [HeldCase(*row) for row in cursor.fetchall()]


def plans(share_list: ShareList, case_pks: Sequence[int]) -> list[Plan]:
    """Read what the list gives to these applications, in the order of their keys; who is decided already is left out."""
    with connection.cursor() as cursor:
        cursor.execute(PLANNED, {"list": share_list.pk, "cases": list(case_pks)})
        return [
            Plan(case_pk, assessment_pk, lines, met, to_come, cents, tuple(grounds))
            for case_pk, assessment_pk, lines, met, to_come, cents, grounds in cursor.fetchall()
        ]


def award(share_list: ShareList, decisions: Sequence[Decision], cents: Mapping[int, int], *, on: date) -> None:
    """Write what each line gets by these decisions, and turn what was reserved for it into a commitment."""
    asked: dict[str, Any] = {
        "list": share_list.pk,
        "decisions": [decision.pk for decision in decisions],
        "cases": [decision.case_id for decision in decisions],
        "cents": [cents[decision.case_id] for decision in decisions],
        "on": on,
    }
    with connection.cursor() as cursor:
        cursor.execute(AWARD, asked)
        cursor.execute(COMMIT, asked)
