"""Dividing money over shares: rates in steps, rounded down, and what is left over. Exact and pure: whole cents and fractions.
Which shares there are stands in `shares`; what a step or a full amount is, in the scheme."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

NOTHING = Fraction(0)
PER_CENT = 100
CENTS = 100


@dataclass(frozen=True)
class Pool:
    """A bucket to be shared: its ceiling and added money in cents, what a whole gets at most (None: no maximum), the step in which the
    rate is counted (a part of the full amount, or cents), and how many wholes are asked for together."""

    bucket: str
    label: str
    ceiling: int
    full: int | None
    step: Fraction
    demand: Fraction
    takes_left_over: bool = True
    added: int = 0

    @property
    def available(self) -> int:
        """The cents to be shared."""
        return self.ceiling + self.added

    @property
    def needed(self) -> int | None:
        """The whole cents that everybody in full would take; None where there is no maximum."""
        return None if self.full is None else _up(self.full * self.demand)

    @property
    def is_spread(self) -> bool:
        """Say whether money can be left in this bucket, or be added to it from others."""
        return self.takes_left_over and self.full is not None


@dataclass(frozen=True)
class Rate:
    """What a whole of a bucket gets: exactly `per_whole` cents, and as a percentage where a full amount is paid at one."""

    pool: Pool
    per_whole: Fraction
    percent: Decimal | None

    def amount(self, units: int, of: int) -> int:
        """Give the cents for a share, rounded down, so that together they never exceed what is available."""
        return _down(self.per_whole * units / of)


def rate_of(pool: Pool) -> Rate:
    """Give the highest rate in whole steps that everybody can get; at most the full amount. Without demand: that, or nothing."""
    if pool.full is None:
        steps = _down(pool.available / (pool.demand * pool.step)) if pool.demand else 0
        return Rate(pool, steps * pool.step, None)
    most = _down(1 / pool.step)
    steps = min(most, _down(pool.available / (pool.full * pool.demand * pool.step))) if pool.demand else most
    return Rate(pool, pool.full * steps * pool.step, _percent(steps * pool.step))


def _percent(part: Fraction) -> Decimal:
    hundredths = part * PER_CENT
    return Decimal(hundredths.numerator) / Decimal(hundredths.denominator)


def left_over(pools: Iterable[Pool]) -> int:
    """Give the cents that buckets have more than all their shares in full would take."""
    return sum(_surplus(pool) for pool in pools)


def short(pools: Iterable[Pool]) -> list[Pool]:
    """Give the buckets that what is left may go to: they cannot pay everybody in full."""
    return [pool for pool in pools if _shortage(pool) > 0]


def _surplus(pool: Pool) -> int:
    return max(pool.available - (pool.needed or 0), 0) if pool.is_spread else 0


def _shortage(pool: Pool) -> int:
    return max((pool.needed or 0) - pool.available, 0) if pool.is_spread else 0


def spread(pools: Sequence[Pool]) -> list[Pool]:
    """Give the buckets with what is left over spread over those that fall short, in proportion to their ceilings.

    What one of them does not need goes round again; cents that cannot be divided stay where they were.
    """
    moved = {pool.bucket: pool for pool in pools}
    while (left := left_over(moved.values())) and (needy := short(moved.values())):
        given = _portions(left, needy)
        if not sum(given.values()):
            break
        for pool in needy:
            moved[pool.bucket] = replace(pool, added=pool.added + given[pool.bucket])
        _take(moved, sum(given.values()))
    return [moved[pool.bucket] for pool in pools]


def _portions(left: int, needy: Sequence[Pool]) -> dict[str, int]:
    """In proportion to the ceilings, never more than is needed; the last odd cents to the largest."""
    whole = sum(pool.ceiling for pool in needy)
    given = {pool.bucket: min(_shortage(pool), left * pool.ceiling // whole) for pool in needy}
    if not sum(given.values()):
        largest = max(needy, key=lambda pool: (pool.ceiling, pool.bucket))
        given[largest.bucket] = min(_shortage(largest), left)
    return given


def _take(moved: dict[str, Pool], cents: int) -> None:
    for pool in sorted(moved.values(), key=lambda each: each.bucket):
        taken = min(_surplus(pool), cents)
        moved[pool.bucket] = replace(pool, added=pool.added - taken)
        cents -= taken


def total(parts: Mapping[int, int]) -> Fraction:
    """Add up units by what they are parts of: {40: 75} is one whole and seven eighths."""
    return sum((Fraction(units, of) for of, units in parts.items()), NOTHING)


def rates_text(list_digest: str, rates: Sequence[Rate]) -> str:
    """Write rates as text, of which the SHA-256 is approved: the list they were made from, then a line for each bucket."""
    rows = [
        f"{rate.pool.bucket};{rate.pool.ceiling};{rate.pool.added};{rate.pool.demand};{rate.per_whole}"
        for rate in sorted(rates, key=lambda each: each.pool.bucket)
    ]
    return "\n".join([list_digest, *rows, ""])


def digest_of(text: str) -> str:
    """Give the SHA-256 of a text as hex."""
    return hashlib.sha256(text.encode()).hexdigest()


def _down(quotient: Fraction) -> int:
    return quotient.numerator // quotient.denominator


def _up(quotient: Fraction) -> int:
    return -(-quotient.numerator // quotient.denominator)
