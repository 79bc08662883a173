"""Keeping what was composed: the frozen text as a row, the PDF by its digest, and the proof that one makes the other.
When a letter is composed and sent is not known here."""

from __future__ import annotations

import json
from collections.abc import Iterable

from cases.documents.store import digest_of, fetch, keep
from letters.models import Composition, Letter
from letters.render import CURRENT, render
from letters.text import LetterText, canonical


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
    Composition.objects.bulk_create(row for row in rows if row.pk is None)
    return rows


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
