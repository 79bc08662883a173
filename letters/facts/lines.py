"""What a letter prints line by line, and the rates of its window, read for many letters at once: as judged, as decided, as booked.
How a line came about stands with its assessment; nothing is computed anew but sums."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

from cases.amounts import from_cents
from cases.models import BucketRate, ClaimLine, LineAmount
from cases.schemes.base import DecidedLine, DecidedRate, Finding
from cases.schemes.lines import DecidedClaim
from letters.models import Letter

Amounts = Mapping[tuple[int, int, str], Sequence[tuple[int, int]]]
"""By case, line number and bucket: (decision, cents)."""

BY_LINE = frozenset({"direct_settlement", "direct_refusal", "settlement_amended", "line_awarded"})
"""The kinds of letters that print lines."""


class Lines:
    """The lines of the letters of one chunk, read once."""

    def __init__(self, letters: Sequence[Letter]) -> None:
        asked = [letter for letter in letters if letter.kind in BY_LINE and letter.decision_id]
        self._lines: dict[int, list[ClaimLine]] = defaultdict(list)
        assessments = [letter.decision.assessment_id for letter in asked if letter.decision]
        rows = ClaimLine.objects.filter(assessment__in=assessments).prefetch_related("claims") if asked else ()
        for row in rows:
            self._lines[row.assessment_id].append(row)
        self._amounts = _amounts(letter.case_id for letter in asked) if asked else {}
        self._rates = _rates(letter.case.window_id for letter in asked) if asked else {}

    def of(self, letter: Letter) -> tuple[DecidedLine, ...]:
        """Give the lines that a letter prints, in their order; nothing for another kind of letter."""
        if letter.kind not in BY_LINE or letter.decision is None:
            return ()
        rows = self._lines.get(letter.decision.assessment_id or 0, [])
        return tuple(self._decided(letter, row) for row in sorted(rows, key=lambda each: each.number))

    def _decided(self, letter: Letter, row: ClaimLine) -> DecidedLine:
        claims = (
            DecidedClaim(
                claim.bucket, claim.asked, claim.units, claim.of, self._amount(letter, row.number, claim.bucket)
            )
            for claim in sorted(row.claims.all(), key=lambda each: each.pk)
        )
        findings = tuple(Finding.from_json(finding) for finding in row.findings)
        return DecidedLine(
            row.number, row.category, row.label, row.outcome, findings, tuple(claims), row.facts, row.is_by_person
        )

    def _amount(self, letter: Letter, number: int, bucket: str) -> Decimal:
        """What all decisions up to this one gave the line from a bucket."""
        booked = self._amounts.get((letter.case_id, number, bucket), ())
        return from_cents(sum(cents for decision, cents in booked if decision <= (letter.decision_id or 0)))

    def rates(self, letter: Letter) -> tuple[DecidedRate, ...]:
        """Give the rates of the buckets that the lines of a letter claim from."""
        claimed = {claim.bucket for line in self.of(letter) for claim in line.claims}
        return tuple(rate for rate in self._rates.get(letter.case.window_id or 0, ()) if rate.bucket in claimed)


def _amounts(case_pks: Iterable[int]) -> Amounts:
    found: dict[tuple[int, int, str], list[tuple[int, int]]] = defaultdict(list)
    rows = LineAmount.objects.filter(case__in=set(case_pks)).values_list(
        "case", "line__number", "bucket", "decision", "amount_cents"
    )
    for case, number, bucket, decision, cents in rows:
        found[case, number, bucket].append((decision, cents))
    return found


def _rates(window_pks: Iterable[int | None]) -> Mapping[int, list[DecidedRate]]:
    found: dict[int, list[DecidedRate]] = defaultdict(list)
    rows = BucketRate.objects.filter(share_list__window__in=set(window_pks), share_list__signed_on__isnull=False)
    for row in rows.select_related("share_list").order_by("pk"):
        found[row.share_list.window_id].append(_rate(row))
    return found


def _rate(row: BucketRate) -> DecidedRate:
    return DecidedRate(
        bucket=row.bucket,
        label=row.label,
        percent=Decimal(row.percent) if row.percent else None,
        unit_amount=from_cents(row.numerator // row.denominator),
        ceiling=from_cents(row.ceiling_cents),
        added=from_cents(row.added_cents),
        demand=Fraction(row.demand),
    )


def amounts_in_lines(lines: Sequence[DecidedLine], rates: Sequence[DecidedRate]) -> Iterator[Decimal]:
    """Give every amount that lines and rates hold, in euro."""
    for line in lines:
        yield line.amount
        yield from (claim.amount for claim in line.claims)
    for rate in rates:
        yield from (rate.unit_amount, rate.ceiling, rate.added, rate.ceiling + rate.added)
