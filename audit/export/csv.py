"""The audit trail as CSV, for spreadsheets: the query columns first, then what is needed to verify it.
Which events is in audit.export.selection."""

from __future__ import annotations

from typing import BinaryIO

from psycopg import sql

from audit.export.selection import PERSONAL, Selection, copy_events

OPTIONS = sql.SQL("FORMAT csv, HEADER true")
READABLE = ("action", "result", "actor", "status_from", "status_to")
FORMULA = sql.SQL("CASE WHEN event.{0} ~ '^[-=+@\t\r]' THEN '''' || event.{0} ELSE event.{0} END AS {0}")
"""A spreadsheet would run a cell that begins so; an apostrophe keeps it text. What is verified cannot begin so."""


def write_csv(out: BinaryIO, selection: Selection, *, with_personal: bool = False) -> int:
    """Write the events and give their count. Masked unless `with_personal`, which adds the values that still exist."""
    columns = [
        sql.SQL("event.stream, event.number, event.on_date, event.occurred_at"),
        *(FORMULA.format(sql.Identifier(name)) for name in READABLE),
        sql.SQL("event.previous_hash, event.hash, event.body"),
    ]
    if with_personal:
        columns.append(sql.SQL("{} AS personal").format(PERSONAL))
    return copy_events(out, sql.SQL(", ").join(columns), OPTIONS, selection)
