"""An application that came over HTTP and the key of its request are stored by one procedure of the database, or neither is."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import nullcontext
from datetime import timedelta

import pytest
from django.db import connections, transaction
from django.db.models import F
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cases.models import Arrival, Enclosure, Submission, Window
from cases.schemes.reading import InvalidInput
from tests.arriving.queueing import came_in, incoming, window
from tests.arriving.schemes.rij import envelope
from tests.workflows.api.calls import APPLICATIONS, answer, caller
from workflows.api.models import IdempotencyKey
from workflows.api.once import ARRIVE, CLAIM
from workflows.steps.arriving import First, NotFirst
from workflows.steps.taking_in import Receipt, take_in

pytestmark = pytest.mark.own_database


def sent(number: int, key: str = "", *, client: int = 1, with_documents: bool = True) -> Receipt:
    """Let an application come in under a key of its client."""
    values = {"client": client, "key": key, "request": f"request {number}", "now": timezone.now()}
    first = First(CLAIM if key else "", ARRIVE, values)
    return take_in(incoming(number, with_documents=with_documents), channel="test", first=first)


def keys() -> list[str]:
    return list(IdempotencyKey.objects.order_by("key").values_list("key", flat=True))


def test_application_its_file_and_its_key_are_stored_together() -> None:
    window()
    told = sent(1, "a")
    [arrival], [file] = Arrival.objects.all(), Enclosure.objects.all()
    assert (told.number, told.place, told.is_new) == (arrival.number, 1, True)
    assert (file.submission_id, bytes(file.content)) == (arrival.submission_id, b"Bewijs")
    [key] = IdempotencyKey.objects.all()
    assert (key.key, key.request, key.submission) == ("a", "request 1", arrival.submission.digest)


@pytest.mark.parametrize("is_within", [False, True])
def test_a_key_that_is_taken_lets_nothing_in(is_within: bool) -> None:
    window()
    sent(1, "a")
    with pytest.raises(NotFirst), transaction.atomic() if is_within else nullcontext():
        sent(2, "a")
    assert (Arrival.objects.count(), keys()) == (1, ["a"])
    assert sent(2, "a", client=2).place == 2, "the key of another client is another key"


@pytest.mark.parametrize("is_within", [False, True])
def test_a_window_that_changed_is_read_again_and_takes_key_and_application_once(is_within: bool) -> None:
    found = window()
    sent(1, "a")
    Window.objects.filter(pk=found.pk).update(closes_at=found.closes_at + timedelta(days=1))
    with transaction.atomic() if is_within else nullcontext():
        assert sent(2, "b").place == 2
    assert (Arrival.objects.count(), keys()) == (2, ["a", "b"])


def test_a_closed_window_takes_neither_key_nor_application() -> None:
    found = window()
    sent(1, "a")
    Window.objects.filter(pk=found.pk).update(arrivals_closed_on=found.closes_at.date())
    with pytest.raises(InvalidInput, match="gesloten"):
        sent(2, "b")
    assert (Submission.objects.count(), keys()) == (1, ["a"])


def test_the_same_application_under_another_key_is_known_and_keeps_that_key() -> None:
    window()
    first, again = sent(1, "a"), sent(1, "b")
    assert (again.number, again.place, again.is_new) == (first.number, 1, False)
    assert (Arrival.objects.count(), Enclosure.objects.count(), keys()) == (1, 1, ["a", "b"])


def test_without_a_key_none_is_kept() -> None:
    window()
    assert (sent(1).place, sent(2).place, keys()) == (1, 2, [])


def test_what_is_incomplete_has_a_number_and_no_place() -> None:
    window()
    told = sent(1, "a", with_documents=False)
    assert (bool(told.number), told.place, Enclosure.objects.count()) == (True, None, 0)


def unflushed(answer: Callable[[], object], *, of: Callable[[], object]) -> bool:
    """Say whether an answer came before the disk had what it tells, where `of` was committed and its flush is still to come."""
    with connections["default"].cursor() as cursor:
        cursor.execute("SET synchronous_commit = off")
        of()
        cursor.execute("SELECT pg_current_wal_insert_lsn()")
        [written] = cursor.fetchone()
        cursor.execute("SET synchronous_commit = on")
        answer()
        cursor.execute("SELECT pg_current_wal_flush_lsn() < %s::pg_lsn", [written])
        [is_unflushed] = cursor.fetchone()
        cursor.execute("SHOW synchronous_commit")
        assert cursor.fetchone() == ("on",), "what comes next on this connection waits again"
    return bool(is_unflushed)


def refused(work: Callable[[], object]) -> None:
    with pytest.raises(NotFirst):
        work()


def moved(number: int) -> None:
    """Let an application come in, and change its window after it."""
    sent(number, f"first {number}")
    Window.objects.update(closes_at=F("closes_at") + timedelta(seconds=1))


@pytest.mark.parametrize("number", range(1, 6))
@pytest.mark.parametrize(
    ("first", "answer"),
    [
        pytest.param(lambda n: None, lambda n: sent(n, f"{n}"), id="new"),
        pytest.param(lambda n: None, came_in, id="new-by-command"),
        pytest.param(lambda n: sent(n, "a"), lambda n: sent(n, "b"), id="known"),
        pytest.param(lambda n: sent(n, "a"), lambda n: refused(lambda: sent(n, "a")), id="key-taken"),
        pytest.param(came_in, came_in, id="known-by-command"),
        pytest.param(moved, lambda n: sent(n, "b"), id="known-and-window-changed"),
    ],
)
def test_an_answer_is_given_only_when_all_is_written_to_the_disk(
    first: Callable[[int], object], answer: Callable[[int], object], number: int
) -> None:
    """The commit that holds the lock does not wait for the disk; the one after it does, before the sender hears anything."""
    window()
    came_in(100)  # the window is known to this process
    assert not unflushed(lambda: answer(number), of=lambda: first(number))


def test_the_same_application_is_known_where_the_window_changed_meanwhile() -> None:
    window()
    moved(1)
    assert not sent(1).is_new
    assert not came_in(1).is_new


def test_inside_a_transaction_nothing_is_put_off() -> None:
    window()
    with CaptureQueriesContext(connections["default"]) as queries, transaction.atomic():
        sent(1, "a")
    asked = [query["sql"] for query in queries.captured_queries]
    assert any("cases_arrive(" in sql for sql in asked)
    assert not any("CALL" in sql for sql in asked)


def test_what_came_in_by_another_door_is_known() -> None:
    window()
    first = came_in(1)
    assert sent(1, "a").number == first.number


def test_a_request_that_is_repeated_under_its_key_gets_the_answer_of_the_first(monkeypatch: pytest.MonkeyPatch) -> None:
    found = window()
    closed = {"opens_at": found.opens_at - timedelta(days=9), "closes_at": found.opens_at - timedelta(days=8)}
    Window.objects.exclude(pk=found.pk).update(**closed)
    Window.objects.filter(pk=found.pk).update(closes_at=timezone.now() + timedelta(days=30))
    application = envelope(1, "1000.00", received_at=timezone.now())
    del application["received_at"]
    who = caller(application["application"]["applicant"]["bsn"], may_date=False)
    first = who.post(APPLICATIONS, application, key="a")
    later = timezone.now() + timedelta(minutes=5)
    monkeypatch.setattr(timezone, "now", lambda: later)
    again = who.post(APPLICATIONS, application, key="a")
    assert (first.status_code, again.status_code) == (201, 201)
    assert answer(again) == answer(first)
    assert again["Location"] == first["Location"]
