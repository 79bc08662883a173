"""The worked examples of praktijkleren.md section 8 and the published rates and amounts of section 3.4, to the cent.
The id of each row names its source; totals that were not published are marked as reconstructed."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

from cases.amounts import euro, from_cents, to_cents
from cases.schemes.praktijkleren.rules.amounts import advance, full_amount
from cases.windows.rates import Pool, Rate, rate_of
from tests.schemes.praktijkleren.builders import PRAKTIJKLEREN, application, line, research, share, values

FULL = 270_000
STEP = Fraction(1, 10_000)


def at(percent: str) -> Rate:
    """Give a rate as it was published."""
    part = Fraction(Decimal(percent)) / 100
    return Rate(Pool("mbo", "mbo", 0, FULL, STEP, Fraction(0)), FULL * part, Decimal(percent))


def demand(ceiling: str, percent: str) -> Fraction:
    """Reconstruct the places that were asked for, as section 3.5 does: the ceiling by the amount for a place at the rate."""
    return Fraction(to_cents(euro(ceiling))) / (FULL * Fraction(Decimal(percent)) / 100)


@pytest.mark.parametrize(
    ("asked", "on", "amount"),
    [
        pytest.param(line(weeks=20), "2019-09-10", "1350.00", id="T1-S50-mbo-20-weken"),
        pytest.param(line("hbo", weeks=21), "2019-09-10", "1350.00", id="T2-S48-hbo-21-weken"),
        pytest.param(research("toio", 8, "38.00"), "2019-09-10", "1800.00", id="T3-S112-toio-8-maanden-38-uur"),
        pytest.param(line(weeks=30), "2019-09-10", "2025.00", id="C1-mbo-30-weken"),
        pytest.param(line(weeks=39), "2019-09-10", "2632.50", id="C2-mbo-39-weken"),
        pytest.param(line(weeks=41), "2019-09-10", "2700.00", id="C2-mbo-41-weken-is-40"),
        pytest.param(line(weeks=52), "2019-09-10", "2700.00", id="C2-mbo-52-weken-is-40"),
        pytest.param(line(weeks=1), "2019-09-10", "67.50", id="C4-mbo-1-week"),
        pytest.param(line("hbo", weeks=1), "2019-09-10", "64.28", id="C4-hbo-1-week-naar-beneden"),
    ],
)
def test_amount_of_a_place_without_overdraft(asked: dict[str, object], on: str, amount: str) -> None:
    in_force = values(on)
    assert full_amount(share(application(asked), in_force), in_force) == euro(amount)


def test_c4_the_sources_round_one_week_of_hbo_up_and_we_round_every_line_down() -> None:
    exact = 2700 * share(application(line("hbo", weeks=1)))
    assert round(exact, 2) == Fraction("64.29")
    assert at("100.00").amount(1, 42) == 6428


@pytest.mark.parametrize(
    ("percent", "units", "of", "amount"),
    [
        pytest.param("82.10", 40, 40, "2216.70", id="T5-P17-mbo-2018-19"),
        pytest.param("91.29", 40, 40, "2464.83", id="T6-S70-mbo-2017-18"),
        pytest.param("77.01", 40, 40, "2079.27", id="T7-S75-mbo-2019-20"),
        pytest.param("24.25", 42, 42, "654.75", id="T7-S75-hbo-2019-20"),
        pytest.param("82.10", 20, 40, "1108.35", id="C5-mbo-20-weken-2018-19"),
        pytest.param("82.10", 30, 40, "1662.52", id="C7-mbo-30-weken-2018-19-exact-1662.525"),
        pytest.param("82.10", 36, 40, "1995.03", id="C8-mbo-36-weken-2018-19"),
        pytest.param("24.25", 21, 42, "327.37", id="C10-hbo-21-weken-2019-20-exact-327.375"),
        pytest.param("95.82", 40, 40, "2587.14", id="3.4-S69-mbo-2016-17"),
        pytest.param("32.45", 42, 42, "876.15", id="3.4-S72-hbo-2018-19"),
        pytest.param("94.29", 40, 40, "2545.83", id="3.4-S71-mbo-2022-23"),
        pytest.param("21.62", 42, 42, "583.74", id="3.4-S71-hbo-2022-23"),
        pytest.param("94.80", 12, 12, "2559.60", id="3.4-S71-wo-2022-23"),
    ],
)
def test_published_rate_gives_the_published_amount(percent: str, units: int, of: int, amount: str) -> None:
    assert from_cents(at(percent).amount(units, of)) == euro(amount)


@pytest.mark.parametrize(
    ("ceiling", "percent", "amount"),
    [
        pytest.param("188900000", "95.82", "2587.14", id="mbo-2016-17-reconstructed"),
        pytest.param("193900000", "91.29", "2464.83", id="mbo-2017-18-reconstructed"),
        pytest.param("196848000", "82.10", "2216.70", id="mbo-2018-19-reconstructed"),
        pytest.param("3100000", "32.45", "876.15", id="hbo-2018-19-reconstructed"),
        pytest.param("219600000", "94.29", "2545.83", id="mbo-2022-23-reconstructed-on-the-ceiling-of-sep-2022"),
        pytest.param("4000000", "21.62", "583.74", id="hbo-2022-23-reconstructed-on-the-ceiling-of-sep-2022"),
    ],
)
def test_reconstructed_demand_gives_the_published_rate_and_no_cent_above_the_ceiling(
    ceiling: str, percent: str, amount: str
) -> None:
    places = demand(ceiling, percent)
    rate = rate_of(Pool("mbo", "mbo", to_cents(euro(ceiling)), FULL, STEP, places))
    assert rate.percent == Decimal(percent)
    assert from_cents(rate.amount(1, 1)) == euro(amount)
    assert rate.per_whole * places <= to_cents(euro(ceiling))


@pytest.mark.parametrize(
    ("ceiling", "percent", "places"),
    [
        pytest.param("188900000", "95.82", 73_015, id="3.5-mbo-2016-17-73015"),
        pytest.param("193900000", "91.29", 78_667, id="3.5-mbo-2017-18-78667"),
        pytest.param("196848000", "82.10", 88_802, id="3.5-mbo-2018-19-88802"),
        pytest.param("3100000", "32.45", 3_538, id="3.5-hbo-2018-19-3538"),
    ],
)
def test_reconstructed_demand_is_that_of_section_3_5(ceiling: str, percent: str, places: int) -> None:
    assert round(demand(ceiling, percent)) == places


@pytest.mark.parametrize(
    ("ceiling", "percent", "least", "most"),
    [
        pytest.param("188900000", "95.82", 73_008, 73_014, id="mbo-2016-17"),
        pytest.param("193900000", "91.29", 78_659, 78_666, id="mbo-2017-18"),
        pytest.param("196848000", "82.10", 88_792, 88_802, id="mbo-2018-19"),
        pytest.param("3100000", "32.45", 3_538, 3_538, id="hbo-2018-19"),
    ],
)
def test_a_range_of_whole_totals_gives_the_published_rate(ceiling: str, percent: str, least: int, most: int) -> None:
    def of(places: int) -> Decimal | None:
        return rate_of(Pool("mbo", "mbo", to_cents(euro(ceiling)), FULL, STEP, Fraction(places))).percent

    assert of(least) == of(most) == Decimal(percent)
    assert of(least - 1) != Decimal(percent)
    assert of(most + 1) != Decimal(percent)


def test_t4_demand_of_twice_the_budget_gives_half_a_place() -> None:
    rate = rate_of(Pool("mbo", "mbo", 1_000 * FULL, FULL, STEP, Fraction(2_000)))
    assert from_cents(rate.amount(1, 1)) == euro("1350.00")


def test_a_budget_that_suffices_pays_the_full_amount_and_no_more() -> None:
    assert rate_of(Pool("vo", "vo", to_cents(euro("1300000")), FULL, STEP, Fraction(400))).amount(1, 1) == FULL


@pytest.mark.parametrize(
    ("weeks", "starts_on", "amount"),
    [
        pytest.param(36, "2019-07-01", "1530.00", id="T8-S87-36-weken"),
        pytest.param(10, "2019-08-12", "425.00", id="S86-10-weken"),
        pytest.param(40, "2019-08-12", "1445.00", id="S86-34-weken-tot-en-met-31-maart"),
    ],
)
def test_advance_of_2020(weeks: int, starts_on: str, amount: str) -> None:
    lines = line(weeks=weeks, agreement={"starts_on": starts_on, "ends_on": "2020-05-31"})
    found = advance(application(lines, study_year=2019), values("2020-06-08"))
    assert found.amount == euro(amount)


@pytest.mark.parametrize(
    ("bucket", "budget", "weekly", "norm", "full", "year"),
    [
        pytest.param("mbo-lhr", "10600000", "47.95", 40, "1918.00", 2021, id="3.3-S60-lhr-2020-21"),
        pytest.param("mbo-cyclisch", "15800000", "19.31", 40, "772.40", 2021, id="3.3-S60-cyclisch-2020-21"),
        pytest.param("hbo-toeslag", "6700000", "25.95", 42, "1089.90", 2021, id="3.3-S60-hbo-2020-21"),
        pytest.param("mbo-lhr", "10600000", "51.45", 40, "2058.00", 2022, id="3.3-S60-lhr-2021-22"),
        pytest.param("mbo-cyclisch", "15800000", "23.00", 40, "920.00", 2022, id="3.3-S60-cyclisch-2021-22"),
        pytest.param("hbo-toeslag", "6700000", "31.60", 42, "1327.20", 2022, id="3.3-S60-hbo-2021-22"),
    ],
)
def test_weekly_supplement_times_the_norm_is_the_published_amount(
    bucket: str, budget: str, weekly: str, norm: int, full: str, year: int
) -> None:
    """The weeks are reconstructed: budget by weekly rate, in whole weeks (the budget of 2021-22 was not published again)."""
    cents, week = to_cents(euro(budget)), to_cents(euro(weekly))
    rate = rate_of(Pool(bucket, bucket, cents, None, Fraction(1), Fraction(cents // week)))
    assert from_cents(rate.amount(1, 1)) == euro(weekly)
    assert from_cents(rate.amount(norm, 1)) == euro(full)
    applies = {"mbo-lhr": "lhr_applies", "mbo-cyclisch": "cyclical_applies", "hbo-toeslag": "hbo_supplement_applies"}
    assert getattr(values(f"{year}-09-01"), applies[bucket])


@pytest.mark.parametrize(
    ("year", "total"),
    [
        pytest.param(2017, "205000000", id="C17-tot-en-met-2018"),
        pytest.param(2019, "204048000", id="C17-2018-19"),
        pytest.param(2025, "233484000", id="C17-2024-25"),
        pytest.param(2021, "305829000", id="3.5-2020-21-met-toeslagen"),
    ],
)
def test_c17_ceilings_add_up(year: int, total: str) -> None:
    rule = next(rule for rule in PRAKTIJKLEREN.windows if rule.code == f"praktijkleren-{year}")
    assert rule.ceiling.on(rule.closes_at.date()) == euro(total)


def test_c17_place_ceilings_of_2022_are_279_million() -> None:
    rule = next(rule for rule in PRAKTIJKLEREN.windows if rule.code == "praktijkleren-2022")
    places = [
        amount.on(rule.closes_at.date()) for code, amount in rule.buckets.items() if code in ("mbo", "hbo", "wo", "vo")
    ]
    assert sum(places) == euro("279000000")
