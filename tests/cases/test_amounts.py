"""Euro amounts: what is read, what is refused, how it is rounded and written.
Percentages and ceilings are tested with their scheme."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.amounts import (
    NotAnAmount,
    euro,
    from_cents,
    plain,
    round_down_to_cent,
    round_to_cent,
    to_cents,
    written,
)

CENTS = st.integers(-(10**16), 10**16)


@pytest.mark.parametrize(
    ("raw", "text"),
    [("24999", "24999.00"), ("8970.5", "8970.50"), (700, "700.00"), (Decimal("0.01"), "0.01"), ("-5.00", "-5.00")],
)
def test_an_amount_is_read_to_the_cent(raw: Any, text: str) -> None:
    assert plain(euro(raw)) == text


@pytest.mark.parametrize(
    "raw",
    ["0.001", "NaN", "Infinity", "-Infinity", "", "abc", "1,50", "€ 5", str(10**15), "1e99", 0.1, 1.0, True, None, []],
)
def test_what_is_no_amount_is_refused(raw: Any) -> None:
    with pytest.raises(NotAnAmount, match="is geen bedrag"):
        euro(raw)


@pytest.mark.parametrize(
    ("computed", "rounded", "rounded_down"),
    [
        ("10.005", "10.01", "10.00"),
        ("10.0049", "10.00", "10.00"),
        ("10.999", "11.00", "10.99"),
        ("0.125", "0.13", "0.12"),
    ],
)
def test_half_a_cent_goes_up_and_a_share_goes_down(computed: str, rounded: str, rounded_down: str) -> None:
    assert round_to_cent(Decimal(computed)) == Decimal(rounded)
    assert round_down_to_cent(Decimal(computed)) == Decimal(rounded_down)


def test_a_fraction_of_a_cent_is_never_lost_in_cents() -> None:
    with pytest.raises(NotAnAmount):
        to_cents(Decimal("0.005"))


@pytest.mark.parametrize(
    ("amount", "text"),
    [
        ("24999", "€ 24.999,00"),
        ("0", "€ 0,00"),
        ("-5", "-€ 5,00"),
        ("15000000.10", "€ 15.000.000,10"),
        ("999.99", "€ 999,99"),
    ],
)
def test_an_amount_is_written_for_dutch_readers(amount: str, text: str) -> None:
    assert written(euro(amount)) == text


@given(CENTS)
def test_cents_survive_the_way_to_euro_and_back(cents: int) -> None:
    assert to_cents(from_cents(cents)) == cents
    assert euro(plain(from_cents(cents))) == from_cents(cents)


@given(st.integers(0, 10**12), st.integers(1, 997))
def test_shares_rounded_down_never_exceed_the_whole(cents: int, parts: int) -> None:
    share = round_down_to_cent(from_cents(cents) / parts)
    assert share * parts <= from_cents(cents)
