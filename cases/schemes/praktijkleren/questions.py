"""What is asked of registers about a Praktijkleren application: the employer, each programme, each student.
What follows from the answers stands in `rules.registers`, `rules.employer` and `rules.supplements`."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from cases.schemes.base import Question
from cases.schemes.praktijkleren.application import PraktijklerenApplication
from cases.schemes.praktijkleren.students import Line
from cases.schemes.praktijkleren.terms import VALUES

ASKS = ("kvk", "sbi", "sbb", "crebo", "croho", "rod", "insolvency")


def questions(application: PraktijklerenApplication, on: date) -> tuple[Question, ...]:
    """Give each question once. A student is asked about by BSN, of which the house keeps the pseudonym only."""
    asked = [*_about_employer(application), *(each for line in application.lines for each in _about_line(line, on))]
    return tuple(dict.fromkeys(asked))


def _about_employer(application: PraktijklerenApplication) -> Iterator[Question]:
    number = application.applicant.kvk_number
    yield from (Question(register, number) for register in ("kvk", "insolvency"))
    if any(line.group not in ("hbo", "wo") for line in application.lines):
        yield Question("sbb", number)
    if any(line.group == "mbo" for line in application.lines):
        yield Question("sbi", number)


def _about_line(line: Line, on: date) -> Iterator[Question]:
    code, register = line.programme.code, {"mbo": "crebo", "hbo": "croho"}.get(line.group)
    if code and register and not line.is_foreign:
        yield Question(register, code)
    in_rod = VALUES["rod_applies"].on(on) and line.category in VALUES["rod_categories"].on(on)
    if line.bsn and in_rod and not line.is_foreign:
        yield Question("rod", line.bsn)
