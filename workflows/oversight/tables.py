"""Tables that leave the house: written row by row as CSV or JSON lines, in constant memory and safe to open in a spreadsheet.
Which rows there are stands in the module of each table."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date
from typing import TextIO

Row = Mapping[str, str]
FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""A spreadsheet runs a cell that begins so; an apostrophe keeps it text."""
NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")


@dataclass(frozen=True)
class Period:
    """The days of a selection, both included; without a limit everything on that side."""

    from_on: date | None = None
    until_on: date | None = None

    @property
    def limits(self) -> tuple[date, date]:
        """The first and last day, as far as the calendar goes where there is no limit."""
        return self.from_on or date.min, self.until_on or date.max


@dataclass(frozen=True)
class Table:
    """A table: its name, its columns, and how its rows are read, one by one, for a period."""

    name: str
    columns: tuple[str, ...]
    rows: Callable[[Period], AbstractContextManager[Iterator[Row]]]


def write_csv(out: TextIO, columns: tuple[str, ...], rows: Iterator[Row]) -> int:
    """Write the rows with a header, and give their count."""
    writer, count = csv.writer(out), 0
    writer.writerow(columns)
    for row in rows:
        writer.writerow([safe_cell(row[column]) for column in columns])
        count += 1
    return count


def write_jsonl(out: TextIO, columns: tuple[str, ...], rows: Iterator[Row]) -> int:
    """Write one JSON object a line, and give their count; text is left as it is."""
    count = 0
    for row in rows:
        out.write(json.dumps({column: row[column] for column in columns}, ensure_ascii=False) + "\n")
        count += 1
    return count


def safe_cell(text: str) -> str:
    """Keep text from running as a formula; a negative amount stays a number."""
    return f"'{text}" if text.startswith(FORMULA) and not NUMBER.fullmatch(text) else text


WRITERS: Mapping[str, Callable[[TextIO, tuple[str, ...], Iterator[Row]], int]] = {
    "csv": write_csv,
    "jsonl": write_jsonl,
}
