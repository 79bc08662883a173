"""A notary's list is exactly a permutation of the complete applications on the frozen list, or it is refused with every fault."""

from __future__ import annotations

import pytest

from cases.amounts import euro
from cases.windows.lot import Entry
from cases.windows.notary import BadOrder, read_order

ENTRIES = [Entry(number, number != "D", euro("5000.00")) for number in "ABCD"]
GOOD = "number,position\nA,3\nB,1\nC,2\n"


@pytest.mark.parametrize(
    "text",
    [GOOD, "\ufeff" + GOOD, GOOD.replace("\n", "\r\n"), GOOD + "\n", "Number, Position\n A ,3\nB, 1\nC,2\n"],
    ids=["plain", "byte order mark", "Windows line ends", "empty last line", "spaces and capitals"],
)
def test_the_order_is_that_of_the_positions(text: str) -> None:
    assert read_order(text, ENTRIES) == ("B", "C", "A")


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        pytest.param("number,position\nA,1\nB,2\n", "C ontbreekt", id="one is missing"),
        pytest.param(GOOD + "D,4\n", "D staat niet op de bevroren lijst of is onvolledig", id="incomplete one"),
        pytest.param(GOOD + "X,4\n", "X staat niet", id="unknown number"),
        pytest.param(GOOD + "A,4\n", "A staat er meer dan een keer", id="a number twice"),
        pytest.param("number,position\nA,1\nB,1\nC,2\n", "1 is geen plaats of is meer", id="a place twice"),
        pytest.param("number,position\nA,0\nB,1\nC,2\n", "0 is geen plaats", id="place zero"),
        pytest.param("number,position\nA,1.0\nB,2\nC,3\n", "1.0 is geen plaats", id="a place as decimal"),
        pytest.param("number,position\nA,²\nB,1\nC,3\n", "² is geen plaats", id="a digit that is no number"),
        pytest.param("number,position\nA\nB,1\nC,2\n", "regel 2 heeft geen twee kolommen", id="a column short"),
        pytest.param("A,1\nB,2\nC,3\n", "eerste regel", id="no header"),
        pytest.param("", "eerste regel", id="empty file"),
        pytest.param('number,position\n"A,1\n', "geen leesbare CSV", id="open quote"),
    ],
)
def test_a_list_that_differs_is_refused_with_its_fault(text: str, fault: str) -> None:
    with pytest.raises(BadOrder, match=fault):
        read_order(text, ENTRIES)


def test_many_faults_are_counted_not_listed_in_full() -> None:
    entries = [Entry(f"N{place:04d}", True, euro("5000.00")) for place in range(3337)]
    with pytest.raises(BadOrder, match="en 3332 andere ontbreekt"):
        read_order("number,position\n", entries)
