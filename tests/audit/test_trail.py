"""Writing events: what the database makes of them, and what is refused."""

import json
import threading
from datetime import UTC, date, datetime, timedelta
from typing import Any

import psycopg
import pytest
from django.db import ProgrammingError, connection, connections, transaction

from audit.access import note_access
from audit.catalogue import UnknownAction
from audit.chain import check_chains, check_columns
from audit.models import Access, Checkpoint, Event, PersonalFact, Stream, WrittenOnceError
from audit.trail import BadEntry, Entry, Origin, RecordedEvent, commitment, record, record_many
from audit.verify import GENESIS

HERE = Origin("test", "test_trail")
DAY = date(2020, 5, 8)


def close(stream: str = "case:1", **options: Any) -> RecordedEvent:
    """Record the simplest event there is."""
    return record(stream, "case.closed", **{"actor": "user:4", "origin": HERE, "on": DAY, **options})


def entry(stream: str, **options: Any) -> Entry:
    return Entry(stream=stream, action="case.closed", actor="user:4", origin=HERE, on=DAY, **options)


@pytest.mark.django_db
def test_events_of_a_stream_are_numbered_and_linked() -> None:
    assert [close().number, close("case:2").number, close().number] == [1, 1, 2]
    first, second = Event.objects.filter(stream="case:1").order_by("number")
    assert (first.previous_hash, second.previous_hash) == (GENESIS, first.hash)
    head = Stream.objects.get(name="case:1")
    assert (head.length, head.previous, head.head) == (2, first.hash, second.hash)
    assert check_chains().breach is None


@pytest.mark.django_db
def test_an_event_holds_what_the_log_norm_asks() -> None:
    """BIO2 8.15.01: action, object, result, origin, actor and time."""
    before = datetime.now(UTC)
    record(
        "case:1",
        "case.granted",
        actor="user:4",
        origin=Origin("page", "session-1"),
        on=DAY,
        articles=["Awb 4:29", "SLIM 18 lid 1"],
        rules="slim-2020-03",
        facts={"amount": "8970.00"},
        before="assessment",
        after="granted",
    )
    event = Event.objects.get()
    body = json.loads(event.body)
    assert body.pop("at") == event.occurred_at.strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    assert timedelta(0) <= event.occurred_at - before < timedelta(minutes=1)
    assert body == {
        "action": "case.granted",
        "actor": "user:4",
        "articles": ["Awb 4:29", "SLIM 18 lid 1"],
        "facts": {"amount": "8970.00"},
        "from": "assessment",
        "on": "2020-05-08",
        "origin": {"channel": "page", "reference": "session-1"},
        "result": "done",
        "rules": "slim-2020-03",
        "to": "granted",
    }


@pytest.mark.django_db
def test_query_columns_come_from_the_body() -> None:
    close(before="settled", after="closed")
    close(result="refused", facts={"reason": "Er loopt nog een betaling."})
    done, refused = Event.objects.order_by("number")
    assert (done.action, done.result, done.actor, done.on_date) == ("case.closed", "done", "user:4", DAY)
    assert (done.status_from, done.status_to) == ("settled", "closed")
    assert (refused.result, refused.status_from, refused.status_to) == ("refused", None, None)
    assert check_columns() is None


@pytest.mark.django_db
def test_an_event_carries_the_number_of_its_transaction() -> None:
    close()
    with transaction.atomic():
        close()
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_current_xact_id()::text")
        current = int(cursor.fetchone()[0])
    assert set(Event.objects.values_list("xact", flat=True)) == {current}
    assert Event.objects.filter(xact=current).count() == 2


