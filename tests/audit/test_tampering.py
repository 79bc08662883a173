"""Somebody with the owner's rights switches the triggers off and rewrites the trail: each way is found and named."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connections
from django.db.backends.utils import CursorWrapper

from audit.chain import check_chains, check_columns
from audit.checkpoints import compare, line_of, make_checkpoint, read_line
from audit.trail import Entry, Origin, record_many

in_one_transaction = pytest.mark.django_db(databases=["owner"])

# What a careful forger does after changing a body: compute every later hash again.
RECHAIN = """
    WITH RECURSIVE again AS (
        SELECT stream, number, previous_hash::text, audit_hash(previous_hash, stream, number, body) AS hash
        FROM audit_event WHERE number = 1
        UNION ALL
        SELECT next.stream, next.number, again.hash, audit_hash(again.hash, next.stream, next.number, next.body)
        FROM again JOIN audit_event AS next ON next.stream = again.stream AND next.number = again.number + 1
    )
    UPDATE audit_event AS event SET previous_hash = again.previous_hash, hash = again.hash
    FROM again WHERE event.stream = again.stream AND event.number = again.number
"""
NEW_HEADS = "UPDATE audit_stream SET head = hash FROM audit_event WHERE stream = name AND number = length"


def write_trail(using: str = "default", streams: tuple[str, ...] = ("case:1", "case:2"), length: int = 5) -> None:
    """Some streams of some events each."""
    record_many(
        [
            Entry(
                stream=stream,
                action="case.closed",
                actor="user:4",
                origin=Origin("test"),
                on=date(2020, 5, 8),
                facts={"n": number},
            )
            for number in range(length)
            for stream in streams
        ],
        using=using,
    )


@contextmanager
def triggers_off() -> Iterator[CursorWrapper]:
    """What the owner of the tables can do: switch everything off, and on again so that nobody notices."""
    with connections["owner"].cursor() as cursor:
        for switch in ("DISABLE", "ENABLE"):
            for table in ("audit_event", "audit_stream"):
                cursor.execute(f"ALTER TABLE {table} {switch} TRIGGER USER")
            if switch == "DISABLE":
                yield cursor


@in_one_transaction
@pytest.mark.parametrize(
    ("statement", "number", "why"),
    [
        ("UPDATE audit_event SET body = replace(body, 'user:4', 'user:5') {}", 3, "was changed after"),
        ("UPDATE audit_event SET hash = repeat('a', 64) {}", 3, "was changed after"),
        ("DELETE FROM audit_event {}", 3, "is missing"),
        ("DELETE FROM audit_event WHERE stream = 'case:1' AND number = 1", 1, "is missing"),
        ("DELETE FROM audit_event WHERE stream = 'case:1' AND number = 5", 5, "is missing"),
        ("DELETE FROM audit_event WHERE stream = 'case:1'", 1, "is missing"),
        ("UPDATE audit_event SET stream = 'case:3' {}", 3, "is missing"),
        ("UPDATE audit_stream SET head = repeat('a', 64) WHERE name = 'case:1'", 5, "head of the stream"),
        ("DELETE FROM audit_stream WHERE name = 'case:1'", 5, "head of the stream"),
    ],
    ids=["body", "hash", "middle", "first", "last", "all", "moved away", "head", "head removed"],
)
def test_a_change_behind_the_triggers_is_found_and_named(statement: str, number: int, why: str) -> None:
    write_trail("owner")
    assert check_chains("owner").breach is None
    with triggers_off() as cursor:
        cursor.execute(statement.format("WHERE stream = 'case:1' AND number = 3"))
    breach = check_chains("owner").breach
    assert breach is not None
    assert (breach.stream, breach.number) == ("case:1", number)
    assert why in breach.why


@in_one_transaction
def test_two_events_that_changed_places_are_found() -> None:
    write_trail("owner")
    with triggers_off() as cursor:
        for old, new in ((2, -1), (3, 2), (-1, 3)):
            cursor.execute("UPDATE audit_event SET number = %s WHERE stream = 'case:1' AND number = %s", [new, old])
    breach = check_chains("owner").breach
    assert breach is not None
    assert (breach.stream, breach.number) == ("case:1", 2)


@in_one_transaction
def test_query_columns_that_were_cut_loose_from_the_body_are_found() -> None:
    write_trail("owner")
    with triggers_off() as cursor:
        cursor.execute("ALTER TABLE audit_event ALTER COLUMN actor DROP EXPRESSION")
        cursor.execute("UPDATE audit_event SET actor = 'user:5' WHERE stream = 'case:2' AND number = 4")
    assert check_chains("owner").breach is None
    breach = check_columns("owner")
    assert breach is not None
    assert (breach.stream, breach.number) == ("case:2", 4)


@pytest.mark.own_database
def test_a_trail_that_was_rewritten_whole_is_found_by_the_checkpoint_only(tmp_path: Path) -> None:
    write_trail()
    kept = tmp_path / "checkpoint.jsonl"
    call_command("checkpoint_audit", out=kept)
    with triggers_off() as cursor:
        cursor.execute("UPDATE audit_event SET body = replace(body, 'user:4', 'user:5') WHERE number = 3")
        cursor.execute(RECHAIN)
        cursor.execute(NEW_HEADS)
    assert check_chains().breach is None
    assert "rewritten" in compare(read_line(kept.read_text(encoding="utf-8")))
    with pytest.raises(CommandError, match="rewritten") as failure:
        call_command("verify_audit", checkpoint=kept, stdout=StringIO())
    assert failure.value.returncode == 1


@pytest.mark.own_database
def test_new_events_do_not_disturb_a_checkpoint_and_removed_ones_do() -> None:
    write_trail()
    line = line_of(make_checkpoint())
    assert (line.streams, line.events) == (2, 10)
    write_trail(streams=("case:1", "case:3"), length=1)
    assert compare(line) == ""
    with triggers_off() as cursor:
        cursor.execute("DELETE FROM audit_event WHERE stream = 'case:2' AND number = 5")
    assert "now there are 9" in compare(line)


@pytest.mark.own_database
def test_a_checkpoint_leaves_out_what_is_being_written() -> None:
    write_trail()
    with connections["owner"].cursor() as writer:
        writer.execute("BEGIN")
        writer.execute("INSERT INTO audit_event (stream, body) SELECT 'case:9', body FROM audit_event LIMIT 1")
        line = line_of(make_checkpoint())
        writer.execute("COMMIT")
    assert line.streams == 2
    assert compare(line) == ""
