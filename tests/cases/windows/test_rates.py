"""Rates are exact and as high as they can be: never a cent above what is there, and one step more would be too much or too high."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.windows.rates import Pool, left_over, rate_of, rates_text, short, spread, total

STEP = Fraction(1, 10_000)
FULL = 270_000
SHARES = st.lists(
    st.tuples(st.integers(0, 4320), st.sampled_from([1, 40, 42, 432, 4320])).filter(lambda s: s[0] <= 60 * s[1]),
    max_size=60,
)


def pool(
    ceiling: int,
    demand: Fraction,
    bucket: str = "a",
    *,
    full: int | None = FULL,
    step: Fraction = STEP,
    spreads: bool = True,
) -> Pool:
    """Give a bucket with places of EUR 2,700 unless told otherwise."""
    return Pool(bucket, bucket, ceiling, full, step, demand, spreads)


def demanded(shares: list[tuple[int, int]]) -> Fraction:
    """Add shares up."""
    return sum((Fraction(units, of) for units, of in shares), Fraction(0))


@given(ceiling=st.integers(0, 10**11), shares=SHARES)
def test_shares_of_places_never_exceed_the_ceiling_and_the_rate_is_the_highest_step(
    ceiling: int, shares: list[tuple[int, int]]
) -> None:
    demand = demanded(shares)
    rate = rate_of(pool(ceiling, demand))
    assert sum(rate.amount(units, of) for units, of in shares) <= ceiling or demand == 0
    assert rate.percent is not None
    assert 0 <= rate.percent <= 100
    one_more = rate.per_whole + FULL * STEP
    assert rate.percent == 100 or one_more * demand > ceiling
    assert (rate.percent * 100) % 1 == 0


@given(ceiling=st.integers(0, 10**11), shares=SHARES)
def test_shares_of_weeks_never_exceed_the_ceiling_and_a_cent_more_a_week_would(
    ceiling: int, shares: list[tuple[int, int]]
) -> None:
    demand = demanded(shares)
    rate = rate_of(pool(ceiling, demand, full=None, step=Fraction(1)))
    assert sum(rate.amount(units, of) for units, of in shares) <= ceiling
    assert demand == 0 or (rate.per_whole + 1) * demand > ceiling
    assert rate.per_whole.denominator == 1


@given(
    ceilings=st.lists(st.integers(1, 10**10), min_size=2, max_size=5),
    demands=st.lists(st.fractions(0, 50_000, max_denominator=420), min_size=5, max_size=5),
)
def test_spreading_what_is_left_makes_no_cent_and_loses_none_that_somebody_needs(
    ceilings: list[int], demands: list[Fraction]
) -> None:
    before = [pool(ceiling, demands[n], f"b{n}") for n, ceiling in enumerate(ceilings)]
    after = spread(before)
    assert sum(each.available for each in after) == sum(ceilings)
    assert left_over(after) == 0 or not short(after)
    for old, new in zip(before, after, strict=True):
        assert new.available >= min(old.ceiling, old.needed or 0)
        assert rate_of(new).per_whole >= rate_of(old).per_whole


def test_what_is_left_is_spread_in_proportion_to_the_ceilings() -> None:
    rich = pool(1_000_000, Fraction(0), "rich")
    twice = pool(2_000_000, Fraction(1000), "twice")
    once = pool(1_000_000, Fraction(1000), "once")
    found = {each.bucket: each.added for each in spread([rich, twice, once])}
    assert found == {"rich": -1_000_000, "twice": 666_667, "once": 333_333}


def test_a_bucket_that_is_kept_apart_neither_gives_nor_takes() -> None:
    apart, needy = pool(500, Fraction(0), "apart", spreads=False), pool(500, Fraction(9), "needy")
    weeks = pool(500, Fraction(0), "weeks", full=None, step=Fraction(1))
    assert spread([apart, needy, weeks]) == [apart, needy, weeks]


@pytest.mark.parametrize(
    ("percent", "amount"),
    [
        pytest.param("95.82", 258_714, id="mbo 2016-17, praktijkleren.md 3.4 [69]"),
        pytest.param("91.29", 246_483, id="mbo 2017-18, praktijkleren.md 3.4 [70]"),
        pytest.param("82.10", 221_670, id="mbo 2018-19, praktijkleren.md 3.4 [72]"),
        pytest.param("32.45", 87_615, id="hbo 2018-19, praktijkleren.md 3.4 [72]"),
        pytest.param("77.01", 207_927, id="mbo 2019-20, praktijkleren.md 3.4 [75]"),
        pytest.param("24.25", 65_475, id="hbo 2019-20, praktijkleren.md 3.4 [75]"),
        pytest.param("94.29", 254_583, id="mbo 2022-23, praktijkleren.md 3.4 [71]"),
        pytest.param("21.62", 58_374, id="hbo 2022-23, praktijkleren.md 3.4 [71]"),
        pytest.param("94.80", 255_960, id="wo 2022-23, praktijkleren.md 3.4 [71]"),
    ],
)
def test_published_amounts_follow_from_published_rates(percent: str, amount: int) -> None:
    """The totals are reconstructed: the highest demand that still gives this rate (praktijkleren.md 3.5)."""
    ceiling = 19_684_800_000
    demand = Fraction(ceiling) / (FULL * Fraction(Decimal(percent)) / 100)
    rate = rate_of(pool(ceiling, demand))
    assert (rate.percent, rate.amount(40, 40)) == (Decimal(percent), amount)


@pytest.mark.parametrize(
    ("ceiling", "weeks", "weekly", "whole"),
    [
        pytest.param("10600000.00", 40, 4_795, 191_800, id="LHR 2020-21, praktijkleren.md 3.3 [60]"),
        pytest.param("15800000.00", 40, 1_931, 77_240, id="cyclical mbo 2020-21, praktijkleren.md 3.3 [60]"),
        pytest.param("6700000.00", 42, 2_595, 108_990, id="hbo 2020-21, praktijkleren.md 3.3 [60]"),
        pytest.param("10600000.00", 40, 5_145, 205_800, id="LHR 2021-22, praktijkleren.md 3.3 [60]"),
        pytest.param("15800000.00", 40, 2_300, 92_000, id="cyclical mbo 2021-22, praktijkleren.md 3.3 [60]"),
        pytest.param("6700000.00", 42, 3_160, 132_720, id="hbo 2021-22, praktijkleren.md 3.3 [60]"),
    ],
)
def test_published_supplements_follow_from_a_weekly_rate_in_whole_cents(
    ceiling: str, weeks: int, weekly: int, whole: int
) -> None:
    cents = int(Decimal(ceiling) * 100)
    demand = Fraction(cents // weekly)
    rate = rate_of(pool(cents, demand, full=None, step=Fraction(1)))
    assert (rate.per_whole, rate.amount(weeks, 1)) == (Fraction(weekly), whole)


def test_a_line_is_rounded_down_to_the_cent() -> None:
    """praktijkleren.md 8, C7 and C10: 30 weeks of 2018-19 are 1,662.525 exact, 21 weeks of hbo 2019-20 327.375."""
    mbo = rate_of(pool(821, Fraction(1000, FULL)))
    assert mbo.percent == Decimal("82.10")
    assert mbo.amount(30, 40) == 166_252
    hbo = rate_of(pool(2425, Fraction(10_000, FULL)))
    assert hbo.amount(21, 42) == 32_737


def test_without_demand_a_place_gets_all_of_it_and_a_week_nothing() -> None:
    assert rate_of(pool(100, Fraction(0))).percent == 100
    assert rate_of(pool(100, Fraction(0), full=None, step=Fraction(1))).per_whole == 0


def test_totals_of_different_parts_are_added_exactly() -> None:
    assert total({40: 75, 42: 21, 432: 144}) == Fraction(75, 40) + Fraction(1, 2) + Fraction(1, 3)


def test_another_list_or_another_rate_has_another_digest() -> None:
    rates = [rate_of(pool(10_000, Fraction(7)))]
    assert rates_text("a" * 64, rates) != rates_text("b" * 64, rates)
    assert rates_text("a" * 64, rates) != rates_text("a" * 64, [rate_of(pool(10_001, Fraction(7)))])
