"""What the rules of schemes find in cases: fingerprints kept, counted, and judged. A number of queries that does not grow.
Nothing is raised here; that is a step."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from cases.authority.values import approved_settings, values_with
from cases.law import NotSet, Values
from cases.misuse import fingerprints
from cases.misuse.file import Looked
from cases.models import Case
from cases.schemes.registry import scheme
from cases.schemes.signals import Fingerprint, Shared, SignalFacts, SignalFound, SignalRule

FAILED = "De regel kon op deze zaak niet worden toegepast"


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
    given, failed = _given(looked)
    fingerprints.keep([each.case for each in looked], given, on=on, are_new=are_new)
    counts = fingerprints.counts(list(given)) if any(given.values()) else {}
    judged = (_judged(each, counts.get(each.case.pk, ()), limits, are_new=are_new) for each in looked)
    told = {(hit.case.pk, hit.rule.code) for hit in failed}
    return [*failed, *(hit for found in judged for hit in found if (hit.case.pk, hit.rule.code) not in told)]


def _given(looked: Sequence[Looked]) -> tuple[dict[int, tuple[Fingerprint, ...]], list[Hit]]:
    """Give the fingerprints of each case. Where they cannot be computed, the first rule says so, and a person looks."""
    given, failed = dict[int, tuple[Fingerprint, ...]](), list[Hit]()
    for each in (one for one in looked if one.signal_case is not None):
        found = scheme(each.case.scheme)
        try:
            given[each.case.pk] = tuple(found.signal_keys(each.signal_case)) if each.signal_case else ()
        except Exception as error:
            given[each.case.pk] = ()
            failed += [Hit(each.case, rule, _failed(error)) for rule in found.signals[:1]]
    return given, failed


def _limits(looked: Sequence[Looked], on: date) -> dict[str, Values]:
    codes = {each.case.scheme for each in looked if scheme(each.case.scheme).signals}
    approved = approved_settings(codes) if codes else []
    return {code: values_with(approved, code, on) for code in codes}


def _judged(
    looked: Looked, shared: tuple[Shared, ...], limits: Mapping[str, Values], *, are_new: bool
) -> Iterator[Hit]:
    if looked.signal_case is None:
        return
    for rule in scheme(looked.case.scheme).signals:
        if are_new and rule.needs_window:
            continue
        facts = SignalFacts(looked.signal_case, shared, looked.window_cases, looked.own_cases)
        found = _found(rule, facts, limits[looked.case.scheme])
        if found is not None:
            yield Hit(looked.case, rule, found)


def _found(rule: SignalRule, facts: SignalFacts, values: Values) -> SignalFound | None:
    """A rule whose limit nobody set yet finds nothing; one that fails stops no application, but is never a silent no."""
    try:
        return rule.judge(facts, values)
    except NotSet:
        return None
    except Exception as error:
        return _failed(error)


def _failed(error: Exception) -> SignalFound:
    return SignalFound(f"{FAILED} ({type(error).__name__}). Kijk zelf, en laat de regel nakijken.", 1, 0)
