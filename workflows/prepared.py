"""Statements of the rush of an opening window, where the layers between a request and the server cost more than the server's work:
each connection prepares them once, and they are asked through the driver's own door to libpq."""

from __future__ import annotations

import re
import struct
from collections.abc import Sequence
from datetime import UTC, date, datetime
from itertools import count
from typing import Any
from weakref import WeakSet

from django.db import DEFAULT_DB_ALIAS, connection, connections
from django.db.transaction import TransactionManagementError
from psycopg import Connection, DataError, OperationalError, errors
from psycopg.adapt import Transformer
from psycopg.pq import ConnStatus, ExecStatus, TransactionStatus
from psycopg.pq.abc import PGconn, PGresult

BYTEA = 17
"""The number of the type in every server."""
PLACE = re.compile(r"\$(\d+)")
TEXT, BINARY = 0, 1
_numbers = count(1)
FORGOTTEN = (errors.InvalidSqlStatementName, errors.DuplicatePreparedStatement, errors.FeatureNotSupported)
"""Nothing was done, and a statement that is prepared anew can be asked: the driver lets the server forget all that a connection
prepared after a transaction that was rolled back, work was broken off in between, or a table has other types than it had."""

Value = str | int | bool | date | list[bytes]


class Prepared:
    """A statement with `$1`, `$2` and so on, of which the first row is wanted; text, whole numbers, days, moments and files go in."""

    def __init__(self, text: str) -> None:
        self._text = text.encode()
        self._within = PLACE.sub(r"%(v\1)s", text)
        self._name = f"house_{next(_numbers)}".encode()
        self._known: WeakSet[Connection] = WeakSet()

    def first(self, values: Sequence[Value]) -> tuple[Any, ...] | None:
        """Ask, and give the first row. It is committed when this returns, unless a transaction of Django runs already.

        Raises the errors of django.db.
        """
        database = connections[DEFAULT_DB_ALIAS]
        if database.in_atomic_block:
            return self._first_within(values)
        database.ensure_connection()
        with database.wrap_database_errors:
            return self._first_of(database.connection, values)

    def row(self, values: Sequence[Value]) -> tuple[Any, ...]:
        """Ask a statement that always gives a row."""
        found = self.first(values)
        assert found is not None, "a function or procedure gives its row"
        return found

    def _first_within(self, values: Sequence[Value]) -> tuple[Any, ...] | None:
        """Ask in the way of every other statement: the driver begins a transaction with the first that it sees."""
        with connection.cursor() as cursor:
            cursor.execute(self._within, {f"v{number}": value for number, value in enumerate(values, 1)})
            found: tuple[Any, ...] | None = cursor.fetchone()
            return found

    def _first_of(self, held: Connection, values: Sequence[Value]) -> tuple[Any, ...] | None:
        if held.pgconn.transaction_status in (TransactionStatus.INTRANS, TransactionStatus.INERROR):
            raise TransactionManagementError(
                "A prepared statement is not asked in a transaction that Django does not know."
            )
        try:
            result = self._asked(held, values)
        except FORGOTTEN:
            held.pgconn.exec_(b"DEALLOCATE " + self._name)
            self._known.discard(held)
            result = self._asked(held, values)
        reader = Transformer(held)
        reader.set_pgresult(result)
        return reader.load_row(0, tuple) if result.ntuples else None

    def _asked(self, held: Connection, values: Sequence[Value]) -> PGresult:
        server = held.pgconn
        if held not in self._known:
            _sound(server, server.prepare(self._name, self._text))
            self._known.add(held)
        formats = [BINARY if isinstance(value, list) else TEXT for value in values]
        return _sound(server, server.exec_prepared(self._name, [_encoded(value) for value in values], formats))


def _sound(server: PGconn, result: PGresult) -> PGresult:
    if result.status in (ExecStatus.TUPLES_OK, ExecStatus.COMMAND_OK):
        return result
    if server.status == ConnStatus.BAD:
        raise OperationalError("The connection to the server was lost.")
    raise errors.error_from_result(result)


def _encoded(value: Value) -> bytes:
    """Write a value as the server reads it. Raises DataError for what no text of the server can hold."""
    if isinstance(value, list):
        return _array(value)
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat().encode()  # the server knows fewer offsets than Python
    text = str(value)
    if "\0" in text:
        raise DataError("A text for the server cannot hold the character NUL.")
    return text.encode()


def _array(contents: Sequence[bytes]) -> bytes:
    """Write bytea[] in the server's own form, which needs no escaping: dimensions, no NULL, type; length, from 1; the files."""
    if not contents:
        return struct.pack(">iiI", 0, 0, BYTEA)
    files = b"".join(struct.pack(">i", len(content)) + content for content in contents)
    return struct.pack(">iiIii", 1, 0, BYTEA, len(contents), 1) + files
