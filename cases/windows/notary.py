"""Reading a notary's list: which number got which place, checked against the frozen list. Pure."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterable, Sequence
from io import StringIO

from cases.windows.lot import Entry

HEADER = ["number", "position"]
SHOWN = 5


class BadOrder(ValueError):
    """The file is not an order of exactly the complete applications on the frozen list; the message names every fault."""


def read_order(text: str, entries: Iterable[Entry]) -> tuple[str, ...]:
    """Read CSV with the columns number and position, and give the numbers in order.

    Raises BadOrder where it is not a permutation of the complete applications, with every fault at once.
    """
    rows = _rows(text)
    pairs = [(row[0].strip(), row[1].strip()) for row in rows if len(row) == len(HEADER)]
    faults = [f"regel {line} heeft geen twee kolommen" for line, row in enumerate(rows, 2) if len(row) != len(HEADER)]
    faults += _faults(pairs, {entry.number for entry in entries if entry.is_complete})
    if faults:
        raise BadOrder(f"De lijst van de notaris past niet bij de bevroren lijst: {'; '.join(faults[:SHOWN])}.")
    return tuple(number for number, _ in sorted(pairs, key=lambda pair: int(pair[1])))


def _rows(text: str) -> list[list[str]]:
    try:
        rows = list(csv.reader(StringIO(text.removeprefix("\ufeff")), strict=True))
    except csv.Error as error:
        raise BadOrder(f"Het bestand is geen leesbare CSV: {error}.") from error
    if not rows or [name.strip().lower() for name in rows[0]] != HEADER:
        raise BadOrder("De eerste regel hoort te zijn: number,position.")
    return [row for row in rows[1:] if row]


def _faults(pairs: Sequence[tuple[str, str]], expected: set[str]) -> list[str]:
    numbers, places = {number for number, _ in pairs}, {str(place) for place in range(1, len(expected) + 1)}
    given = _repeated(place for _, place in pairs) | {place for _, place in pairs if place not in places}
    return [
        *_named("ontbreekt", expected - numbers),
        *_named("staat niet op de bevroren lijst of is onvolledig", numbers - expected),
        *_named("staat er meer dan een keer", _repeated(number for number, _ in pairs)),
        *_named("is geen plaats of is meer dan een keer gegeven", given),
    ]


def _repeated(values: Iterable[str]) -> set[str]:
    return {value for value, times in Counter(values).items() if times > 1}


def _named(fault: str, which: set[str]) -> list[str]:
    if not which:
        return []
    shown = ", ".join(sorted(which)[:SHOWN])
    more = f" en {len(which) - SHOWN} andere" if len(which) > SHOWN else ""
    return [f"{shown}{more} {fault}"]
