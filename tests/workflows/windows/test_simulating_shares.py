"""What if, for a window that is shared: the rates of the real run under other ceilings and amounts, down to the cent."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from cases.authority.permissions import Role
from cases.models import Window
from tests import make
from tests.workflows.windows import shared
from workflows.oversight.simulation.changes import NotToBeSet, read_changes
from workflows.oversight.simulation.report import GAIN, Compared, Summary, counted
from workflows.oversight.simulation.running import simulate
from workflows.steps.settling_directly import decide_shared, sign_sharing

pytestmark = pytest.mark.django_db
PLACE = 2700_00


@pytest.fixture(autouse=True)
def _scheme() -> Iterator[None]:
    with shared.known(shared.a_scheme()):
        yield


@pytest.fixture
def who() -> make.People:
    """One employee for each role."""
    return shared.people()


@pytest.fixture
def window(who: make.People) -> Window:
    """Ten places are asked of the first bucket (EUR 10,000, so 37.03 %), one of the second (EUR 5,000, in full)."""
    found = shared.opened(who)
    shared.applied(1, *[{"holder": f"99900{place:04d}"} for place in range(6)])
    shared.applied(2, *[{"holder": f"99901{place:04d}"} for place in range(4)])
    shared.applied(3, {"bucket": "b", "units": 20, "of": 40})
    shared.applied(4, {"met": False})
    return found


def decided(window: Window, who: make.People) -> None:
    """Bring the window to its decisions."""
    shared.approved(window, who)
    sign_sharing(window.pk, by=who[Role.DECIDER], on=shared.DECIDED)
    decide_shared(window.pk, by=who[Role.DECIDER])


def compared(window: Window, *texts: str) -> list[Compared]:
    """Simulate."""
    return list(simulate(window, read_changes(texts, window)))


def cents(found: list[Compared]) -> list[int]:
    """Give what each would get."""
    return [one.after.cents for one in found]


def place(hundredths: int, amount: int = PLACE) -> int:
    """Give the cents of a whole place at a percentage in hundredths, rounded down."""
    return amount * hundredths // 10_000


@pytest.mark.parametrize("stage", ["before judging", "judged", "decided"])
def test_no_change_gives_no_difference(window: Window, who: make.People, stage: str) -> None:
    if stage == "judged":
        shared.taken_up(window, who)
    elif stage == "decided":
        decided(window, who)
    found = compared(window)
    assert [one.difference for one in found] == [0] * 4
    assert cents(found) == [6 * place(3703), 4 * place(3703), PLACE // 2, 0]
    assert [one.after.state for one in found] == ["granted", "granted", "granted", "refused"]
    assert all(one.is_as_modelled for one in found)


def test_a_higher_ceiling_raises_the_rate_of_its_bucket_alone(window: Window, who: make.People) -> None:
    decided(window, who)
    found = compared(window, "ceiling.a=20000.00")
    assert cents(found) == [6 * place(7407), 4 * place(7407), PLACE // 2, 0]
    summary = Summary()
    assert len(list(counted(found, summary))) == 4
    assert summary.groups[GAIN].count == 2


def test_a_lower_ceiling_never_gives_a_cent_too_much(window: Window, who: make.People) -> None:
    decided(window, who)
    found = compared(window, "ceiling.a=5000.00", "ceiling.b=1000.00")
    assert sum(cents(found)[:2]) <= 5000_00
    assert cents(found)[2] == place(7407) // 2 <= 1000_00


def test_another_full_amount_is_paid_at_another_rate(window: Window, who: make.People) -> None:
    decided(window, who)
    found = compared(window, "place_amount=1000.00")
    assert cents(found) == [6 * 1000_00, 4 * 1000_00, 500_00, 0]


def test_what_is_left_is_spread_where_that_is_the_change(window: Window, who: make.People) -> None:
    decided(window, who)
    found = compared(window, "reallocate=true")
    assert cents(found)[2] == PLACE // 2
    assert sum(cents(found)[:2]) > 10 * place(3703)
    assert sum(cents(found)) <= 15000_00


def test_a_line_that_a_person_must_judge_counts_until_the_list_is_frozen(window: Window, who: make.People) -> None:
    shared.applied(5, {"met": None})
    shared.taken_up(window, who)
    assert cents(compared(window))[4] == place(3367) == cents(compared(window, "ceiling.b=9000.00"))[4]


def test_what_can_be_set_is_named(window: Window) -> None:
    with pytest.raises(NotToBeSet, match=r"Kies uit: ceiling.a, ceiling.b\."):
        read_changes(["ceiling=1.00"], window)
    with pytest.raises(NotToBeSet, match="Schrijf true of false"):
        read_changes(["reallocate=misschien"], window)
