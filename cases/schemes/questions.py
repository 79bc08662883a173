"""What a scheme asks of registers and in which states an answer can be. How registers are reached is not known here."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class AnswerState(StrEnum):
    """What came of a question: an answer, the answer that the register does not know the key, or no answer at all."""

    ANSWERED = "answered"
    UNKNOWN = "unknown"
    UNREACHABLE = "unreachable"


@dataclass(frozen=True)
class Question:
    """A question to a register: about which key (of an enterprise, person, training ...), as of which day.

    `subject` is the name by which the rules find the answer ("applicant", "line:3"; empty: the key itself): never a number
    of a person, as answers are stored with the case. The key is written as the application gives it; where it may be a
    person's, only its pseudonym is asked and kept (cases.identity). `on` None: the day of application.
    """

    register: str
    key: str
    subject: str = ""
    on: date | None = None


def each_to_each(registers: Iterable[str], keys: Iterable[str], on: date) -> tuple[Question, ...]:
    """Give the question to each of the registers about each of the keys, every question once."""
    wanted = tuple(dict.fromkeys(keys))
    return tuple(Question(register, key, on=on) for register in registers for key in wanted)
