"""The lot itself: list, digests, keys and order. Expected values were computed with OpenSSL, not with the code under test."""

from __future__ import annotations

from decimal import Decimal
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.amounts import euro
from cases.windows.lot import (
    BadList,
    Entry,
    draw_key,
    draw_order,
    list_digest,
    list_text,
    needs_lot,
    read_list,
    requested,
    seed_digest,
)

SEED = "00" * 31 + "01"
VALUE = "6 april 2020: 12 3 45"
LIST = "SLIM-2020-000001;volledig;8970.00\nSLIM-2020-000002;onvolledig;24999.00\nSLIM-2020-000010;volledig;3000.00\n"

numbers = st.from_regex(r"SLIM-2020-[0-9]{6}", fullmatch=True)
amounts = st.integers(300_000, 2_499_900).map(lambda cents: Decimal(cents).scaleb(-2))
entry_lists = st.lists(st.builds(Entry, numbers, st.booleans(), amounts), unique_by=lambda entry: entry.number)
seeds = st.binary(min_size=32, max_size=32).map(bytes.hex)
values = st.text(min_size=1, max_size=60).filter(lambda text: text.isprintable())


def entry(number: str, amount: str = "8970.00", is_complete: bool = True) -> Entry:
    return Entry(number, is_complete, euro(amount))


def test_the_list_has_one_line_per_application_sorted_by_number() -> None:
    entries = [entry("SLIM-2020-000010", "3000.00"), entry("SLIM-2020-000002", "24999.00", False)]
    assert list_text([*entries, entry("SLIM-2020-000001")]) == LIST


@pytest.mark.parametrize(
    ("computed", "expected"),
    [
        pytest.param(
            list_digest(LIST),
            "734fce90ed02503ab1b259f075ff7938a3d386e511d758055adf616abf497ca0",
            id="openssl dgst -sha256 lijst.txt",
        ),
        pytest.param(
            seed_digest(SEED),
            "ec4916dd28fc4c10d78e287ca5d9cc51ee1ae73cbfde08c6b37324cbfaac8bc5",
            id="openssl dgst -sha256 of the 32 bytes",
        ),
        pytest.param(
            draw_key(SEED, VALUE, "SLIM-2020-000001"),
            "54a28f8fc19411dff8501450efe67aaa0c5a990c496fa5853f6d1efe9280f76b",
            id="openssl dgst -sha256 -mac HMAC -macopt hexkey",
        ),
    ],
)
def test_digests_and_keys_are_those_of_another_program(computed: str, expected: str) -> None:
    assert computed == expected


@pytest.mark.parametrize(
    "number",
    ["", "A;B", "A\nB", " A", "A\u2028B"],
    ids=["empty", "semicolon", "line feed", "outer space", "line separator"],
)
def test_a_number_that_would_break_the_list_is_refused(number: str) -> None:
    with pytest.raises(BadList):
        list_text([entry(number)])


def test_a_number_cannot_stand_on_the_list_twice() -> None:
    with pytest.raises(BadList, match="twee keer"):
        list_text([entry("A"), entry("A", "3000.00")])


@pytest.mark.parametrize(
    "text",
    ["A;volledig;1.00", "B;volledig;1.00\nA;volledig;1.00\n", "A;ja;1.00\n", "A;volledig;1\n", "A;volledig;01.00\n"],
    ids=["no last line feed", "not sorted", "unknown state", "no decimals", "leading zero"],
)
def test_a_list_in_another_form_is_not_read(text: str) -> None:
    with pytest.raises(BadList):
        read_list(text)


def test_a_seed_of_another_length_is_refused() -> None:
    with pytest.raises(ValueError, match="32"):
        seed_digest("00" * 16)


@given(entry_lists)
def test_a_list_reads_back_as_it_was_written(entries: list[Entry]) -> None:
    assert sorted(read_list(list_text(entries)), key=repr) == sorted(entries, key=repr)


@given(entry_lists, seeds, values)
def test_the_order_is_a_permutation_of_the_complete_applications(entries: list[Entry], seed: str, value: str) -> None:
    drawn = [one.number for one in draw_order(entries, seed, value)]
    assert sorted(drawn) == sorted(entry.number for entry in entries if entry.is_complete)


@given(entry_lists, seeds, values, st.randoms())
def test_the_order_does_not_depend_on_the_order_of_the_list(
    entries: list[Entry], seed: str, value: str, random: Random
) -> None:
    shuffled = entries[:]
    random.shuffle(shuffled)
    assert draw_order(shuffled, seed, value) == draw_order(entries, seed, value)


@given(entry_lists, seeds, values)
def test_the_amount_asked_does_not_move_a_place(entries: list[Entry], seed: str, value: str) -> None:
    cheaper = [Entry(one.number, one.is_complete, euro("3000.00")) for one in entries]
    assert draw_order(cheaper, seed, value) == draw_order(entries, seed, value)


@pytest.mark.parametrize(
    ("amounts", "ceiling", "expected"),
    [
        pytest.param(["8000.00", "7000.00"], "15000.00", False, id="exactly the ceiling fits"),
        pytest.param(["8000.00", "7000.01"], "15000.00", True, id="a cent too much"),
        pytest.param([], "15000.00", False, id="nobody applied"),
    ],
)
def test_a_lot_is_needed_only_above_the_ceiling(amounts: list[str], ceiling: str, expected: bool) -> None:
    entries = [entry(f"A{place}", amount) for place, amount in enumerate(amounts)]
    assert needs_lot(entries, euro(ceiling)) is expected


def test_incomplete_applications_do_not_bring_a_lot_about() -> None:
    entries = [entry("A", "15000.00"), entry("B", "24999.00", is_complete=False)]
    assert requested(entries) == euro("15000.00")
    assert not needs_lot(entries, euro("15000.00"))
