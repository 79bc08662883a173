"""Is the trail in the database whole: chains, heads and query columns?
Files are checked by audit.verify; triggers and rights by audit.guards and audit.grants."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from django.db import DataError, connections, transaction

from audit.streaming import streamed
from audit.verify import Breach, Row, Verdict, verify_rows

Watch = Callable[[Iterable[Row]], Iterable[Row]]

ROWS = "SELECT stream, number, previous_hash, hash, body FROM audit_event ORDER BY stream, number"
BROKEN_HEAD = """
    SELECT coalesce(known.name, last.stream), coalesce(known.length, 0), coalesce(last.number, 0)
    FROM audit_stream AS known FULL JOIN (
        SELECT DISTINCT ON (stream) stream, number, hash FROM audit_event ORDER BY stream, number DESC
    ) AS last ON last.stream = known.name
    WHERE (known.length, known.head) IS DISTINCT FROM (last.number, last.hash)
    ORDER BY 1 LIMIT 1
"""
STRAY_COLUMNS = """
    SELECT stream, number FROM audit_event AS event, LATERAL (SELECT event.body::jsonb AS body OFFSET 0) AS said
    WHERE (action, result, actor, status_from, status_to, on_date, occurred_at) IS DISTINCT FROM (
        said.body ->> 'action', said.body ->> 'result', said.body ->> 'actor', said.body ->> 'from',
        said.body ->> 'to', audit_day(said.body ->> 'on'), audit_moment(said.body ->> 'at')
    ) ORDER BY stream, number LIMIT 1
"""


def check_chains(using: str = "default", watch: Watch = iter) -> Verdict:
    """Check every event and then the heads of all streams; `watch` may wrap the rows to show progress."""
    with streamed(ROWS, using=using) as rows:
        verdict = verify_rows(watch(rows))
    return verdict if verdict.breach else replace(verdict, breach=_broken_head(using))


def _broken_head(using: str) -> Breach | None:
    """Find a stream whose head is not its last event: the only trace of events that were removed from its end."""
    with connections[using].cursor() as cursor:
        cursor.execute(BROKEN_HEAD)
        found = cursor.fetchone()
    if not found:
        return None
    stream, length, last = found
    if length > last:
        return Breach(stream, last + 1, f"is missing; the stream had {length} events")
    return Breach(stream, last, f"is not what the head of the stream says (length {length})")


def check_columns(using: str = "default") -> Breach | None:
    """Check that the query columns of every event say what its body says; names the first that does not."""
    try:
        with transaction.atomic(using), connections[using].cursor() as cursor:
            cursor.execute(STRAY_COLUMNS)
            found = cursor.fetchone()
    except DataError as error:
        return Breach("audit_event", 0, f"a body cannot be read: {error}")
    return Breach(found[0], found[1], "its query columns do not say what its body says") if found else None
