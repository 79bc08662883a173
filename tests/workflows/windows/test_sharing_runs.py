"""Long work on a shared window in the background: started by who may, once at a time, in that person's name, and taken up again."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob

from audit.models import Event
from cases.authority.permissions import Role
from cases.authority.permit import NotAuthorised
from cases.models import Case, RoleHolding, SharingRun, Status, User, Window
from cases.windows.alone import alone, is_being_done
from cases.windows.method import NotInOrder
from tests import make
from tests.architecture.source import ROOT
from tests.workflows.windows import shared
from tests.workflows.windows.shared import DECIDED, FROZEN
from workflows.jobs import run_sharing, start_sharing_run
from workflows.share_status import RunStanding, standing_of_runs
from workflows.steps import lines
from workflows.steps.settling_directly import sign_sharing
from workflows.steps.sharing_runs import carry_out


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


def started(window: Window, act: str, who: make.People, role: Role) -> SharingRun:
    """Start work in the background."""
    return start_sharing_run(window.pk, act, by=who[role], on=FROZEN)


def standing(window: Window, act: str) -> RunStanding:
    """Read how far it is."""
    return next(one for one in standing_of_runs(window) if one.act == act)


def told(window: Window, act: str) -> tuple[str, int, int]:
    """Give state, how many are done and how many wait."""
    found = standing(window, act)
    return found.state, found.done, found.waiting


@pytest.mark.django_db
def test_a_whole_window_is_done_in_the_background_by_those_who_started_it(who: make.People, window: Window) -> None:
    shared.applied(1), shared.applied(2, {"met": False}), shared.applied(3, at=make.at(shared.CLOSED))
    assert told(window, "take-up") == ("", 0, 2)
    judging, late = started(window, "take-up", who, Role.HANDLER), started(window, "late", who, Role.DECIDER)
    assert told(window, "take-up") == ("queued", 0, 2)
    assert (carry_out(judging.pk), carry_out(late.pk)) == ("done", "done")
    assert (told(window, "take-up"), told(window, "late")) == (("done", 2, 0), ("done", 1, 0))
    shared.approved(window, who)
    sign_sharing(window.pk, by=who[Role.DECIDER], on=DECIDED)
    assert carry_out(started(window, "decide", who, Role.DECIDER).pk) == "done"
    assert told(window, "decide") == ("done", 2, 0)
    assert sorted(Case.objects.values_list("status", flat=True)) == [Status.REFUSED, Status.REFUSED, Status.SETTLED]
    for action, role in (("window.lines_taken_up", Role.HANDLER), ("window.lines_decided", Role.DECIDER)):
        event = Event.objects.filter(action=action).latest("pk")
        assert (event.actor, '"channel":"job"' in event.body) == (str(who[role]), True)
    assert Event.objects.filter(action="window.run_started").count() == 3


@pytest.mark.django_db
def test_a_job_carries_the_key_of_its_run_only(who: make.People, window: Window) -> None:
    shared.applied(1)
    run = started(window, "take-up", who, Role.HANDLER)
    assert ProcrastinateJob.objects.get().args == {"run": run.pk}


@pytest.mark.django_db
def test_it_is_started_once_while_it_waits_or_runs(who: make.People, window: Window) -> None:
    shared.applied(1)
    run = started(window, "take-up", who, Role.HANDLER)
    make.refused(lambda: started(window, "take-up", who, Role.HANDLER), NotInOrder, "al gestart")
    ProcrastinateJob.objects.all().delete()
    with alone(window.pk, "take-up"):
        assert standing(window, "take-up").state == "running"
        make.refused(lambda: started(window, "take-up", who, Role.HANDLER), NotInOrder, "loopt al")
    assert not is_being_done(window.pk, "take-up")
    assert SharingRun.objects.get().pk == run.pk


@pytest.mark.django_db
def test_a_run_is_doubled_without_harm(who: make.People, window: Window) -> None:
    shared.applied(1)
    run = started(window, "take-up", who, Role.HANDLER)
    assert (run_sharing(run.pk), run_sharing(run.pk)) == ("done", "")
    assert Event.objects.filter(action="case.assessed").count() == 1


@pytest.mark.django_db
def test_only_who_may_do_the_work_starts_it_and_only_where_it_waits(who: make.People, window: Window) -> None:
    make.refused(lambda: started(window, "take-up", who, Role.HANDLER), NotInOrder, "wacht geen aanvraag")
    shared.applied(1)
    make.refused(lambda: started(window, "take-up", who, Role.FINANCE), NotAuthorised, "behandelaar")
    make.refused(lambda: started(window, "decide", who, Role.DECIDER), NotInOrder, "niet bevroren")
    shared.approved(window, who)
    make.refused(lambda: started(window, "decide", who, Role.DECIDER), NotInOrder, "niet getekend")
    sign_sharing(window.pk, by=who[Role.DECIDER], on=DECIDED)
    other = make.person(Role.DECIDER, username="ander")
    shared.mandate(other.employee_id)
    make.refused(lambda: start_sharing_run(window.pk, "decide", by=other, on=FROZEN), NotAuthorised, "tekende")
    assert not ProcrastinateJob.objects.exists()


@pytest.mark.django_db
def test_a_role_that_was_lost_meanwhile_refuses_the_run(who: make.People, window: Window) -> None:
    shared.applied(1)
    run = started(window, "take-up", who, Role.HANDLER)
    RoleHolding.objects.filter(user_id=who[Role.HANDLER].employee_id).delete()
    assert carry_out(run.pk) == "refused"
    found = standing(window, "take-up")
    assert (found.state, found.done, found.run and "behandelaar" in found.run.refusal) == ("refused", 0, True)
    assert Event.objects.filter(action="window.lines_taken_up", result="refused").count() == 1


@pytest.mark.django_db
def test_a_run_that_fails_says_so_and_can_be_started_again(
    who: make.People, window: Window, monkeypatch: pytest.MonkeyPatch
) -> None:
    shared.applied(1)
    run = started(window, "take-up", who, Role.HANDLER)

    def broken(*arguments: Any, **options: Any) -> int:
        raise ValueError("something is wrong")

    with monkeypatch.context() as patch, suppress(ValueError):
        patch.setattr(lines, "take_up_chunk", broken)
        carry_out(run.pk)
    assert told(window, "take-up") == ("failed", 0, 1)
    ProcrastinateJob.objects.all().delete()
    assert carry_out(started(window, "take-up", who, Role.HANDLER).pk) == "done"


def worked(chunks: int) -> int:
    """Let a worker do what waits, killed after so many chunks; gives how its process ended."""
    command = [sys.executable, "-m", "tests.workflows.windows.worker", str(chunks)]
    return subprocess.run(command, cwd=ROOT, env=dict(os.environ), capture_output=True, timeout=120).returncode


@pytest.mark.own_database
def test_a_killed_worker_is_followed_by_another_that_goes_on_in_the_name_of_who_started_again() -> None:
    who = shared.people()
    window = shared.opened(who)
    for number in range(1, 5):
        shared.applied(number)
    started(window, "take-up", who, Role.HANDLER)
    assert worked(2) == -signal.SIGKILL
    assert told(window, "take-up") == ("broken_off", 2, 2)
    again = make.person(Role.HANDLER, username="opvolger")
    start_sharing_run(window.pk, "take-up", by=again, on=FROZEN)
    assert worked(9) == 0
    assert told(window, "take-up") == ("done", 2, 0)
    first, second = SharingRun.objects.order_by("pk")
    assert (first.outcome, second.outcome, second.total) == ("broken_off", "done", 2)
    judged = Event.objects.filter(action="case.assessed").order_by("pk").values_list("actor", flat=True)
    assert list(judged) == [str(who[Role.HANDLER])] * 2 + [str(again)] * 2
    assert User.objects.get(pk=again.employee_id) == second.started_by
