"""Who may do what in the database: the policy per table, its application, and a report of what differs from it.
The roles themselves are made by config (embedded server) or by whoever runs the real server."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple, cast

from django.apps import apps
from django.db import connections
from django.db.backends.utils import CursorWrapper
from django.db.models import Field, Model
from psycopg import sql

from audit.guards import guard_erasable_columns
from audit.models import Event, PersonalFact, Stream, WrittenOnce

EVERYTHING = ("SELECT", "INSERT", "UPDATE", "DELETE")
PRIVILEGES = [*EVERYTHING, "TRUNCATE", "REFERENCES", "TRIGGER"]
COLUMN_PRIVILEGES = ["SELECT", "INSERT", "UPDATE", "REFERENCES"]
DANGEROUS = {"rolsuper": "is superuser", "rolcreaterole": "may make roles", "rolreplication": "may replicate",
             "rolbypassrls": "passes by row security"}  # fmt: skip

TABLES = """
    SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p') ORDER BY c.relname
"""
TABLE_RIGHTS = """
    SELECT c.relname, privilege, '' FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace,
    unnest(%s::text[]) AS privilege
    WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p') AND has_table_privilege(%s, c.oid, privilege)
"""
COLUMN_RIGHTS = """
    SELECT c.relname, privilege, a.attname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped, unnest(%s::text[]) AS privilege
    WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p')
    AND has_column_privilege(%s, c.oid, a.attnum, privilege) AND NOT has_table_privilege(%s, c.oid, privilege)
