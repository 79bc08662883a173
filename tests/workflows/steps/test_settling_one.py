"""Settling without a grant where a person decides on each application: what is booked, paid and told, and when it is not taken."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import pytest

from audit.models import Event
from cases.amounts import euro, to_cents
from cases.authority.permissions import Role
from cases.models import Case, Decision, Payment, Receivable, Status, Window
from cases.money.ledger import discrepancies
from cases.schemes import registry
from cases.schemes.base import Passage
from cases.transitions import NotLawful
from letters.models import Letter
from tests import make
from workflows.desk.tasks.application import DecideForm
from workflows.steps.deciding import NotReady
from workflows.steps.ending import revoke_grant
from workflows.steps.grant import grant_subsidy
from workflows.steps.money import claim_back
from workflows.steps.settling_one import settle_without_grant

pytestmark = pytest.mark.django_db

ON = date(2020, 5, 8)


@pytest.fixture
def who(monkeypatch: pytest.MonkeyPatch) -> make.People:
    """One employee for each role, in a scheme that settles without a grant."""
    found = registry.scheme("slim")
    settled = [Passage("paragraph", "Wij stellen uw subsidie vast (artikel Awb 4:43).")]
    changed = replace(
        found,
        procedure="direct",
        transitions=(*(act for act in found.transitions if act != "grant"), "settle_directly"),
        wording={**found.wording, "direct_settlement": lambda facts: settled},
        articles_of=lambda kind, day: ("Awb 4:43",) if kind == "direct_settlement" else found.articles_of(kind, day),
    )
    monkeypatch.setattr(registry, "schemes", lambda: {"slim": changed})
    return make.people()


@pytest.fixture
def case(who: make.People) -> Case:
    """An application that was assessed, with its place under the ceiling."""
    return make.assessed(make.applied("mkb-klein-2020"), who, on=ON)


def test_a_direct_settlement_is_booked_and_its_payment_planned(who: make.People, case: Case) -> None:
    settle_without_grant(case.pk, by=who[Role.DECIDER], on=ON)
    decision = Decision.objects.get(case=case)
    assert (decision.kind, decision.amount_cents) == ("direct_settlement", to_cents(euro("14388.80")))
    assert make.fresh(case).status == Status.SETTLED
    assert make.balances_of(case) == {"committed": "14388.80"}
    assert list(Payment.objects.filter(case=case).values_list("kind", "amount_cents")) == [("settlement", 1438880)]
    assert make.tasks_of(case) == ["approve"]
    assert Letter.objects.filter(case=case, decision=decision, kind="direct_settlement").exists()
    assert list(discrepancies()) == []


def test_the_decider_chooses_between_settling_and_refusing(who: make.People, case: Case) -> None:
    choices = DecideForm(case, ON).fields["decision"].choices  # type: ignore[attr-defined]
    assert [value for value, _ in choices] == ["settle_directly", "refuse"]


def test_a_grant_is_not_lawful_where_the_scheme_settles_at_once(who: make.People, case: Case) -> None:
    with pytest.raises(NotLawful):
        grant_subsidy(case.pk, by=who[Role.DECIDER], on=ON)


def test_who_assessed_does_not_settle(who: make.People, case: Case) -> None:
    with pytest.raises(Exception, match="behandelaar|beslisser|voorbereid"):
        settle_without_grant(case.pk, by=who[Role.HANDLER], on=ON)
    assert make.fresh(case).status == Status.ASSESSMENT


def test_what_shares_in_a_window_is_not_settled_by_itself(who: make.People, case: Case) -> None:
    assert case.window_id is not None
    Window.objects.filter(pk=case.window_id).update(method="shares")
    with pytest.raises(NotReady, match="verdeling"):
        settle_without_grant(case.pk, by=who[Role.DECIDER], on=ON)


def test_the_letter_of_a_direct_settlement_goes_out_with_its_payment_day(who: make.People, case: Case) -> None:
    settle_without_grant(case.pk, by=who[Role.DECIDER], on=ON)
    make.letters_sent(ON)
    assert Letter.objects.get(case=case, kind="direct_settlement").status == "sent"
    assert Payment.objects.get(case=case).due_on == date(2020, 6, 19)


def test_a_direct_settlement_is_withdrawn_as_a_settlement_and_claimed_back(who: make.People, case: Case) -> None:
    settle_without_grant(case.pk, by=who[Role.DECIDER], on=ON)
    make.letters_sent(ON)
    make.paid(case, who, on=date(2020, 6, 2))
    make.unheard(case, "revocation", who, on=date(2020, 7, 1))
    other = make.person(Role.DECIDER, username="another")
    decision = revoke_grant(
        case.pk, by=other, on=date(2020, 7, 1), weighing=make.WEIGHING, reasons="De opgave is onjuist."
    )
    event = Event.objects.filter(stream=case.stream, action="case.revoked").get()
    assert json.loads(event.body)["facts"]["was_settled"] is True
    assert decision.replaces == Decision.objects.get(case=case, kind="direct_settlement")
    make.letters_sent(date(2020, 7, 1))
    claim_back(case.pk, by=other, on=date(2020, 7, 15), weighing=make.WEIGHING)
    assert Receivable.objects.get(case=case).amount_cents == 1438880
    assert list(discrepancies()) == []
