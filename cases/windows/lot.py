"""The lot that anyone can check: the canonical list, its digest, and the order that seed and public value give. Pure.
Who may draw, and when, stands in `workflows.steps.drawing`; the public side is told in README.md beside this file."""

from __future__ import annotations

import hashlib
import hmac
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from cases.amounts import ZERO, euro, plain

COMPLETE, INCOMPLETE = "volledig", "onvolledig"
SEED_BYTES = 32
LINE = re.compile(rf"([^;]+);({COMPLETE}|{INCOMPLETE});([0-9]+\.[0-9]{{2}})")


class BadList(ValueError):
    """The list cannot be written or read as one line per application."""


@dataclass(frozen=True)
class Entry:
    """An application on the list: its number, whether it is complete, and the amount in euro that it asks for."""

    number: str
    is_complete: bool
    amount: Decimal

    @property
    def line(self) -> str:
        """The application as it stands on the list: `SLIM-2020-000017;volledig;8970.00`."""
        return f"{self.number};{COMPLETE if self.is_complete else INCOMPLETE};{plain(self.amount)}"


@dataclass(frozen=True)
class Drawn:
    """A number of the list with the key that gives its place."""

    number: str
    key: str


def list_text(entries: Iterable[Entry]) -> str:
    """Write the canonical list: one line per application, sorted by number (code points), each ended by one line feed.

    Raises BadList for a number that stands there twice, is empty, or holds a semicolon, a control sign or outer spaces.
    """
    ordered = sorted(entries, key=lambda entry: entry.number)
    for earlier, later in zip(ordered, ordered[1:], strict=False):
        if earlier.number == later.number:
            raise BadList(f"Nummer {later.number} staat twee keer op de lijst.")
    for entry in ordered:
        if not _is_writable(entry.number):
            raise BadList(f"Nummer {entry.number!r} kan niet op de lijst staan.")
    return "".join(f"{entry.line}\n" for entry in ordered)


def _is_writable(number: str) -> bool:
    return bool(number) and number.isprintable() and ";" not in number and number == number.strip()


def read_list(text: str) -> tuple[Entry, ...]:
    """Read a canonical list back. Raises BadList for anything that `list_text` would not have written."""
    entries = tuple(_read_line(line) for line in text.splitlines())
    if list_text(entries) != text:
        raise BadList("De lijst is niet in de vaste vorm geschreven.")
    return entries


def _read_line(line: str) -> Entry:
    found = LINE.fullmatch(line)
    if found is None:
        raise BadList(f"Deze regel hoort niet op de lijst: {line!r}.")
    number, state, amount = found.groups()
    return Entry(number, state == COMPLETE, euro(amount))


def list_digest(text: str) -> str:
    """Give the SHA-256, in hex, of the list as UTF-8."""
    return hashlib.sha256(text.encode()).hexdigest()


def seed_digest(seed_hex: str) -> str:
    """Give the SHA-256, in hex, of the seed's bytes: what is published before the window closes. Raises ValueError."""
    return hashlib.sha256(_seed(seed_hex)).hexdigest()


def draw_key(seed_hex: str, value: str, number: str) -> str:
    """Give HMAC-SHA256 in hex; key: the 32 bytes of the seed followed by the public value as UTF-8; message: the number."""
    return hmac.digest(_seed(seed_hex) + value.encode(), number.encode(), "sha256").hex()


def _seed(seed_hex: str) -> bytes:
    seed = bytes.fromhex(seed_hex)
    if len(seed) != SEED_BYTES:
        raise ValueError(f"A seed has {SEED_BYTES} bytes.")
    return seed


def draw_order(entries: Iterable[Entry], seed_hex: str, value: str) -> tuple[Drawn, ...]:
    """Give the complete applications in drawn order: by key, ties by number.

    Who is incomplete now has no place yet: it joins the end by the day on which it is completed (SLIM 11 lid 3).
    """
    drawn = (Drawn(entry.number, draw_key(seed_hex, value, entry.number)) for entry in entries if entry.is_complete)
    return tuple(sorted(drawn, key=lambda one: (one.key, one.number)))


def requested(entries: Iterable[Entry]) -> Decimal:
    """Give what the complete applications ask for together, in euro."""
    return sum((entry.amount for entry in entries if entry.is_complete), ZERO)


def needs_lot(entries: Sequence[Entry], ceiling: Decimal) -> bool:
    """Say whether the complete applications together ask for more than the ceiling; only then there is a lot."""
    return requested(entries) > ceiling
