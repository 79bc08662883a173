"""Which events an export holds, and streaming them out of the database in constant memory.
How a line looks is in the module of the format."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import BinaryIO

from django.db import connections
from psycopg import sql


@dataclass(frozen=True)
class Selection:
    """Which events: of one stream (empty: all), with a legal date from and until (both included; None: no limit)."""

    stream: str = ""
    from_on: date | None = None
    until_on: date | None = None

    @property
    def is_partial(self) -> bool:
        """Whether events may be left out within a stream, so that the export verifies with --partial only."""
        return self.from_on is not None or self.until_on is not None


# The keys go along so that anyone can check that a value is the one that was recorded.
PERSONAL = sql.SQL("""(
    SELECT json_object_agg(
        fact.label,
        json_build_object('key', encode(fact.key, 'hex'), 'value', fact.value) ORDER BY fact.label
    ) FROM audit_personalfact AS fact
    WHERE fact.stream = event.stream AND strpos(event.body, fact.commitment) > 0
)""")


def copy_events(out: BinaryIO, columns: sql.Composable, options: sql.Composable, selection: Selection) -> int:
    """Write the selected events by COPY, by stream and number, and give their count."""
    statement = sql.SQL(
        "COPY (SELECT {} FROM audit_event AS event WHERE {} ORDER BY event.stream, event.number) TO STDOUT ({})"
    ).format(columns, _condition(selection), options)
    with connections["default"].cursor() as cursor:
        with cursor.copy(statement) as blocks:
            for block in blocks:
                out.write(block)
        return int(cursor.rowcount)


def _condition(selection: Selection) -> sql.Composable:
    limits = {
        "event.stream = {}": selection.stream,
        "event.on_date >= {}": selection.from_on,
        "event.on_date <= {}": selection.until_on,
    }
    conditions = [sql.SQL(text).format(sql.Literal(value)) for text, value in limits.items() if value]
    return sql.SQL(" AND ").join(conditions) if conditions else sql.SQL("true")
