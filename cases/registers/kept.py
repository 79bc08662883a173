"""The answers kept with a case, as rules and pages read them: by register and key, the one that counts of each."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django.db import connection

from cases.models import Case
from cases.registers.keys import stored_key
from cases.registers.shapes import shapes
from cases.schemes.questions import AnswerState, Question
from cases.schemes.shapes import RegisterShape

NAMED = ("register", "subject", "question", "answer", "state", "source", "asked_at")
COLUMNS = f"jsonb_build_array({', '.join(NAMED)})"
KEPT = f"""SELECT case_id, jsonb_agg({COLUMNS} ORDER BY id) FROM cases_extract
    WHERE case_id = ANY(%s) GROUP BY case_id"""  # noqa: S608 - made of constants

Kept = Mapping[str, Any]


class Answers(dict[str, Kept]):
    """The answers of one register by subject; also found by key, written as the application gives it or as it is kept.

    What is stored or printed of it holds subjects and pseudonyms only.
    """

    def __init__(self, shape: RegisterShape | None) -> None:
        super().__init__()
        self._shape, self._subjects = shape, dict[str, str]()

    def keep(self, subject: str, key: str, kept: Kept) -> None:
        """Add what came of a question; an attempt that reached the register stands, and is not replaced by a later one."""
        self._subjects.setdefault(key, subject or key)
        before = dict.get(self, subject or key)
        if before is None or before["state"] == AnswerState.UNREACHABLE:
            dict.__setitem__(self, subject or key, kept)

    def __getitem__(self, name: str) -> Kept:
        return dict.__getitem__(self, self._subject(name))

    def __contains__(self, name: object) -> bool:
        return dict.__contains__(self, self._subject(str(name)))

    def get(self, name: str, default: Any = None) -> Any:
        """Give the answer under a subject or key, or the default."""
        return dict.get(self, self._subject(name), default)

    def _subject(self, name: str) -> str:
        if dict.__contains__(self, name):
            return name
        key = stored_key(self._shape, name) if self._shape else name
        return self._subjects.get(key, key)


def answers_from(rows: Iterable[Sequence[Any]], known: Mapping[str, RegisterShape] | None = None) -> dict[str, Answers]:
    """Give the answers by register and subject: the first that the register really gave, and else the newest attempt."""
    known, found = known or shapes(), dict[str, Answers]()
    for register, subject, key, answer, state, source, asked_at in rows:
        answers = found.setdefault(register, Answers(known.get(register)))
        answers.keep(subject, key, {"state": state, "answer": answer, "source": source, "asked_at": asked_at})
    return found


def mark_of(on: date) -> str:
    """Give what stands behind the subject of a question that was put again on a day."""
    return f"@{on}"


def answers_again(case: Case, questions: Iterable[Question], on: date) -> dict[str, Answers]:
    """Give what registers said when these questions were put again on a day (`asking.ask_again`), by register and subject."""
    known, mark = shapes(), mark_of(on)
    put = {(each.register, stored_key(known[each.register], each.key)) for each in questions}
    rows = case.extracts.filter(subject__endswith=mark).order_by("id").values_list(*NAMED)
    kept = [row for row in rows if (row[0], row[2]) in put]
    return answers_from([(row[0], row[1].removesuffix(mark), *row[2:]) for row in kept], known)


def answers_of_all(case_pks: Sequence[int]) -> dict[int, dict[str, Answers]]:
    """Give the kept answers of many cases in one query; a case without answers is left out."""
    known = shapes()
    with connection.cursor() as cursor:
        cursor.execute(KEPT, [list(case_pks)])
        return {case_pk: answers_from(json.loads(rows), known) for case_pk, rows in cursor.fetchall()}
