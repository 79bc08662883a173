"""The division of a window by share, twice side by side: as it is, and under the changes, with the rates of the real run.
Lines are read once and laid aside in a file, as the rates are known only when all of them were seen."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from tempfile import TemporaryFile
from typing import IO, Any

from cases.law import NotSet
from cases.models import Case, ClaimLine, LineClaim, Share, ShareList, Window
from cases.schemes.lines import PERSON, REFUSED
from cases.schemes.registry import scheme
from cases.windows.lines import Asked, burdened, files_for_lines
from cases.windows.rates import Rate, rate_of, spread
from cases.windows.shares import limits_of, pools_under, window_values
from workflows.oversight.simulation import cases, fate
from workflows.oversight.simulation.cases import Files, Known, Pair, is_out, known_of
from workflows.oversight.simulation.changes import Changes
from workflows.oversight.simulation.fate import Fate
from workflows.oversight.simulation.report import Compared

Claims = list[tuple[str, int, int]]
"""What counts of a case: bucket, units, and of how many, a row for each line and bucket."""


@dataclass
class Line:
    """A line as it counts: its claims, and whether they count at all."""

    counts: bool
    claims: Claims


class Side:
    """One of the two divisions: what is asked of each bucket, and then the rates."""

    def __init__(self, window: Window, changes: Changes) -> None:
        self._window, self._changes = window, changes
        self._parts: dict[str, Fraction] = defaultdict(Fraction)
        self._rates: Mapping[str, Rate] = {}

    def ask(self, claims: Claims) -> None:
        """Add what a case claims."""
        for bucket, units, of in claims:
            self._parts[bucket] += Fraction(units, of)

    def settle(self, is_spread: bool) -> None:
        """Compute the rates, once all was asked."""
        values = self._changes.applied(window_values(self._window))
        limits = {**limits_of(self._window), **self._changes.limits}
        found = pools_under(self._window, self._parts, values, limits)
        wanted = is_spread if self._changes.is_spread is None else self._changes.is_spread
        self._rates = {rate.pool.bucket: rate for rate in map(rate_of, spread(found) if wanted else found)}

    def fate(self, claims: Claims) -> Fate:
        """Give what a case gets: each share rounded down by itself."""
        cents = sum(self._rates[bucket].amount(units, of) for bucket, units, of in claims if bucket in self._rates)
        return Fate(fate.GRANTED, cents) if claims else Fate(fate.REFUSED)


def by_share(window: Window, changes: Changes) -> Iterator[Compared]:
    """Give for each case what it got and what it would get."""
    newest = ShareList.objects.filter(window=window).order_by("-number").first()
    before, after = Side(window, Changes()), Side(window, changes)
    with TemporaryFile("w+", encoding="utf-8") as aside:
        for row in _asked(window, newest, changes, before, after):
            aside.write(json.dumps(row) + "\n")
        is_spread = bool(newest and newest.is_reallocated)
        before.settle(is_spread)
        after.settle(is_spread)
        aside.seek(0)
        yield from _compared(aside, before, after)


def _asked(
    window: Window, newest: ShareList | None, changes: Changes, before: Side, after: Side
) -> Iterator[tuple[Any, ...]]:
    """Read all cases once, add up what they ask on both sides, and give what the second reading needs."""
    for chunk in cases.in_any_order(window):
        known = known_of(chunk, _files)
        stored = _stored_lines(known, newest)
        for case in chunk:
            decided = known.decisions.get(case.pk)
            if is_out(case, decided):
                yield case.number, case.applicant_kind, [fate.OUT, 0], None, None
                continue
            was, would_be = _claims(case, known, stored.get(case.pk), changes)
            before.ask(was)
            after.ask(would_be)
            told = [decided.state, decided.cents] if decided else None
            yield case.number, case.applicant_kind, told, was, would_be


def _files(pairs: list[Pair]) -> Files:
    return files_for_lines(scheme(pairs[0][0].scheme), [Asked(case, application) for case, application in pairs])


def _stored_lines(known: Known, newest: ShareList | None) -> dict[int, dict[int, Line]]:
    """Give the lines of the newest assessments; once a list was frozen, only what stands on it counts provisionally."""
    assessments = {row.pk: case_pk for case_pk, row in known.assessments.items()}
    rows = ClaimLine.objects.filter(assessment__in=list(assessments)).values_list(
        "pk", "assessment", "number", "outcome"
    )
    lines = {pk: (assessments[assessment], number, outcome) for pk, assessment, number, outcome in rows}
    on_list = set(
        Share.objects.filter(share_list=newest, is_provisional=True, line__in=list(lines)).values_list(
            "line", flat=True
        )
        if newest
        else ()
    )
    claims: dict[int, Claims] = defaultdict(list)
    for line, bucket, units, of in LineClaim.objects.filter(line__in=list(lines), units__gt=0).values_list(
        "line", "bucket", "units", "of"
    ):
        claims[line].append((bucket, units, of))
    found: dict[int, dict[int, Line]] = defaultdict(dict)
    for pk, (case_pk, number, outcome) in lines.items():
        is_open = outcome == PERSON and (newest is None or pk in on_list)
        found[case_pk][number] = Line(outcome not in (REFUSED, PERSON) or is_open, sorted(claims[pk]))
    return found


def _claims(case: Case, known: Known, stored: Mapping[int, Line] | None, changes: Changes) -> tuple[Claims, Claims]:
    """Give what counts before and after: a line that the changes do not touch stays as people left it."""
    judged = None if stored and not changes.values else _judged(case, known, Changes())
    if stored is None:
        stored = judged or {}
    if not changes.values or judged is None:
        was = _counting(stored.values())
        return was, was
    changed = _judged(case, known, changes) or {}
    after = {number: changed[number] for number in changed if changed[number] != judged.get(number)}
    kept = {number: line for number, line in stored.items() if number in changed or number not in judged}
    return _counting(stored.values()), _counting({**kept, **after}.values())


def _judged(case: Case, known: Known, changes: Changes) -> dict[int, Line] | None:
    """Give the lines as the rules find them; nothing where the text was erased or a value waits for a setting."""
    application = known.applications.get(case.pk)
    if application is None:
        return None
    found, values, file = scheme(case.scheme), changes.applied(known.values(case)), known.files[case.pk]
    try:
        general = found.judge(application, values, file).findings
        lines = [burdened(line, general) for line in found.lines(application, values, file)]
    except NotSet:
        return None
    return {
        line.number: Line(line.outcome != REFUSED, sorted((c.bucket, c.units, c.of) for c in line.claims if c.units))
        for line in lines
    }


def _counting(lines: Iterable[Line]) -> Claims:
    return [claim for line in lines if line.counts for claim in line.claims]


def _compared(aside: IO[str], before: Side, after: Side) -> Iterator[Compared]:
    for text in aside:
        number, kind, told, was, would_be = json.loads(text)
        if was is None:
            yield Compared(number, kind, Fate(fate.OUT), Fate(fate.OUT))
            continue
        one, other = before.fate(_tuples(was)), after.fate(_tuples(would_be))
        stood = Fate(*told) if told else one
        yield Compared(number, kind, stood, stood if other == one else other, told is None or stood == one)


def _tuples(rows: Sequence[Sequence[Any]]) -> Claims:
    return [(bucket, units, of) for bucket, units, of in rows]
