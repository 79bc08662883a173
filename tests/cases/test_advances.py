"""Any advances against any settlements of one recipient: nothing is lost, nothing counts twice, the oldest goes first."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from cases.money.advances import Advance, Owed, shared_out

cents = st.integers(1, 300_000)
advanced = st.lists(cents, max_size=5)
settled = st.lists(st.integers(0, 300_000), max_size=5)


@given(advanced, settled, st.booleans())
def test_set_off_and_recovered_and_left_are_what_was_advanced(
    paid: list[int], given_cents: list[int], is_last: bool
) -> None:
    advances = [Advance(number, amount) for number, amount in enumerate(paid)]
    parts = shared_out(advances, [Owed(100 + n, amount) for n, amount in enumerate(given_cents)], is_last=is_last)
    of_advance = {each.case_pk: sum(p.cents for p in parts if p.advance_pk == each.case_pk) for each in advances}
    left = sum(each.cents - of_advance[each.case_pk] for each in advances)
    counted = [sum(p.cents for p in parts if p.case_pk == 100 + n) for n in range(len(given_cents))]
    recovered = sum(max(taken - owed, 0) for taken, owed in zip(counted, given_cents, strict=True))
    set_off = sum(min(taken, owed) for taken, owed in zip(counted, given_cents, strict=True))
    assert set_off + recovered + left == sum(paid)
    assert set_off == min(sum(paid), sum(given_cents))
    assert recovered == (max(sum(paid) - sum(given_cents), 0) if is_last and given_cents else 0)
    assert all(taken <= owed for taken, owed in zip(counted[:-1], given_cents[:-1], strict=True))


@given(advanced, settled, st.booleans())
def test_the_oldest_advance_is_used_up_first(paid: list[int], given_cents: list[int], is_last: bool) -> None:
    advances = [Advance(number, amount) for number, amount in enumerate(paid)]
    parts = shared_out(advances, [Owed(100 + n, amount) for n, amount in enumerate(given_cents)], is_last=is_last)
    order = [(part.advance_pk, part.case_pk) for part in parts]
    assert order == sorted(set(order))
    assert all(part.cents > 0 and part.left_cents >= 0 for part in parts)
    for before, after in zip(parts, parts[1:], strict=False):
        assert before.advance_pk == after.advance_pk or before.left_cents == 0
