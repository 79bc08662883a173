"""Who is reached: the worked examples of slim.md 7 (L1, L2) and awb.md 10, and what always holds."""

from __future__ import annotations

from decimal import Decimal
from itertools import count
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.amounts import ZERO, euro, round_down_to_cent
from cases.windows.reach import Turn, guaranteed, reached

L2 = {"A": "24999.00", "B": "20000.00", "C": "10000.00", "D": "5000.00", "E": "3000.00"}

amounts = st.integers(1, 3_000_000).map(lambda cents: Decimal(cents).scaleb(-2))
queues = st.lists(amounts, max_size=40).map(lambda found: [Turn(n, amount) for n, amount in enumerate(found, 1)])
rooms = st.integers(0, 30_000_000).map(lambda cents: Decimal(cents).scaleb(-2))


def queue(*names: str) -> list[Turn]:
    return [Turn(number, euro(L2[name])) for name, number in zip(L2, count(1)) if name in names]


def names(found: tuple[Turn, ...]) -> str:
    return "".join("ABCDE"[turn.number - 1] for turn in found)


@pytest.mark.parametrize(
    ("settings", "expected", "last"),
    [
        pytest.param({}, "AB", "20000.00", id="slim L2: C does not fit, D may not pass it"),
        pytest.param({"later_number_may_pass": True}, "ABD", "5000.00", id="slim L2: D passes C"),
        pytest.param({"last_at_ceiling": "partial"}, "ABC", "5001.00", id="slim L2: C gets what is left"),
    ],
)
def test_at_the_ceiling_the_settings_say_who_is_reached(settings: dict[str, object], expected: str, last: str) -> None:
    found = reached(queue(*"ABCDE"), euro("50000.00"), **settings)  # type: ignore[arg-type]
    assert names(found) == expected
    assert found[-1].amount == euro(last)


def test_if_a_is_refused_c_is_handled_next() -> None:
    """slim.md L2: the money of A comes free; B is taken up already."""
    assert names(reached(queue(*"CDE"), euro("30000.00"))) == "CDE"


@pytest.mark.parametrize(
    ("last_at_ceiling", "expected"),
    [
        pytest.param("refuse", ["60000.00"], id="awb 10: B refused"),
        pytest.param("partial", ["60000.00", "40000.00"], id="awb 10: B for 40.000, C refused (4:25 lid 2)"),
    ],
)
def test_order_of_receipt_under_a_ceiling_of_100000(last_at_ceiling: str, expected: list[str]) -> None:
    waiting = [Turn(1, euro("60000.00")), Turn(2, euro("50000.00")), Turn(3, euro("30000.00"))]
    found = reached(waiting, euro("100000.00"), last_at_ceiling=last_at_ceiling)
    assert [turn.amount for turn in found] == [euro(amount) for amount in expected]


@pytest.mark.parametrize(
    ("ceiling", "drawn", "expected"),
    [
        pytest.param("15000000.00", 2838, 642, id="slim L1 2024-1"),
        pytest.param("16100000.00", 3152, 689, id="slim L1 2024-3"),
        pytest.param("12500000.00", 2711, 557, id="slim L1 2025-1"),
        pytest.param("17500000.00", 3270, 758, id="slim L1 2025-3"),
        pytest.param("11000000.00", 3337, 474, id="slim L1 2026-1"),
    ],
)
def test_guaranteed_is_the_number_whose_cumulative_amount_fits(ceiling: str, drawn: int, expected: int) -> None:
    average = round_down_to_cent(euro(ceiling) / expected)
    assert guaranteed((Turn(n, average) for n in range(1, drawn + 1)), euro(ceiling)) == expected
    assert average <= euro("24999.00")


@given(queues, rooms, st.booleans(), st.sampled_from(["refuse", "partial"]))
def test_the_room_is_never_exceeded_by_a_cent(waiting: list[Turn], room: Decimal, passes: bool, last: str) -> None:
    found = reached(waiting, room, later_number_may_pass=passes, last_at_ceiling=last)
    assert sum((turn.amount for turn in found), ZERO) <= room
    assert all(turn.amount > 0 for turn in found)


@given(queues, rooms, st.randoms())
def test_nobody_passes_and_the_order_of_asking_is_nothing(
    waiting: list[Turn],
    room: Decimal,
    random: Random,
) -> None:
    shuffled = waiting[:]
    random.shuffle(shuffled)
    found = reached(shuffled, room)
    assert list(found) == waiting[: len(found)]
    assert len(found) == len(waiting) or waiting[len(found)].amount > room - sum((t.amount for t in found), ZERO)


@given(queues, rooms, rooms)
def test_more_room_never_costs_anybody_a_place(waiting: list[Turn], room: Decimal, more: Decimal) -> None:
    assert set(reached(waiting, room)) <= set(reached(waiting, room + more))
