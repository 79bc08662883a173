"""Order of arrival: the day of completeness counts, and only the day of overshoot is drawn (awb.md 1.2; KVWS11 11-14)."""

from __future__ import annotations

from datetime import date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.amounts import ZERO, euro
from cases.windows.arrival import Arrival, arrange, in_order
from tests.make import AMSTERDAM


def arrival(name: str, amount: str, day: int, hour: int = 12) -> Arrival:
    on = date(2022, 6, day)
    return Arrival(ord(name[0]), name, on, datetime.combine(on, time(hour), AMSTERDAM), euro(amount))


A, B, C = arrival("A", "60000.00", 1), arrival("B", "50000.00", 2), arrival("C", "30000.00", 3)


def test_an_application_completed_later_counts_from_that_day() -> None:
    """awb.md 10: C was filed on 1 March, as A, but completed on 3 March."""
    assert in_order([C, B, A]) == [A, B, C]


def test_within_a_day_the_moment_counts_and_then_the_order_of_storing() -> None:
    late, early, same = arrival("A", "1.00", 1, 15), arrival("C", "1.00", 1, 9), arrival("B", "1.00", 1, 15)
    assert in_order([late, same, early]) == [early, late, same]


@pytest.mark.parametrize(
    ("by_lot", "placed", "drawn"),
    [
        pytest.param(True, "A", "BD", id="the day of overshoot waits for a lot, later days too"),
        pytest.param(False, "ABDC", "", id="no lot wanted: as they came"),
    ],
)
def test_the_day_of_overshoot(by_lot: bool, placed: str, drawn: str) -> None:
    found = arrange([A, B, C, arrival("D", "1.00", 2, 13)], euro("100000.00"), overshoot_day_by_lot=by_lot)
    assert "".join(one.number for one in found.placed) == placed
    assert "".join(one.number for one in found.overshoot) == drawn
    assert found.overshoot_on == (date(2022, 6, 2) if drawn else None)


def test_one_applicant_alone_on_the_day_of_overshoot_is_not_drawn() -> None:
    assert arrange([A, B, C], euro("100000.00"), overshoot_day_by_lot=True).placed == (A, B, C)


def test_nobody_is_drawn_where_the_ceiling_was_reached_on_an_earlier_day() -> None:
    found = arrange([B, arrival("D", "5.00", 2)], ZERO, overshoot_day_by_lot=True)
    assert len(found.placed) == 2


@given(
    st.lists(st.tuples(st.integers(1, 5), st.integers(0, 23), st.integers(1, 90)), max_size=30),
    st.integers(0, 2000),
    st.booleans(),
)
def test_days_are_placed_whole_and_those_before_an_overshoot_fit(
    rows: list[tuple[int, int, int]], room: int, by_lot: bool
) -> None:
    arrivals = [
        Arrival(
            n, f"{n}", date(2022, 6, day), datetime.combine(date(2022, 6, day), time(hour), AMSTERDAM), euro(amount)
        )
        for n, (day, hour, amount) in enumerate(rows)
    ]
    found = arrange(arrivals, euro(room), overshoot_day_by_lot=by_lot)
    assert list(found.placed) == in_order(arrivals)[: len(found.placed)]
    if found.overshoot:
        assert sum((one.amount for one in found.placed), ZERO) < euro(room)
        assert {one.completed_on for one in found.overshoot}.isdisjoint(one.completed_on for one in found.placed)
