"""The stand-alone proof on rows and files, without a database."""

import csv
import io
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from audit.verify import COLUMNS, GENESIS, Row, Verdict, event_hash, main, verify_rows

PROGRAM = Path(__file__).resolve().parents[2] / "audit" / "verify.py"


def chain(stream: str, length: int) -> Iterator[Row]:
    """A sound stream."""
    previous = GENESIS
    for number in range(1, length + 1):
        body = f'{{"action":"case.closed","facts":{{"number":{number},"firm":"Café <A & B>"}}}}'
        head = event_hash(previous, stream, number, body)
        yield stream, number, previous, head, body
        previous = head


def broken_at(verdict: Verdict) -> tuple[str, int]:
    assert verdict.breach is not None
    return verdict.breach.stream, verdict.breach.number


@pytest.fixture
def rows() -> list[Row]:
    return [*chain("case:1", 5), *chain("case:2", 3)]


def test_a_sound_trail_is_sound_also_when_streams_are_mixed(rows: list[Row]) -> None:
    mixed = [row for pair in zip(rows[:3], rows[5:], strict=True) for row in pair] + rows[3:5]
    for order in (rows, mixed):
        verdict = verify_rows(iter(order))
        assert (verdict.events, verdict.streams, verdict.breach) == (8, 2, None)
    assert verify_rows(rows).root == verify_rows(mixed).root


def test_a_changed_body_is_named(rows: list[Row]) -> None:
    stream, number, previous, head, body = rows[2]
    rows[2] = (stream, number, previous, head, body.replace("Café", "Cafe"))
    assert broken_at(verify_rows(rows)) == ("case:1", 3)


def test_a_body_changed_with_a_new_hash_breaks_the_next_link(rows: list[Row]) -> None:
    stream, number, previous, _, body = rows[2]
    rows[2] = (stream, number, previous, event_hash(previous, stream, number, "{}"), "{}")
    assert broken_at(verify_rows(rows)) == ("case:1", 4)


def test_an_event_that_was_left_out_is_named(rows: list[Row]) -> None:
    del rows[2]
    assert broken_at(verify_rows(rows)) == ("case:1", 3)


def test_the_first_event_may_not_be_left_out(rows: list[Row]) -> None:
    assert broken_at(verify_rows(rows[1:])) == ("case:1", 1)


def test_an_event_that_was_moved_or_doubled_is_named(rows: list[Row]) -> None:
    assert broken_at(verify_rows([*rows[:2], rows[1], *rows[2:]])) == ("case:1", 2)
    moved = [rows[1], rows[0], *rows[2:]]
    assert broken_at(verify_rows(moved)) == ("case:1", 1)


def test_an_event_moved_to_another_stream_is_named(rows: list[Row]) -> None:
    rows[5] = ("case:2", *rows[0][1:])
    assert broken_at(verify_rows(rows)) == ("case:2", 1)


def test_a_partial_export_may_have_gaps_but_no_changes(rows: list[Row]) -> None:
    partial = [*rows[1:3], rows[4], *rows[5:]]
    assert verify_rows(partial, partial=True).gaps == 2
    partial[0] = (*partial[0][:4], "{}")
    assert broken_at(verify_rows(partial, partial=True)) == ("case:1", 2)


def test_removing_the_end_of_a_stream_changes_the_root(rows: list[Row]) -> None:
    shorter = verify_rows(rows[:-1])
    assert shorter.breach is None
    assert shorter.root != verify_rows(rows).root


def as_jsonl(rows: list[Row]) -> str:
    return "".join(json.dumps(dict(zip(COLUMNS, row, strict=True))) + "\n" for row in rows)


def as_csv(rows: list[Row]) -> str:
    file = io.StringIO()
    csv.writer(file, lineterminator="\n").writerows([COLUMNS, *rows])
    return file.getvalue()


def run(path: Path, *options: str) -> "subprocess.CompletedProcess[str]":
    """The program as an auditor runs it: no site packages, no project on the path."""
    command = [sys.executable, "-I", "-S", str(PROGRAM), str(path), *options]
    return subprocess.run(command, capture_output=True, text=True, cwd=path.parent, check=False)


@pytest.mark.parametrize("write", [as_jsonl, as_csv], ids=["jsonl", "csv"])
def test_the_program_needs_python_only_and_names_the_break(tmp_path: Path, rows: list[Row], write: object) -> None:
    assert callable(write)
    file = tmp_path / "export"
    file.write_text(write(rows), encoding="utf-8")
    sound = run(file)
    assert (sound.returncode, "8 events in 2 streams" in sound.stdout, "sound" in sound.stdout) == (0, True, True)
    file.write_text(write([*rows[:3], *rows[4:]]), encoding="utf-8")
    broken = run(file)
    assert broken.returncode == 1
    assert "BROKEN at case:1 event 4: is missing" in broken.stdout


def test_the_program_compares_the_root(tmp_path: Path, rows: list[Row]) -> None:
    file = tmp_path / "export.jsonl"
    file.write_text(as_jsonl(rows), encoding="utf-8")
    root = verify_rows(rows).root
    assert main([str(file), "--root", root]) == 0
    file.write_text(as_jsonl(rows[:-1]), encoding="utf-8")
    assert main([str(file), "--root", root]) == 1


@pytest.mark.parametrize(
    "content",
    [
        "",
        "{\n",
        '{"stream":"case:1"}\n',
        "[1]\n",
        "naam;bedrag\n",
        "{" * 5000,
        '{"stream":[],"number":"x"}\n',
        "\udcff",
        '{"stream":"case:1","number":1e999,"previous_hash":"0","hash":"0","body":"{}"}\n',
        '{"stream":["case:1"],"number":1,"previous_hash":"0","hash":"0","body":"{}"}\n',
        '{"stream":"case:\\ud800","number":1,"previous_hash":"0","hash":"0","body":"{}"}\n',
    ],
    ids=[
        "empty",
        "cut off",
        "no event",
        "list",
        "other CSV",
        "nested",
        "wrong types",
        "not UTF-8",
        "endless",
        "no name",
        "half",
    ],
)
def test_a_file_that_is_no_export_cannot_be_checked(tmp_path: Path, content: str) -> None:
    file = tmp_path / "export"
    file.write_bytes(content.encode("utf-8", "surrogateescape"))
    assert main([str(file)]) == 2
    assert main([str(tmp_path / "absent")]) == 2
