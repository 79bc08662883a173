"""What registers said about a case, in Dutch: each question with what came of it. Nothing is asked here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from cases.identity import is_pseudonym
from cases.models import Extract
from cases.registers.shapes import shapes
from cases.schemes.answers import LABELS
from cases.schemes.questions import AnswerState
from cases.schemes.shapes import Choice, Column, RegisterShape
from workflows.desk.outside.shown import Shown, fields_of

ABOUT_A_PERSON = "een persoon"
ERASED = "De gegevens van dit antwoord zijn gewist."


@dataclass(frozen=True)
class ShownExtract:
    """One question: to which register, about whom or what, as of which day; what came of it, and the entries as fields."""

    register: str
    about: str
    on: date
    state: str
    entries: tuple[tuple[Shown, ...], ...]
    asked_at: datetime


def shown_extracts(extracts: Iterable[Extract]) -> list[ShownExtract]:
    """Give the questions of a case in Dutch."""
    known = shapes()
    return [_shown(extract, known.get(extract.register)) for extract in extracts]


def _shown(extract: Extract, shape: RegisterShape | None) -> ShownExtract:
    is_answered = extract.state == AnswerState.ANSWERED
    state = ERASED if is_answered and not extract.answer else LABELS[AnswerState(extract.state)]
    entries = tuple(tuple(_fields(entry, shape)) for entry in _entries(extract))
    return ShownExtract(extract.source, _about(extract), extract.on, state, entries, extract.asked_at)


def _about(extract: Extract) -> str:
    about = ABOUT_A_PERSON if is_pseudonym(extract.question) else extract.question
    _, _, line = extract.subject.partition(":")
    return f"{about}, regel {line}" if line else about


def _entries(extract: Extract) -> list[Mapping[str, Any]]:
    answer = extract.answer or {}
    return list(answer.get("entries", [answer] if answer else []))


def _fields(entry: Mapping[str, Any], shape: RegisterShape | None) -> Iterator[Shown]:
    """Give the fields of an entry, named as its columns are."""
    columns = {column.name: column for column in shape.columns} if shape else {}
    headings = {name: _heading(column) for name, column in columns.items()}
    yield from fields_of({name: _word(columns.get(name), value) for name, value in entry.items()}, headings)


def _heading(column: Column) -> str:
    return column.heading.replace("_", " ")


def _word(column: Column | None, value: Any) -> Any:
    return column.read.word_for(value) if column and isinstance(column.read, Choice) else value
