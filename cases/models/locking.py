"""Locking cases and reading them with their window, party and application, by one fixed statement.
The ORM would compose this text anew for every step, which takes longer than anything else that a step reads."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import Any, cast

from django.db import connection, models

from cases.models.case import Case
from cases.models.party import Party
from cases.models.submission import Submission
from cases.models.window import Window


@dataclass(frozen=True)
class Part:
    """A model that is read, the alias of its table in the statement, and its columns in the order in which they are asked."""

    model: type[models.Model]
    alias: str

    @cached_property
    def fields(self) -> list[Any]:
        """The stored fields."""
        return list(self.model._meta.concrete_fields)

    @cached_property
    def names(self) -> list[str]:
        """The fields as attributes."""
        return [field.attname for field in self.fields]

    @cached_property
    def converted(self) -> list[tuple[int, Any]]:
        """The places of fields that are stored in another form, such as JSON."""
        return [(place, field) for place, field in enumerate(self.fields) if hasattr(field, "from_db_value")]

    @property
    def columns(self) -> str:
        """The columns as the statement names them."""
        return ", ".join(f'{self.alias}."{field.column}"' for field in self.fields)

    def made(self, values: Iterator[Any]) -> models.Model:
        """Take the next values of a row, and give the object that they make."""
        own = list(islice(values, len(self.fields)))
        for place, field in self.converted:
            own[place] = field.from_db_value(own[place], None, connection)
        return self.model.from_db(connection.alias, self.names, own)


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