"""
OWNED = (
    "SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND pg_has_role(%s, tableowner, 'MEMBER') ORDER BY 1"
)


class Right(NamedTuple):
    """A privilege on a table, or on one column of it."""

    table: str
    privilege: str
    column: str = ""

    def __str__(self) -> str:
        return f"{self.privilege}{f'({self.column})' if self.column else ''} on {self.table}"


@dataclass(frozen=True)
class Deviation:
    """What a role has or is against the policy, in a sentence for the operator."""

    role: str
    what: str

    def __str__(self) -> str:
        return f"the role {self.role} {self.what}"


def app_rights(table: str) -> frozenset[Right]:
    """Give what the app role may do with a table: everything, unless its rows are written once.

    Of an event the app sends stream and body only; heads are written by a trigger; migrations are the owner's.
    """
    model = _models().get(table)
    if model is Event:
        return _rights(table, "SELECT") | {Right(table, "INSERT", column) for column in ("stream", "body")}
    if model is Stream or table == "django_migrations":
        return _rights(table, "SELECT")
    if model is PersonalFact or (model and issubclass(model, WrittenOnce)):
        return _rights(table, "SELECT", "INSERT")
    return _rights(table, *EVERYTHING)


def eraser_rights(table: str) -> frozenset[Right]:
    """Give what the eraser role may do with a table: write its event, delete personal facts, empty named columns."""
    model = _models().get(table)
    if model is Event:
        return frozenset(
            {Right(table, "INSERT", column) for column in ("stream", "body")}
            | {Right(table, "SELECT", column) for column in ("id", "number")}
        )
    if model is PersonalFact:
        return _rights(table, "SELECT", "DELETE")
    columns: tuple[str, ...] = getattr(model, "erasable_columns", ())
    if model and columns:
        key = Right(table, "SELECT", str(model._meta.pk.column))
        return frozenset({key} | {Right(table, "UPDATE", _column(model, name)) for name in columns})
    return frozenset()


def _rights(table: str, *privileges: str) -> frozenset[Right]:
    return frozenset(Right(table, privilege) for privilege in privileges)


def _column(model: type[Model], name: str) -> str:
    """Raises FieldDoesNotExist for an erasable column that the model does not have."""
    return str(cast(Field, model._meta.get_field(name)).column)


def _models() -> dict[str, type[Model]]:
    return {model._meta.db_table: model for model in apps.get_models(include_auto_created=True)}


def apply_grants(cursor: CursorWrapper, app_role: str, eraser_role: str | None = None) -> None:
    """As owner: take all rights away and give those of the policy, and guard the erasable columns. Safe to repeat.

    Run it in one transaction, so that nobody ever sees half of the rights.
    """
    roles = [role for role in (app_role, eraser_role) if role]
    names = sql.SQL(", ").join([*map(sql.Identifier, roles), sql.SQL("PUBLIC")])
    cursor.execute(sql.SQL("REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {}").format(names))
    cursor.execute("REVOKE CREATE ON SCHEMA public FROM PUBLIC")
    for role in roles:
        cursor.execute(sql.SQL("GRANT USAGE ON SCHEMA public TO {}").format(sql.Identifier(role)))
    cursor.execute(
        sql.SQL("GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {}").format(sql.Identifier(app_role))
    )
    for table in _tables(cursor):
        _grant(cursor, app_role, app_rights(table))
        if eraser_role:
            _grant(cursor, eraser_role, eraser_rights(table))
    guard_erasable_columns(cursor)


def _grant(cursor: CursorWrapper, role: str, rights: Iterable[Right]) -> None:
    for right in sorted(rights):
        cursor.execute(
            sql.SQL("GRANT {}{} ON {} TO {}").format(
                sql.SQL(right.privilege),
                sql.SQL("({})").format(sql.Identifier(right.column)) if right.column else sql.SQL(""),
                sql.Identifier("public", right.table),
                sql.Identifier(role),
            )
        )


def grants_report(cursor: CursorWrapper, app_role: str = "", eraser_role: str = "") -> list[Deviation]:
    """Give every deviation from the policy; no entries means that the roles are as they should be.

    Without names the roles of the connections "default" and "eraser" are meant. Any role may ask.
    """
    report = list(_role_deviations(cursor, app_role or role_of("default"), app_rights))
    if eraser := eraser_role or role_of("eraser"):
        report += _role_deviations(cursor, eraser, eraser_rights)
    return report


def role_of(alias: str) -> str:
    """Give the role that a connection signs in as; nothing when there is no such connection."""
    return str(connections.settings[alias]["USER"]) if alias in connections.settings else ""


def power_report(cursor: CursorWrapper, role: str) -> Iterator[Deviation]:
    """Give what makes a role able to step over all rights: superuser, owner of a table, maker of tables."""
    columns = ", ".join(DANGEROUS)
    cursor.execute(f"SELECT {columns} FROM pg_roles WHERE rolname = %s", [role])  # noqa: S608 - names of columns
    for has_it, what in zip(cursor.fetchone() or (), DANGEROUS.values(), strict=False):
        if has_it:
            yield Deviation(role, what)
    cursor.execute("SELECT has_schema_privilege(%s, 'public', 'CREATE')", [role])
    if cursor.fetchone()[0]:
        yield Deviation(role, "may make tables in the schema public")
    cursor.execute(OWNED, [role])
    if tables := [table for (table,) in cursor.fetchall()]:
        yield Deviation(role, f"owns {len(tables)} tables, among them {tables[0]}")


def _role_deviations(
    cursor: CursorWrapper, role: str, policy: Callable[[str], frozenset[Right]]
) -> Iterator[Deviation]:
    yield from power_report(cursor, role)
    expected = {right for table in _tables(cursor) for right in policy(table)}
    actual = _actual_rights(cursor, role)
    yield from (Deviation(role, f"lacks {right}") for right in sorted(expected - actual))
    yield from (Deviation(role, f"has {right}, against the policy") for right in sorted(actual - expected))


def _tables(cursor: CursorWrapper) -> list[str]:
    cursor.execute(TABLES)
    return [table for (table,) in cursor.fetchall()]


def _actual_rights(cursor: CursorWrapper, role: str) -> set[Right]:
    cursor.execute(TABLE_RIGHTS, [PRIVILEGES, role])
    rights = {Right(*row) for row in cursor.fetchall()}
    cursor.execute(COLUMN_RIGHTS, [COLUMN_PRIVILEGES, role, role])
    return rights | {Right(*row) for row in cursor.fetchall()}
