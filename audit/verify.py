"""Proof that events were not changed, left out, added or moved: a program of its own that needs Python only.
What the database tells beyond its rows (heads, triggers, grants, checkpoints) is checked in the modules beside it.

    python audit/verify.py export.jsonl
"""

from __future__ import annotations

import argparse
import csv
import hmac
import json
import sys
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, TextIO

SOUND, BROKEN, CANNOT_CHECK = 0, 1, 2
GENESIS = "0" * 64
COLUMNS = ("stream", "number", "previous_hash", "hash", "body")

Row = tuple[str, int, str, str, str]
"""Stream, number, previous hash, hash, body: the body as stored, because its text is what was hashed."""


class NotAnExport(ValueError):
    """The file cannot be read as an export."""


@dataclass(frozen=True)
class Breach:
    """Where the trail is broken and why; `number` is 0 where the whole stream is meant."""

    stream: str
    number: int
    why: str

    def __str__(self) -> str:
        return f"{self.stream} event {self.number}: {self.why}" if self.number else f"{self.stream}: {self.why}"


class BrokenExport(Exception):
    """A personal value in an export does not belong to its event."""

    def __init__(self, breach: Breach) -> None:
        super().__init__(str(breach))
        self.breach = breach


@dataclass(frozen=True)
class Verdict:
    """What was checked, the first breach if any, and the hash over the last event of each stream.

    `gaps` counts places where a partial export leaves events out; nothing links the two events beside a gap.
    """

    events: int
    streams: int
    gaps: int
    root: str
    breach: Breach | None = None


def verify_rows(rows: Iterable[Row], *, partial: bool = False) -> Verdict:
    """Check rows that are in order within each stream; streams may be mixed. Stops at the first breach.

    Memory grows with the number of streams, not of events. `partial` allows events to be left out.
    """
    heads: dict[str, tuple[int, str]] = {}
    start = (0, GENESIS)
    events = gaps = 0
    for stream, number, previous, stored, body in rows:
        seen, head = heads.get(stream, start)
        if number != seen + 1 or previous != head or stored != event_hash(previous, stream, number, body):
            breach = _breach((stream, number, previous, stored, body), seen, head, partial)
            if breach:
                return Verdict(events, len(heads), gaps, root_of(_flat(heads)), breach)
            gaps += 1
        heads[stream] = (number, stored)
        events += 1
    return Verdict(events, len(heads), gaps, root_of(_flat(heads)))


def _breach(row: Row, seen: int, head: str, partial: bool) -> Breach | None:
    stream, number, previous, stored, body = row
    if stored != event_hash(previous, stream, number, body):
        return Breach(stream, number, "its content does not fit its hash, so it was changed after it was recorded")
    if number <= seen:
        return Breach(stream, number, f"comes after event {seen}, so it was moved or stands there twice")
    if number > seen + 1:
        return None if partial else Breach(stream, seen + 1, f"is missing; the next one there is event {number}")
    if previous != head:
        return Breach(stream, number, "does not follow from the event before it, so one of the two was replaced")
    return None


def event_hash(previous: str, stream: str, number: int, body: str) -> str:
    """Give the hash of an event, as the database computes it (audit/sql/functions.sql)."""
    return sha256(f"{previous}\n{stream}\n{number}\n{body}".encode("utf-8", "surrogatepass")).hexdigest()


def _flat(heads: dict[str, tuple[int, str]]) -> Iterator[tuple[str, int, str]]:
    for stream in sorted(heads):
        yield stream, *heads[stream]


def root_of(heads: Iterable[tuple[str, int, str]]) -> str:
    """Give one hash over stream heads (stream, length, hash) in the order of their names."""
    root = sha256()
    for stream, length, head in heads:
        root.update(f"{stream} {length} {head}\n".encode())
    return root.hexdigest()


