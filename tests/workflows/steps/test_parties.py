"""Other parties than the applicant: what their part in a case lets them do, and what it does not."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.utils import timezone

from audit.trail import Origin
from cases.authority.actors import Actor, party
from cases.authority.permit import NotAuthorised, ask
from cases.models import Case, CaseParty, Party, PartyKind, PartyRole, Status
from cases.queries import application_of
from cases.schemes.base import Involved
from cases.schemes.registry import scheme
from tests import make
from workflows.steps import acts
from workflows.steps.ending import withdraw_application
from workflows.steps.submission import involve, party_row, store_applicants

pytestmark = pytest.mark.django_db

TRAINER = Involved("trainer", "90000077", "Opleider Voorbeeld B.V.", iban="NL02ABNA0123456789")


@pytest.fixture
def case() -> Case:
    """A submitted case with a trainer beside the applicant."""
    case = make.submitted(make.sample("mkb-klein-2020"))
    involve(case, (TRAINER,))
    return case


def actor(case: Case, part: str) -> Actor:
    """Give the trainer of the case, acting in a part."""
    return party(Party.objects.get(identifier=TRAINER.identifier), Origin("test", "tests"), part)


def test_a_party_has_a_part_in_the_case_once(case: Case) -> None:
    involve(case, (TRAINER,))
    part = CaseParty.objects.get(case=case)
    assert (part.role, part.party.identifier, part.party.kind) == ("trainer", "90000077", PartyKind.ENTERPRISE)


def test_what_another_says_of_a_known_party_changes_nothing(case: Case) -> None:
    applicant = case.party
    before = Party.objects.filter(pk=applicant.pk).values().get()
    involve(make.applied(number=1), (Involved("trainer", applicant.identifier, "Andere naam", iban=TRAINER.iban),))
    assert Party.objects.filter(pk=applicant.pk).values().get() == before
    assert CaseParty.objects.filter(party=applicant, role="trainer").count() == 1


@pytest.mark.parametrize(("sender", "is_changed"), [("", True), ("own", True), ("other", False), ("user:1", True)])
def test_only_an_application_of_its_own_changes_what_an_applicant_is_called(
    sender: str, is_changed: bool, case: Case
) -> None:
    other = Party.objects.get(identifier=TRAINER.identifier)
    senders = {"own": f"party:{case.party_id}", "other": f"party:{other.pk}"}
    row = party_row(replace(application_of(case).applicant, name="Nieuwe naam", street="Nieuwe straat 1"))
    stored = store_applicants([(senders.get(sender, sender), row)])[case.party.identifier]
    known = Party.objects.get(identifier=case.party.identifier)
    assert stored.pk == known.pk == case.party_id
    assert ((known.name, known.street) == ("Nieuwe naam", "Nieuwe straat 1")) is is_changed


def test_an_intermediary_brings_in_a_new_applicant_as_it_says(case: Case) -> None:
    applicant = replace(application_of(case).applicant, kvk_number="90000555")
    row = party_row(applicant)
    stored = store_applicants([("party:1", row)])
    assert Party.objects.get(pk=stored["90000555"].pk).street == applicant.street


def test_a_person_is_stored_under_a_key_without_its_number(case: Case) -> None:
    involve(case, (Involved("intermediary", "123456782", "Ida Voorbeeld"),))
    person = CaseParty.objects.get(case=case, role="intermediary").party
    assert (person.kind, person.kvk_number) == (PartyKind.PERSON, "")
    assert "123456782" not in person.identifier


@pytest.mark.parametrize(
    ("part", "may"), [(PartyRole.TRAINER, True), (PartyRole.APPLICANT, False), (PartyRole.INTERMEDIARY, False)]
)
def test_a_party_may_act_in_the_part_that_it_has_and_in_no_other(case: Case, part: PartyRole, may: bool) -> None:
    assert ask(actor(case, part), "withdraw", on=case.received_on, case=case).is_allowed is may


def test_an_act_is_refused_to_a_part_that_does_not_send_it(case: Case) -> None:
    with pytest.raises(NotAuthorised, match="aanvrager of intermediair"):
        withdraw_application(case.pk, {}, by=actor(case, PartyRole.TRAINER), received_at=timezone.now())
    assert make.fresh(case).status == Status.SUBMITTED


def test_an_act_is_taken_from_a_part_that_sends_it(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    found = scheme(case.scheme)
    withdrawal = replace(found.acts["withdrawal"], senders=(PartyRole.TRAINER,))
    monkeypatch.setattr(acts, "scheme", lambda _: replace(found, acts={**found.acts, "withdrawal": withdrawal}))
    withdraw_application(case.pk, {}, by=actor(case, PartyRole.TRAINER), received_at=timezone.now())
    assert make.fresh(case).status == Status.WITHDRAWN
