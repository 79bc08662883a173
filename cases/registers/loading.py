"""Bringing our copy of a register up to date from a file: what changed ends, what is new begins, the rest stays as it is.
Nothing is ever removed: what our copy said on an earlier day can still be asked."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any, BinaryIO

from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper

from cases.authority.permit import Refused
from cases.registers.reading import SHOWN, Measured, Problems, RowError, read_rows
from cases.schemes.shapes import RegisterShape

LOCK = "SELECT pg_advisory_xact_lock(hashtextextended('register:' || %s, 0))"
"""Two files of one register follow each other."""
LAST_CHANGE = """SELECT max(greatest(from_on, CASE WHEN until_on >= from_on THEN until_on + 1 END))
    FROM cases_registerentry WHERE register = %s"""
MAKE_ROOM = "CREATE TEMP TABLE loaded_register (line bigint, key text, data jsonb)"
COPY = "COPY loaded_register (line, key, data) FROM STDIN"
LOOK = "ANALYZE loaded_register"
CLEAR = "DROP TABLE loaded_register"
DOUBLE = """SELECT line, first, count(*) OVER () FROM (
    SELECT line, min(line) OVER (PARTITION BY key, CASE WHEN %(has_many)s THEN data END) AS first FROM loaded_register) same
    WHERE line > first ORDER BY line LIMIT %(shown)s"""
END = """UPDATE cases_registerentry old SET until_on = %(on)s::date - 1 WHERE register = %(register)s::text AND until_on IS NULL
    AND NOT EXISTS (SELECT FROM loaded_register new WHERE new.key = old.key AND new.data = old.data)"""
BEGIN = """INSERT INTO cases_registerentry (register, key, from_on, until_on, data)
    SELECT %(register)s::text, new.key, %(on)s::date, NULL, new.data FROM loaded_register new WHERE NOT EXISTS (
        SELECT FROM cases_registerentry old WHERE old.register = %(register)s::text AND old.until_on IS NULL
        AND old.key = new.key AND old.data = new.data) ORDER BY new.line"""


class OlderFile(Refused):
    """The file is of an earlier day than what our copy says already."""


@dataclass(frozen=True)
class Loaded:
    """What a file did: its rows, how many entries began and ended, and the SHA-256 of its bytes."""

    rows: int
    begun: int
    ended: int
    digest: str


def load_file(shape: RegisterShape, file: BinaryIO, *, on: date, tell: Callable[[int], object]) -> Loaded:
    """Let our copy of a register say from a day on what a file says, and nothing else. `tell` hears of each piece of bytes.

    In one transaction and in constant memory. Raises BadFile with what is wrong, OlderFile where the copy is newer.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(LOCK, [shape.name])
        _refuse_older(cursor, shape, on)
        cursor.execute(MAKE_ROOM)
        measured = Measured(file, tell)
        rows = _stage(cursor, shape, measured)
        begun, ended = _replace(cursor, shape, on)
        cursor.execute(CLEAR)
    return Loaded(rows, begun, ended, measured.digest)


def _refuse_older(cursor: CursorWrapper, shape: RegisterShape, on: date) -> None:
    cursor.execute(LAST_CHANGE, [shape.name])
    [last] = cursor.fetchone()
    if last and on < last:
        raise OlderFile(
            f"Het register {shape.label} is al bijgewerkt naar de stand van {last:%d-%m-%Y}. Noem die dag of een latere."
        )


def _stage(cursor: Any, shape: RegisterShape, file: Measured) -> int:
    """Put the rows aside and give how many there are. Raises BadFile."""
    problems, rows = Problems(), 0
    with cursor.copy(COPY) as copy:
        for row in read_rows(shape, file, problems):
            if not problems.count:
                copy.write_row((row.line, row.key, json.dumps(row.data, ensure_ascii=False)))
                rows += 1
    problems.raise_if_any()
    cursor.execute(LOOK)
    cursor.execute(DOUBLE, {"has_many": shape.has_many, "shown": SHOWN})
    doubles = cursor.fetchall()
    problems.add(
        [RowError(line, "", f"Deze regel zegt iets over hetzelfde als regel {first}.") for line, first, _ in doubles]
    )
    problems.count = doubles[0][2] if doubles else 0
    problems.raise_if_any()
    return rows


def _replace(cursor: CursorWrapper, shape: RegisterShape, on: date) -> tuple[int, int]:
    """End what the file no longer says and begin what is new; gives how many began and ended."""
    values: dict[str, Any] = {"register": shape.name, "on": on}
    cursor.execute(END, values)
    ended = cursor.rowcount
    cursor.execute(BEGIN, values)
    return cursor.rowcount, ended
