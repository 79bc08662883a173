"""Keeping what was composed: the frozen text as a row, the PDF by its digest, and the proof that one makes the other.
When a letter is composed and sent is not known here."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence

from django.db import connection
from django.utils import timezone

from cases.documents.store import digest_of, fetch, keep
from letters.models import Composition, Letter
from letters.render import CURRENT, render
from letters.text import LetterText, canonical

INSERT = """INSERT INTO letters_composition (letter_id, printed_on, text, renderer, digest, composed_at)
SELECT (row->>0)::bigint, (row->>1)::date, row->>2, row->>3, row->>4, (row->>5)::timestamptz
FROM json_array_elements(%s::json) WITH ORDINALITY AS given (row, place) ORDER BY place RETURNING id"""


class NotTheSame(RuntimeError):
    """Making a letter again gave other bytes than were sent."""


def composition_of(letter: Letter, text: LetterText, pdf: bytes) -> Composition:
    """Keep the PDF by its digest and give the row for it, not stored yet."""
    return Composition(letter=letter, printed_on=text.date, text=canonical(text), renderer=CURRENT, digest=keep(pdf))


def store(compositions: Iterable[Composition]) -> list[Composition]:
    """Store compositions; one that is there already, from a run that broke off, is taken instead of a second one."""
    wanted = list(compositions)
    known = Composition.objects.filter(letter__in=[row.letter_id for row in wanted])
    found = {(row.letter_id, row.printed_on, row.digest): row for row in known}
    rows = [found.get((row.letter_id, row.printed_on, row.digest), row) for row in wanted]
    _insert([row for row in rows if row.pk is None])
    return rows


def _insert(rows: Sequence[Composition]) -> None:
    """Insert rows as one JSON text: the driver escapes the quotes in a list of long texts slowly, one by one."""
    moment = timezone.now()
    fields = [
        (row.letter_id, row.printed_on.isoformat(), row.text, row.renderer, row.digest, moment.isoformat())
        for row in rows
    ]
    with connection.cursor() as cursor:
        cursor.execute(INSERT, [json.dumps(fields)])
        for row, (key,) in zip(rows, cursor.fetchall(), strict=True):
            row.pk, row.composed_at = key, moment


def pdf_of(composition: Composition) -> bytes:
    """Give the PDF as it was sent. Raises FileNotFoundError, or FileDamaged where it changed."""
    return fetch(composition.digest)


def again(composition: Composition) -> bytes:
    """Make the PDF again from the frozen text with the recorded renderer, and prove that it is the same.

    Raises UnknownRenderer, LetterTextError where the text was erased, or NotTheSame.
    """
    pdf = render(LetterText.from_json(json.loads(composition.text or "{}")), renderer=composition.renderer)
    if digest_of(pdf) != composition.digest:
        raise NotTheSame(
            f"De brief van {composition.printed_on:%d-%m-%Y} wordt niet meer hetzelfde; bewaar het origineel."
        )
    return pdf
