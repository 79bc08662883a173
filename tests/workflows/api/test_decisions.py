"""Decisions over HTTP: only those that were announced, only to whom they are addressed, each reading noted."""

from __future__ import annotations

from datetime import date

import pytest

from audit.models import Access
from cases.authority.permissions import Role
from cases.documents.store import digest_of
from cases.models import Case, CaseParty, Party
from letters.models import Letter
from tests import make
from tests.workflows.api.calls import APPLICATIONS, Caller, answer, caller
from tests.workflows.stages import D20, finished, unheard
from workflows.steps.grant import refuse_application

pytestmark = pytest.mark.django_db


def decisions_of(case: Case) -> str:
    """Give the address of the decisions on a case."""
    return f"{APPLICATIONS}/{case.number}/besluiten"


def test_an_announced_decision_is_listed_with_its_letter() -> None:
    case = finished()
    told = answer(caller(case.party.identifier).get(decisions_of(case)))
    decision = case.decisions.get()
    assert told == {
        "number": case.number,
        "decisions": [
            {
                "id": decision.pk,
                "kind": "refusal",
                "label": "Besluit: afwijzing van uw aanvraag",
                "decided_on": D20.isoformat(),
                "amount": "0.00",
                "announced_on": D20.isoformat(),
                "letter": f"{decisions_of(case)}/{decision.pk}/brief",
            }
        ],
    }


def test_the_letter_is_the_pdf_as_it_was_sent() -> None:
    case = finished()
    who = caller(case.party.identifier)
    [decision] = answer(who.get(decisions_of(case)))["decisions"]
    response = who.get(decision["letter"])
    letter = Letter.objects.get(case=case, kind="refusal")
    assert (response.status_code, response["Content-Type"]) == (200, "application/pdf")
    assert letter.composition is not None
    assert digest_of(response.content) == letter.composition.digest
    purposes = Access.objects.order_by("id").values_list("purpose", flat=True)
    assert [purpose.split(": ")[1] for purpose in purposes] == ["besluiten opgevraagd", f"brief {letter.pk} opgehaald"]


def test_a_decision_without_its_letter_sent_does_not_exist_yet() -> None:
    case = unheard()
    refuse_application(case.pk, by=make.people()[Role.DECIDER], on=D20)
    who, decision = caller(case.party.identifier), case.decisions.get()
    assert answer(who.get(decisions_of(case)))["decisions"] == []
    assert who.get(f"{decisions_of(case)}/{decision.pk}/brief").status_code == 404
    make.letters_sent(date(2020, 5, 11))
    assert who.get(f"{decisions_of(case)}/{decision.pk}/brief").status_code == 200


@pytest.mark.parametrize("number", ["0", "999999", "99999999999999999999"])
def test_a_decision_that_does_not_exist_is_not_found(number: str) -> None:
    case = finished()
    assert caller(case.party.identifier).get(f"{decisions_of(case)}/{number}/brief").status_code == 404


def test_a_decision_of_another_case_is_not_found_under_this_one() -> None:
    one, other = finished(), make.applied("mkb-2025")
    path = f"{decisions_of(other)}/{one.decisions.get().pk}/brief"
    assert caller(other.party.identifier).get(path).status_code == 404


@pytest.mark.parametrize(("scope", "status"), [("intermediary", 200), ("trainer", 200), ("employer", 403)])
def test_decisions_are_for_those_to_whom_they_are_addressed(scope: str, status: int) -> None:
    case, other = finished(), caller("99000001", scope)
    CaseParty.objects.create(case=case, party=Party.objects.get(identifier="99000001"), role=scope)
    assert other.get(decisions_of(case)).status_code == status
    assert other.get(f"{APPLICATIONS}/{case.number}").status_code == 200


READ, UNREAD = (1, 200), (0, 404)


@pytest.mark.parametrize(
    ("scope", "to_applicant", "to_party"), [("intermediary", READ, UNREAD), ("trainer", UNREAD, READ)]
)
def test_a_letter_is_shown_to_its_addressee_alone(
    scope: str, to_applicant: tuple[int, int], to_party: tuple[int, int]
) -> None:
    case, other = finished(), caller("99000001", scope)
    addressee, letter = Party.objects.get(identifier="99000001"), Letter.objects.get(case=case, decision__isnull=False)
    CaseParty.objects.create(case=case, party=addressee, role=scope)
    assert seen(other, case) == to_applicant
    assert seen(caller(case.party.identifier), case) == READ
    Letter.objects.filter(pk=letter.pk).update(party=addressee)
    assert seen(other, case) == to_party
    assert seen(caller(case.party.identifier), case) == UNREAD


def seen(who: Caller, case: Case) -> tuple[int, int]:
    """Give how many decisions are listed, and the answer to asking for the letter of the only one."""
    decision = case.decisions.get()
    listed = answer(who.get(decisions_of(case)))["decisions"]
    return len(listed), who.get(f"{decisions_of(case)}/{decision.pk}/brief").status_code
