"""What comes later, what fails, and the settings at the ceiling: completed applications, an arrival that cannot be opened, a chunk
that fails together, a part of the amount for the last one; and the command and the job that drain."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import nullcontext
from datetime import date
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from procrastinate.contrib.django.models import ProcrastinateJob

from audit.models import Event
from cases.authority.permissions import Role
from cases.authority.permit import NotAuthorised
from cases.models import Arrival, Case, Decision, Reservation, Window
from cases.money.ledger import discrepancies
from cases.windows.method import Distribution, NotInOrder
from letters.models import Letter
from tests import make
from tests.arriving.queueing import (
    DECIDED_ON,
    all_came_in,
    came_in,
    case_of,
    drain_job,
    drained,
    in_order,
    left,
    people,
    statuses,
    window,
)
from workflows import jobs
from workflows.steps import submission, weighing_arrivals
from workflows.steps.draining import drain_window
from workflows.steps.ending import withdraw_application
from workflows.steps.supplement import receive_supplement, request_supplement
from workflows.window_status import status_of

pytestmark = pytest.mark.django_db


def test_an_incomplete_application_becomes_work_and_gets_its_number_when_it_is_complete() -> None:
    found, who = window(ceiling="2000.00"), people()
    incomplete = came_in(1, with_documents=False)
    came_in(2)
    drained(found)
    case = case_of(incomplete)
    assert (case.status, make.tasks_of(case)) == ("submitted", ["check_completeness"])
    assert [letter.kind for letter in Letter.objects.filter(case=case)] == ["receipt"]
    request_supplement(case.pk, by=who[Role.HANDLER], on=DECIDED_ON)
    came_in(3)
    document = [make.document("aanmeldingsbewijs")]
    receive_supplement(case.pk, {}, by=who[Role.HANDLER], received_at=make.at(DECIDED_ON), documents=document)
    assert [one.number for one in in_order(found)][2] == incomplete.number
    assert Arrival.objects.get(case=case).order_number == 3, "after those who were complete before"
    drained(found)
    assert statuses(found) == ["granted", "granted", "refused"]


def test_an_arrival_that_cannot_be_opened_keeps_its_money_and_is_tried_again(monkeypatch: pytest.MonkeyPatch) -> None:
    found = window(ceiling="2500.00")
    all_came_in(["1000.00", "1000.00", "1000.00"])
    really = submission.case_row

    def broken(key: int, *args: Any, **options: Any) -> Case:
        if key == in_order(found)[0].case_key:
            raise ValueError("something is wrong with this one")
        return really(key, *args, **options)

    monkeypatch.setattr("workflows.steps.making_cases.case_row", broken)
    drained(found)
    assert [one.outcome for one in in_order(found)] == ["", "granted", "ceiling"], "1000.00 is kept for the first"
    failed = Event.objects.get(action="window.arrival_failed")
    assert '"error":"ValueError"' in failed.body
    assert drain_command("rij-1", expected=1)["troubled"] == [in_order(found)[0].number]
    monkeypatch.setattr("workflows.steps.making_cases.case_row", really)
    answer = drain_command("rij-1", "--retry")
    assert (answer["handled"], answer["granted"], answer["troubled"]) == (1, 1, [])
    assert left(found) == 500
    assert not list(discrepancies())


def drain_command(code: str, *words: str, expected: int = 0) -> dict[str, Any]:
    """Run the command, and give what it prints."""
    out = StringIO()
    with pytest.raises(SystemExit, match=str(expected)) if expected else nullcontext():
        call_command("drain", "rij", code, "--on", DECIDED_ON.isoformat(), *words, stdout=out, skip_checks=True)
    return dict(json.loads(out.getvalue()))


def test_what_fails_together_is_tried_one_by_one_and_what_fails_alone_goes_to_a_person(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    found = window(ceiling="2500.00")
    receipts = all_came_in(["1000.00", "900.00", "800.00"])
    really: Callable[..., Any] = weighing_arrivals.weighed

    def broken(items: Any, *args: Any, **options: Any) -> Any:
        if any(one.arrival.number == receipts[1].number and not one.reason for one in items):
            raise ZeroDivisionError
        return really(items, *args, **options)

    monkeypatch.setattr("workflows.steps.draining.weighed", broken)
    drained(found)
    assert statuses(found) == ["granted", "assessment", "refused"]
    handed = Event.objects.get(action="case.handed_to_person")
    assert "ZeroDivisionError" in handed.body
    assert make.balances_of(case_of(receipts[1])) == {"reserved": "900.00"}
    assert not list(discrepancies())


@pytest.mark.parametrize(
    ("setting", "value", "expected", "rest"),
    [
        ("last_at_ceiling", "partial", ["granted", "granted", "refused", "refused"], 0),
        ("later_number_may_pass", True, ["granted", "refused", "refused", "granted"], 100),
    ],
)
def test_the_settings_at_the_ceiling(
    setting: str, value: Any, expected: list[str], rest: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = window(ceiling="1500.00")
    receipts = all_came_in(["1000.00", "800.00", "700.00", "400.00"])
    rules = {"later_number_may_pass": False, "last_at_ceiling": "refuse", "overshoot_day_by_lot": False, setting: value}
    monkeypatch.setattr("workflows.steps.draining.distribution_of", lambda window: Distribution(**rules))
    drained(found)
    assert statuses(found) == expected
    assert left(found) == rest
    if value == "partial":
        decision = Decision.objects.get(case=case_of(receipts[1]))
        assert (decision.amount_cents, decision.facts["cut_at_ceiling"]) == (50000, "800.00")
        assert "Awb 4:25 lid 2" in decision.articles
    assert not list(discrepancies())


def test_who_withdrew_before_the_drain_is_passed_over() -> None:
    found, who = window(), people()
    receipt = came_in(1, with_documents=False)
    drained(found)
    case = case_of(receipt)
    withdraw_application(case.pk, {}, by=who[Role.HANDLER], received_at=make.at(DECIDED_ON))
    Arrival.objects.filter(case=case).update(is_complete=True, handled_at=None)
    drained(found)
    assert Arrival.objects.get(case=case).outcome == "gone"
    assert not Reservation.objects.exists()
    assert not Decision.objects.exists()


def test_the_command_says_what_became_of_them() -> None:
    window(ceiling="1000.00")
    all_came_in(["1000.00", "900.00"])
    answer = drain_command("rij-1")
    assert answer == {
        "window": "rij-1",
        "handled": 2,
        "ceiling": 1,
        "granted": 1,
        "amount": "1000.00",
        "waiting": 0,
        "troubled": [],
    }
    with pytest.raises(CommandError, match="bestaat niet"):
        call_command("drain", "rij", "rij-9", skip_checks=True)


def test_a_window_of_another_method_is_not_drained() -> None:
    other = make.window("slim-2020-1")
    make.refused(lambda: drain_window(other.pk, by=drain_job(), on=DECIDED_ON), NotInOrder, "distribute")


def test_only_a_job_or_an_administrator_drains() -> None:
    found, who = window(), people()
    make.refused(lambda: drain_window(found.pk, by=who[Role.DECIDER], on=DECIDED_ON), NotAuthorised)


def test_a_job_is_started_for_each_window_that_waits_and_carries_its_key_only() -> None:
    found = window()
    assert jobs.start_drains(timestamp=0) == 0
    came_in(1)
    assert jobs.start_drains(timestamp=0) == 1
    job = ProcrastinateJob.objects.get(task_name="drain")
    assert (job.args, job.queueing_lock) == ({"window": found.pk}, f"drain:{found.pk}")
    assert jobs.drain(found.pk) == 1
    assert jobs.drain(found.pk) == 0
    assert case_of(came_in(1)).status == "granted"


def test_the_status_of_a_window_shows_how_far_its_drain_is() -> None:
    found = window("rij-2")
    came_in(1, window="rij-2")
    came_in(2, window="rij-2", with_documents=False)
    shown = status_of(Window.objects.get(pk=found.pk))
    assert (shown["arrivals"], shown["arrivals_waiting"]) == (2, 2)
    assert shown["parts"]["digital"] == {"limit": "8000.00", "left": "8000.00"}
    drained(found, on=date(2023, 5, 2))
    assert status_of(Window.objects.get(pk=found.pk))["arrivals_waiting"] == 0
