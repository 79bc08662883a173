"""Reading and inserting objects by fixed statements. The ORM composes its text anew for every query, which takes longer than the
query itself where a step reads a few rows by their keys or writes one; for everything else the ORM is the way."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import islice
from operator import attrgetter
from typing import Any, TypeVar

from django.db import connection, models

T = TypeVar("T", bound=models.Model)
KEYS = "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)"


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


def insert(row: T) -> T:
    """Store a new object, as `save` would at its first time, and give it with its key."""
    statement, fields = _statement(type(row))
    with connection.cursor() as cursor:
        cursor.execute(statement, [field.get_db_prep_save(field.pre_save(row, True), connection) for field in fields])
        row.pk = cursor.fetchone()[0]
    row._state.adding, row._state.db = False, connection.alias
    return row


def copy_in(rows: Sequence[T]) -> list[T]:
    """Store many new objects of one kind by COPY, and give them with their keys. For rows with much JSON: as parameters of a
    statement its quotes would be written twice over, which takes longer than all the rest."""
    if not rows:
        return []
    table, fields = type(rows[0])._meta.db_table, list(type(rows[0])._meta.concrete_fields)
    columns, given = ", ".join(f'"{field.column}"' for field in fields), [_given(field) for field in fields]
    with connection.cursor() as cursor:
        cursor.execute(KEYS, [table, len(rows)])
        for row, (key,) in zip(rows, cursor.fetchall(), strict=True):
            row.pk = key
        with cursor.copy(f"COPY {table} ({columns}) FROM STDIN") as copy:
            for row in rows:
                copy.write_row([give(row) for give in given])
    for row in rows:
        row._state.adding, row._state.db = False, connection.alias
    return list(rows)


def _given(field: Any) -> Callable[[models.Model], Any]:
    """Give how the stored value of a field is read: as it is, unless the field keeps it in another form or fills it in itself."""
    if isinstance(field, models.JSONField) or getattr(field, "auto_now_add", False):
        return lambda row: field.get_db_prep_save(field.pre_save(row, True), connection)
    return attrgetter(field.attname)


@cache
def _statement(model: type[models.Model]) -> tuple[str, list[Any]]:
    fields = [field for field in model._meta.concrete_fields if not field.primary_key]
    columns = ", ".join(f'"{field.column}"' for field in fields)
    places = ", ".join(["%s"] * len(fields))
    return f"INSERT INTO {model._meta.db_table} ({columns}) VALUES ({places}) RETURNING id", fields  # noqa: S608 - names of columns
