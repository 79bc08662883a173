"""Free days, checked against printed calendars and an independent package.
Which terms they extend is tested beside `term.py`."""

from __future__ import annotations

from datetime import date, timedelta

import holidays
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.law import NotInForce
from cases.terms.holidays import (
    DECREES,
    KINGS_DAY,
    easter_sunday,
    equated_days_are_known,
    equated_days_known_from,
    equated_days_known_until,
    holidays_of,
    is_free,
    next_working_day,
    why_free,
    working_day_on_or_after,
    working_day_on_or_before,
)

DAYS = st.dates(date(2014, 1, 2), date(2099, 12, 1))


@pytest.mark.parametrize(
    ("year", "easter"),
    [
        pytest.param(1981, date(1981, 4, 19), id="1981"),
        pytest.param(2000, date(2000, 4, 23), id="2000"),
        pytest.param(2008, date(2008, 3, 23), id="2008-early"),
        pytest.param(2011, date(2011, 4, 24), id="2011-late"),
        pytest.param(2038, date(2038, 4, 25), id="2038-latest-possible"),
        pytest.param(2049, date(2049, 4, 18), id="2049-exception-of-the-computus"),
    ],
)
def test_easter_falls_where_the_calendar_prints_it(year: int, easter: date) -> None:
    assert easter_sunday(year) == easter


@pytest.mark.parametrize(
    ("year", "days"),
    [
        pytest.param(2026, "01-01 04-03 04-06 04-27 05-05 05-14 05-25 12-25 12-26", id="awb.md-2.8-2026"),
        pytest.param(2027, "01-01 03-26 03-29 04-27 05-05 05-06 05-17 12-25 12-26", id="awb.md-2.8-2027"),
        pytest.param(2028, "01-01 04-14 04-17 04-27 05-05 05-25 06-05 12-25 12-26", id="awb.md-2.8-2028"),
        pytest.param(2029, "01-01 03-30 04-02 04-27 05-05 05-10 05-21 12-25 12-26", id="awb.md-2.8-2029"),
    ],
)
def test_holidays_of_a_year_are_those_of_the_act(year: int, days: str) -> None:
    assert sorted(f"{day:%m-%d}" for day in holidays_of(year)) == days.split()


@pytest.mark.parametrize("year", range(2014, 2100))
def test_holidays_agree_with_the_holidays_package(year: int) -> None:
    theirs = holidays.country_holidays("NL", years=year, categories=("public", "optional"), language="nl")
    only_sundays = {easter_sunday(year), easter_sunday(year) + timedelta(days=49)}
    assert set(holidays_of(year)) == set(theirs) - only_sundays


@pytest.mark.parametrize(
    ("day", "reason"),
    [
        (date(2026, 12, 26), "Tweede Kerstdag"),
        (date(2026, 5, 15), "een dag die bij koninklijk besluit met een feestdag is gelijkgesteld"),
        (date(2026, 11, 21), "een dag in het weekend"),
        (date(2026, 11, 20), ""),
    ],
)
def test_a_free_day_says_why(day: date, reason: str) -> None:
    assert why_free(day) == reason
    assert is_free(day) is bool(reason)


@pytest.mark.parametrize("year", [2014, 2025, 2031])
def test_kings_day_moves_to_saturday_when_it_would_be_a_sunday(year: int) -> None:
    assert holidays_of(year)[date(year, 4, 26)] == "Koningsdag"
    assert date(year, 4, 27) not in holidays_of(year)


def test_the_shift_of_kings_day_is_an_open_question() -> None:
    assert not KINGS_DAY.confirmed
    assert "zondagen" in KINGS_DAY.question


def test_a_year_before_the_table_is_refused() -> None:
    with pytest.raises(NotInForce):
        holidays_of(2013)


def test_decrees_follow_each_other_without_a_gap_and_hold_only_working_days() -> None:
    for earlier, later in zip(DECREES, DECREES[1:], strict=False):
        assert later.covers_from == earlier.covers_until + timedelta(days=1)
    for decree in DECREES:
        assert all(decree.covers_from <= day <= decree.covers_until and day.weekday() < 5 for day in decree.days)
        assert all(day not in holidays_of(day.year) for day in decree.days)
        assert decree.confirmed or decree.question


def test_the_friday_after_ascension_day_is_equated_in_every_known_year() -> None:
    for year in range(equated_days_known_from().year, equated_days_known_until().year + 1):
        assert is_free(easter_sunday(year) + timedelta(days=40))


@pytest.mark.parametrize(
    ("day", "known"),
    [
        (date(2019, 12, 31), False),
        (date(2020, 1, 1), True),
        (date(2028, 12, 31), True),
        (date(2029, 1, 1), False),
    ],
)
def test_equated_days_are_known_only_inside_the_decrees(day: date, known: bool) -> None:
    assert equated_days_are_known(day) is known


@given(DAYS)
def test_the_working_days_around_a_day_enclose_it(day: date) -> None:
    before, after = working_day_on_or_before(day), working_day_on_or_after(day)
    assert before <= day <= after < next_working_day(after)
    assert (before == after == day) is not is_free(day)
    assert not any(is_free(each) for each in (before, after, next_working_day(day)))
