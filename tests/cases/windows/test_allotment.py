"""Who gets a place where an application takes from several counters: compared with a plain walk, and rule by rule."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.schemes.claims import CEILING, DIGITAL, OVERRUN, Claim
from cases.windows.allotment import Allotment, Taken


def euro(cents: int) -> Decimal:
    return Decimal(cents).scaleb(-2)


def allotment(*, later_may_pass: bool = False, closed: Mapping[str, int] | None = None, **rooms: int) -> Allotment:
    return Allotment(rooms, closed or {}, later_may_pass=later_may_pass)


amounts = st.lists(st.integers(1, 100_000), min_size=1, max_size=40)


@given(amounts, st.integers(0, 500_000), st.booleans())
def test_with_one_counter_it_is_the_plain_walk(cents: list[int], room: int, later_may_pass: bool) -> None:
    found = allotment(later_may_pass=later_may_pass, ceiling=room)
    given_place = [found.take(number, (Claim(CEILING, euro(one)),)) is not None for number, one in enumerate(cents, 1)]
    expected, is_full = list[bool](), False
    for one in cents:
        fits = one <= room and not is_full
        is_full = is_full or (not fits and not later_may_pass)
        room -= one if fits else 0
        expected.append(fits)
    assert given_place == expected
    assert found.left(CEILING) == room


@given(amounts, st.integers(0, 300_000), st.integers(0, 300_000), st.lists(st.booleans(), min_size=40, max_size=40))
def test_no_counter_ever_goes_below_nothing(cents: list[int], ceiling: int, digital: int, manual: list[bool]) -> None:
    found = allotment(ceiling=ceiling, digital=digital, overrun=50_000)
    for number, (one, is_manual) in enumerate(zip(cents, manual, strict=False), 1):
        both = (Claim(CEILING, euro(one)), Claim(DIGITAL, euro(one)))
        found.take(number, (Claim(CEILING, euro(one), otherwise=OVERRUN),) if is_manual else both)
        assert min(found.left(name) for name in (CEILING, DIGITAL, OVERRUN)) >= 0


def test_all_or_nothing() -> None:
    found = allotment(ceiling=1000, digital=500)
    assert found.take(1, (Claim(CEILING, euro(600)), Claim(DIGITAL, euro(600)))) is None
    assert (found.left(CEILING), found.left(DIGITAL)) == (1000, 500)


def test_who_does_not_fit_closes_only_what_was_lacking() -> None:
    found = allotment(ceiling=1000, digital=500)
    found.take(1, (Claim(CEILING, euro(600)), Claim(DIGITAL, euro(600))))
    assert found.closed == {DIGITAL: 1}
    assert found.take(2, (Claim(CEILING, euro(100)), Claim(DIGITAL, euro(100)))) is None
    assert found.take(3, (Claim(CEILING, euro(1000)),)) == (Taken(CEILING, 1000),)


def test_what_was_closed_before_stays_closed_for_whoever_comes_later() -> None:
    found = allotment(ceiling=1000, closed={CEILING: 7})
    assert found.take(8, (Claim(CEILING, euro(1)),)) is None
    assert found.take(6, (Claim(CEILING, euro(1)),)) == (Taken(CEILING, 1),), "his turn was before it"


@pytest.mark.parametrize(
    ("claim", "taken"),
    [
        (Claim("unknown", euro(700)), ()),
        (Claim("unknown", euro(700), otherwise=CEILING), (Taken(CEILING, 700),)),
        (Claim(CEILING, euro(1001), otherwise=OVERRUN), (Taken(OVERRUN, 1001),)),
        (Claim("training:1", units=1), (Taken("training:1", 1),)),
        (Claim("training:2", units=1, most=5), (Taken("training:2", 1),)),
        (Claim(CEILING, euro(0)), ()),
    ],
    ids=["no such bucket", "another instead", "overrun", "only counted", "limited places", "nothing asked"],
)
def test_which_counter_is_taken_from(claim: Claim, taken: tuple[Taken, ...]) -> None:
    found = Allotment({CEILING: 1000, OVERRUN: 2000, "training:2": 5}, {}, later_may_pass=False)
    assert found.take(1, (claim,)) == taken


def test_what_is_left_for_somebody_is_the_least_of_what_he_claims() -> None:
    found = allotment(ceiling=1000, digital=400, overrun=3000)
    assert found.left_for(1, (Claim(CEILING, euro(900)), Claim(DIGITAL, euro(900)))) == 400
    assert found.left_for(1, (Claim(CEILING, euro(9000), otherwise=OVERRUN),)) == 3000
    assert found.left_for(1, (Claim("training:1", units=1),)) == 0
