"""Is the state machine of a scheme sound: every status reachable, no dead end, every act known to gate, trail and permissions?
Letters and terms of the acts are checked in `acts`."""

from __future__ import annotations

from collections.abc import Iterator

from django.core.checks import Error

from audit.catalogue import EVENTS as CATALOGUE
from cases.authority.permissions import MACHINE, PERMISSIONS
from cases.checks.problem import problem
from cases.machine import FIRST, LAST, arrows, known_acts, leading_to, reachable
from cases.models import Status
from cases.schemes.base import Scheme
from cases.transitions import EVENTS


def machine_problems(scheme: Scheme) -> Iterator[Error]:
    """Give every problem of statuses and acts."""
    yield from unknown_statuses(scheme)
    yield from unreachable_statuses(scheme)
    yield from dead_ends(scheme)
    yield from unlisted_statuses(scheme)
    yield from machine_without_rules(scheme)
    for act in scheme.transitions:
        yield from act_problems(scheme, act)


def unknown_statuses(scheme: Scheme) -> Iterator[Error]:
    """A status must be one of the legal statuses of a case."""
    for status in scheme.statuses:
        if status not in Status.values:
            hint = "Use a status of cases.models.case.Status, or add it there with its Dutch name."
            yield problem(scheme, "E001", f"the status {status!r} is not a legal status.", hint)


def unreachable_statuses(scheme: Scheme) -> Iterator[Error]:
    """Every status can be reached from the first one by the acts of the scheme."""
    reached = reachable(arrows(scheme))
    for status in scheme.statuses:
        if status in Status.values and status not in reached:
            hint = f"Add a transition that leads to it from {FIRST.value!r}, or leave the status out."
            yield problem(scheme, "E002", f"the status {status!r} can never be reached.", hint)


def dead_ends(scheme: Scheme) -> Iterator[Error]:
    """From every status that can be reached a case can be closed."""
    used = arrows(scheme)
    for status in sorted(reachable(used) - leading_to(used)):
        hint = f"Add the transition that leads on from here to {LAST.value!r}."
        yield problem(scheme, "E003", f"the status {status!r} is a dead end.", hint)


def unlisted_statuses(scheme: Scheme) -> Iterator[Error]:
    """A status that the acts lead to is named by the scheme."""
    for status in sorted(reachable(arrows(scheme)) - set(scheme.statuses)):
        hint = "Name the status in `statuses`, or leave out the transition that leads to it."
        yield problem(scheme, "E004", f"its transitions lead to {status!r}, which it does not name.", hint)


def machine_without_rules(scheme: Scheme) -> Iterator[Error]:
    """A machine decides only where the scheme says on what, and then it can also hand everything else to a person."""
    used = MACHINE & set(scheme.transitions)
    if used and scheme.machine is None:
        sentence = f"it lets a machine do {', '.join(sorted(used))} and does not say on what."
        yield problem(scheme, "E009", sentence, "Give `machine` its MachineRules, or leave these transitions out.")
    if scheme.machine is not None and used != MACHINE:
        hint = f"Add {', '.join(sorted(MACHINE - used))} to `transitions`."
        yield problem(scheme, "E010", "its machine cannot do all that a window in order of arrival asks.", hint)


def act_problems(scheme: Scheme, act: str) -> Iterator[Error]:
    """An act exists on the case, writes an event that the trail knows, and somebody may do it."""
    if act not in known_acts():
        yield problem(scheme, "E005", f"a case has no transition {act!r}.", "Correct the name in `transitions`.")
        return
    if act not in EVENTS:
        yield problem(scheme, "E006", f"the act {act!r} writes no event.", "Add it to cases.transitions.EVENTS.")
    elif EVENTS[act] not in CATALOGUE:
        hint = "Declare the event in audit/catalogue.py."
        yield problem(scheme, "E007", f"the event {EVENTS[act]!r} of {act!r} is not in the catalogue.", hint)
    if not PERMISSIONS.get(act):
        hint = "Give the act a row in cases/authority/permissions.py."
        yield problem(scheme, "E008", f"nobody may do the act {act!r}.", hint)
