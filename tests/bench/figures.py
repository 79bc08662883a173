"""The figures of a run of the bench, each beside its baseline and what is wanted; printed as one table at the end.
Measuring stands in the bench modules; printing in conftest."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Figure:
    """One measured figure in words, with the baseline of the same run and the limit; `is_met` says whether it holds."""

    what: str
    measured: str
    baseline: str
    wanted: str
    is_met: bool

    @property
    def verdict(self) -> str:
        """One word for the table."""
        return "met" if self.is_met else "MISSED"


class Figures:
    """Collects the figures; a figure that misses its limit fails the test that measured it, after it was written down."""

    def __init__(self) -> None:
        self.all: list[Figure] = []

    def add(self, what: str, measured: str, *, baseline: str, wanted: str, is_met: bool) -> None:
        """Write a figure down. Raises AssertionError where it misses what is wanted."""
        figure = Figure(what, measured, baseline, wanted, is_met)
        self.all.append(figure)
        assert figure.is_met, f"{what}: {measured}, wanted {wanted}"

    def note(self, what: str, measured: str, *, baseline: str = "") -> None:
        """Write down a figure that has no limit."""
        self.all.append(Figure(what, measured, baseline, "", True))


HEADER = ("figure", "measured", "baseline in the same run", "wanted", "")


def as_table(figures: Iterable[Figure]) -> list[str]:
    """Give the lines of a table, as wide as its widest cells."""
    rows = [HEADER, *((f.what, f.measured, f.baseline, f.wanted, f.verdict if f.wanted else "") for f in figures)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(HEADER))]
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]
    return [lines[0], "-" * len(lines[0]), *lines[1:]]
