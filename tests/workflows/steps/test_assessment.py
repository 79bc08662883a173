"""Judging an application: with a place under the ceiling, on frozen answers of registers, and with a person's answers where
the rules leave a question open."""

from __future__ import annotations

from datetime import date

import pytest

from cases.amounts import euro, from_cents
from cases.authority.permissions import Role
from cases.authority.values import values_for
from cases.models import Assessment, Extract, RegisterEntry, Status
from cases.money.ledger import discrepancies
from cases.queries import application_of, file_of, grant_of
from cases.schemes.registry import scheme
from cases.transitions import NotLawful
from tests import make
from workflows.steps.assessment import Answer, assess_application, take_up
from workflows.steps.deciding import NotReady

pytestmark = pytest.mark.django_db

ON = date(2022, 5, 12)


@pytest.fixture
def who() -> make.People:
    """One employee for each role."""
    return make.people()


def test_a_case_is_taken_up_only_when_complete_and_with_a_place(who: make.People) -> None:
    incomplete = make.with_place(make.applied("mkb-onvolledig-2020"), on=ON)
    complete = make.applied("mkb-klein-2020")
    make.refused(lambda: take_up(incomplete.pk, by=who[Role.HANDLER], on=ON), NotReady, "nog niet volledig")
    make.refused(lambda: take_up(complete.pk, by=who[Role.HANDLER], on=ON), NotReady, "nog geen plaats")
    make.with_place(complete, on=ON)
    take_up(complete.pk, by=who[Role.HANDLER], on=ON)
    assert make.fresh(complete).status == Status.ASSESSMENT
    assert make.tasks_of(complete) == ["assess"]
    assert list(discrepancies()) == []


def test_only_a_case_that_was_taken_up_is_assessed(who: make.People) -> None:
    case = make.with_place(make.applied("mkb-klein-2020"), on=ON)
    make.refused(lambda: assess_application(case.pk, by=who[Role.HANDLER], on=ON), NotLawful, "Ingediend")
    take_up(case.pk, by=who[Role.HANDLER], on=ON)
    assert assess_application(case.pk, by=who[Role.HANDLER], on=ON).outcome == "grant"


@pytest.mark.parametrize(
    ("answers", "outcome"),
    [
        pytest.param({"insolvency": Answer(True, "De surseance is opgeheven.")}, "grant", id="met"),
        pytest.param({"insolvency": Answer(False, "De onderneming is failliet.")}, "refuse", id="not met"),
        pytest.param({}, "", id="no answer"),
        pytest.param({"insolvency": Answer(True, "  ")}, "", id="no reason"),
        pytest.param({"minimum_cost": Answer(True, "Een antwoord op een andere vraag.")}, "", id="other question"),
    ],
)
def test_a_question_that_the_rules_leave_open_is_answered_by_a_person_with_a_reason(
    who: make.People, answers: dict[str, Answer], outcome: str
) -> None:
    case = make.with_place(make.applied("mkb-faillissement-2022"), on=ON)
    take_up(case.pk, by=who[Role.HANDLER], on=ON)
    if not outcome:
        make.refused(
            lambda: assess_application(case.pk, by=who[Role.HANDLER], on=ON, answers=answers), NotReady, "Beoordeel nog"
        )
        assert not Assessment.objects.exists()
        return
    assessment = assess_application(case.pk, by=who[Role.HANDLER], on=ON, answers=answers)
    finding = next(each for each in assessment.findings if each["code"] == "insolvency")
    assert assessment.outcome == outcome
    assert finding["facts"]["judged_by_person"] == answers["insolvency"].reason


def test_a_finding_of_the_rules_is_not_changed_by_an_answer(who: make.People) -> None:
    answer = {"minimum_cost": Answer(True, "Laten wij het goed vinden.")}
    case = make.assessed(make.applied("mkb-te-lage-kosten-2020"), who, on=ON, answers=answer)
    assert case.assessments.get().outcome == "refuse"


def test_registers_are_asked_once_and_their_answer_stays_as_it_was(who: make.People) -> None:
    case = make.assessed(make.applied("mkb-klein-2020"), who, on=ON)
    number, before = case.party.kvk_number, Extract.objects.filter(case=case).count()
    RegisterEntry.objects.create(register="insolvency", key=number, data={"is_insolvent": True}, from_on=ON)
    again = assess_application(case.pk, by=who[Role.HANDLER], on=ON)
    assert again.outcome == "grant"
    assert Extract.objects.filter(case=case).count() == before
    assert Extract.objects.get(case=case, register="insolvency").answer == {"is_insolvent": False}


def test_earlier_aid_of_a_partnership_is_each_members_own_part(who: make.People) -> None:
    """De-minimis counts per enterprise: the lead did not receive the whole grant, and the others received theirs."""
    partnership = make.applied("swv-2022")
    members = application_of(partnership).participants
    decision = grant_of(make.granted(partnership, who, on=ON))
    assert decision is not None
    whole = from_cents(decision.amount_cents or 0)
    later = make.sample("mkb-voorschot-2023")
    later["application"]["applicant"]["kvk_number"] = members[1].kvk_number
    case = make.submitted(later)
    [told] = file_of(case, application_of(case))["de_minimis_prior"].values()
    aid = scheme("slim").state_aid(application_of(partnership), whole, values_for("slim", partnership.received_on))
    parts = {each.kvk_number: each.amount for each in aid}
    assert euro(told) == parts[members[1].kvk_number] == euro("102832.08")
    assert sum(parts.values()) == whole


def test_a_settled_project_does_not_run_any_more_whatever_comes_after(who: make.People) -> None:
    """SLIM 10: only a project that is not settled yet blocks; considering a withdrawal does not change that."""
    case = make.announced(make.applied(), who, on=date(2020, 5, 8))
    later = make.sample("mkb-voorschot-2023")
    later["application"]["applicant"]["kvk_number"] = case.party.kvk_number
    again = make.submitted(later)

    def running() -> list[str]:
        return list(file_of(again, application_of(again))["running_activities"])

    assert running()
    make.settled(make.reported(case, "1.00", on=date(2021, 5, 20)), who, on=date(2021, 6, 1))
    make.letters_sent(date(2021, 6, 1))
    assert running() == []
    make.to_be_heard(case, "revocation", who, on=date(2021, 9, 1))
    assert running() == []


def test_an_assessment_stores_all_it_was_made_of(who: make.People) -> None:
    assessment = make.assessed(make.applied("mkb-klein-2020"), who, on=ON).assessments.get()
    assert assessment.version == "V2020-03"
    assert assessment.values["values"]["percentage_mkb_small"] == "0.80"
    assert assessment.extracts["documents"] == ["activiteitenplan", "begroting", "de-minimisverklaring"]
    assert assessment.calculation[-1]["result"] == "14388.80"
