"""How many applications of one window are of the same employer, as signal rules see it: those that left do not count."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from cases.authority.permissions import Role
from cases.law import Dated
from cases.models import Signal, Window
from cases.schemes.praktijkleren.signals import SIGNALS
from tests import make
from tests.workflows.windows import shared
from workflows.steps.ending import withdraw_application
from workflows.steps.signals import raise_signals

pytestmark = pytest.mark.django_db
RULE = next(rule for rule in SIGNALS if rule.code == "more_applications")


@pytest.fixture(autouse=True)
def _scheme() -> Iterator[None]:
    scheme = shared.a_scheme(shared.window_rule(), shared.window_rule("deling-2021", 2021))
    values = {**scheme.values, RULE.limit: Dated({make.SINCE: 1}, shared.LAW)}
    with shared.known(replace(scheme, signals=(RULE,), values=values)):
        yield


@pytest.fixture
def who() -> make.People:
    """One employee for each role."""
    return shared.people()


@pytest.fixture
def window(who: make.People) -> Window:
    """The window, open."""
    return shared.opened(who)


def looked_at(who: make.People, *case_pks: int) -> list[tuple[int, int]]:
    """Look for signals; gives for each open one of which case it is, and how many applications were counted."""
    raise_signals(list(case_pks), by=who[Role.SYSTEM], on=shared.FROZEN)
    return list(Signal.objects.filter(status="open").order_by("case").values_list("case", "measured"))


def test_two_applications_of_one_employer_are_seen_by_both_and_by_nobody_else(who: make.People, window: Window) -> None:
    first, second, other = shared.applied(1), shared.applied(1, {"holder": "999900003"}), shared.applied(2)
    assert not Signal.objects.exists()
    assert looked_at(who, first.pk, second.pk, other.pk) == [(first.pk, 2), (second.pk, 2)]


def test_one_that_was_withdrawn_for_another_does_not_count(who: make.People, window: Window) -> None:
    first, second = shared.applied(1), shared.applied(1, {"holder": "999900003"})
    withdraw_application(first.pk, {}, by=who[Role.HANDLER], received_at=make.at(shared.APPLIED))
    assert looked_at(who, second.pk) == []


def test_an_application_in_another_window_does_not_count(who: make.People, window: Window) -> None:
    first, second = shared.applied(1), shared.applied(1, at=make.at(shared.APPLIED.replace(year=2021)))
    assert first.window_id != second.window_id
    assert looked_at(who, first.pk, second.pk) == []
