"""The money of single lines after the sharing: what each holds, what it would get at the rate of its year, and taking or giving it.
All lines of a window together are reserved and awarded in `awards`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from django.db import connection

from cases.amounts import from_cents, written
from cases.models import (
    Account,
    BucketRate,
    Case,
    ClaimLine,
    Counter,
    Decision,
    LedgerRow,
    LineAmount,
    Reservation,
    ShareList,
    Window,
)
from cases.schemes import lines as contract
from cases.schemes.lines import MET
from cases.windows.counters import CEILING, CeilingReached
from cases.windows.method import NotInOrder
from cases.windows.shares import ABOVE

HELD = """SELECT l.number, a.bucket, SUM(a.amount_cents)::bigint, (array_agg(a.line_id ORDER BY a.id))[1],
    (array_agg(a.units ORDER BY a.id DESC))[1], (array_agg(a."of" ORDER BY a.id DESC))[1]
FROM cases_lineamount a JOIN cases_claimline l ON l.id = a.line_id
WHERE a.case_id = %s GROUP BY l.number, a.bucket ORDER BY l.number, a.bucket"""

PROVISIONAL = """SELECT DISTINCT l.number FROM cases_share s JOIN cases_claimline l ON l.id = s.line_id
WHERE s.share_list_id = %(list)s AND s.case_id = %(case)s AND s.is_provisional
AND NOT EXISTS (SELECT FROM cases_lineamount a JOIN cases_claimline o ON o.id = a.line_id
    WHERE a.case_id = s.case_id AND o.number = l.number) ORDER BY 1"""

RESERVED = """SELECT s.bucket, SUM(r.numerator * s.units / (r.denominator * s."of"))::bigint
FROM cases_share s JOIN cases_claimline l ON l.id = s.line_id
JOIN cases_bucketrate r ON r.share_list_id = s.share_list_id AND r.bucket = s.bucket
WHERE s.share_list_id = %(list)s AND s.case_id = %(case)s AND s.is_provisional AND l.number = ANY(%(numbers)s)
GROUP BY s.bucket"""


@dataclass(frozen=True)
class Holding:
    """What a line has from a bucket by all decisions together: units of a whole, and cents."""

    number: int
    bucket: str
    cents: int
    line_pk: int
    units: int
    of: int


@dataclass(frozen=True)
class Standing:
    """What a line claims as it was judged last: (bucket, units, of) for each of its claims; nothing where it is refused."""

    number: int
    line_pk: int
    claims: tuple[tuple[str, int, int], ...]

    @classmethod
    def of_row(cls, line: ClaimLine) -> Standing:
        """Read it from a kept line."""
        is_met = line.outcome == MET
        return cls(line.number, line.pk, tuple((c.bucket, c.units * is_met, c.of) for c in line.claims.all()))

    @classmethod
    def of_judged(cls, line: contract.ClaimLine) -> Standing:
        """Read it from a line that is not kept yet."""
        is_met = line.outcome == MET
        return cls(line.number, 0, tuple((c.bucket, c.units * is_met, c.of) for c in line.claims))


@dataclass(frozen=True)
class Change:
    """What a decision changes for a line in a bucket: on how many units of a whole it stands then, and the cents more or less."""

    line_pk: int
    number: int
    bucket: str
    units: int
    of: int
    cents: int


def signed_list(window: Window | None) -> ShareList:
    """Give the list by which a window was shared. Raises NotInOrder before it was signed."""
    found = ShareList.objects.filter(window=window).exclude(signed_on=None).first()
    if found is None:
        raise NotInOrder("Dit tijdvak is nog niet verdeeld; er is nog geen tarief.")
    return found


def rates_of(share_list: ShareList) -> dict[str, Fraction]:
    """Give the cents that a whole of each bucket gets, exactly."""
    rows = BucketRate.objects.filter(share_list=share_list).values_list("bucket", "numerator", "denominator")
    return {bucket: Fraction(numerator, denominator) for bucket, numerator, denominator in rows}


def holdings(case: Case) -> list[Holding]:
    """Give what each line of a case has, line by line and bucket by bucket."""
    with connection.cursor() as cursor:
        cursor.execute(HELD, [case.pk])
        return [Holding(*row) for row in cursor.fetchall()]


def provisional_numbers(share_list: ShareList, case: Case) -> list[int]:
    """Give the lines that were counted provisionally and not decided on yet."""
    with connection.cursor() as cursor:
        cursor.execute(PROVISIONAL, {"list": share_list.pk, "case": case.pk})
        return [row[0] for row in cursor.fetchall()]


def reserved_for(share_list: ShareList, case: Case, numbers: Sequence[int]) -> dict[str, int]:
    """Give the cents that are reserved for lines that were counted provisionally, by bucket."""
    with connection.cursor() as cursor:
        cursor.execute(RESERVED, {"list": share_list.pk, "case": case.pk, "numbers": list(numbers)})
        return dict(cursor.fetchall())


def changes_to(lines: Iterable[Standing], held: Iterable[Holding], rates: Mapping[str, Fraction]) -> list[Change]:
    """Give what must change so that these lines have what they claim now at the rates of their year; a refused one has nothing.

    Raises NotInOrder for a claim on a bucket that has no rate.
    """
    before = {(each.number, each.bucket): each for each in held}
    found = []
    for line in lines:
        for bucket, units, of in line.claims:
            own = before.get((line.number, bucket))
            cents = _worth(units, of, bucket, rates) - (own.cents if own else 0)
            found.append(Change(own.line_pk if own else line.line_pk, line.number, bucket, units, of, cents))
    return found


def _worth(units: int, of: int, bucket: str, rates: Mapping[str, Fraction]) -> int:
    if units == 0:
        return 0
    if not rates.get(bucket):
        raise NotInOrder(f"Voor het onderdeel {bucket} is in dit tijdvak geen tarief vastgesteld.")
    exact = rates[bucket] * units * Fraction(1, of)
    return exact.numerator // exact.denominator


def keep_changes(case: Case, decision: Decision, changes: Iterable[Change]) -> None:
    """Write down what a decision changed, line by line."""
    LineAmount.objects.bulk_create(
        LineAmount(
            decision=decision,
            case=case,
            line_id=change.line_pk,
            bucket=change.bucket,
            units=change.units,
            of=change.of,
            amount_cents=change.cents,
        )
        for change in changes
    )


def by_bucket(changes: Iterable[Change]) -> dict[str, int]:
    """Add up cents by bucket."""
    sums: dict[str, int] = {}
    for change in changes:
        sums[change.bucket] = sums.get(change.bucket, 0) + change.cents
    return sums


def move(case: Case, wanted: Mapping[str, int], *, on: date, reason: str, is_above_allowed: bool = False) -> int:
    """Take (positive cents) or give back money of buckets for a case; gives the cents that lie above a ceiling now.

    What does not fit is refused, or kept on a counter of its own where it may lie above the ceiling (Awb 4:25 lid 3). Counters are
    locked in the order of their keys. Raises CeilingReached.
    """
    counters = _locked(case.window, wanted)
    rows: list[Reservation] = []
    above = 0
    for bucket, cents in sorted(wanted.items()):
        parts = _taken(counters, bucket, cents) if cents > 0 else _returned(case, counters, bucket, -cents)
        extra = parts.pop(ABOVE + bucket, 0)
        if extra > 0 and not is_above_allowed:
            raise CeilingReached(
                f"In het onderdeel {bucket} past {written(from_cents(extra))} niet meer onder het plafond."
            )
        above += max(extra, 0)
        rows += [_row(case, counters[code], part, on, reason) for code, part in parts.items() if part]
        if extra:
            rows.append(_row(case, _counter_above(case.window, bucket, extra), extra, on, reason))
    Reservation.objects.bulk_create(rows)
    return above


def _locked(window: Window | None, wanted: Mapping[str, int]) -> dict[str, Counter]:
    codes = [CEILING, *wanted, *(ABOVE + bucket for bucket in wanted)]
    rows = Counter.objects.select_for_update().filter(window=window, bucket__in=codes).order_by("pk")
    return {row.bucket: row for row in rows}


def _taken(counters: Mapping[str, Counter], bucket: str, cents: int) -> dict[str, int]:
    room = min(counters[code].limit_cents - counters[code].taken_cents for code in (bucket, CEILING))
    inside = max(min(room, cents), 0)
    return {bucket: inside, CEILING: inside, ABOVE + bucket: cents - inside}


def _returned(case: Case, counters: Mapping[str, Counter], bucket: str, cents: int) -> dict[str, int]:
    """What lay above the ceiling goes back first."""
    counter = counters.get(ABOVE + bucket)
    held = _held(case, counter) if counter else 0
    over = min(held, cents)
    return {bucket: over - cents, CEILING: over - cents, ABOVE + bucket: -over}


def _held(case: Case, counter: Counter) -> int:
    return sum(Reservation.objects.filter(case=case, counter=counter).values_list("amount_cents", flat=True))


def _counter_above(window: Window | None, bucket: str, cents: int) -> Counter:
    """The counter of what lies above a ceiling; its limit is exactly what was decided."""
    counter, _ = Counter.objects.get_or_create(window=window, bucket=ABOVE + bucket, defaults={"limit_cents": 0})
    counter = Counter.objects.select_for_update().get(pk=counter.pk)
    if cents > 0:
        counter.limit_cents = counter.taken_cents + cents
        counter.save(update_fields=["limit_cents"])
    return counter


def _row(case: Case, counter: Counter, cents: int, on: date, reason: str) -> Reservation:
    return Reservation(counter=counter, case=case, amount_cents=cents, on=on, reason=reason)


def book(case: Case, decision: Decision, moved: Mapping[Account, int], *, on: date, reason: str) -> None:
    """Book cents on the accounts of a case by a decision."""
    LedgerRow.objects.bulk_create(
        LedgerRow(case=case, account=account, amount_cents=cents, decision=decision, booked_on=on, reason=reason)
        for account, cents in moved.items()
        if cents
    )


def settled_cents(case: Case) -> int:
    """Give what all lines of a case have together, in cents."""
    sums: Any = LineAmount.objects.filter(case=case).values_list("amount_cents", flat=True)
    return sum(sums)
