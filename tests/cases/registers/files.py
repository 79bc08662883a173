"""Files of registers for tests: invented enterprises, trainings and people; the numbers of people belong to nobody."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path

from cases.registers.loading import Loaded, load_file
from cases.registers.reading import BadFile, Measured, Problems, Row, read_rows
from cases.registers.shapes import shape_of

SAMPLES = Path(__file__).parent / "samples"
NAMES = sorted(path.stem for path in SAMPLES.glob("*.csv"))
PERSON, OTHER = "999900006", "999900018"
"""Citizen service numbers that pass the test of eleven."""

INSURED = "bsn,vanaf,tot_en_met"


def csv_of(*lines: str) -> bytes:
    """Give the bytes of a file with these lines."""
    return "\n".join([*lines, ""]).encode()


def rows_of(name: str, data: bytes) -> list[Row]:
    """Read the file of a register. Raises BadFile."""
    problems = Problems()
    rows = list(read_rows(shape_of(name), Measured(io.BytesIO(data), bool), problems))
    problems.raise_if_any()
    return rows


def errors_of(name: str, data: bytes) -> list[str]:
    """Give what is wrong with a file, in the words that are told."""
    try:
        rows_of(name, data)
    except BadFile as error:
        return [str(each) for each in error.errors]
    return []


def loaded(name: str, data: bytes, *, on: date) -> Loaded:
    """Bring our copy of a register up to date from a file."""
    return load_file(shape_of(name), io.BytesIO(data), on=on, tell=bool)
