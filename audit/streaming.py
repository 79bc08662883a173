"""Reading many rows from the database in constant memory.
What is read, and what for, is in the modules that call it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from django.db import connections, transaction

ROWS_AT_ONCE = 2000


@contextmanager
def streamed(query: str, parameters: Sequence[Any] = (), *, using: str = "default") -> Iterator[Iterator[Any]]:
    """Give the rows of a query one by one, all from the snapshot in which it began."""
    with transaction.atomic(using), connections[using].chunked_cursor() as cursor:
        cursor.execute(query, parameters)
        yield _in_parts(cursor)


def _in_parts(cursor: Any) -> Iterator[Any]:
    while rows := cursor.fetchmany(ROWS_AT_ONCE):
        yield from rows
