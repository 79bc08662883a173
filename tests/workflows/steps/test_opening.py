"""How a step is taken or refused: whole or not at all, the refused attempt is kept afterwards, and two at once are one after the
other."""

from __future__ import annotations

import json
import threading
from datetime import date

import pytest
from django.db import DatabaseError, connection

from audit.models import Event
from audit.trail import record
from cases.authority.permissions import Role
from cases.authority.permit import NotAuthorised, Refused
from cases.models import Case, Counter, Decision, LedgerRow, Status
from letters.models import Letter
from tests import make
from workflows.steps.grant import grant_subsidy
from workflows.steps.opening import attempt
from workflows.steps.settlement import assess_settlement

ON = date(2020, 5, 8)


@pytest.mark.own_database
def test_a_refused_attempt_is_kept_after_everything_else_was_rolled_back() -> None:
    who = make.people()
    case = make.assessed(make.applied(), who, on=ON)
    with pytest.raises(NotAuthorised), attempt(case.stream, "case.granted", by=who[Role.FINANCE], on=ON):
        grant_subsidy(case.pk, by=who[Role.FINANCE], on=ON)
    event = Event.objects.filter(stream=case.stream).order_by("-number")[0]
    assert (event.action, event.result, event.actor) == ("case.granted", "refused", str(who[Role.FINANCE]))
    assert "beslisser" in json.loads(event.body)["facts"]["reason"]
    assert event.status_to is None
    assert make.fresh(case).status == Status.ASSESSMENT
    assert not Decision.objects.exists()
    with attempt(case.stream, "case.granted", by=who[Role.DECIDER], on=ON):
        grant_subsidy(case.pk, by=who[Role.DECIDER], on=ON)
    assert Event.objects.filter(stream=case.stream, action="case.granted", result="refused").count() == 1
    assert make.fresh(case).status == Status.GRANTED


@pytest.mark.django_db
def test_a_step_that_breaks_off_leaves_nothing_half_done(monkeypatch: pytest.MonkeyPatch) -> None:
    who = make.people()
    case = make.assessed(make.applied(), who, on=ON)
    before = make.balances_of(case), make.tasks_of(case), Event.objects.count()

    def break_off(*args: object, **kwargs: object) -> None:
        raise ZeroDivisionError

    with monkeypatch.context() as broken:
        broken.setattr("workflows.steps.grant.queue_letter", break_off)
        make.refused(lambda: grant_subsidy(case.pk, by=who[Role.DECIDER], on=ON), ZeroDivisionError)
    assert make.fresh(case).status == Status.ASSESSMENT
    assert (make.balances_of(case), make.tasks_of(case), Event.objects.count()) == before
    assert not Letter.objects.filter(kind="grant").exists()
    grant_subsidy(case.pk, by=who[Role.DECIDER], on=ON)


@pytest.mark.own_database
def test_a_status_is_not_written_on_the_event_of_an_earlier_transaction() -> None:
    who = make.people()
    case, by = make.assessed(make.applied(), who, on=ON), who[Role.DECIDER]
    told = {"before": "assessment", "after": "granted", "facts": {"amount": "1.00"}}
    event = record(case.stream, "case.granted", actor=str(by), origin=by.origin, on=ON, **told)  # type: ignore[arg-type]
    with pytest.raises(DatabaseError, match="cannot change without its event"), connection.cursor() as cursor:
        cursor.execute(
            "UPDATE cases_case SET status = 'granted', last_event = %s WHERE id = %s", [event.number, case.pk]
        )
    assert make.fresh(case).status == Status.ASSESSMENT


@pytest.mark.own_database
def test_two_who_decide_at_once_decide_once() -> None:
    who = make.people()
    case = make.assessed(make.applied(), who, on=ON)
    outcomes = at_once([lambda: grant_subsidy(case.pk, by=who[Role.DECIDER], on=ON)] * 4)
    assert sorted(outcomes) == ["NotLawful", "NotLawful", "NotLawful", "done"]
    assert Decision.objects.filter(case=case).count() == 1
    assert LedgerRow.objects.filter(case=case, account="committed").count() == 1
    assert make.fresh(case).status == Status.GRANTED


@pytest.mark.own_database
def test_two_grants_at_once_do_not_pass_the_ceiling_together() -> None:
    """Each place leaves room for one grant above it, not for two."""
    who = make.people()
    cases = [make.applied(number=number) for number in (1, 2)]
    for case in cases:
        Case.objects.filter(pk=case.pk).update(requested_cents=1_438_000)
        make.assessed(make.fresh(case), who, on=ON)
    Counter.objects.update(limit_cents=2 * 1_438_000 + 880)
    outcomes = at_once([lambda pk=case.pk: grant_subsidy(pk, by=who[Role.DECIDER], on=ON) for case in cases])
    assert sorted(outcomes) == ["CeilingReached", "done"]
    counter = Counter.objects.get()
    assert counter.taken_cents == counter.limit_cents


@pytest.mark.own_database
def test_a_report_and_a_settlement_without_it_do_not_cross() -> None:
    """Whoever comes first, the settlement rests on the report or the report is refused."""
    who = make.people()
    case = make.announced(make.applied(), who, on=ON)
    for day in (date(2021, 8, 9), date(2021, 8, 24)):
        make.day_passes(day)
        make.letters_sent(day)
    outcomes = at_once(
        [
            lambda: make.reported(case, "1.00", on=date(2021, 8, 25)),
            lambda: assess_settlement(case.pk, by=who[Role.HANDLER], on=date(2021, 8, 25)),
        ]
    )
    assert outcomes == ["done", "done"]
    assert make.fresh(case).status == Status.REPORTED
    assert make.tasks_of(case) in (["assess"], ["decide"])


def at_once(steps: list[object]) -> list[str]:
    """Take steps in threads of their own that begin together; gives for each "done" or the name of its refusal."""
    start, outcomes = threading.Barrier(len(steps)), list[str]()

    def take(step: object) -> None:
        try:
            start.wait(timeout=30)
            assert callable(step)
            step()
            outcomes.append("done")
        except Refused as refusal:
            outcomes.append(type(refusal).__name__)
        finally:
            connection.close()

    threads = [threading.Thread(target=take, args=(step,)) for step in steps]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert len(outcomes) == len(steps)
    return outcomes
