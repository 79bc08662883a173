"""Asking other bodies before the lock: one interface, a table-backed implementation, each answer kept as a dated extract.
What the rules make of an answer, and of none, stands in cases.schemes.answers."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from itertools import islice
from typing import Any, NamedTuple, Protocol

from django.conf import settings
from django.db import InterfaceError, OperationalError, connection, transaction
from django.utils import timezone

from cases.models import Case
from cases.registers.exclusions import OWN_REGISTER
from cases.registers.kept import mark_of
from cases.registers.keys import stored_key
from cases.registers.patience import in_time
from cases.registers.shapes import shape_of, shapes
from cases.schemes.questions import AnswerState, Question
from cases.schemes.shapes import RegisterShape

CHUNK = 5000
"""How many questions go into one statement; memory stays the same however many cases are asked for."""

IN_FORCE = """SELECT asked.place, entry.data
    FROM unnest(%(registers)s::text[], %(keys)s::text[], %(days)s::date[])
        WITH ORDINALITY AS asked (register, key, day, place)
    JOIN cases_registerentry entry ON entry.register = asked.register AND entry.key = asked.key
        AND entry.from_on <= asked.day AND (entry.until_on IS NULL OR entry.until_on >= asked.day)
    ORDER BY entry.from_on, entry.id"""
SETTLED = "SELECT case_id, register, subject, question FROM cases_extract WHERE case_id = ANY(%s) AND state <> %s"
KEEP = """COPY cases_extract (case_id, register, subject, question, "on", state, answer, source, asked_at) FROM STDIN"""
LIMIT = "SELECT current_setting('statement_timeout'), set_config('statement_timeout', %s, true)"
LIMIT_BACK = "SELECT set_config('statement_timeout', %s, true)"
"""After the savepoint the limit would else hold for the rest of the transaction."""

Answer = Mapping[str, Any]
Shapes = Mapping[str, RegisterShape]


class Asked(NamedTuple):
    """A question as it leaves the house: of a person it holds the pseudonym."""

    register: str
    key: str
    on: date


class Wanted(NamedTuple):
    """A question for a case, with the subject under which the rules find its answer, and what the register is called."""

    case: int
    subject: str
    source: str
    asked: Asked

    @property
    def place(self) -> tuple[int, str, str, str]:
        """What makes it the same question again, on whichever day it is put."""
        return self.case, self.asked.register, self.subject, self.asked.key


class Given(NamedTuple):
    """What came of a question."""

    state: AnswerState
    answer: Answer | None = None


class Register(Protocol):
    """What another body knows: of one register, or of several that are reached in the same way."""

    def ask(self, asked: Sequence[Asked], *, within: int) -> Mapping[Asked, Answer]:
        """Give the answer to each question as of its day; one about a key that is not known is left out.

        Raises OSError or OperationalError where there is no answer within so many milliseconds.
        """
        ...


class TableRegister:
    """Registers as loaded into our own table; all that lie there are asked in one statement."""

    def ask(self, asked: Sequence[Asked], *, within: int) -> Mapping[Asked, Answer]:
        """Give the entries in force; of a register with one entry for each key, the newest."""
        found: dict[Asked, list[Answer]] = {}
        for place, data in self._entries(asked, within):
            found.setdefault(asked[place - 1], []).append(json.loads(data))
        known = shapes()
        return {one: _as_answer(known[one.register], entries) for one, entries in found.items()}

    def _entries(self, asked: Sequence[Asked], within: int) -> list[tuple[int, str]]:
        registers, keys, days = zip(*asked, strict=True)
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(LIMIT, [str(within)])
            [before, _] = cursor.fetchone()
            cursor.execute(IN_FORCE, {"registers": list(registers), "keys": list(keys), "days": list(days)})
            entries = cursor.fetchall()
            cursor.execute(LIMIT_BACK, [before])
            return list(entries)


def _as_answer(shape: RegisterShape, entries: Sequence[Answer]) -> Answer:
    return {"entries": list(entries)} if shape.has_many else entries[-1]


TABLE: Register = TableRegister()
REGISTERS: dict[str, Register] = {"exclusions": OWN_REGISTER, "removals": OWN_REGISTER}
"""Registers that are reached in another way than through our table, by name."""


def ask_registers(case: Case, questions: Iterable[Question]) -> int:
    """Put each question once and keep the answers with the case; gives how many extracts were made.

    A register that is down or slow gives no answer, never a yes, and is asked again the next time. Raises UnknownRegister.
    """
    return ask_registers_for_all([(case, questions)])


def ask_again(case: Case, questions: Iterable[Question], *, on: date) -> int:
    """Put questions anew as of a day, beside what was answered before; `kept.answers_again` reads them. Raises UnknownRegister."""
    mark = mark_of(on)
    return ask_registers(
        case, [replace(each, subject=f"{each.subject or each.key}{mark}", on=on) for each in questions]
    )


def ask_registers_for_all(cases: Iterable[tuple[Case, Iterable[Question]]]) -> int:
    """Put the questions of many cases and keep each answer with its case; gives how many extracts were made.

    Set-based: for each some thousands of questions a fixed number of statements, however many cases there are.
    Raises UnknownRegister.
    """
    known = shapes()
    wanted = (_wanted(case, question, known) for case, questions in cases for question in questions)
    made = 0
    while some := list(islice(wanted, CHUNK)):
        made += _ask_some({each.place: each for each in some}.values())
    return made


def _wanted(case: Case, question: Question, known: Shapes) -> Wanted:
    shape = shape_of(question.register, known)
    asked = Asked(question.register, stored_key(shape, question.key), question.on or case.received_on)
    return Wanted(case.pk, question.subject, shape.label, asked)


def _ask_some(wanted: Collection[Wanted]) -> int:
    settled = _settled({each.case for each in wanted})
    still_open = [each for each in wanted if each.place not in settled]
    _keep(still_open, _given({each.asked for each in still_open}), timezone.now())
    return len(still_open)


def _keep(wanted: Sequence[Wanted], given: Mapping[Asked, Given], now: datetime) -> None:
    """Store the extracts: copied, as there may be thousands at once."""
    if not wanted:
        return
    with connection.cursor() as cursor, cursor.copy(KEEP) as copy:
        for each in wanted:
            state, answer = given[each.asked]
            text = None if answer is None else json.dumps(answer, ensure_ascii=False)
            place = (each.case, each.asked.register, each.subject, each.asked.key, each.asked.on)
            copy.write_row((*place, str(state), text, each.source, now))


def _settled(case_pks: Iterable[int]) -> set[tuple[int, str, str, str]]:
    """Give what was answered already, also by not knowing."""
    with connection.cursor() as cursor:
        cursor.execute(SETTLED, [list(case_pks), AnswerState.UNREACHABLE])
        return set(cursor.fetchall())


def _given(asked: Iterable[Asked]) -> dict[Asked, Given]:
    """Give what comes of each question; each way of reaching registers is used once."""
    ways: dict[int, tuple[Register, list[Asked]]] = {}
    for one in asked:
        way = REGISTERS.get(one.register, TABLE)
        ways.setdefault(id(way), (way, []))[1].append(one)
    return {one: given for way, some in ways.values() for one, given in _given_by(way, some).items()}


def _given_by(way: Register, asked: Sequence[Asked]) -> dict[Asked, Given]:
    try:
        answers = _ask_in_time(way, asked, settings.REGISTER_SECONDS)
    except (OSError, OperationalError, InterfaceError):
        return dict.fromkeys(asked, Given(AnswerState.UNREACHABLE))
    unknown = Given(AnswerState.UNKNOWN)
    return {one: Given(AnswerState.ANSWERED, answers[one]) if one in answers else unknown for one in asked}


def _ask_in_time(way: Register, asked: Sequence[Asked], seconds: int) -> Mapping[Asked, Answer]:
    """Our own table keeps to the time by itself, on the connection of this transaction; another way may hang."""
    within = seconds * 1000
    if way in (TABLE, OWN_REGISTER):
        return way.ask(asked, within=within)
    return in_time(lambda: way.ask(asked, within=within), seconds)
