"""An application comes in: stored once, with its case, its first event, its term and its receipt; rejected input leaves only its
trace."""

from __future__ import annotations

import json
import threading
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from audit.models import Event
from cases.authority.permissions import Role
from cases.authority.permit import NotAuthorised
from cases.intake import read_submission
from cases.models import Case, Document, Participation, Party, Status, Submission, Term
from cases.schemes.reading import InputError, InvalidInput
from letters.models import Letter
from tests import make
from workflows.management.commands.submit import take_in
from workflows.steps.rejection import record_rejection
from workflows.steps.submission import submit_application


def raw(envelope: dict[str, Any]) -> bytes:
    """Give an envelope as the text that comes in."""
    return json.dumps(envelope).encode()


def counts() -> list[int]:
    """Count everything that a submission makes."""
    return [model.objects.count() for model in (Case, Submission, Document, Party, Participation, Term, Letter)]


@pytest.mark.django_db
def test_an_application_is_one_case_with_its_event_term_and_receipt() -> None:
    case = make.applied("mkb-klein-2020")
    first = Event.objects.get(stream=case.stream)
    assert (case.status, case.last_event, first.number) == (Status.SUBMITTED, 1, 1)
    assert (first.status_from, first.status_to) == (None, "submitted")
    assert case.party.kvk_number not in first.body
    assert case.application.digest[:12] not in first.body
    assert json.loads(first.body)["origin"]["reference"] == "submit"
    assert (case.complete_on, case.requested_cents) == (date(2020, 3, 3), 1438880)
    # 13 weeks after the closing of the window (slim.md 7 T1).
    assert make.term(case, "decision").due_on == date(2020, 6, 30)
    assert Letter.objects.get(case=case).kind == "receipt"
    assert make.tasks_of(case) == []


@pytest.mark.django_db
def test_an_incomplete_application_waits_for_a_person() -> None:
    case = make.applied("mkb-onvolledig-2020")
    assert case.complete_on is None
    assert make.tasks_of(case) == ["check_completeness"]


@pytest.mark.django_db
def test_the_same_submission_twice_is_one_case() -> None:
    case, before = make.applied("mkb-klein-2020"), counts()
    again, is_new = submit_application(read_submission(raw(make.sample("mkb-klein-2020")), received_at=timezone.now()))
    assert (again.pk, is_new) == (case.pk, False)
    assert counts() == before


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("path", "value"),
    [
        pytest.param(("application", "activities"), ["z"], id="unknown activity"),
        pytest.param(("application", "project", "months"), "12", id="number as text"),
        pytest.param(("application", "surprise"), True, id="unknown field"),
        pytest.param(("received_at",), "2020-02-01T10:00:00+01:00", id="no window open"),
        pytest.param(("received_at",), "9999-12-31T10:00:00+01:00", id="in the future"),
        pytest.param(("scheme",), "lomp", id="unknown scheme"),
    ],
)
def test_rejected_input_leaves_only_its_trace(path: tuple[str, ...], value: Any) -> None:
    make.window("slim-2020-1")
    envelope, before = make.sample("mkb-klein-2020"), counts()
    place = envelope
    for name in path[:-1]:
        place = place[name]
    place[path[-1]] = value
    answer = take_in(raw(envelope))
    assert answer["result"] == "rejected"
    assert counts() == before
    event = Event.objects.get(action="intake.rejected")
    assert event.stream == f"intake:{timezone.localdate():%Y-%m-%d}"
    assert "Korenmaat" not in event.body


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("place", "name"),
    [
        pytest.param((), "123456782", id="BSN on top"),
        pytest.param(("application",), "123456782", id="BSN in the application"),
        pytest.param(("application", "applicant"), "jan.de.vries", id="name with dots"),
        pytest.param(("application", "applicant"), "application.jan", id="name like a path"),
        pytest.param(("application", "applicant"), "nul\u0000", id="NUL"),
        pytest.param(("application", "applicant"), "half \ud800", id="half a character"),
        pytest.param(("application", "applicant"), "[123456782]", id="BSN like an index"),
    ],
)
def test_the_name_of_an_unknown_field_is_told_but_not_kept(place: tuple[str, ...], name: str) -> None:
    envelope = make.sample("mkb-klein-2020")
    group = envelope
    for each in place:
        group = group[each]
    group[name] = 1
    answer = take_in(raw(envelope))
    paths = json.loads(Event.objects.get(action="intake.rejected").body)["facts"]["paths"]
    if "\ud800" in name:
        assert (answer["result"], paths) == ("rejected", ["(geheel)"])
    else:
        assert [each["path"] for each in answer["errors"]] == [".".join([*place, name])]
        assert paths == [".".join([*place, "(onbekend veld)"])]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "part", ["n123456782", "\u0661" * 8, "a\u0007", "a" * 120], ids=["digits", "others", "bell", "long"]
)
def test_no_part_of_a_path_is_kept_that_can_be_personal(part: str) -> None:
    errors = [InputError(f"costs.{part}[3].amount", "Geen bedrag.")]
    record_rejection(b"{}", errors, on=date(2020, 3, 3))
    facts = json.loads(Event.objects.get(action="intake.rejected").body)["facts"]
    assert (facts["errors"], facts["paths"]) == (1, ["costs.(onbekend veld)[3].amount"])


@pytest.mark.django_db
def test_an_employee_without_the_role_does_not_submit() -> None:
    make.window("slim-2020-1")
    incoming = read_submission(raw(make.sample("mkb-klein-2020")), received_at=timezone.now())
    who = make.people()
    make.refused(lambda: submit_application(incoming, by=who[Role.FINANCE]), NotAuthorised, "behandelaar")
    assert not Submission.objects.exists()
    assert submit_application(incoming, by=who[Role.HANDLER])[1]


@pytest.mark.django_db
def test_outside_a_window_there_is_no_case() -> None:
    envelope = make.sample("mkb-klein-2020")
    make.window("slim-2020-1")
    late = read_submission(raw(envelope | {"received_at": "2020-04-01T09:00:00+02:00"}), received_at=timezone.now())
    with pytest.raises(InvalidInput, match="geen aanvraagtijdvak open"):
        submit_application(late)
    on_time = read_submission(raw(envelope | {"received_at": "2020-03-31T17:00:00+02:00"}), received_at=timezone.now())
    assert submit_application(on_time)[1]


@pytest.mark.own_database
def test_the_same_submission_from_eight_sides_at_once_is_one_case() -> None:
    make.window("slim-2020-1")
    incoming = read_submission(raw(make.sample("mkb-klein-2020")), received_at=timezone.now())
    start, outcomes = threading.Barrier(8), list[tuple[int, bool]]()

    def submit() -> None:
        try:
            start.wait(timeout=30)
            case, is_new = submit_application(incoming)
            outcomes.append((case.pk, is_new))
        finally:
            connection.close()

    threads = [threading.Thread(target=submit) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert len(outcomes) == 8
    assert len({pk for pk, _ in outcomes}) == 1
    assert sum(is_new for _, is_new in outcomes) == 1
    assert (Case.objects.count(), Event.objects.filter(action="case.submitted").count()) == (1, 1)
