"""The shares of a window as they lie in the database: which lines count, which stand in the way, the frozen list and its rates.
The arithmetic stands in `rates`; who may freeze, approve and sign in the steps."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.db import connection
from django.utils import timezone

from cases.amounts import to_cents
from cases.authority.values import values_for
from cases.law import Values
from cases.models import BucketRate, Counter, ShareList, Window
from cases.schemes.base import BucketRule
from cases.schemes.registry import scheme
from cases.windows.method import NotInOrder
from cases.windows.rates import Pool, Rate, digest_of, rate_of, rates_text, spread, total

ABOVE = "above:"
"""In front of the code of a bucket: what was given above its ceiling because a line was won in objection (Awb 4:25 lid 3)."""
FETCH = 5000

LAST_PIECE = """GREATEST(s.received_at, (SELECT MAX(p.received_at) FROM cases_submission p
    WHERE p.case_id = k.id AND p.kind = 'supplement'))"""
"""The moment of receipt: of the application, or of what was asked to complete it."""

CURRENT = """current AS MATERIALIZED (
    SELECT DISTINCT ON (a.case_id) a.case_id, a.id, k.number
    FROM cases_case k JOIN cases_assessment a ON a.case_id = k.id AND a.stage = 'application'
    WHERE k.window_id = %(window)s AND k.status IN ('assessment', 'refusal_views')
    ORDER BY a.case_id, a.id DESC)"""

BLOCKED = f"""WITH {CURRENT}
SELECT l.id, c.case_id, c.number, l.number, l.label
FROM current c JOIN cases_claimline l ON l.assessment_id = c.id WHERE l.outcome = 'person'
ORDER BY c.number, l.number"""  # noqa: S608 - made of constants

COUNTED = """SELECT line.id FROM unnest(%(lines)s::bigint[], %(subjects)s::text[], %(digests)s::text[]) AS line (id, subject, digest)
WHERE (SELECT COUNT(DISTINCT by_id) FROM cases_approval a WHERE a.subject = line.subject AND a.digest = line.digest
    AND a.answer = 'yes') >= 2
