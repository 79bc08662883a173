"""The audit trail as JSON lines: one event per line, the body as the text that was hashed.
Which events is in audit.export.selection."""

from __future__ import annotations

from typing import BinaryIO

from psycopg import sql

from audit.export.selection import PERSONAL, Selection, copy_events

# A plain text COPY would double the backslashes of the JSON; with marks that JSON never holds, CSV leaves it as it is.
OPTIONS = sql.SQL(r"FORMAT csv, QUOTE E'\x01', DELIMITER E'\x02'")
LINE = sql.SQL("""json_build_object(
    'stream', event.stream, 'number', event.number, 'previous_hash', event.previous_hash, 'hash', event.hash,
    'body', event.body {}
)::text""")


def write_jsonl(out: BinaryIO, selection: Selection, *, with_personal: bool = False) -> int:
    """Write the events and give their count. Masked unless `with_personal`, which adds the values that still exist."""
    personal = sql.SQL(", 'personal', {}").format(PERSONAL) if with_personal else sql.SQL("")
    return copy_events(out, LINE.format(personal), OPTIONS, selection)
