"""What if, for a window in order of arrival that a machine decides: the same claims on the same counters, under other limits."""

from __future__ import annotations

import pytest

from cases.amounts import euro, to_cents
from cases.windows.method import NotInOrder
from tests.arriving.queueing import all_came_in, came_in, drained, window
from tests.arriving.schemes.rij import DOUBTFUL
from workflows.oversight.simulation.changes import PLACES, NotToBeSet, read_changes, settable
from workflows.oversight.simulation.report import Compared
from workflows.oversight.simulation.running import simulate

pytestmark = pytest.mark.django_db
AMOUNTS = ("1000.00", "900.00", "800.00", "500.00")


def compared(code: str, *texts: str) -> list[Compared]:
    """Simulate a window of the small scheme."""
    found = window(code)
    return list(simulate(found, read_changes(texts, found)))


def fates(found: list[Compared]) -> list[str]:
    """Give what would become of each."""
    return [one.after.state for one in found]


def differences(found: list[Compared]) -> list[int]:
    """Give what each would get more, or less, in cents."""
    return [one.difference for one in found]


def test_no_change_gives_what_the_drain_decided() -> None:
    found = window(ceiling="2500.00")
    all_came_in([*AMOUNTS])
    came_in(5, "100.00", training=DOUBTFUL)
    came_in(6, "100.00", age=17)
    drained(found)
    same = compared("rij-1")
    assert fates(same) == ["granted", "granted", "ceiling", "ceiling", "ceiling", "refused"]
    assert differences(same) == [0] * 6
    assert all(one.is_as_modelled for one in same)


def test_a_higher_ceiling_reaches_the_next_and_nobody_passes() -> None:
    found = window(ceiling="2500.00")
    all_came_in([*AMOUNTS])
    drained(found)
    assert differences(compared("rij-1", "ceiling=2700.00")) == [0, 0, 80000, 0]
    assert differences(compared("rij-1", "ceiling=1000.00")) == [0, -90000, 0, 0]
    assert fates(compared("rij-1", "later_number_may_pass=true"))[3] == "granted"


def test_a_lower_maximum_leaves_room_for_those_after() -> None:
    found = window(ceiling="2500.00")
    all_came_in([*AMOUNTS])
    drained(found)
    assert differences(compared("rij-1", "most_amount=600.00")) == [-40000, -30000, 60000, 50000]


def test_a_changed_condition_lets_somebody_in() -> None:
    found = window(ceiling="2500.00")
    came_in(1, "500.00", age=17)
    drained(found)
    assert fates(compared("rij-1")) == ["refused"]
    assert fates(compared("rij-1", "adult_age=16")) == ["granted"]


def test_a_part_of_the_ceiling_can_be_changed_too() -> None:
    found = window("rij-2", digital="1500.00")
    all_came_in(["1000.00", "1000.00"], window="rij-2")
    drained(found)
    assert differences(compared("rij-2", "ceiling.digital=2000.00")) == [0, 100000]
    with pytest.raises(NotToBeSet, match="Kies uit: ceiling, ceiling.digital, ceiling.overrun"):
        read_changes(["ceiling.low=1.00"], found)


def test_places_on_one_training_can_be_limited_and_are_named_by_one_pattern() -> None:
    found = window()
    for number in (1, 2, 3):
        came_in(number, "500.00", training="T7")
    drained(found)
    changes = read_changes(["ceiling.training:T7=2"], found)
    assert changes.told == ("ceiling.training:T7: geen grens wordt 2 plaatsen",)
    assert fates(list(simulate(found, changes))) == ["granted", "granted", "ceiling"]
    assert [name for name in settable(found) if name.startswith("ceiling")] == ["ceiling", PLACES]


def test_the_last_gets_what_is_left_where_that_is_the_change() -> None:
    found = window(ceiling="1500.00")
    all_came_in(["1000.00", "900.00", "400.00"])
    drained(found)
    cut = compared("rij-1", "last_at_ceiling=partial")
    assert [one.after.cents for one in cut] == [100000, 50000, 0]


def test_what_waits_for_a_person_keeps_its_place() -> None:
    found = window(ceiling="1500.00")
    came_in(1, "1000.00", training=DOUBTFUL)
    came_in(2, "900.00")
    drained(found)
    assert fates(compared("rij-1")) == ["person", "ceiling"]
    assert fates(compared("rij-1", "ceiling=1900.00")) == ["person", "granted"]


def test_before_the_drain_there_is_no_order_to_divide_by() -> None:
    window()
    all_came_in([*AMOUNTS])
    with pytest.raises(NotInOrder, match="nog niet bekend"):
        compared("rij-1")


def test_amounts_are_those_of_the_rules_to_the_cent() -> None:
    found = window(ceiling="2500.00")
    came_in(1, "777.77")
    drained(found)
    assert [one.after.cents for one in compared("rij-1")] == [to_cents(euro("777.77"))]