AND NOT EXISTS (SELECT FROM cases_approval a WHERE a.subject = line.subject AND a.digest = line.digest AND a.answer = 'no')"""

CLAIMS = """SELECT line_id, bucket, units, "of" FROM cases_lineclaim WHERE line_id = ANY(%s) AND units > 0 ORDER BY line_id, bucket"""

NOT_TAKEN_UP = f"""SELECT COUNT(*) FROM cases_case k JOIN cases_submission s ON s.id = k.application_id
JOIN cases_window w ON w.id = k.window_id
WHERE k.window_id = %(window)s AND k.status = 'submitted' AND k.complete_on IS NOT NULL AND {LAST_PIECE} <= w.closes_at"""  # noqa: S608 - made of constants

WITHOUT_CEILING = f"""WITH {CURRENT}
SELECT DISTINCT m.bucket FROM current c JOIN cases_claimline l ON l.assessment_id = c.id
JOIN cases_lineclaim m ON m.line_id = l.id AND m.units > 0
WHERE l.outcome <> 'refused' AND NOT EXISTS (
    SELECT FROM cases_counter k WHERE k.window_id = %(window)s AND k.bucket = m.bucket) ORDER BY 1"""  # noqa: S608 - made of constants

FREEZE_CASES = f"""WITH {CURRENT}
INSERT INTO cases_sharedcase (share_list_id, case_id, assessment_id) SELECT %(list)s, c.case_id, c.id FROM current c"""  # noqa: S608 - made of constants

FREEZE = f"""WITH {CURRENT}
INSERT INTO cases_share (share_list_id, case_id, line_id, bucket, units, "of", is_provisional)
SELECT %(list)s, c.case_id, l.id, m.bucket, m.units, m."of", l.outcome <> 'met'
FROM current c JOIN cases_claimline l ON l.assessment_id = c.id JOIN cases_lineclaim m ON m.line_id = l.id
WHERE m.units > 0 AND (l.outcome = 'met' OR l.id = ANY(%(provisional)s::bigint[]))"""  # noqa: S608 - made of constants

LISTED = """SELECT k.number || ';' || l.number || ';' || s.bucket || ';' || s.units || ';' || s."of"
FROM cases_share s JOIN cases_claimline l ON l.id = s.line_id JOIN cases_case k ON k.id = s.case_id
WHERE s.share_list_id = %s ORDER BY k.number COLLATE "C", l.number, s.bucket COLLATE "C" """

DEMAND = """SELECT bucket, "of", SUM(units) FROM cases_share WHERE share_list_id = %s GROUP BY bucket, "of" """

DEMAND_NOW = f"""WITH {CURRENT}
SELECT m.bucket, m."of", SUM(m.units)
FROM current c JOIN cases_claimline l ON l.assessment_id = c.id JOIN cases_lineclaim m ON m.line_id = l.id
WHERE m.units > 0 AND l.outcome <> 'refused' GROUP BY m.bucket, m."of" """  # noqa: S608 - made of constants


@dataclass(frozen=True)
class BlockedLine:
    """A line that stands in the way of sharing: a person must still judge it, perhaps after hearing the applicant.

    `subject` and `digest` are those of the approvals by which two people let it count provisionally; another claim has another digest.
    """

    line_pk: int
    case_pk: int
    case_number: str
    number: int
    label: str
    claims: tuple[tuple[str, int, int], ...]

    @property
    def subject(self) -> str:
        """What the approvals are about."""
        return f"line:{self.case_pk}:{self.number}"

    @property
    def digest(self) -> str:
        """The SHA-256 of what the line claims."""
        rows = (f"{self.case_number};{self.number};{bucket};{units};{of}" for bucket, units, of in self.claims)
        return digest_of("\n".join([*rows, ""]))


def bucket_rules(window: Window) -> dict[str, BucketRule]:
    """Give the rules of the buckets of a window, by code, in the order of the scheme."""
    known = set(Counter.objects.filter(window=window).values_list("bucket", flat=True))
    return {rule.code: rule for rule in scheme(window.scheme).buckets if rule.code in known}


def window_values(window: Window) -> Values:
    """Give the values that held when the window opened: how it is shared is published with the ceiling (Awb 4:26)."""
    return values_for(window.scheme, timezone.localdate(window.opens_at))


def blocked_lines(window: Window) -> list[BlockedLine]:
    """Give the lines that stand in the way, also those that two people let count."""
    with connection.cursor() as cursor:
        cursor.execute(BLOCKED, {"window": window.pk})
        rows = cursor.fetchall()
        cursor.execute(CLAIMS, [[row[0] for row in rows]])
        claims: dict[int, list[tuple[str, int, int]]] = {}
        for line, bucket, units, of in cursor.fetchall():
            claims.setdefault(line, []).append((bucket, units, of))
    return [
        BlockedLine(pk, case_pk, case_number, number, label, tuple(claims.get(pk, ())))
        for pk, case_pk, case_number, number, label in rows
    ]


def counted_provisionally(lines: list[BlockedLine]) -> set[int]:
    """Give the keys of the lines that two people let count with the claims that they have now, and nobody refused to."""
    asked: dict[str, Any] = {
        "lines": [line.line_pk for line in lines],
        "subjects": [line.subject for line in lines],
        "digests": [line.digest for line in lines],
    }
    with connection.cursor() as cursor:
        cursor.execute(COUNTED, asked)
        return {row[0] for row in cursor.fetchall()}


def not_taken_up(window: Window) -> int:
    """Count the timely, complete applications whose lines were not judged yet."""
    with connection.cursor() as cursor:
        cursor.execute(NOT_TAKEN_UP, {"window": window.pk})
        return int(cursor.fetchone()[0])


def without_ceiling(window: Window) -> list[str]:
    """Give the buckets that lines claim of, and for which no ceiling was published or set."""
    with connection.cursor() as cursor:
        cursor.execute(WITHOUT_CEILING, {"window": window.pk})
        return [row[0] for row in cursor.fetchall()]


def freeze(share_list: ShareList, provisional: set[int]) -> int:
    """Write the shares of a list down; gives how many there are."""
    with connection.cursor() as cursor:
        asked: dict[str, Any] = {
            "window": share_list.window_id,
            "list": share_list.pk,
            "provisional": sorted(provisional),
        }
        cursor.execute(FREEZE_CASES, asked)
        cursor.execute(FREEZE, asked)
        return int(cursor.rowcount)


def listed(share_list: ShareList) -> Iterator[str]:
    """Give the lines of a frozen list as text: number;line;bucket;units;of, in order, each with its line feed."""
    with connection.cursor() as cursor:
        cursor.execute(LISTED, [share_list.pk])
        while rows := cursor.fetchmany(FETCH):
            yield from (f"{row[0]}\n" for row in rows)


def newest_list(window: Window) -> ShareList:
    """Give the list that counts. Raises NotInOrder where nothing was frozen yet."""
    found = ShareList.objects.filter(window=window).order_by("-number").first()
    if found is None:
        raise NotInOrder("De verdeellijst is nog niet bevroren. Bevries haar eerst.")
    return found


def limits_of(window: Window) -> dict[str, int]:
    """Give the ceilings of the buckets of a window in cents."""
    return dict(Counter.objects.filter(window=window).values_list("bucket", "limit_cents"))


def pools(window: Window, demand: Mapping[str, Fraction]) -> list[Pool]:
    """Give the buckets of a window with their ceilings and what is asked of each."""
    return pools_under(window, demand, window_values(window), limits_of(window))


def pools_under(window: Window, demand: Mapping[str, Fraction], held: Values, limits: Mapping[str, int]) -> list[Pool]:
    """Give the same under other values and ceilings, as a simulation asks."""
    values, found = dict(held), []
    for code, rule in bucket_rules(window).items():
        full = None if rule.full_amount is None else to_cents(_decimal(values, rule.full_amount))
        step = Fraction(_decimal(values, rule.step))
        found.append(
            Pool(
                code,
                rule.label,
                limits[code],
                full,
                step if full is not None else step * 100,
                demand.get(code, Fraction(0)),
                rule.takes_left_over,
            )
        )
    return found


def _decimal(values: Mapping[str, Any], name: str) -> Decimal:
    found = values.get(name)
    if not isinstance(found, Decimal):
        raise NotInOrder(f"De waarde {name!r} geldt niet bij de opening van het tijdvak. Leg haar vast.")
    return found


def demand_of(share_list: ShareList) -> dict[str, Fraction]:
    """Add up the shares of a frozen list, exactly."""
    return _demand(DEMAND, [share_list.pk])


def demand_now(window: Window) -> dict[str, Fraction]:
    """Add up what the lines of a window claim as they stand now, with those for a person."""
    return _demand(DEMAND_NOW, {"window": window.pk})


def _demand(statement: str, asked: Any) -> dict[str, Fraction]:
    parts: dict[str, dict[int, int]] = {}
    with connection.cursor() as cursor:
        cursor.execute(statement, asked)
        for bucket, of, units in cursor.fetchall():
            parts.setdefault(bucket, {})[of] = int(units)
    return {bucket: total(found) for bucket, found in parts.items()}


def computed(window: Window, share_list: ShareList) -> list[Rate]:
    """Compute the rates of a frozen list, with what is left over spread where two people chose so."""
    found = pools(window, demand_of(share_list))
    return [rate_of(pool) for pool in (spread(found) if share_list.is_reallocated else found)]


def rates_digest(share_list: ShareList, rates: list[Rate]) -> str:
    """Give the SHA-256 that is approved and signed: of the list and its rates together."""
    return digest_of(rates_text(share_list.digest, rates))


def rate_rows(share_list: ShareList, rates: list[Rate]) -> list[BucketRate]:
    """Give the rows that keep the rates."""
    return [
        BucketRate(
            share_list=share_list,
            bucket=rate.pool.bucket,
            label=rate.pool.label,
            ceiling_cents=rate.pool.ceiling,
            added_cents=rate.pool.added,
            demand=str(rate.pool.demand),
            percent="" if rate.percent is None else f"{rate.percent:.2f}",
            numerator=rate.per_whole.numerator,
            denominator=rate.per_whole.denominator,
        )
        for rate in rates
    ]
