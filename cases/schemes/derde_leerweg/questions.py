"""What is asked of registers about an application: the firm, each programme, and from 2025 on each participant.
What follows from the answers stands in `rules.registers`."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from cases.schemes.base import Question
from cases.schemes.derde_leerweg.application import ThirdPathApplication
from cases.schemes.derde_leerweg.terms import VALUES

ASKS = ("kvk", "sbb", "crebo", "rod")
FIRM = "applicant"


def subject(number: int) -> str:
    """Name the answer about the place of a line, without the number of a person."""
    return f"line:{number}"


def questions(application: ThirdPathApplication, on: date) -> tuple[Question, ...]:
    """Give each question, under the name by which the rules find its answer."""
    return tuple(_questions(application, on))


def _questions(application: ThirdPathApplication, on: date) -> Iterator[Question]:
    firm = application.applicant.kvk_number
    yield from (Question(register, firm, FIRM) for register in ("kvk", "sbb"))
    for number, place in enumerate(application.places, 1):
        yield Question("crebo", place.crebo, subject(number))
        if VALUES["rod_applies"].on(on):
            yield Question("rod", place.bsn, subject(number))
