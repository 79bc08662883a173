"""Checkpoints: one line about all streams, kept outside, which proves that nothing before it was rewritten since.
The chains themselves are checked in audit.chain."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass

from django.db import connections
from django.utils import timezone

from audit.models import Checkpoint
from audit.streaming import streamed
from audit.verify import root_of

Head = tuple[str, int, str]

BOUNDARY = "SELECT coalesce(max(id), 0), pg_current_snapshot()::text FROM audit_event"
# Both limits are needed: the snapshot leaves out what was being written at that moment, the number leaves out what came
# later in a restored copy, whose transactions count from the start again.
HEADS = """
    SELECT stream, number, hash FROM (
        SELECT DISTINCT ON (stream) stream, number, hash FROM audit_event
        WHERE id <= %s AND pg_visible_in_snapshot(xact, %s::pg_snapshot) ORDER BY stream, number DESC
    ) AS last ORDER BY stream COLLATE "C"
"""


class NotACheckpoint(ValueError):
    """The text is not the line of a checkpoint."""


@dataclass(frozen=True)
class Line:
    """A checkpoint as it is kept outside the database."""

    made_at: str
    streams: int
    events: int
    last_event: int
    snapshot: str
    root: str

    def __str__(self) -> str:
        return json.dumps(asdict(self), sort_keys=True)


def make_checkpoint() -> Checkpoint:
    """Write a checkpoint of all events that are committed now. Call it outside a transaction that wrote events."""
    with connections["default"].cursor() as cursor:
        cursor.execute(BOUNDARY)
        last_event, snapshot = cursor.fetchone()
    streams, events, root = _measure(last_event, snapshot)
    return Checkpoint.objects.create(
        made_at=timezone.now(), streams=streams, events=events, last_event=last_event, snapshot=snapshot, root=root
    )


def line_of(checkpoint: Checkpoint) -> Line:
    """Give the line to keep outside."""
    return Line(
        made_at=checkpoint.made_at.isoformat(),
        streams=checkpoint.streams,
        events=checkpoint.events,
        last_event=checkpoint.last_event,
        snapshot=checkpoint.snapshot,
        root=checkpoint.root,
    )


def read_line(text: str) -> Line:
    """Read a line that was kept outside. Raises NotACheckpoint."""
    try:
        return Line(**json.loads(text))
    except (TypeError, ValueError) as error:
        raise NotACheckpoint(f"not the line of a checkpoint: {text[:80]!r}") from error


def compare(line: Line) -> str:
    """Give what differs between a checkpoint and the events it covers now; an empty text when nothing does."""
    streams, events, root = _measure(line.last_event, line.snapshot)
    if (streams, events) != (line.streams, line.events):
        return f"it covered {line.events} events in {line.streams} streams, now there are {events} in {streams}"
    return "" if root == line.root else "events before it were rewritten: the hash over all streams is another one"


def _measure(last_event: int, snapshot: str) -> tuple[int, int, str]:
    counts = {"streams": 0, "events": 0}

    def counted(heads: Iterator[Head]) -> Iterator[Head]:
        for head in heads:
            counts["streams"] += 1
            counts["events"] += head[1]
            yield head

    with streamed(HEADS, [last_event, snapshot]) as heads:
        root = root_of(counted(heads))
    return counts["streams"], counts["events"], root
