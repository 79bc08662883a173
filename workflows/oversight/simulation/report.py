"""Who gains, who loses, and the total: counted while the cases go by, printed as a table and written as CSV.
The picture of it is in `picture`."""

from __future__ import annotations

import csv
import heapq
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TextIO

from cases.amounts import from_cents, plain, written
from workflows.oversight.simulation.fate import GRANTED, OUT, PERSON, STATES, Fate

COLUMNS = (
    "zaaknummer",
    "soort_aanvrager",
    "uitkomst",
    "bedrag",
    "uitkomst_bij_wijziging",
    "bedrag_bij_wijziging",
    "verschil",
)
MOST_NAMED = 5
GAIN, LOSS, SAME = "gaat erop vooruit", "gaat erop achteruit", "blijft gelijk"
GIVES = (GRANTED, PERSON)


@dataclass(frozen=True)
class Compared:
    """A case as it stands and as it would: what it gets in cents. `is_as_modelled`: the division by itself gives what was decided."""

    number: str
    kind: str
    before: Fate
    after: Fate
    is_as_modelled: bool = True

    @property
    def difference(self) -> int:
        """The cents that it would get more, or less."""
        return self.after.cents - self.before.cents

    @property
    def group(self) -> str:
        """Gains, loses or stays the same; in money, and where that is equal, in getting a place or not."""
        place = (self.after.state in GIVES) - (self.before.state in GIVES)
        weight = self.difference or place
        return SAME if weight == 0 else GAIN if weight > 0 else LOSS


@dataclass
class Sums:
    """A number of cases with what they get before and after, in cents."""

    count: int = 0
    before: int = 0
    after: int = 0
    granted_before: int = 0
    granted_after: int = 0

    def add(self, one: Compared) -> None:
        """Count a case."""
        self.count += 1
        self.before, self.after = self.before + one.before.cents, self.after + one.after.cents
        self.granted_before += one.before.state in GIVES
        self.granted_after += one.after.state in GIVES

    @property
    def difference(self) -> int:
        """What they get more, or less, in cents."""
        return self.after - self.before


@dataclass
class Summary:
    """What a simulation came to; the memory that it takes does not depend on the number of cases."""

    total: Sums = field(default_factory=Sums)
    groups: dict[str, Sums] = field(default_factory=lambda: {GAIN: Sums(), LOSS: Sums(), SAME: Sums()})
    kinds: dict[str, Sums] = field(default_factory=lambda: defaultdict(Sums))
    out: int = 0
    other_than_modelled: int = 0
    most: list[tuple[int, str]] = field(default_factory=list)
    least: list[tuple[int, str]] = field(default_factory=list)

    def add(self, one: Compared) -> None:
        """Count a case; one that takes no part is counted apart."""
        if one.before.state == OUT and one.after.state == OUT:
            self.out += 1
            return
        for sums in (self.total, self.groups[one.group], self.kinds[one.kind]):
            sums.add(one)
        self.other_than_modelled += not one.is_as_modelled
        if one.difference > 0:
            _keep(self.most, (one.difference, one.number))
        elif one.difference < 0:
            _keep(self.least, (-one.difference, one.number))


def _keep(heap: list[tuple[int, str]], entry: tuple[int, str]) -> None:
    """Keep the largest few."""
    heapq.heappush(heap, entry)
    if len(heap) > MOST_NAMED:
        heapq.heappop(heap)


def counted(compared: Iterable[Compared], summary: Summary) -> Iterator[Compared]:
    """Count the cases while they go by."""
    for one in compared:
        summary.add(one)
        yield one


def write_csv(file: TextIO, compared: Iterable[Compared]) -> None:
    """Write a row for each case. No name and no number of a person stands in it."""
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(COLUMNS)
    for one in compared:
        writer.writerow(
            (
                one.number,
                one.kind,
                STATES[one.before.state],
                plain(from_cents(one.before.cents)),
                STATES[one.after.state],
                plain(from_cents(one.after.cents)),
                plain(from_cents(one.difference)),
            )
        )


def rows_of(summary: Summary) -> list[tuple[str, Sums]]:
    """Give the rows of the table: those who gain, lose and stay the same, each kind of applicant, and all."""
    kinds = [(kind, summary.kinds[kind]) for kind in sorted(summary.kinds)]
    return [*summary.groups.items(), *kinds, ("totaal", summary.total)]


def table(summary: Summary, told: Iterable[str]) -> Iterator[str]:
    """Write the summary as lines of text."""
    yield from (f"Gewijzigd: {change}" for change in told)
    yield f"{'':22}{'zaken':>8}{'krijgt':>8}{'krijgt':>8}{'nu':>22}{'bij wijziging':>22}{'verschil':>20}"
    yield f"{'':22}{'':>8}{'nu':>8}{'dan':>8}"
    for label, sums in rows_of(summary):
        amounts = (written(from_cents(cents)) for cents in (sums.before, sums.after, sums.difference))
        now, then, more = amounts
        yield (f"{label:22}{sums.count:>8}{sums.granted_before:>8}{sums.granted_after:>8}{now:>22}{then:>22}{more:>20}")
    for title, heap, sign in (("Meeste vooruitgang", summary.most, ""), ("Meeste achteruitgang", summary.least, "-")):
        if heap:
            named = (f"{number} ({sign}{written(from_cents(cents))})" for cents, number in sorted(heap, reverse=True))
            yield f"{title}: {', '.join(named)}"
    if summary.out:
        yield f"{summary.out} zaken doen niet mee: ingetrokken, niet volledig of niet in behandeling genomen."
    if summary.other_than_modelled:
        yield (
            f"Van {summary.other_than_modelled} zaken wijkt het besluit af van wat de verdeling nu zelf zou geven; daar telt het "
            "besluit, tenzij de wijziging verschil maakt."
        )
