"""Locking cases and reading them with their window, party and application, by one fixed statement.
Which change of status is lawful, and who may make it, is not known here."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, cast

from django.db import connection

from cases.models.case import Case
from cases.models.fixed import Part
from cases.models.party import Party
from cases.models.submission import Submission
from cases.models.window import Window

PARTS = (Part(Case, "k"), Part(Window, "w"), Part(Party, "p"), Part(Submission, "s"))
SELECT = f"""SELECT {", ".join(part.columns for part in PARTS)}
FROM cases_case k LEFT JOIN cases_window w ON w.id = k.window_id JOIN cases_party p ON p.id = k.party_id
JOIN cases_submission s ON s.id = k.application_id"""  # noqa: S608 - made of names in the models
ONE = f"{SELECT} WHERE k.id = %s FOR UPDATE OF k"
ALL = f"{SELECT} WHERE k.id = ANY(%s) ORDER BY k.id FOR UPDATE OF k"


def lock_case(case_pk: int) -> Case:
    """Lock one case until the end of the transaction, and give it as it is now. Raises Case.DoesNotExist."""
    found = _read(ONE, case_pk)
    if not found:
        raise Case.DoesNotExist(f"Er is geen zaak met sleutel {case_pk}.")
    return found[0]


def lock_cases(case_pks: Sequence[int]) -> list[Case]:
    """Lock many cases in the order of their keys until the end of the transaction, and give them as they are now."""
    return _read(ALL, list(case_pks))


def _read(statement: str, asked: Any) -> list[Case]:
    with connection.cursor() as cursor:
        cursor.execute(statement, [asked])
        return [_case(iter(row)) for row in cursor.fetchall()]


def _case(values: Iterator[Any]) -> Case:
    case, window, party, application = (part.made(values) for part in PARTS)
    found = cast(Case, case)
    if window.pk is not None:
        found.window = cast(Window, window)
    found.party, found.application = cast(Party, party), cast(Submission, application)
    return found
