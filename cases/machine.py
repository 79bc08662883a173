"""The state machine of a scheme as arrows: which acts it uses, from which status to which. Read from the transitions of Case.
Nothing is changed here; the gate is in `transitions`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from cases.models import Case, Status
from cases.schemes.base import Scheme

FIRST, LAST = Status.SUBMITTED, Status.CLOSED


@dataclass(frozen=True)
class Arrow:
    """One act from one status to the next; both may be the same."""

    act: str
    source: str
    target: str


def known_acts() -> frozenset[str]:
    """Give every transition that a case has."""
    return frozenset(arrow.act for arrow in _all_arrows())


def arrows(scheme: Scheme) -> tuple[Arrow, ...]:
    """Give the arrows of the acts that a scheme uses, in the order of its statuses and acts.

    An act that goes back to where the case was leads to no status that the scheme does not have.
    """
    order = {name: place for place, name in enumerate((*scheme.statuses, *scheme.transitions))}
    own = [arrow for arrow in _all_arrows() if arrow.act in scheme.transitions]
    used = [arrow for arrow in own if arrow.target in scheme.statuses or arrow.act not in _going_back()]
    return tuple(sorted(used, key=lambda arrow: (order.get(arrow.source, -1), order[arrow.act], arrow.target)))


def reachable(scheme_arrows: Iterable[Arrow], start: str = FIRST) -> frozenset[str]:
    """Give every status that can be reached from a status, with itself."""
    pairs = {(arrow.source, arrow.target) for arrow in scheme_arrows}
    return _closure(start, pairs)


def leading_to(scheme_arrows: Iterable[Arrow], end: str = LAST) -> frozenset[str]:
    """Give every status from which a status can be reached, with itself."""
    pairs = {(arrow.target, arrow.source) for arrow in scheme_arrows}
    return _closure(end, pairs)


def _closure(start: str, pairs: Iterable[tuple[str, str]]) -> frozenset[str]:
    found, last = {str(start)}, {str(start)}
    while last:
        last = {after for before, after in pairs if before in last} - found
        found |= last
    return frozenset(found)


def _all_arrows() -> tuple[Arrow, ...]:
    transitions = Case._meta.get_field("status").get_all_transitions(Case)
    return tuple(
        Arrow(each.name, str(each.source), str(target)) for each in transitions for target in _targets(each.target)
    )


def _going_back() -> frozenset[str]:
    transitions = Case._meta.get_field("status").get_all_transitions(Case)
    return frozenset(each.name for each in transitions if getattr(each.target, "allowed_states", None))


def _targets(target: Any) -> Sequence[Any]:
    """A transition that goes back to where the case was names all the statuses that this can be."""
    return getattr(target, "allowed_states", None) or [target]
