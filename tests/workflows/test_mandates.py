"""How far a mandate reaches, on which days a role counts, and the second pair of eyes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from cases.amounts import euro, to_cents
from cases.authority.actors import Actor
from cases.authority.permissions import Role
from cases.authority.permit import NotAuthorised, SecondPersonNeeded
from cases.models import Decision, Mandate, RoleHolding, User
from tests import make
from tests.workflows.stages import D20, D21, D23, D25, grantable, overpaid, payment_of, reported, taken_up, with_advance
from workflows.steps.assessment import assess_application
from workflows.steps.grant import grant_subsidy
from workflows.steps.money import approve_payment, claim_back
from workflows.steps.settlement import assess_settlement, settle_subsidy

pytestmark = pytest.mark.django_db

MANDATE_ON = date(2020, 5, 8)


@pytest.mark.parametrize(
    ("limits", "is_enough"),
    [
        pytest.param({}, True, id="any amount, any day"),
        pytest.param({"up_to_cents": 1_438_880}, True, id="exactly the amount"),
        pytest.param({"up_to_cents": 1_438_879}, False, id="a cent less than the amount"),
        pytest.param({"from_on": MANDATE_ON}, True, id="from the day itself"),
        pytest.param({"from_on": date(2020, 5, 9)}, False, id="from the day after"),
        pytest.param({"until_on": MANDATE_ON}, True, id="until the day itself"),
        pytest.param({"until_on": date(2020, 5, 7)}, False, id="until the day before"),
        pytest.param({"act": "refuse"}, False, id="for another decision"),
        pytest.param({"scheme": "stap"}, False, id="for another scheme"),
    ],
)
def test_a_decision_stays_within_the_mandate(limits: dict[str, Any], is_enough: bool) -> None:
    case, decider = grantable(), make.person(Role.DECIDER, username="gemandateerde", mandates=False)
    row = {"act": "grant", "scheme": "slim", "from_on": make.SINCE, "given_by": "test"} | limits
    mandate = Mandate.objects.create(holder_id=decider.employee_id, **row)
    if is_enough:
        assert grant_subsidy(case.pk, by=decider, on=MANDATE_ON).mandate_id == mandate.pk
    else:
        make.refused(lambda: grant_subsidy(case.pk, by=decider, on=MANDATE_ON), NotAuthorised, "geen mandaat")
        assert not Decision.objects.exists()


def test_a_mandate_limits_what_may_be_claimed_back() -> None:
    case, decider = overpaid(), make.people()[Role.DECIDER]
    Mandate.objects.filter(act="claim_back").update(up_to_cents=to_cents(euro("12499.49")))
    make.refused(lambda: claim_back(case.pk, by=decider, on=D25, weighing=make.WEIGHING), NotAuthorised, "12.499,50")
    Mandate.objects.filter(act="claim_back").update(up_to_cents=to_cents(euro("12499.50")))
    claim_back(case.pk, by=decider, on=D25, weighing=make.WEIGHING)


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(
            lambda: RoleHolding.objects.filter(role="decider").update(until_on=date(2020, 5, 7)), id="role over"
        ),
        pytest.param(
            lambda: RoleHolding.objects.filter(role="decider").update(from_on=date(2020, 5, 9)), id="role later"
        ),
        pytest.param(lambda: RoleHolding.objects.filter(role="decider").update(scheme="stap"), id="other scheme"),
        pytest.param(lambda: User.objects.filter(username="decider").update(is_active=False), id="left the office"),
    ],
)
def test_a_role_counts_on_its_days_for_its_scheme_and_for_who_still_works_here(change: Callable[[], object]) -> None:
    case, decider = grantable(), make.people()[Role.DECIDER]
    change()
    make.refused(lambda: grant_subsidy(case.pk, by=decider, on=D20), NotAuthorised, "beslisser")


def both_roles() -> Actor:
    """Give an employee who is handler and decider, with every mandate."""
    someone = make.person(Role.DECIDER, username="duizendpoot")
    RoleHolding.objects.create(user_id=someone.employee_id, role=Role.HANDLER, from_on=make.SINCE, given_by="test")
    return someone


def test_who_assessed_does_not_decide() -> None:
    case, someone = taken_up(), both_roles()
    assess_application(case.pk, by=someone, on=D20)
    make.refused(lambda: grant_subsidy(case.pk, by=someone, on=D20), SecondPersonNeeded, "zelf voorbereid")
    assert grant_subsidy(case.pk, by=make.people()[Role.DECIDER], on=D20).decided_by_id != someone.employee_id


def test_who_assessed_the_settlement_does_not_settle() -> None:
    case, someone = reported(), both_roles()
    assess_settlement(case.pk, by=someone, on=D21)
    make.refused(lambda: settle_subsidy(case.pk, by=someone, on=D21), SecondPersonNeeded, "zelf voorbereid")
    settle_subsidy(case.pk, by=make.people()[Role.DECIDER], on=D21)


def test_who_assessed_the_application_may_settle_what_another_assessed() -> None:
    case, someone = taken_up(), both_roles()
    assess_application(case.pk, by=someone, on=D20)
    grant_subsidy(case.pk, by=make.people()[Role.DECIDER], on=D20)
    make.letters_sent(D20)
    make.reported(make.fresh(case), "1.00", on=D21)
    assess_settlement(case.pk, by=make.people()[Role.HANDLER], on=D21)
    assert settle_subsidy(case.pk, by=someone, on=D21).decided_by_id == someone.employee_id


def test_who_decided_does_not_approve_the_payment() -> None:
    case = with_advance()
    decider = make.people()[Role.DECIDER]
    RoleHolding.objects.create(user_id=decider.employee_id, role=Role.FINANCE, from_on=make.SINCE, given_by="test")
    make.refused(lambda: approve_payment(payment_of(case), by=decider, on=D23), SecondPersonNeeded, "Een andere")
    approve_payment(payment_of(case), by=make.people()[Role.FINANCE], on=D23)
