"""Settling many cases as granted: only what the rules leave nothing open about, and never by who assessed it."""

from __future__ import annotations

from io import StringIO

import pytest
from django.core.management import call_command

from cases.amounts import euro
from cases.authority.permissions import Role
from cases.authority.permit import NotAuthorised
from cases.models import Case, Decision, RoleHolding, Status
from cases.money.ledger import discrepancies
from tests import make
from tests.workflows import trainers as t
from workflows.steps.settlement import Choice, assess_settlement
from workflows.steps.settling_many import assess_many, preview, settle_many, unassessed

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("trainers")]


@pytest.fixture
def cases(who: make.People) -> list[Case]:
    """Two proofs of success and one without; the first trainer was paid, the second invoiced a part of its order."""
    found = [t.running(who, number=number) for number in (1, 2, 3)]
    t.paid(found[0], who)
    t.invoiced(found[1], "10000.00")
    return [t.proved(case, "no_success" if case is found[2] else "success") for case in found]


def test_what_leaves_nothing_open_is_assessed_and_the_rest_keeps_its_task(cases: list[Case], who: make.People) -> None:
    assert unassessed("slim") == tuple(case.pk for case in cases)
    results = list(assess_many("slim", by=who[Role.HANDLER], on=t.SETTLED_ON))
    assert [each.is_done for each in results] == [True, True, False]
    assert "iets open" in results[2].reason
    assert [make.tasks_of(case) for case in cases] == [["decide"], ["approve", "decide"], ["assess"]]


def test_one_person_settles_them_after_a_preview_that_writes_nothing(cases: list[Case], who: make.People) -> None:
    list(assess_many("slim", by=who[Role.HANDLER], on=t.SETTLED_ON))
    found = preview("slim")
    assert (len(found.case_pks), found.settled_amount, found.to_pay_amount) == (2, euro("49998.00"), euro("10000.00"))
    out = StringIO()
    call_command("settle", "slim", "decide", "--by", "decider", "--dry-run", stdout=out)
    assert "2 zaken worden vastgesteld zoals verleend" in out.getvalue()
    assert not Decision.objects.filter(kind__startswith="settlement").exists()
    assert [each.is_done for each in settle_many("slim", by=who[Role.DECIDER], on=t.SETTLED_ON)] == [True, True]
    assert [make.fresh(case).status for case in cases] == [Status.SETTLED, Status.SETTLED, Status.REPORTED]
    assert preview("slim").case_pks == ()
    assert list(settle_many("slim", by=who[Role.DECIDER], on=t.SETTLED_ON)) == []
    assert list(discrepancies()) == []


def test_nothing_lower_is_settled_in_bulk(cases: list[Case], who: make.People) -> None:
    choice = Choice("nil", euro("0.00"), t.REASONS, True)
    assess_settlement(cases[2].pk, by=who[Role.HANDLER], on=t.SETTLED_ON, choice=choice)
    assert list(settle_many("slim", by=who[Role.DECIDER], on=t.SETTLED_ON)) == []
    assert make.fresh(cases[2]).status == Status.REPORTED


def test_who_assessed_settles_none_and_who_has_no_role_does_not_begin(cases: list[Case], who: make.People) -> None:
    both = make.person(Role.DECIDER, username="allebei")
    RoleHolding.objects.create(user_id=both.employee_id, role=Role.HANDLER, from_on=make.SINCE, given_by="test")
    list(assess_many("slim", by=both, on=t.SETTLED_ON))
    results = list(settle_many("slim", by=both, on=t.SETTLED_ON))
    assert [each.is_done for each in results] == [False, False]
    assert "zelf voorbereid" in results[0].reason
    make.refused(lambda: list(settle_many("slim", by=who[Role.HANDLER], on=t.SETTLED_ON)), NotAuthorised)
