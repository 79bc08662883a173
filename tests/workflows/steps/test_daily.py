"""The daily run: what the calendar brings, once; an item that is refused is kept in the trail and stops nobody else."""

from __future__ import annotations

from datetime import date

import pytest

from audit.models import Event
from cases.authority.permissions import Role
from cases.models import Case, Status
from tests import make
from workflows.steps.daily import DUTIES, run_duty
from workflows.steps.supplement import request_supplement

DUTY = {duty.name: duty for duty in DUTIES}
ASKED, AFTER = date(2020, 4, 6), date(2020, 4, 21)


@pytest.fixture
def who() -> make.People:
    """One employee for each role."""
    return make.people()


def asked(who: make.People) -> list[Case]:
    """Two applicants who were asked to complete their application, and one who completed it at once."""
    cases = [make.applied("mkb-onvolledig-2020", number=number) for number in (1, 2)]
    for case in cases:
        request_supplement(case.pk, by=who[Role.HANDLER], on=ASKED)
    make.letters_sent(ASKED)
    make.applied("mkb-klein-2020")
    return cases


@pytest.mark.django_db
def test_what_lapsed_is_ended_once_and_not_before_its_day(who: make.People) -> None:
    cases = asked(who)
    assert make.day_passes(date(2020, 4, 20)) == {}
    assert make.day_passes(AFTER) == {"supplements_lapsed": 2}
    assert make.day_passes(AFTER) == {}
    assert [make.tasks_of(case) for case in cases] == [["leave_unconsidered"]] * 2


@pytest.mark.own_database
def test_a_refused_item_is_kept_and_the_run_goes_on(who: make.People) -> None:
    cases = asked(who)
    refused = list(run_duty(DUTY["supplements_lapsed"], by=who[Role.AUDITOR], on=AFTER))
    assert refused == [False, False]
    kept = Event.objects.filter(result="refused", actor=str(who[Role.AUDITOR]))
    assert sorted(event.stream for event in kept) == sorted(case.stream for case in cases)
    assert list(run_duty(DUTY["supplements_lapsed"], by=who[Role.SYSTEM], on=AFTER)) == [True, True]


@pytest.mark.django_db
@pytest.mark.parametrize("name", sorted(DUTY), ids=str)
def test_a_duty_without_cases_does_nothing(who: make.People, name: str) -> None:
    make.applied("mkb-klein-2020")
    before = Event.objects.count()
    assert list(run_duty(DUTY[name], by=who[Role.SYSTEM], on=date(2030, 1, 1))) == []
    assert Event.objects.count() == before
    assert set(Case.objects.values_list("status", flat=True)) == {Status.SUBMITTED}