@pytest.mark.django_db
def test_one_query_writes_an_event_and_two_write_personal_values(django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(1):
        close()
    with django_assert_num_queries(2):
        record("case:1", "case.submitted", actor="party:1", origin=HERE, on=DAY, personal={"iban": "x", "email": "y"})
    with django_assert_num_queries(1):
        record_many([entry(f"case:{number}") for number in range(50)])


@pytest.mark.django_db
def test_a_personal_value_is_only_committed_to() -> None:
    record("case:1", "case.submitted", actor="party:1", origin=HERE, on=DAY, personal={"email": "j@voorbeeld.nl"})
    fact, event = PersonalFact.objects.get(), Event.objects.get()
    assert (fact.stream, fact.label, fact.value) == ("case:1", "email", "j@voorbeeld.nl")
    assert json.loads(event.body)["facts"] == {"email": {"commitment": fact.commitment}}
    assert commitment(bytes(fact.key), "j@voorbeeld.nl") == fact.commitment
    assert "voorbeeld" not in event.body


@pytest.mark.django_db
def test_the_same_personal_value_has_another_commitment_each_time() -> None:
    for _ in range(2):
        record("case:1", "case.submitted", actor="party:1", origin=HERE, on=DAY, personal={"bsn": "999990019"})
    first, second = PersonalFact.objects.all()
    assert first.commitment != second.commitment


@pytest.mark.django_db
def test_many_events_keep_their_order_whatever_their_streams() -> None:
    close("case:2")
    streams = ["case:2", "case:1", "case:2", "case:10", "case:1"]
    written = record_many([entry(stream, facts={"place": place}) for place, stream in enumerate(streams)])
    assert [event.number for event in written] == [2, 1, 3, 1, 2]
    bodies = [json.loads(Event.objects.get(pk=event.id).body)["facts"]["place"] for event in written]
    assert bodies == [0, 1, 2, 3, 4]
    assert record_many([]) == []
    assert check_chains().breach is None


@pytest.mark.django_db
def test_a_rolled_back_event_leaves_no_hole() -> None:
    close()
    with transaction.atomic():
        close()
        transaction.set_rollback(True)
    assert close().number == 2
    assert check_chains().breach is None


@pytest.mark.django_db
def test_an_unknown_action_is_refused() -> None:
    with pytest.raises(UnknownAction):
        record("case:1", "case.exploded", actor="user:4", origin=HERE, on=DAY)
    assert not Event.objects.exists()


@pytest.mark.parametrize(
    "wrong",
    [
        {"stream": "case"},
        {"stream": "case:1\n"},
        {"stream": "case:" + "1" * 100},
        {"actor": "jan"},
        {"actor": "user:"},
        {"on": datetime(2020, 5, 8, tzinfo=UTC)},
        {"on": "2020-05-08"},
    ],
    ids=["no key", "line end", "too long", "no kind", "nobody", "moment", "text"],
)
def test_a_badly_written_event_is_refused_before_the_database(wrong: dict[str, Any]) -> None:
    with pytest.raises(BadEntry):
        close(**{"stream": "case:1", **wrong})


@pytest.mark.django_db
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_event SET body = '{}'",
        "DELETE FROM audit_event",
        "TRUNCATE audit_event",
        "UPDATE audit_stream SET length = 9",
        "INSERT INTO audit_stream (name, length, previous, head) VALUES ('case:9', 1, '', '')",
        "DELETE FROM audit_stream",
        "INSERT INTO audit_event (stream, body, number) VALUES ('case:1', '{}', 5)",
        "INSERT INTO audit_event (stream, body, xact) VALUES ('case:1', '{}', '1')",
        "UPDATE audit_personalfact SET value = ''",
        "DELETE FROM audit_personalfact",
        "UPDATE audit_checkpoint SET root = ''",
        "DELETE FROM audit_access",
        "ALTER TABLE audit_event DISABLE TRIGGER ALL",
        "CREATE TABLE mine (id int)",
    ],
)
def test_the_app_role_cannot(statement: str) -> None:
    close()
    with (
        pytest.raises(ProgrammingError, match="permission denied|must be owner"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_event SET body = '{}'",
        "DELETE FROM audit_event",
        "TRUNCATE audit_event",
        "DELETE FROM audit_checkpoint",
        "TRUNCATE audit_stream",
        "TRUNCATE audit_personalfact",
        "UPDATE audit_personalfact SET value = ''",
    ],
)
def test_not_even_the_owner_changes_what_is_written_once(
    owner_connection: "psycopg.Connection[Any]", statement: Any
) -> None:
    with pytest.raises(psycopg.errors.RestrictViolation, match="written once"):
        owner_connection.execute(statement)


@pytest.mark.django_db
def test_what_the_sender_says_about_number_hash_and_transaction_is_overwritten(
    owner_connection: "psycopg.Connection[Any]",
) -> None:
    body = '{"action":"a","actor":"user:1","at":"2026-11-21T19:00:00.123456Z","on":"2020-05-08","result":"done"}'
    written = owner_connection.execute(
        "INSERT INTO audit_event (stream, number, previous_hash, hash, xact, body)"
        " VALUES ('case:1', 9, 'x', 'y', '1', %s)"
        " RETURNING number, previous_hash, length(hash), xact = pg_current_xact_id(), occurred_at",
        [body],
    ).fetchone()
    assert written == (1, GENESIS, 64, True, datetime(2026, 11, 21, 19, 0, 0, 123456, tzinfo=UTC))


@pytest.mark.django_db
def test_code_cannot_change_or_remove_a_row_that_is_written_once() -> None:
    close()
    event = Event.objects.get()
    with pytest.raises(WrittenOnceError):
        event.save()
    with pytest.raises(WrittenOnceError):
        event.delete()
    line = Checkpoint.objects.create(
        made_at=datetime.now(UTC), streams=1, events=1, last_event=1, snapshot="1:1:", root=GENESIS
    )
    assert line.pk


@pytest.mark.django_db
def test_it_is_written_down_who_looked_and_why() -> None:
    before = datetime.now(UTC)
    note_access("case:1", actor="user:4", purpose="Behandeling van de aanvraag")
    access = Access.objects.get()
    assert (access.object, access.actor, access.purpose) == ("case:1", "user:4", "Behandeling van de aanvraag")
    assert abs(access.at - before) < timedelta(minutes=1)


@pytest.mark.own_database
def test_concurrent_writers_share_streams_without_gap_or_deadlock() -> None:
    writers, rounds, failures = 8, 25, []

    def write(writer: int) -> None:
        try:
            for turn in range(rounds):
                with transaction.atomic():
                    close("case:1", facts={"writer": writer})
                    record_many([entry(stream) for stream in ("window:b", "window:a", "case:2")][:: 1 - 2 * (turn % 2)])
        except Exception as error:
            failures.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=write, args=(writer,)) for writer in range(writers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    verdict = check_chains()
    assert (verdict.events, verdict.streams, verdict.breach) == (4 * writers * rounds, 4, None)
    assert Stream.objects.get(name="case:1").length == writers * rounds
