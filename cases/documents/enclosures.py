"""Files that came with arrivals: stored as rows in the rush of an opening window, put away in the document store by the drain.
A row is written with its arrival, in one commit; a file of its own would cost the same rush the most of all that it does."""

from __future__ import annotations

from collections.abc import Collection

from django.db import transaction

from cases.documents.store import keep, on_disk
from cases.models import Enclosure

AT_ONCE = 10
"""So many files are held in memory; one message may bring some megabytes."""


def put_away(submissions: Collection[int]) -> None:
    """Write the files of these submissions to the document store, and remove their rows once all lie on the disk.

    Killed in between, it does the same again: the rows are still there, and writing a file twice changes nothing.
    """
    with transaction.atomic():
        rows = Enclosure.objects.filter(submission__in=submissions)
        count = 0
        for content in rows.values_list("content", flat=True).iterator(chunk_size=AT_ONCE):
            keep(bytes(content))
            count += 1
        if count:
            on_disk()
            rows.delete()
