"""One at a time for long work on a window: a session lock that dies with the process that holds it, so nothing has to be cleared away.
What the work is stands in the steps; who started it in the background in `SharingRun`."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

from cases.windows.method import NotInOrder

KEY = "hashtext('sharing:' || %(act)s), %(window)s::int"
WAIT = f"SELECT pg_advisory_lock({KEY})"
TRY = f"SELECT pg_try_advisory_lock({KEY})"
LET_GO = f"SELECT pg_advisory_unlock({KEY})"
HELD = """SELECT EXISTS (SELECT FROM pg_locks WHERE locktype = 'advisory' AND granted AND objsubid = 2
    AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
    AND classid = hashtext('sharing:' || %(act)s)::oid AND objid = %(window)s::int::oid)"""


@contextmanager
def alone(window_pk: int, act: str, *, waits: bool = False) -> Iterator[None]:
    """Let nobody else do this act on this window meanwhile.

    Raises NotInOrder where somebody does it now; with `waits` it waits until that is over.
    """
    asked: dict[str, str | int] = {"act": act, "window": window_pk}
    with connection.cursor() as cursor:
        cursor.execute(WAIT if waits else TRY, asked)
        if cursor.fetchone()[0] is False:
            raise NotInOrder("Dit loopt al voor dit tijdvak. Wacht tot het klaar is.")
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute(LET_GO, asked)


def is_being_done(window_pk: int, act: str) -> bool:
    """Say whether a living process does this act on this window now."""
    with connection.cursor() as cursor:
        cursor.execute(HELD, {"act": act, "window": window_pk})
        return bool(cursor.fetchone()[0])
