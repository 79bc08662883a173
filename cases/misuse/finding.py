"""What the rules of schemes find in cases: fingerprints kept, counted, and judged. A number of queries that does not grow.
Nothing is raised here; that is a step."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from cases.authority.values import approved_settings, values_with
from cases.law import Values
from cases.misuse import fingerprints
from cases.misuse.file import Looked
from cases.models import Case
from cases.schemes.registry import scheme
from cases.schemes.signals import Shared, SignalFacts, SignalFound, SignalRule


@dataclass(frozen=True)
class Hit:
    """A rule that found something in a case."""

    case: Case
    rule: SignalRule
    found: SignalFound


def hits(looked: Sequence[Looked], *, on: date) -> list[Hit]:
    """Bring the fingerprints of locked cases up to date, count them, and let every rule judge by the limits of this day."""
    return _hits(looked, _limits(looked, on), on=on)


def hits_in_new(looked: Looked, values: Values, *, on: date) -> list[Hit]:
    """Do the same for one case that was made a moment ago, with the values that its maker holds: two queries."""
    return _hits([looked], {looked.case.scheme: values}, on=on, are_new=True)


def _hits(looked: Sequence[Looked], limits: Mapping[str, Values], *, on: date, are_new: bool = False) -> list[Hit]:
    given = {
        each.case.pk: scheme(each.case.scheme).signal_keys(each.signal_case) for each in looked if each.signal_case
    }
    fingerprints.keep([each.case for each in looked], given, on=on, are_new=are_new)
    counts = fingerprints.counts(list(given)) if any(given.values()) else {}
    hits = (_judged(each, counts.get(each.case.pk, ()), limits) for each in looked)
    return [hit for found in hits for hit in found if not (are_new and hit.rule.needs_window)]


def _limits(looked: Sequence[Looked], on: date) -> dict[str, Values]:
    codes = {each.case.scheme for each in looked if scheme(each.case.scheme).signals}
    approved = approved_settings(codes) if codes else []
    return {code: values_with(approved, code, on) for code in codes}


def _judged(looked: Looked, shared: tuple[Shared, ...], limits: Mapping[str, Values]) -> list[Hit]:
    rules = scheme(looked.case.scheme).signals
    if looked.signal_case is None or not rules:
        return []
    facts, values = SignalFacts(looked.signal_case, shared, looked.window_cases), limits[looked.case.scheme]
    judged = ((rule, rule.judge(facts, values)) for rule in rules)
    return [Hit(looked.case, rule, found) for rule, found in judged if found is not None]
