"""May this letter be sent? Its amounts must come from decision or ledger, and what the law requires must stand in it.
No wording and no layout here; sending is blocked as long as there is a problem."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TypeAlias

from cases.schemes.passages import day_in_words
from letters.text import Block, ItemList, LetterText, Table, parts

_AMOUNT = re.compile(r"(?P<sign>[-−]?)€[ \u00a0]?(?P<digits>\d{1,3}(?:\.\d{3})+|\d+)(?:,(?P<cents>\d{2}))?(?![.,]?\d)")
_EURO_SIGN = re.compile("€")
_AMOUNT_IN_WORDS = re.compile(r"\b(?:EUR|euro)\s*\d|\d\s*(?:EUR|euro)\b", re.IGNORECASE)
_UNFILLED = re.compile(r"\{\{?\s*[\w.]*\s*\}?\}|\bNone\b")

Places: TypeAlias = Sequence[tuple[str, str]]
"""Each printed piece of text with the name of its place, in reading order."""


@dataclass(frozen=True)
class Required:
    """What a letter must hold: kenmerk and date as planned (Awb 3:41, 6:8), the articles of the decision
    (Awb 3:47 lid 2), the remedies clause where it is a decision (Awb 3:45), and `texts` word for word."""

    reference: str
    on: date
    articles: Collection[str]
    objection: bool
    texts: Collection[str] = ()


def problems(
    letter: LetterText, ledger_amounts: Collection[Decimal], required: Required, quoted: Collection[str] = ()
) -> list[str]:
    """Give in Dutch all that stands in the way of sending; an empty list means that the letter may go.

    `ledger_amounts` are the euro amounts of decision and ledger. `quoted` are names and titles that others wrote: an
    amount or brace inside such a text is theirs, and no reason to stop the letter.
    """
    places = _places(letter)
    return [
        *_faults(letter, places, quoted),
        *_unknown_amounts(places, ledger_amounts, quoted),
        *_missing(letter, places, required),
    ]


def faults(letter: LetterText, quoted: Collection[str] = ()) -> list[str]:
    """Give in Dutch what is wrong with the text itself: empty parts, places not filled in, ragged tables."""
    return _faults(letter, _places(letter), quoted)


def _faults(letter: LetterText, places: Places, quoted: Collection[str]) -> list[str]:
    return [*_empty(letter, places), *_unfilled(places, quoted), *_ragged(letter)]


def amounts_in(text: str) -> list[Decimal]:
    """Give the euro amounts that a text prints, in order."""
    return [_value(found) for found in _AMOUNT.finditer(text)]


def _value(found: re.Match[str]) -> Decimal:
    amount = Decimal(found["digits"].replace(".", "") + "." + (found["cents"] or "00"))
    return -amount if found["sign"] else amount


def _places(letter: LetterText) -> Places:
    return [("titel", letter.title), *parts(letter)]


def _empty(letter: LetterText, places: Places) -> Iterator[str]:
    optional = {"onderdeel van de afzender", "contactgegevens", "voettekst"}
    yield from (f"Leeg: {place}." for place, text in places if place not in optional and not _filled(place, text))
    if not letter.addressee:
        yield "De brief heeft geen geadresseerde."
    if not letter.blocks:
        yield "De brief heeft geen inhoud."
    yield from (f"Leeg: {place}." for place, block in _blocks(letter) if not _has_content(block))


def _filled(place: str, text: str) -> bool:
    label = {"kenmerk": "Ons kenmerk", "betreft": "Betreft"}.get(place, "")
    return bool(text.removeprefix(label).strip())


def _blocks(letter: LetterText) -> Iterator[tuple[str, Block]]:
    yield from ((f"blok {number}", block) for number, block in enumerate(letter.blocks, start=1))
    yield from (
        (f"blok {number} na de ondertekening", block) for number, block in enumerate(letter.after_signature, start=1)
    )


def _has_content(block: Block) -> bool:
    match block:
        case ItemList(items=items):
            return bool(items) and all(item.strip() for item in items)
        case Table():
            return bool(block.rows) and bool(block.header) and all(cell.strip() for cell in block.header)
        case _:
            return True


def _unfilled(places: Places, quoted: Collection[str]) -> Iterator[str]:
    for place, text in places:
        left_open = _UNFILLED.finditer(text) if "{" in text or "None" in text else ()
        for found in _own(left_open, text, quoted):
            yield f"Niet ingevuld: {found[0]!r} in {place}."


def _ragged(letter: LetterText) -> Iterator[str]:
    for place, block in _blocks(letter):
        if isinstance(block, Table):
            widths = {len(row) for row in block.rows} | ({len(block.align)} if block.align else set())
            if widths - {len(block.header)}:
                yield f"De tabel in {place} heeft niet in elke rij {len(block.header)} kolommen."


def _own(matches: Iterable[re.Match[str]], text: str, quoted: Collection[str]) -> Iterator[re.Match[str]]:
    """Give what was found and is ours: not inside a text that another wrote. Those are looked for only if need be."""
    found = list(matches)
    theirs = list(_spans(text, quoted)) if found else []
    return (each for each in found if not any(start <= each.start() and each.end() <= end for start, end in theirs))


def _spans(text: str, quoted: Collection[str]) -> Iterator[tuple[int, int]]:
    for quote in filter(None, quoted):
        start = text.find(quote)
        while start >= 0:
            yield start, start + len(quote)
            start = text.find(quote, start + 1)


def _unknown_amounts(places: Places, allowed: Collection[Decimal], quoted: Collection[str]) -> Iterator[str]:
    """An amount without sign may be the size of a negative ledger row (a claim); a printed minus must be one."""
    known = {*allowed, *(-amount for amount in allowed if amount < 0)}
    for place, text in places:
        amounts = list(_AMOUNT.finditer(text)) if "€" in text else []
        for found in _own((each for each in amounts if _value(each) not in known), text, quoted):
            yield f"Het bedrag {found[0]} in {place} staat niet in besluit of boekhouding."
        yield from _badly_written(place, text, quoted, {each.start() + len(each["sign"]) for each in amounts})


def _badly_written(place: str, text: str, quoted: Collection[str], well_written: Collection[int]) -> Iterator[str]:
    signs = (each for each in _EURO_SIGN.finditer(text) if each.start() not in well_written)
    for found in _own(signs, text, quoted):
        yield f"Geen goed geschreven bedrag: {text[found.start() : found.start() + 15]!r} in {place}."
    words = _AMOUNT_IN_WORDS.finditer(text) if "eur" in text.casefold() else ()
    for found in _own(words, text, quoted):
        yield f"Schrijf een bedrag als € 1.234,56, niet als {found[0]!r} in {place}."


def _missing(letter: LetterText, places: Places, required: Required) -> Iterator[str]:
    if letter.reference != required.reference:
        yield f"Het kenmerk is {letter.reference!r}, het moet {required.reference!r} zijn."
    if letter.date != required.on:
        printed, planned = day_in_words(letter.date), day_in_words(required.on)
        yield f"De brief is van {printed}, maar gaat uit op {planned}: stel de brief opnieuw op."
    said = _joined(" ".join(text for place, text in places if place.startswith("blok")))
    yield from (f"Het artikel ontbreekt: {article}." for article in required.articles if _joined(article) not in said)
    yield from (f"De vaste tekst ontbreekt: {text[:60]!r}." for text in required.texts if _joined(text) not in said)
    if required.objection and not ("bezwaar" in said and "zes weken" in said):
        yield "De bezwaarclausule ontbreekt (Awb 3:45): wie, binnen zes weken, en waar."


def _joined(text: str) -> str:
    return " ".join(text.split())
