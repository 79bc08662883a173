"""How many queries one step may take, from lock to announcement; savepoints and the ends of transactions are not counted.
How long a step takes is measured in tests/bench."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cases.authority.permissions import Role
from cases.intake import read_submission
from cases.models import Case
from tests import make
from workflows.steps.assessment import assess_application, take_up
from workflows.steps.grant import grant_subsidy, refuse_application, refuse_for_ceiling
from workflows.steps.settlement import assess_settlement, receive_report, settle_subsidy
from workflows.steps.submission import submit_application

pytestmark = pytest.mark.django_db
CONTROL = ("SAVEPOINT", "RELEASE", "BEGIN", "COMMIT")
DECIDED_ON, ENDED_ON, REPORTED_ON, SETTLED_ON = (
    date(2023, 11, 12),
    date(2024, 10, 1),
    date(2024, 10, 2),
    date(2024, 11, 1),
)
ADVANCED, TOO_CHEAP = "mkb-voorschot-2023", "mkb-te-lage-kosten-2020"


@pytest.fixture
def who() -> make.People:
    return make.people()


def queries(step: Callable[[], object]) -> list[str]:
    """Take a step and give its statements, after the first of its kind filled what is read once for each process."""
    with CaptureQueriesContext(connection) as captured:
        step()
    return [query["sql"] for query in captured.captured_queries if not query["sql"].startswith(CONTROL)]


def at_most(count: int, step: Callable[[], object]) -> None:
    taken = queries(step)
    assert len(taken) <= count, "\n".join(statement[:120] for statement in taken)


def submission(number: int) -> Callable[[], object]:
    envelope = make.sample(ADVANCED)
    envelope["application"]["applicant"]["kvk_number"] = f"91{number:06}"
    make.known_to_registers(envelope)
    incoming = read_submission(json.dumps(envelope), received_at=timezone.now())
    return lambda: submit_application(incoming, channel="test")


def with_other_amount(case: Case) -> Case:
    """Give a case that holds more of the window than it will be granted, so that the rest comes free."""
    Case.objects.filter(pk=case.pk).update(requested_cents=case.requested_cents + 100_00)
    return make.fresh(case)


def test_submitting_an_application_takes_at_most_15_queries_with_its_look_for_signals() -> None:
    make.applied(ADVANCED)
    at_most(15, submission(1))


def test_taking_up_takes_at_most_9_queries(who: make.People) -> None:
    case = make.with_place(make.applied(ADVANCED), on=DECIDED_ON)
    at_most(9, lambda: take_up(case.pk, by=who[Role.HANDLER], on=DECIDED_ON))


def test_assessing_takes_at_most_16_queries_with_its_questions_to_the_registers(who: make.People) -> None:
    case = make.with_place(make.applied(ADVANCED), on=DECIDED_ON)
    take_up(case.pk, by=who[Role.HANDLER], on=DECIDED_ON)
    at_most(16, lambda: assess_application(case.pk, by=who[Role.HANDLER], on=DECIDED_ON))


def test_granting_with_an_advance_takes_at_most_16_queries(who: make.People) -> None:
    case = make.assessed(make.applied(ADVANCED), who, on=DECIDED_ON)
    at_most(16, lambda: grant_subsidy(case.pk, by=who[Role.DECIDER], on=DECIDED_ON))
    assert case.payments.get().kind == "advance"


def test_granting_less_than_was_reserved_takes_at_most_16_queries(who: make.People) -> None:
    case = make.assessed(with_other_amount(make.applied(ADVANCED)), who, on=DECIDED_ON)
    at_most(16, lambda: grant_subsidy(case.pk, by=who[Role.DECIDER], on=DECIDED_ON))
    assert case.reservations.count() == 2


def test_refusing_takes_at_most_16_queries(who: make.People) -> None:
    case = make.assessed(make.applied(TOO_CHEAP), who, on=date(2020, 5, 1))
    make.unheard(case, "refusal", who, on=date(2020, 5, 1))
    at_most(16, lambda: refuse_application(case.pk, by=who[Role.DECIDER], on=date(2020, 5, 2)))


def test_refusing_many_for_the_ceiling_takes_as_many_queries_as_refusing_one(who: make.People) -> None:
    one, *many = (make.applied("mkb-klein-2020", number=number).pk for number in range(1, 7))
    at_most(12, lambda: refuse_for_ceiling([one], by=who[Role.DECIDER], on=date(2020, 5, 2)))
    at_most(12, lambda: refuse_for_ceiling(many, by=who[Role.DECIDER], on=date(2020, 5, 2)))


def reported(who: make.People) -> Case:
    case = make.granted(make.applied(ADVANCED), who, on=DECIDED_ON)
    make.letters_sent(DECIDED_ON)
    data = make.report_data(case, "0.80", ended_on=ENDED_ON)
    at_most(15, lambda: receive_report(case.pk, data, by=who[Role.HANDLER], received_at=make.at(REPORTED_ON)))
    return make.fresh(case)


def test_settling_on_a_report_takes_at_most_16_queries(who: make.People) -> None:
    case = reported(who)
    at_most(19, lambda: assess_settlement(case.pk, by=who[Role.HANDLER], on=SETTLED_ON))
    at_most(16, lambda: settle_subsidy(case.pk, by=who[Role.DECIDER], on=SETTLED_ON))
    assert make.fresh(case).status == "settled"
