"""Reading the file of a register row by row: every error with its line and column, in Dutch, in constant memory.
Where the rows go stands in `loading`."""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import Any, BinaryIO, NamedTuple, TextIO

from cases.identity import pseudonym
from cases.schemes.shapes import Column, RegisterShape

SHOWN = 20
"""How many errors are kept to be told; the others are counted."""


class RowError(NamedTuple):
    """What is wrong with one row. It never repeats the value, which may be the number of a person."""

    line: int
    heading: str
    message: str

    def __str__(self) -> str:
        where = f"regel {self.line}, kolom {self.heading}" if self.heading else f"regel {self.line}"
        return f"{where}: {self.message}"


class Row(NamedTuple):
    """One entry as it is kept: the line it stood on, its key, and what the register says about it."""

    line: int
    key: str
    data: Mapping[str, Any]


class BadFile(ValueError):
    """The file cannot be loaded; `errors` are the first ones, `count` how many there are."""

    def __init__(self, errors: Sequence[RowError], count: int) -> None:
        super().__init__(f"Het bestand is niet ingelezen; aantal fouten: {count}.")
        self.errors, self.count = tuple(errors), count


@dataclass
class Problems:
    """The errors of a file: the first ones, and how many there are."""

    shown: list[RowError] = field(default_factory=list)
    count: int = 0

    def add(self, errors: Sequence[RowError]) -> None:
        """Take note of errors."""
        self.shown += errors[: SHOWN - len(self.shown)]
        self.count += len(errors)

    def raise_if_any(self) -> None:
        """Raise BadFile where anything is wrong."""
        if self.count:
            raise BadFile(self.shown, self.count)


class Measured(io.RawIOBase):
    """A file that is hashed while it is read, and tells how many bytes went by."""

    def __init__(self, file: BinaryIO, tell: Callable[[int], object]) -> None:
        super().__init__()
        self._file, self._tell, self._hash = file, tell, hashlib.sha256()

    @property
    def digest(self) -> str:
        """The SHA-256 of what was read, in hex."""
        return self._hash.hexdigest()

    def readable(self) -> bool:
        """Say that it can be read."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Read the next bytes."""
        data = self._file.read(len(buffer))
        buffer[: len(data)] = data
        self._hash.update(data)
        self._tell(len(data))
        return len(data)


def read_rows(shape: RegisterShape, file: io.RawIOBase, problems: Problems) -> Iterator[Row]:
    """Give the rows that are right; what is wrong with the others goes into `problems`. A file without any is wrong."""
    text = io.TextIOWrapper(io.BufferedReader(file), encoding="utf-8-sig", newline="")
    rows = _rows(shape, text, problems)
    found = 0
    while (row := _next(rows, problems)) is not None:
        found += 1
        yield row
    if not found and not problems.count:
        problems.add([RowError(1, "", "Het bestand heeft geen regels met gegevens.")])


def _next(rows: Iterator[Row], problems: Problems) -> Row | None:
    try:
        return next(rows, None)
    except UnicodeDecodeError:
        problems.add([RowError(0, "", "Het bestand is geen tekst in UTF-8; bewaar het opnieuw als CSV UTF-8.")])
    except csv.Error:
        problems.add([RowError(0, "", "Het bestand is geen CSV; controleer aanhalingstekens en stuurtekens.")])
    return None


def _rows(shape: RegisterShape, text: TextIO, problems: Problems) -> Iterator[Row]:
    first = text.readline()
    lines = csv.reader(chain([first], text), delimiter=_delimiter(first), strict=True)
    headings = [heading.strip().lower() for heading in next(lines, [])]
    columns = {column.heading: column for column in shape.columns}
    if wrong := _wrong_headings(headings, columns):
        problems.add(wrong)
        return
    for cells in lines:
        if not any(cell.strip() for cell in cells):
            continue
        row = _read_row(shape, [columns[heading] for heading in headings], cells, lines.line_num)
        if isinstance(row, Row):
            yield row
        else:
            problems.add(row)


def _delimiter(first: str) -> str:
    return ";" if first.count(";") > first.count(",") else ","


def _wrong_headings(headings: Sequence[str], columns: Mapping[str, Column]) -> list[RowError]:
    required = {heading for heading, column in columns.items() if column.is_required}
    missing = [
        RowError(1, heading, "Deze kolom ontbreekt.") for heading in columns if heading in required - {*headings}
    ]
    known = ", ".join(columns)
    unknown = [
        RowError(1, heading, f"Deze kolom is onbekend. Kies uit: {known}.")
        for heading in headings
        if heading not in columns
    ]
    double = [
        RowError(1, heading, "Deze kolom staat er twee keer.") for heading in columns if headings.count(heading) > 1
    ]
    return missing + unknown + double


def _read_row(shape: RegisterShape, columns: Sequence[Column], cells: Sequence[str], line: int) -> Row | list[RowError]:
    if len(cells) != len(columns):
        return [RowError(line, "", f"Deze regel heeft {len(cells)} waarden; dat moeten er {len(columns)} zijn.")]
    values, errors = dict[str, Any](), list[RowError]()
    for column, cell in zip(columns, cells, strict=True):
        try:
            _read_cell(column, cell.strip(), values)
        except ValueError as error:
            errors.append(RowError(line, column.heading, str(error)))
    if not errors and (wrong := shape.check(values)):
        errors.append(RowError(line, "", wrong))
    return errors or _as_kept(shape, values, line)


def _read_cell(column: Column, cell: str, values: dict[str, Any]) -> None:
    if cell:
        values[column.name] = column.read(cell)
    elif column.is_required:
        raise ValueError("Dit gegeven ontbreekt.")


def _as_kept(shape: RegisterShape, values: Mapping[str, Any], line: int) -> Row:
    """Of a person nothing but the pseudonym is kept, and as key only."""
    kept = {
        column.name: pseudonym(values[column.name]) if column.is_personal else values[column.name]
        for column in shape.columns
        if column.name in values
    }
    key = str(kept.pop(shape.key) if shape.key_column.is_personal else kept[shape.key])
    return Row(line, key, kept)
