"""Cases of several schemes are closed in one run: the permission is asked for each scheme."""

from __future__ import annotations

from datetime import date

import pytest

from cases.authority.actors import system
from cases.authority.permissions import Role
from cases.models import Status
from tests import make
from tests.schemes.derde_leerweg.builders import DERDE_LEERWEG, data
from tests.schemes.derde_leerweg.test_journey import taken_in
from workflows.steps.closing import close_finished
from workflows.steps.ending import withdraw_application
from workflows.steps.windows import load_windows


@pytest.mark.django_db
def test_finished_cases_of_two_schemes_are_closed_together() -> None:
    who = make.people()
    load_windows(DERDE_LEERWEG.code, by=who[Role.ADMINISTRATOR], on=date(2023, 5, 1))
    cases = [make.applied("mkb-klein-2020"), taken_in(data(), "2023-06-12T10:00:00+02:00")]
    for case in cases:
        withdraw_application(case.pk, {}, by=who[Role.HANDLER], received_at=make.at(case.received_on))
        make.letters_sent(case.received_on)
    close_finished([case.pk for case in cases], by=system("run_daily"), on=date(2024, 1, 8))
    assert {make.fresh(case).status for case in cases} == {Status.CLOSED}
