"""First come, first served by day of completeness; the day on which the ceiling is overshot is drawn (slim.md 3.2; awb.md 1.2)."""

from __future__ import annotations

from datetime import date, datetime, time

import pytest

from cases.authority.permissions import Role
from cases.models import Case, Draw, Position, Window
from cases.windows.method import NotInOrder
from tests import make
from tests.workflows.windows.applying import SOURCE, VALUE, applied, ceiling, in_order
from tests.workflows.windows.test_distribution import setting, statuses
from workflows.steps.distribution import refuse_unreached, reserve_reached
from workflows.steps.drawing import commit_seed, confirm_value, enter_value, freeze_list
from workflows.steps.ordering import draw_lot, join_order

pytestmark = pytest.mark.django_db
DUE = datetime.combine(date(2022, 6, 10), time(18), make.AMSTERDAM)


def arrived(amount: str, day: int, hour: int = 10) -> Case:
    return applied(amount, sample="swv-2022", on=date(2022, 6, day), hour=hour)


@pytest.fixture
def who() -> make.People:
    return make.people()


@pytest.fixture
def window(who: make.People) -> Window:
    """A on 2 June; B and C both on 3 June, of whom only one fits under 100.000; D on 7 June."""
    window = make.window("slim-2022-2-swv")
    for amount, day in (("60000.00", 2), ("30000.00", 3), ("35000.00", 3), ("1000.00", 7)):
        arrived(amount, day)
    ceiling(window, "100000.00")
    return window


def divide(window: Window, who: make.People, day: int) -> str:
    join_order(window.pk, by=who[Role.HANDLER], on=date(2022, 6, day))
    reserve_reached(window.pk, by=who[Role.HANDLER], on=date(2022, 6, day))
    return statuses(window)


def draw(window: Window, who: make.People) -> None:
    by, second = who[Role.ADMINISTRATOR], who[Role.DECIDER]
    commit_seed(window.pk, by=by, on=date(2022, 6, 8), value_source=SOURCE, value_due_at=DUE)
    freeze_list(window.pk, by=by, on=date(2022, 6, 8))
    enter_value(window.pk, VALUE, by=by, on=date(2022, 6, 11))
    confirm_value(window.pk, VALUE, by=second, on=date(2022, 6, 11))
    draw_lot(window.pk, by=second, on=date(2022, 6, 11))


def test_days_are_handled_as_they_come_until_the_day_of_overshoot(window: Window, who: make.People) -> None:
    assert divide(window, who, 2) == "", "a day counts when it is over"
    assert divide(window, who, 3) == "A"
    assert divide(window, who, 8) == "A", "D may not be handled before the lot between B and C"


def test_the_day_of_overshoot_is_drawn_and_later_days_follow(window: Window, who: make.People) -> None:
    divide(window, who, 8)
    draw(window, who)
    assert divide(window, who, 11) == "AAss", "one of B and C fits, the other does not, and D may not pass it"
    last = in_order(window)[-1]
    assert (last.requested_cents, Position.objects.get(case=last).key) == (100_000, "2022-06-07")
    assert refuse_unreached(window.pk, by=who[Role.DECIDER], on=date(2022, 6, 12)) == 2


def test_only_those_of_the_day_stand_on_the_list(window: Window, who: make.People) -> None:
    by = who[Role.ADMINISTRATOR]
    commit_seed(window.pk, by=by, on=date(2022, 6, 8), value_source=SOURCE, value_due_at=DUE)
    make.refused(lambda: freeze_list(window.pk, by=by, on=date(2022, 6, 8)), NotInOrder, "Verdeel eerst")
    divide(window, who, 8)
    freeze_list(window.pk, by=by, on=date(2022, 6, 8))
    assert Draw.objects.get(window=window).list_digest
    assert divide(window, who, 9) == "A", "a frozen day waits for its draw"


def test_no_list_is_frozen_while_everything_fits(window: Window, who: make.People) -> None:
    ceiling(window, "126000.00")
    by = who[Role.ADMINISTRATOR]
    assert divide(window, who, 8) == "AAAA"
    commit_seed(window.pk, by=by, on=date(2022, 6, 8), value_source=SOURCE, value_due_at=DUE)
    make.refused(lambda: freeze_list(window.pk, by=by, on=date(2022, 6, 8)), NotInOrder, "geen dag")


def test_where_no_lot_is_wanted_the_moment_counts(window: Window, who: make.People) -> None:
    setting("overshoot_day_by_lot", False)
    assert divide(window, who, 8) == "AAss"
    amounts = [case.requested_cents for case in in_order(window)]
    assert amounts == [6_000_000, 3_000_000, 3_500_000, 100_000]
