"""What a machine may decide, and nothing else: a table over all that anybody may do, and a scheme that lets a machine do nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from audit.models import Event
from cases.acts import DECISIONS, LETTERS
from cases.authority.actors import system
from cases.authority.permissions import MACHINE, MANDATED, PERMISSIONS, Role
from cases.authority.permit import ask
from cases.checks import problems
from cases.machine import known_acts
from cases.schemes.claims import MachineRules
from cases.schemes.registry import scheme
from cases.transitions import Deed, NotLawful, perform, perform_all
from tests import make

DECIDED_BY_MACHINE = {
    "grant_by_machine": ("grant",),
    "refuse_by_machine": ("refusal",),
    "refuse_for_ceiling_by_machine": ("ceiling_refusal",),
}
"""Every decision that a machine may take, with its letter (issue 3, point 3)."""


def test_a_machine_takes_only_these_decisions() -> None:
    deciding = {act for act in known_acts() if set(LETTERS.get(act, ())) & DECISIONS}
    by_machine = {act: LETTERS[act] for act in deciding if Role.SYSTEM in PERMISSIONS[act]}
    assert by_machine == DECIDED_BY_MACHINE


@pytest.mark.parametrize(
    "act",
    [
        "settle",
        "settle_ex_officio",
        "revoke",
        "claim_back",
        "withdraw",
        "waive",
        "leave_unconsidered",
        "refuse",
        "refuse_for_ceiling",
        "grant",
        "approve_payment",
    ],
)
def test_a_machine_never_does(act: str) -> None:
    assert not ask(system("drain"), act, on=date(2023, 5, 1)).is_allowed


@pytest.mark.parametrize("act", sorted(MACHINE))
def test_what_a_machine_does_is_for_nobody_else_and_is_never_mandated(act: str) -> None:
    assert PERMISSIONS[act] == {Role.SYSTEM}
    assert act not in MANDATED


@pytest.mark.django_db
@pytest.mark.parametrize("act", sorted(MACHINE))
def test_a_scheme_without_rules_for_a_machine_is_closed_to_it(act: str) -> None:
    case = make.applied()
    before = Event.objects.count()
    assert scheme(case.scheme).machine is None
    make.refused(lambda: perform(case, act, by=system("drain"), on=case.received_on), NotLawful)
    make.refused(lambda: perform_all([Deed(case, (), {})], act, by=system("drain"), on=case.received_on), NotLawful)
    assert (make.fresh(case).status, Event.objects.count()) == ("submitted", before)


@pytest.mark.django_db
def test_listing_the_acts_does_not_open_a_scheme_without_rules(monkeypatch: pytest.MonkeyPatch) -> None:
    case, slim = make.applied(), scheme("slim")
    opened = replace(slim, transitions=(*slim.transitions, *sorted(MACHINE)))
    monkeypatch.setattr("cases.transitions.scheme", lambda code: opened)
    make.refused(lambda: perform(case, "grant_by_machine", by=system("drain"), on=case.received_on), NotLawful)
    assert [error.id for error in problems(opened)] == ["cases.E009"]


def test_a_machine_that_cannot_hand_on_to_a_person_is_told_by_the_checks() -> None:
    slim = scheme("slim")
    half = replace(slim, machine=MachineRules(frozenset()), transitions=(*slim.transitions, "grant_by_machine"))
    assert "cases.E010" in [error.id for error in problems(half)]
