"""One holder in two applications of the same applicant in one window: what the first has is not given again by the second."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pytest

from cases.authority.permissions import Role
from cases.models import Case, ClaimLine, Window
from cases.queries import application_of
from cases.schemes.registry import scheme
from cases.windows.lines import Asked, places_beside
from tests import make
from tests.workflows.windows import shared
from workflows.steps.ending import withdraw_application

pytestmark = pytest.mark.django_db
HOLDER = {"holder": "999000013"}
AGAIN = HOLDER | {"note": "nog een aanvraag"}


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
    """The window, open."""
    return shared.opened(who)


def units(case: Case) -> list[int]:
    """Give the units that each line claims."""
    return [line.claims.get().units for line in ClaimLine.objects.filter(case=case).order_by("number")]


def beside(case: Case) -> Mapping[str, Mapping[str, str]]:
    """Give what other applications claim for the lines of a case."""
    return places_beside(scheme(shared.CODE), [Asked(case, application_of(case))]).get(case.pk, {})


def test_the_second_application_of_an_applicant_gets_what_the_first_leaves(who: make.People, window: Window) -> None:
    first, second = shared.applied(1, HOLDER | {"units": 30}), shared.applied(1, AGAIN | {"units": 30})
    shared.taken_up(window, who)
    assert (units(first), units(second)) == ([30], [10])
    assert beside(second) == {"1": {"share": "3/4", "case": first.number}}


def test_another_applicant_holder_or_programme_counts_apart(who: make.People, window: Window) -> None:
    shared.applied(1, HOLDER)
    others = [
        shared.applied(2, HOLDER),
        shared.applied(1, {"holder": "999000025"}),
        shared.applied(1, HOLDER | {"programme": "25180"}),
    ]
    shared.taken_up(window, who)
    assert [units(case) for case in others] == [[40], [40], [40]]


def test_an_open_line_makes_only_the_later_application_look(who: make.People, window: Window) -> None:
    first, second = shared.applied(1, HOLDER | {"met": None}), shared.applied(1, AGAIN | {"met": None})
    shared.taken_up(window, who)
    assert (units(second), beside(second)) == ([40], {"1": {"share": "0", "case": first.number}})
    assert beside(first) == {}


def test_a_later_application_that_is_met_already_counts_for_an_earlier_one(who: make.People, window: Window) -> None:
    first, second = shared.applied(1, HOLDER | {"met": None}), shared.applied(1, HOLDER)
    shared.taken_up(window, who)
    assert (units(second), beside(first)) == ([40], {"1": {"share": "1", "case": ""}})


def test_an_application_that_left_counts_no_more(who: make.People, window: Window) -> None:
    first, second = shared.applied(1, HOLDER), shared.applied(1, AGAIN)
    shared.taken_up(window, who)
    assert units(second) == [0]
    withdraw_application(first.pk, {}, by=who[Role.HANDLER], received_at=make.at(shared.FROZEN))
    assert beside(second) == {}
