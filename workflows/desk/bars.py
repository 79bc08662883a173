"""Bars drawn on the server: lengths in hundredths of a percent of the longest, so that a template only prints numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH = 1000
"""Units of the picture; it is stretched to the room there is."""


@dataclass(frozen=True)
class Bar:
    """One piece of a bar: where it begins, how long it is, and the class that colours it."""

    label: str
    amount: int
    start: int
    length: int
    look: str


def stacked(parts: Sequence[tuple[str, int, str]], total: int) -> tuple[Bar, ...]:
    """Put pieces (label, amount, look) one after another in one bar; together at most the whole."""
    bars, start = [], 0
    for label, amount, look in parts:
        length = min(_scaled(amount, total), WIDTH - start)
        bars.append(Bar(label, amount, start, length, look))
        start += length
    return tuple(bars)


def beside(parts: Sequence[tuple[str, int, str]]) -> tuple[Bar, ...]:
    """Give each piece a bar of its own on one scale."""
    longest = max((amount for _, amount, _ in parts), default=0)
    return tuple(Bar(label, amount, 0, _scaled(amount, longest), look) for label, amount, look in parts)


def _scaled(amount: int, total: int) -> int:
    return amount * WIDTH // total if total > 0 else 0
