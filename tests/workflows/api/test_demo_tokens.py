"""The demonstration gives out a token for each part that an enterprise has in its cases, once, with a call that works."""

from __future__ import annotations

import pytest

from audit.models import Event
from cases.authority.permissions import Role
from cases.authority.permit import NotAuthorised
from cases.models import Case, CaseParty, Party, PartyKind, PartyRole
from tests import make
from tests.workflows.api.calls import Caller, answer
from workflows.api.models import ApiClient
from workflows.demo.tokens import Told, give_tokens

pytestmark = pytest.mark.django_db


def with_trainer() -> Case:
    """Give a case of an enterprise in which another enterprise is the trainer."""
    case = make.submitted(make.sample("mkb-klein-2020"))
    trainer = Party.objects.create(
        identifier="93000001", kind=PartyKind.ENTERPRISE, name="Leerhuis", sort_name="leerhuis"
    )
    CaseParty.objects.create(case=case, party=trainer, role=PartyRole.TRAINER)
    return case


def given() -> tuple[Told, ...]:
    return give_tokens(by=make.person(Role.ADMINISTRATOR), on=make.fresh(Case.objects.get()).received_on)


def test_each_part_that_somebody_has_gets_a_token_with_a_case_that_it_sees() -> None:
    case = with_trainer()
    told = given()
    assert [each.label for each in told] == ["Aanvrager", "Opleider"]
    for each in told:
        response = Caller(ApiClient.objects.get(name=f"Demonstratie: {each.label.lower()}"), each.token).get(
            f"/api/v1/aanvragen/{each.number}"
        )
        assert (response.status_code, answer(response)["number"]) == (200, case.number)


def test_the_call_can_be_run_as_it_is_printed() -> None:
    case = with_trainer()
    told = given()[0]
    assert told.call(8123) == (
        f'curl -sS -H "Authorization: Bearer {told.token}" http://127.0.0.1:8123/api/v1/aanvragen/{case.number}'
    )


def test_at_a_second_start_no_token_is_given_again() -> None:
    with_trainer()
    given()
    assert (given(), ApiClient.objects.count()) == ((), 2)


def test_a_part_that_came_with_a_later_scenario_gets_its_token_then() -> None:
    make.submitted(make.sample("mkb-klein-2020"))
    assert [each.label for each in given()] == ["Aanvrager"]
    party = Party.objects.create(identifier="93000002", kind=PartyKind.ENTERPRISE, name="Bureau", sort_name="bureau")
    CaseParty.objects.create(case=Case.objects.get(), party=party, role=PartyRole.INTERMEDIARY)
    assert [each.label for each in given()] == ["Intermediair"]


def test_tokens_are_given_out_by_the_step_that_asks_who_may_and_leaves_a_trace() -> None:
    with_trainer()
    make.refused(
        lambda: give_tokens(by=make.person(Role.HANDLER), on=Case.objects.get().received_on), NotAuthorised, ""
    )
    assert ApiClient.objects.count() == 0
    given()
    assert Event.objects.filter(action="api_client.added").count() == 2
