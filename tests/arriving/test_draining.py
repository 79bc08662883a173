"""The drain of a window: everybody in the order of arrival, machine decisions only where nothing is open, and nobody lost."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from viewflow.workflow.models import Process, Task

from audit.chain import check_chains
from audit.models import Event
from cases.amounts import euro
from cases.authority.permissions import Role
from cases.models import Arrival, Case, Decision, Entitlement, Position, Reservation, Signal, Term
from cases.money.ledger import discrepancies
from letters.models import Letter
from tests import make
from tests.arriving.queueing import DECIDED_ON, all_came_in, came_in, case_of, drained, left, people, statuses, window
from tests.arriving.schemes.rij import BROKEN, DOUBTFUL, UNINSURED
from workflows.steps.assessment import Answer, assess_application
from workflows.steps.distribution import refuse_unreached, reserve_reached
from workflows.steps.grant import grant_subsidy
from workflows.steps.ordering import join_order

pytestmark = pytest.mark.django_db


def test_in_order_until_the_ceiling_and_nobody_passes() -> None:
    found = window(ceiling="2500.00")
    all_came_in(["1000.00", "900.00", "800.00", "500.00"])
    done = drained(found)
    assert statuses(found) == ["granted", "granted", "refused", "refused"]
    assert (done.fates["granted"], done.fates["ceiling"]) == (2, 2)
    assert left(found) == 600, "the fourth would have fitted, but came after one that did not"
    assert not list(discrepancies())
    assert check_chains().breach is None


def test_no_digest_of_an_application_is_in_the_events_of_its_case() -> None:
    found = window()
    receipt = came_in(1, "800.00")
    drained(found)
    case = case_of(receipt)
    bodies = "".join(Event.objects.filter(stream=case.stream).values_list("body", flat=True))
    assert case.application.digest[:12] not in bodies


def test_a_machine_decision_has_its_rows_and_creates_no_work() -> None:
    found = window()
    receipt = came_in(1, "800.00")
    drained(found)
    case = case_of(receipt)
    decision = Decision.objects.get(case=case)
    assert (decision.kind, decision.amount_cents, decision.decided_by, decision.mandate) == ("grant", 80000, None, None)
    assert decision.facts["by_machine"] is True
    assert decision.assessment is not None
    assert make.balances_of(case) == {"committed": "800.00"}
    assert [letter.kind for letter in Letter.objects.filter(case=case)] == ["grant"]
    assert not Process.objects.exists()
    assert not Task.objects.exists()
    assert not Term.objects.filter(case=case, ended_on=None).exists()
    actions = list(Event.objects.filter(stream=case.stream).order_by("number").values_list("action", "actor"))
    assert actions == [
        ("case.submitted", f"party:{case.party_id}"),
        ("case.assessed", "system:drain"),
        ("case.granted_by_machine", "system:drain"),
    ]


def test_a_bound_refusal_on_own_data_is_taken_by_machine() -> None:
    found = window()
    receipt = came_in(1, age=17)
    drained(found)
    decision = Decision.objects.get(case=case_of(receipt))
    assert (decision.kind, decision.facts) == ("refusal", {"by_machine": True})
    assert left(found) == 10000
    assert make.tasks_of(case_of(receipt)) == []


@pytest.mark.parametrize("training", [DOUBTFUL, UNINSURED, BROKEN])
def test_what_a_machine_may_not_decide_goes_to_a_person_with_place_and_money(training: str) -> None:
    found = window()
    receipt = came_in(1, "800.00", training=training)
    later = came_in(2, "900.00")
    drained(found)
    case = case_of(receipt)
    assert case.status == "assessment"
    assert make.balances_of(case) == {"reserved": "800.00"}
    assert make.tasks_of(case) == ["assess"]
    assert not Decision.objects.filter(case=case).exists()
    handed = Event.objects.get(stream=case.stream, action="case.handed_to_person")
    assert '"reason":' in handed.body
    assert case_of(later).status == "granted", "the queue goes on"
    assert left(found) == 8300
    assert not list(discrepancies())


def test_an_open_signal_keeps_the_machine_away(monkeypatch: pytest.MonkeyPatch) -> None:
    found = window()
    signalled, minor = came_in(1), came_in(2, age=17)
    monkeypatch.setattr("workflows.steps.draining.with_open_signal", lambda keys: frozenset(keys))
    drained(found)
    assert [case_of(each).status for each in (signalled, minor)] == ["assessment", "assessment"]
    assert not Decision.objects.exists()
    assert left(found) == 8000


def test_who_does_not_fit_and_is_not_for_a_machine_waits_for_a_person() -> None:
    found = window(ceiling="1000.00")
    came_in(1)
    receipt = came_in(2, training=DOUBTFUL)
    drained(found)
    case = case_of(receipt)
    assert (case.status, Reservation.objects.filter(case=case).count()) == ("submitted", 0)
    assert not Decision.objects.filter(case=case).exists()
    assert Position.objects.get(case=case).number == 2


def test_a_decider_refuses_in_one_go_those_who_wait_without_room() -> None:
    found, who = window(ceiling="1000.00"), people()
    came_in(1)
    receipts = [came_in(number, training=DOUBTFUL) for number in (2, 3)]
    drained(found)
    assert join_order(found.pk, by=who[Role.HANDLER], on=DECIDED_ON) == 0
    assert reserve_reached(found.pk, by=who[Role.HANDLER], on=DECIDED_ON).reached == 0
    assert refuse_unreached(found.pk, by=who[Role.DECIDER], on=DECIDED_ON) == 2
    assert [case_of(one).status for one in receipts] == ["refused", "refused"]


def test_a_person_grants_what_was_reserved() -> None:
    found, who = window(), people()
    receipt = came_in(1, "800.00", training=DOUBTFUL)
    drained(found)
    case = case_of(receipt)

    answers = {"register_agrees": Answer(True, "De opleider bevestigt de inschrijving.")}
    assess_application(case.pk, by=who[Role.HANDLER], on=DECIDED_ON, answers=answers)
    grant_subsidy(case.pk, by=who[Role.DECIDER], on=DECIDED_ON)
    assert make.balances_of(case) == {"committed": "800.00"}
    assert left(found) == 9200
    assert Entitlement.objects.get(case=case).year == 2023


def test_running_again_does_nothing() -> None:
    found = window()
    all_came_in(["800.00", "900.00"])
    drained(found)
    before = Event.objects.count(), Decision.objects.count(), Reservation.objects.count(), Letter.objects.count()
    assert drained(found).count == 0
    assert (
        Event.objects.count(),
        Decision.objects.count(),
        Reservation.objects.count(),
        Letter.objects.count(),
    ) == before


def test_the_number_of_statements_does_not_grow_with_the_applications() -> None:
    found = window(ceiling="900000.00")
    came_in(1000)
    drained(found)

    def statements(first: int, count: int) -> int:
        for number in range(first, first + count):
            came_in(number, training=f"T{number}")
        with CaptureQueriesContext(connection) as captured:
            drained(found)
        return len(captured)

    assert statements(1, 5) == statements(10, 60)


def test_everybody_has_his_case_under_the_number_of_the_receipt() -> None:
    found = window()
    receipts = all_came_in(["100.00"] * 5)
    drained(found)
    assert [one.number for one in Arrival.objects.order_by("order_number")] == [one.number for one in receipts]
    assert [case.number for case in Case.objects.order_by("position__number")] == [one.number for one in receipts]
    assert all(amount == euro("100.00") * 100 for amount in Case.objects.values_list("requested_cents", flat=True))
    assert Signal.objects.count() == 0
