"""What holds for every term on every date, tried on random ones.
Worked examples are in `test_term.py` and `test_suspension.py`."""

from __future__ import annotations

import json
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from cases.law import Article
from cases.terms.atw import atw_applies
from cases.terms.catalogue import KINDS
from cases.terms.deadline import Deadline
from cases.terms.holidays import is_free
from cases.terms.kinds import TermKind
from cases.terms.suspension import Suspension
from cases.terms.term import last_day, official_term

DAY = timedelta(days=1)
DAYS = st.dates(date(2014, 1, 1), date(2060, 12, 31))
FORWARD = [kind for kind in KINDS.values() if not kind.backward]
ANY_KIND = st.sampled_from(FORWARD)
EXTENDED = st.sampled_from([kind for kind in FORWARD if atw_applies(kind)])
KEPT = st.sampled_from([kind for kind in FORWARD if not atw_applies(kind)])
PERIODS = st.lists(st.tuples(st.integers(-30, 200), st.integers(-5, 60)), max_size=5)


def suspensions(start_on: date, periods: list[tuple[int, int]]) -> list[Suspension]:
    return [
        Suspension(start_on + first * DAY, start_on + (first + length) * DAY, Article("Awb 4:15 lid 2"), "uitstel")
        for first, length in periods
    ]


def last_running_day(kind: TermKind, start_on: date, stops: list[Suspension]) -> date:
    """Walk day by day, as somebody with a paper calendar would."""
    day, left = start_on, (kind.length.after(start_on) - start_on).days
    while left:
        day += DAY
        left -= not any(stop.from_on <= day <= stop.until_on for stop in stops)
    return day


@given(EXTENDED, DAYS, PERIODS)
def test_a_term_of_the_act_never_ends_on_a_free_day(
    kind: TermKind, start_on: date, periods: list[tuple[int, int]]
) -> None:
    assert not is_free(last_day(kind, start_on, suspensions(start_on, periods)).end_on)


@given(KEPT, DAYS, PERIODS)
def test_suspension_adds_exactly_the_days_that_stood_still(
    kind: TermKind, start_on: date, periods: list[tuple[int, int]]
) -> None:
    stops = suspensions(start_on, periods)
    deadline = last_day(kind, start_on, stops)
    assert deadline.end_on == last_running_day(kind, start_on, stops)
    assert deadline.end_on == deadline.raw_end_on + deadline.suspended_days * DAY


@given(ANY_KIND, DAYS, PERIODS, st.integers(0, 40))
def test_a_later_event_never_ends_earlier(
    kind: TermKind, start_on: date, periods: list[tuple[int, int]], later: int
) -> None:
    stops = suspensions(start_on, periods)
    assert last_day(kind, start_on, stops).end_on <= last_day(kind, start_on + later * DAY, stops).end_on


@given(ANY_KIND, DAYS, PERIODS, st.tuples(st.integers(-30, 200), st.integers(0, 60)))
def test_one_more_suspension_never_ends_earlier(
    kind: TermKind, start_on: date, periods: list[tuple[int, int]], extra: tuple[int, int]
) -> None:
    fewer, more = suspensions(start_on, periods), suspensions(start_on, [*periods, extra])
    assert last_day(kind, start_on, fewer).end_on <= last_day(kind, start_on, more).end_on


@given(DAYS, st.integers(1, 120))
def test_an_official_term_is_never_shorter_and_ends_on_a_working_day(start_on: date, days: int) -> None:
    deadline = official_term(start_on, days)
    assert not is_free(deadline.end_on)
    assert timedelta() <= deadline.end_on - (start_on + days * DAY) <= 7 * DAY


@given(ANY_KIND, DAYS, PERIODS)
def test_every_deadline_survives_storage(kind: TermKind, start_on: date, periods: list[tuple[int, int]]) -> None:
    deadline = last_day(kind, start_on, suspensions(start_on, periods))
    assert Deadline.from_json(json.loads(json.dumps(deadline.to_json()))) == deadline
