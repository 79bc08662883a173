"""Statements that are asked through the driver's door to libpq say and refuse what others do."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import psycopg
import pytest
from django.db import DataError, IntegrityError, OperationalError, connection, connections, transaction
from django.db.transaction import TransactionManagementError

from tests.database import Urls
from workflows.prepared import Prepared

pytestmark = pytest.mark.own_database
MOMENT = datetime(2023, 3, 1, 9, 0, 0, 123456, tzinfo=UTC)
ECHO = Prepared(
    "SELECT $1::text, $2::int, $3::boolean, $4::date, $5::timestamptz, $6::bytea[], $7::bigint, $1::text || '!'"
)
VALUES: list[Any] = ["Zoë 'x' \\ \"y\" {", -7, True, date(2023, 3, 1), MOMENT, [b'\x00\xff,"\\{}', b""], -9_000_000_000]
WRITE = Prepared(
    "INSERT INTO cases_registerentry (register, key, data, from_on) VALUES ('x', $1, 'null', now()) RETURNING key"
)


def ask(statement: Prepared, values: list[Any], *, is_within: bool) -> tuple[Any, ...] | None:
    if not is_within:
        return statement.first(values)
    with transaction.atomic():
        return statement.first(values)


@pytest.mark.parametrize("is_within", [False, True])
def test_values_go_in_and_come_out_as_they_are(is_within: bool) -> None:
    assert ask(ECHO, VALUES, is_within=is_within) == (*VALUES, f"{VALUES[0]}!")
    no_files = [*VALUES[:5], [], 9_000_000_000]
    assert ask(ECHO, no_files, is_within=is_within) == (*no_files, f"{VALUES[0]}!")


@pytest.mark.parametrize("is_within", [False, True])
def test_no_row_is_nothing(is_within: bool) -> None:
    assert ask(Prepared("SELECT 1 WHERE $1::boolean"), [False], is_within=is_within) is None


@pytest.mark.parametrize("is_within", [False, True])
def test_text_that_the_server_cannot_hold_is_refused(is_within: bool) -> None:
    with pytest.raises(DataError):
        ask(WRITE, ["a\0b"], is_within=is_within)


def test_what_is_asked_in_a_transaction_goes_with_it() -> None:
    with transaction.atomic():
        WRITE.first(["a"])
        transaction.set_rollback(True)
    WRITE.first(["b"])
    with connections["default"].cursor() as cursor:
        cursor.execute("SELECT key FROM cases_registerentry WHERE register = 'x'")
        assert cursor.fetchall() == [("b",)]


def test_errors_of_the_server_are_those_of_django() -> None:
    twice = Prepared(
        "INSERT INTO cases_registerentry (id, register, key, data, from_on) VALUES ($1, 'x', 'y', 'null', now())"
    )
    twice.first([1])
    with pytest.raises(IntegrityError):
        twice.first([1])
    assert ECHO.first(VALUES) is not None, "the connection can be used as before"


def test_a_statement_that_the_server_was_told_to_forget_is_prepared_again() -> None:
    assert ECHO.first(VALUES) is not None
    with connection.cursor() as cursor:
        cursor.execute("DEALLOCATE ALL")
    assert ECHO.first(VALUES) is not None


def test_a_statement_whose_preparing_was_broken_off_is_prepared_again() -> None:
    assert ECHO.first(VALUES) is not None
    ECHO._known.clear()
    assert ECHO.first(VALUES) is not None


def test_a_table_with_other_types_is_asked_anew() -> None:
    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMPORARY TABLE one (a int); INSERT INTO one VALUES (1)")
        found = Prepared("SELECT * FROM one WHERE a::int = $1")
        assert found.first([1]) == (1,)
        cursor.execute("ALTER TABLE one ALTER a TYPE text")
    assert found.first([1]) == ("1",)


@pytest.mark.parametrize("offset", ["-23:59", "+23:59", "+00:00:30.5", "+05:30"])
def test_a_moment_is_kept_whatever_its_offset(offset: str) -> None:
    moment = datetime.fromisoformat(f"2023-03-01T10:00:00.5{offset}")
    assert Prepared("SELECT $1::timestamptz").row([moment]) == (moment,)


def test_a_connection_that_cannot_be_made_is_told_so(monkeypatch: pytest.MonkeyPatch) -> None:
    def failing() -> None:
        raise psycopg.OperationalError("no")

    connection.close()
    monkeypatch.setattr(connection, "init_connection_state", failing)
    with pytest.raises(OperationalError):
        ECHO.first(VALUES)


def test_a_connection_that_was_cut_is_told_so_and_made_anew(own_database: Urls) -> None:
    ECHO.first(VALUES)
    with psycopg.connect(own_database.default, autocommit=True) as other:
        other.execute("SELECT pg_terminate_backend(%s, 5000)", [connection.connection.info.backend_pid])
    with pytest.raises(OperationalError):
        ECHO.first(VALUES)
    connection.close()
    assert ECHO.first(VALUES) is not None


def test_in_a_transaction_that_django_does_not_know_nothing_is_asked() -> None:
    connection.ensure_connection()
    connection.connection.execute("BEGIN")
    try:
        with pytest.raises(TransactionManagementError):
            ECHO.first(VALUES)
    finally:
        connection.connection.execute("ROLLBACK")
