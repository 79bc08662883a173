"""An application comes in where the order of arrival decides: one statement, a number and a place at once, and nothing more."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext

from audit.models import Event
from cases.authority.permissions import Role
from cases.models import Arrival, Case, DatedSetting, Party, RegisterEntry, Submission, Window
from cases.schemes.reading import InvalidInput
from letters.models import Letter
from tests import make
from tests.arriving.queueing import came_in, in_order, incoming, window
from workflows.api.once import ARRIVE as PROCEDURE
from workflows.steps.arriving import First, NotFirst
from workflows.steps.taking_in import take_in

pytestmark = pytest.mark.django_db


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=make.AMSTERDAM)


def test_the_sender_hears_number_and_place_at_once() -> None:
    window()
    first, second = came_in(1), came_in(2)
    assert (first.place, second.place) == (1, 2)
    assert first.number.startswith("RIJ-2023-")
    assert first.is_new
    assert first.number != second.number


def test_nothing_but_submission_and_arrival_is_written() -> None:
    window()
    before = Event.objects.count()
    came_in(1)
    assert (Submission.objects.count(), Arrival.objects.count()) == (1, 1)
    assert (Case.objects.count(), Letter.objects.count(), Party.objects.count()) == (0, 0, 0)
    assert Event.objects.count() == before


def test_storing_is_one_statement() -> None:
    window()
    one = incoming(1)
    take_in(incoming(2), channel="test")
    with CaptureQueriesContext(connection) as captured:
        take_in(one, channel="test")
    assert "cases_arrive(" in captured.captured_queries[0]["sql"]
    assert len(captured) == 1, "window and settings were read with the first, and are seen to be the same"


FIRST = """INSERT INTO cases_registerentry (register, key, data, from_on)
SELECT 'een', %(key)s, 'null', now() WHERE %(yes)s RETURNING id"""


def first(key: str, *, yes: bool = True) -> First:
    return First(FIRST, PROCEDURE, {"key": key, "yes": yes})


def test_what_is_done_first_is_done_with_the_application_or_neither_is() -> None:
    window()
    make.refused(lambda: take_in(incoming(1), channel="test", first=first("a", yes=False)), NotFirst)
    assert (Arrival.objects.count(), Submission.objects.count()) == (0, 0)
    receipt = take_in(incoming(1), channel="test", first=first("b"))
    assert (receipt.is_new, RegisterEntry.objects.get(register="een").key) == (True, "b")


def test_the_same_submission_twice_is_one_arrival() -> None:
    window()
    first, again = came_in(1), came_in(1)
    assert (again.number, again.place, again.is_new) == (first.number, first.place, False)
    assert Arrival.objects.count() == 1
    assert came_in(2).place == 2


def test_the_same_text_in_a_later_window_is_another_arrival() -> None:
    window()
    first, second = came_in(1), came_in(1, at=moment("2023-05-01T10:00:00"))
    assert (first.is_new, second.is_new, Arrival.objects.count()) == (True, True, 2)
    assert first.number != second.number


def test_an_incomplete_application_has_a_number_and_no_place_yet() -> None:
    found = window()
    receipt = came_in(1, with_documents=False)
    assert receipt.number
    assert receipt.place is None
    assert came_in(2).place == 1
    assert [one.number for one in in_order(found)] != [receipt.number]


@pytest.mark.parametrize(
    ("received_at", "told"),
    [
        ("2023-03-01T09:59:59", "rij-1 opent op 01-03-2023 10:00"),
        ("2023-03-31T17:00:01", "rij-2 opent op 01-05-2023 10:00"),
        ("2024-02-01T12:00:00", "rij-5 sloot op 31-01-2024 17:00"),
    ],
)
def test_outside_a_window_nothing_is_taken_in_and_the_sender_hears_when(received_at: str, told: str) -> None:
    window()
    with pytest.raises(InvalidInput, match=told):
        came_in(1, at=moment(received_at))
    assert not Submission.objects.exists()


@pytest.mark.parametrize("received_at", ["2023-03-01T10:00:00", "2023-03-31T17:00:00"])
def test_the_first_and_the_last_moment_count(received_at: str) -> None:
    window()
    assert came_in(1, at=moment(received_at)).is_new


def test_a_place_does_not_depend_on_a_moment_that_the_sender_names() -> None:
    window()
    came_in(1, at=moment("2023-03-20T12:00:00"))
    assert came_in(2, at=moment("2023-03-01T10:00:00")).place == 2, "naming an early moment gives no priority"


def test_a_closed_window_takes_nothing_more() -> None:
    found = window()
    found.arrivals_closed_on = found.closes_at.date()
    found.save(update_fields=["arrivals_closed_on"])
    with pytest.raises(InvalidInput, match="gesloten"), transaction.atomic():
        take_in(incoming(1), channel="test")
    assert not Submission.objects.exists()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE cases_arrival SET order_number = 9",
        "UPDATE cases_arrival SET ordered_at = now()",
        "UPDATE cases_arrival SET is_complete = false",
        "DELETE FROM cases_arrival",
    ],
)
def test_the_database_keeps_the_place_of_an_arrival(statement: str) -> None:
    found = window()
    came_in(1)
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert [one.order_number for one in in_order(found)] == [1]


def test_whoever_writes_a_number_of_his_own_gets_the_next_one() -> None:
    found = window()
    came_in(1)
    came_in(2, with_documents=False)
    Arrival.objects.filter(is_complete=False).update(is_complete=True, order_number=77)
    assert [one.order_number for one in in_order(found)] == [1, 2]


def test_a_window_that_changed_since_it_was_read_is_read_again() -> None:
    found = window()
    came_in(1)
    later = found.closes_at + timedelta(days=1)
    Window.objects.filter(pk=found.pk).update(closes_at=later)
    with CaptureQueriesContext(connection) as captured:
        receipt = take_in(incoming(2), channel="test", first=first("a"))
    assert (receipt.place, receipt.is_new, RegisterEntry.objects.filter(register="een").count()) == (2, True, 1)
    assert len([query for query in captured.captured_queries if "cases_arrive(" in query["sql"]]) == 2


def test_a_setting_that_was_approved_since_counts_at_once() -> None:
    window()
    came_in(1)
    who = make.people()
    DatedSetting.objects.create(
        scheme="rij",
        name="most_amount",
        value="400.00",
        from_on=date(2023, 1, 1),
        source="test",
        proposed_by_id=who[Role.ADMINISTRATOR].employee_id,
        approved_by_id=who[Role.AUDITOR].employee_id,
    )
    came_in(2)
    asked = Arrival.objects.order_by("order_number").values_list("requested_cents", flat=True)
    assert list(asked) == [100_000, 40_000]