def read_export(file: TextIO) -> Iterator[Row]:
    """Read the rows of an export, JSON lines or CSV, and check the personal values that go with them.

    Raises NotAnExport with the line, BrokenExport where a personal value is not the one that was recorded.
    """
    first = file.readline()
    records = _json_records(first, file) if first.startswith("{") else _csv_records(first, file)
    for line, record in records:
        try:
            row = _row(record)
            yield row
            if record.get("personal"):
                _check_personal(row[0], row[1], row[4], record["personal"])
        except (AttributeError, KeyError, TypeError, ValueError, OverflowError, RecursionError) as error:
            raise NotAnExport(f"line {line} is not an event") from error


def _row(record: dict[str, Any]) -> Row:
    stream, number, previous, stored, body = (record[column] for column in COLUMNS)
    if not all(isinstance(text, str) for text in (stream, previous, stored, body)):
        raise TypeError
    stream.encode()  # a half character cannot stand in the root
    return stream, int(number), previous, stored, body


def _json_records(first: str, file: TextIO) -> Iterator[tuple[int, dict[str, Any]]]:
    for line, text in enumerate(_chain(first, file), start=1):
        try:
            yield line, json.loads(text)
        except (json.JSONDecodeError, RecursionError) as error:
            raise NotAnExport(f"line {line} is not JSON") from error


def _csv_records(first: str, file: TextIO) -> Iterator[tuple[int, dict[str, str]]]:
    csv.field_size_limit(2**31 - 1)
    header = next(csv.reader([first]), [])
    if not set(COLUMNS) <= set(header):
        raise NotAnExport(f"line 1 does not name the columns {', '.join(COLUMNS)}")
    for line, cells in enumerate(csv.reader(file), start=2):
        yield line, dict(zip(header, cells, strict=False))


def _chain(first: str, file: TextIO) -> Iterator[str]:
    if first:
        yield first
    yield from file


def _check_personal(stream: str, number: int, body: str, personal: Any) -> None:
    members = json.loads(personal) if isinstance(personal, str) else personal
    for label, fact in members.items():
        expected = hmac.new(bytes.fromhex(fact["key"]), fact["value"].encode(), "sha256").hexdigest()
        if f'"{label}":{{"commitment":"{expected}"}}' not in body:
            raise BrokenExport(Breach(stream, number, f"the personal value {label} is not the one that was recorded"))


def main(arguments: list[str] | None = None) -> int:
    """Check one file and print the outcome. Gives 0 for sound, 1 for broken, 2 when it cannot be checked."""
    parser = argparse.ArgumentParser(description="Check that an export of the audit trail is whole and unchanged.")
    parser.add_argument("file", help="export as JSON lines or CSV; - for standard input")
    parser.add_argument("--partial", action="store_true", help="the export leaves events out (a selection by date)")
    parser.add_argument("--root", default="", help="the hash over all streams that the export must have")
    options = parser.parse_args(arguments)
    started = time.perf_counter()
    try:
        verdict = _verify_file(options.file, options.partial)
    except (OSError, NotAnExport, UnicodeDecodeError, csv.Error) as error:
        print(f"cannot check {options.file}: {error}", file=sys.stderr)
        return CANNOT_CHECK
    except BrokenExport as error:
        print(f"BROKEN at {error.breach}")
        return BROKEN
    return _report(verdict, options.root, time.perf_counter() - started)


def _verify_file(name: str, partial: bool) -> Verdict:
    if name == "-":
        return verify_rows(read_export(sys.stdin), partial=partial)
    with open(name, encoding="utf-8", newline="") as file:
        return verify_rows(read_export(file), partial=partial)


def _report(verdict: Verdict, root: str, seconds: float) -> int:
    speed = round(verdict.events / max(seconds, 1e-6))
    print(f"{verdict.events} events in {verdict.streams} streams, {verdict.gaps} gaps, {speed} events/s")
    print(f"root {verdict.root}")
    if verdict.breach:
        print(f"BROKEN at {verdict.breach}")
    elif root and root != verdict.root:
        print(f"BROKEN: the root is not {root}, so events were added, removed or rewritten")
    else:
        print("sound")
        return SOUND
    return BROKEN


if __name__ == "__main__":
    sys.exit(main())
