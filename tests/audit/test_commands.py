"""The operators' commands verify_audit and checkpoint_audit, on committed events."""

import json
from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connections

from audit.trail import Entry, Origin, record_many

pytestmark = pytest.mark.own_database


@pytest.fixture(autouse=True)
def trail() -> None:
    """Three streams of three events."""
    record_many(
        [
            Entry(
                stream=f"case:{number % 3}",
                action="case.closed",
                actor="user:4",
                origin=Origin("test"),
                on=date(2021, 1, 4),
            )
            for number in range(9)
        ]
    )


def test_checkpoints_made_before_agree_that_the_trail_is_sound(tmp_path: Path) -> None:
    kept, out = tmp_path / "kept.jsonl", StringIO()
    call_command("checkpoint_audit", out=kept)
    call_command("checkpoint_audit", out=kept)
    call_command("verify_audit", checkpoint=kept, stdout=out)
    lines = out.getvalue().splitlines()
    assert lines[0].startswith("chains (11 events in 4 streams")
    assert lines[1:] == ["query columns: sound", "guards: sound", "grants: sound", "2 checkpoints: sound", "sound"]


def test_the_line_is_printed_when_no_file_is_named() -> None:
    printed = StringIO()
    call_command("checkpoint_audit", stdout=printed)
    line = json.loads(printed.getvalue())
    assert (line["events"], line["streams"]) == (9, 3)


def test_every_kind_of_damage_is_told_and_the_answer_is_broken() -> None:
    with connections["owner"].cursor() as cursor:
        cursor.execute("ALTER TABLE audit_event DISABLE TRIGGER USER")
        cursor.execute("DELETE FROM audit_event WHERE stream = 'case:2' AND number = 2")
        cursor.execute("GRANT UPDATE ON audit_event TO PUBLIC")
    with pytest.raises(CommandError) as failure:
        call_command("verify_audit", stdout=StringIO())
    assert failure.value.returncode == 1
    for problem in ("case:2 event 2: is missing", "audit_event_is_linked is switched off", "has UPDATE on audit_event"):
        assert problem in str(failure.value)


@pytest.mark.parametrize("content", ["", "{}\n", "niets\n"], ids=["empty", "no checkpoint", "no JSON"])
def test_without_a_readable_checkpoint_nothing_is_proven(tmp_path: Path, content: str) -> None:
    kept = tmp_path / "kept.jsonl"
    kept.write_text(content, encoding="utf-8")
    for file in (kept, tmp_path / "absent"):
        with pytest.raises(CommandError, match="cannot check") as failure:
            call_command("verify_audit", checkpoint=file, stdout=StringIO())
        assert failure.value.returncode == 2
