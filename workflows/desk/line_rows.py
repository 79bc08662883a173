"""The lines of a case as a page shows them: who (masked), what, what was found, what is claimed and what each has. Two queries."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from cases.models import Case, ClaimLine
from cases.queries import latest
from cases.schemes.base import Outcome
from cases.schemes.registry import scheme
from cases.windows.line_money import Holding, holdings
from cases.windows.lines import lines_of

SHOWN = 200
"""How many lines a page shows; an application may have thousands."""
MASKED = 6
WORDS: Mapping[str, str] = MappingProxyType({"met": "Voldoet", "refused": "Afgewezen", "person": "Nog open"})


@dataclass(frozen=True)
class ClaimShown:
    """What a line claims from a bucket: its name, and how much."""

    bucket: str
    share: str


@dataclass(frozen=True)
class LineShown:
    """A line as a page shows it. `holder` is a piece of the pseudonym, enough to see the same person twice."""

    number: int
    holder: str
    label: str
    outcome: str
    word: str
    claims: tuple[ClaimShown, ...]
    grounds: tuple[Mapping[str, Any], ...]
    cents: int | None


def line_rows(case: Case) -> list[LineShown]:
    """Give the first lines of a case as they were judged last; none for a case without lines."""
    current = latest(case, "application")
    lines = lines_of(current)[:SHOWN] if current else []
    if not lines:
        return []
    labels = {rule.code: rule.label for rule in scheme(case.scheme).buckets}
    held = holdings(case)
    return [_shown(line, labels, [each for each in held if each.number == line.number]) for line in lines]


def _shown(line: ClaimLine, labels: Mapping[str, str], held: Sequence[Holding]) -> LineShown:
    return LineShown(
        number=line.number,
        holder=f"{line.holder.removeprefix('p:')[:MASKED]}…",
        label=line.label,
        outcome=line.outcome,
        word=WORDS[line.outcome],
        claims=tuple(
            ClaimShown(labels.get(claim.bucket, claim.bucket), _share(claim.units, claim.asked, claim.of))
            for claim in line.claims.all()
        ),
        grounds=tuple(finding for finding in line.findings if finding["outcome"] != Outcome.MET),
        cents=sum(each.cents for each in held) if held else None,
    )


def _share(units: int, asked: int, of: int) -> str:
    told = f"{units}" if of == 1 else f"{units}/{of}"
    return told if units == asked else f"{told} (gevraagd {asked})"
