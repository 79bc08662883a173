"""Who sends which letter: rows are claimed a chunk at a time, each by one living sender; what a dead one left is taken up again.
A claim is a row marked `attempting` with a session lock on the letter's key; the lock dies with its sender."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db import connection, transaction
from django.db.models import Q, QuerySet

from letters.models import Letter, LetterStatus

WAITING = (LetterStatus.QUEUED, LetterStatus.ATTEMPTING)
NAMESPACE = 0x4C45 << 40  # "LE": keeps the keys of letters apart from other session locks
LOCK = "SELECT key - %(namespace)s FROM unnest(%(keys)s::bigint[]) AS key WHERE pg_try_advisory_lock(key)"
UNLOCK = "SELECT pg_advisory_unlock(key) FROM unnest(%(keys)s::bigint[]) AS key"


@dataclass(frozen=True)
class Claim:
    """A chunk: the letters that are ours, and the place from which the next chunk goes on."""

    pks: tuple[int, ...]
    last: tuple[date, int]


def waiting(on: date, after: tuple[date, int] | None = None) -> QuerySet[Letter]:
    """Give the letters that are due on a day, in the order in which they were planned, from a place in that order."""
    due = Letter.objects.filter(status__in=WAITING, planned_on__lte=on).order_by("planned_on", "pk")
    if after is None:
        return due
    day, pk = after
    return due.filter(Q(planned_on__gt=day) | Q(planned_on=day, pk__gt=pk))


def claim(on: date, *, after: tuple[date, int] | None = None, most: int = 100) -> Claim | None:
    """Claim the next chunk and mark it before any file is written; nothing where no letter is left.

    Rows that another sender is claiming are skipped, and so are those that a living one is still sending.
    """
    with transaction.atomic():
        seen = list(waiting(on, after).select_for_update(skip_locked=True).values_list("planned_on", "pk")[:most])
        if not seen:
            return None
        ours = _lock([pk for _, pk in seen])
        Letter.objects.filter(pk__in=ours, status=LetterStatus.QUEUED).update(status=LetterStatus.ATTEMPTING)
    return Claim(tuple(sorted(ours)), seen[-1])


def _lock(pks: Collection[int]) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(LOCK, {"namespace": NAMESPACE, "keys": [NAMESPACE + pk for pk in pks]})
        return [row[0] for row in cursor.fetchall()]


def let_go(pks: Collection[int]) -> None:
    """Give up the session locks of a chunk that was dealt with."""
    with connection.cursor() as cursor:
        cursor.execute(UNLOCK, {"keys": [NAMESPACE + pk for pk in pks]})


def requeue_blocked() -> int:
    """Put letters that were held back in the queue again, after what was wrong has been put right; gives how many."""
    return Letter.objects.filter(status=LetterStatus.BLOCKED).update(status=LetterStatus.QUEUED, problem="")
