"""Acts over HTTP: each kind goes to its step, the gate and the scheme judge as ever, and every refusal leaves its trace."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client as Browser
from django.utils import timezone

from audit.models import Event
from cases.authority.permissions import Role
from cases.models import Case, CaseParty, Document, Party, Submission
from tests import make
from tests.workflows.api.calls import APPLICATIONS, Caller, answer, caller
from tests.workflows.stages import asked_to_supplement, finished, running
from workflows.api.models import IdempotencyKey
from workflows.steps.supplement import request_supplement

pytestmark = pytest.mark.django_db

PDF = "JVBERi0xLjcK"


def acts_of(case: Case) -> str:
    """Give the address of the acts of a case."""
    return f"{APPLICATIONS}/{case.number}/handelingen"


def applicant_of(case: Case) -> Caller:
    """Let the applicant's system in."""
    return caller(case.party.identifier)


def document(kind: str) -> dict[str, str]:
    """Give a document as it is sent."""
    return {"kind": kind, "name": f"{kind}.pdf", "media_type": "application/pdf", "content": PDF}


def test_a_supplement_with_what_was_missing_completes_the_application() -> None:
    case = asked_to_supplement()
    body = {"kind": "supplement", "documents": [document("begroting"), document("machtiging")]}
    response = applicant_of(case).post(acts_of(case), body | {"received_at": "2020-04-09T12:00:00+02:00"})
    assert response.status_code == 201
    assert answer(response) == {
        "number": case.number,
        "kind": "supplement",
        "received_at": "2020-04-09T12:00:00+02:00",
        "status": "submitted",
        "is_complete": True,
    }
    assert make.fresh(case).complete_on == date(2020, 4, 9)


def test_a_supplement_that_is_not_enough_says_so() -> None:
    case = asked_to_supplement()
    response = applicant_of(case).post(acts_of(case), {"kind": "supplement", "data": {"note": "Volgt nog."}})
    assert (answer(response)["status"], answer(response)["is_complete"]) == ("supplement_requested", False)


def test_a_withdrawal_ends_the_case() -> None:
    case = make.applied()
    response = applicant_of(case).post(acts_of(case), {"kind": "withdrawal"})
    assert (response.status_code, make.fresh(case).status) == (201, "withdrawn")
    event = Event.objects.get(action="case.withdrawn")
    assert event.actor == f"party:{case.party_id}"
    assert '"channel":"api"' in event.body


def test_an_objection_is_received() -> None:
    case = finished()
    body = {"kind": "objection", "data": {"announced_on": "2020-05-08", "grounds": "Niet juist."}}
    assert applicant_of(case).post(acts_of(case), body).status_code == 201
    assert Submission.objects.get(case=case, kind="objection").channel == "api"


def test_every_error_of_a_message_is_told_at_once() -> None:
    case = make.applied()
    body = {"kind": "verzonnen", "data": [], "documents": 1, "more": 1, "received_at": "gisteren"}
    response = applicant_of(case).post(acts_of(case), body)
    paths = [error["path"] for error in answer(response)["errors"]]
    assert (response.status_code, sorted(paths)) == (422, ["data", "documents", "kind", "more", "received_at"])
    assert Event.objects.filter(action="intake.rejected").count() == 1


@pytest.mark.parametrize("name", ["nul\u0000", "123456782"])
def test_the_name_of_an_unknown_field_is_not_kept(name: str) -> None:
    case = make.applied()
    body = {"kind": "withdrawal", "data": {name: 1}}
    response = applicant_of(case).post(acts_of(case), body)
    assert [error["path"] for error in answer(response)["errors"]] == [name]
    event = Event.objects.get(action="intake.rejected")
    assert json.loads(event.body)["facts"]["paths"] == ["(onbekend veld)"]


def test_every_error_in_the_data_is_told_at_once() -> None:
    case = running()
    body = {"kind": "change", "data": {"subject": "alles", "reason": ""}}
    response = applicant_of(case).post(acts_of(case), body)
    assert sorted(error["path"] for error in answer(response)["errors"]) == ["reason", "subject"]
    assert not Submission.objects.filter(case=case, kind="change").exists()


def test_an_act_that_does_not_fit_the_status_is_refused_and_kept() -> None:
    case = make.applied()
    response = applicant_of(case).post(acts_of(case), {"kind": "waiver", "data": {"reason": "Geen tijd."}})
    assert response.status_code == 409
    assert "past niet bij de status" in answer(response)["detail"]
    assert Event.objects.get(action="case.waived", result="refused").stream == case.stream


def test_the_same_act_twice_is_done_once() -> None:
    case = asked_to_supplement()
    who, body = applicant_of(case), {"kind": "supplement", "data": {"note": "Volgt nog."}}
    assert [who.post(acts_of(case), body).status_code for _ in range(2)] == [201, 409]
    assert case.submissions.filter(kind="supplement").count() == 1


def test_a_repeated_act_gets_its_answer_again() -> None:
    case = asked_to_supplement()
    who, body = applicant_of(case), {"kind": "supplement", "data": {"note": "Volgt nog."}}
    first, again = (who.post(acts_of(case), body, key="k") for _ in range(2))
    assert (again.status_code, answer(again)) == (201, answer(first))
    assert case.submissions.filter(kind="supplement").count() == 1


def test_an_act_that_was_refused_may_be_sent_again_under_its_key() -> None:
    case = make.applied("mkb-onvolledig-2020")
    who, body = applicant_of(case), {"kind": "supplement", "data": {"note": "Alvast."}}
    assert who.post(acts_of(case), body, key="k").status_code == 409
    request_supplement(case.pk, by=make.people()[Role.HANDLER], on=date(2020, 4, 6))
    assert who.post(acts_of(case), body, key="k").status_code == 201


def test_a_key_of_one_case_does_not_fit_another() -> None:
    one = asked_to_supplement()
    other = make.submitted(make.sample("mkb-2025") | {"application": _as(one, make.sample("mkb-2025"))})
    who, body = applicant_of(one), {"kind": "withdrawal"}
    assert who.post(acts_of(one), body, key="k").status_code == 201
    assert who.post(acts_of(other), body, key="k").status_code == 422
    assert make.fresh(other).status == "submitted"


def _as(case: Case, envelope: dict[str, Any]) -> dict[str, Any]:
    """Let the applicant of a case send this application."""
    application: dict[str, Any] = envelope["application"]
    application["applicant"]["kvk_number"] = case.party.identifier
    return application


@pytest.mark.parametrize(("scope", "status"), [("intermediary", 201), ("trainer", 403), ("employer", 403)])
def test_who_may_send_an_act_is_said_by_the_scheme(scope: str, status: int) -> None:
    case = make.applied()
    other = caller("99000001", scope)
    CaseParty.objects.create(case=case, party=Party.objects.get(identifier="99000001"), role=scope)
    response = other.post(acts_of(case), {"kind": "withdrawal"})
    assert response.status_code == status
    refused = Event.objects.filter(action="case.withdrawn", result="refused")
    assert refused.count() == (0 if status == 201 else 1)


def test_an_act_on_a_case_of_another_is_not_found() -> None:
    case = make.applied()
    assert caller("99000001").post(acts_of(case), {"kind": "withdrawal"}).status_code == 404
    assert make.fresh(case).status == "submitted"


def test_an_ordinary_token_sends_acts_now() -> None:
    case = make.applied()
    who = caller(case.party.identifier, may_date=False)
    dated = {"kind": "withdrawal", "received_at": "2020-04-09T12:00:00+02:00"}
    assert who.post(acts_of(case), dated).status_code == 422
    assert who.post(acts_of(case), {"kind": "withdrawal"}).status_code == 201
    assert timezone.localdate(Submission.objects.get(kind="withdrawal").received_at) == timezone.localdate()


def documents_of(case: Case) -> str:
    """Give the address of the documents of a case."""
    return f"{APPLICATIONS}/{case.number}/documenten"


def test_documents_come_as_json() -> None:
    case = make.applied()
    response = applicant_of(case).post(documents_of(case), {"documents": [document("offerte")]})
    assert response.status_code == 201
    [told] = answer(response)["documents"]
    stored = Document.objects.get(case=case, kind="offerte")
    assert (told["sha256"], told["size"], stored.media_type) == (stored.digest, 9, "application/pdf")
    assert Event.objects.filter(action="case.documents_received").count() == 1


@pytest.mark.parametrize("value", ["geen bestand", SimpleUploadedFile("o.pdf", b"geen pdf", "application/pdf")])
def test_the_name_of_a_wrong_field_of_a_form_is_not_kept(value: object) -> None:
    case = make.applied()
    assert applicant_of(case).upload(documents_of(case), {"jan.de.vries": value}).status_code == 422
    body = Event.objects.get(action="intake.rejected").body
    assert "jan" not in body
    assert "(onbekend veld)" in body


def test_documents_come_as_a_form_whose_fields_are_their_kinds() -> None:
    case = make.applied()
    files = {"offerte": SimpleUploadedFile("o.pdf", b"%PDF-1.7\n", "application/pdf")}
    response = applicant_of(case).upload(documents_of(case), files)
    assert response.status_code == 201
    assert Document.objects.get(case=case, kind="offerte").name == "o.pdf"


@pytest.mark.parametrize(
    ("content", "media_type", "path"),
    [(b"<html>", "application/pdf", "offerte"), (b"%PDF-1.7", "video/mp4", "offerte.media_type")],
)
def test_a_file_that_is_not_what_it_says_is_an_error(content: bytes, media_type: str, path: str) -> None:
    case = make.applied()
    response = applicant_of(case).upload(
        documents_of(case), {"offerte": SimpleUploadedFile("o.pdf", content, media_type)}
    )
    assert response.status_code == 422
    assert answer(response)["errors"][0]["path"].startswith(path)
    assert not Document.objects.filter(case=case, kind="offerte").exists()


def test_a_repeated_form_gets_its_answer_again() -> None:
    case = make.applied()
    who = applicant_of(case)
    answers = [
        who.upload(documents_of(case), {"o": SimpleUploadedFile("jan.pdf", b"%PDF-1.7\n", "application/pdf")}, key="k")
        for _ in range(2)
    ]
    assert [each.status_code for each in answers] == [201, 201]
    assert answers[0].content == answers[1].content
    assert answer(answers[1])["documents"][0]["name"] == "jan.pdf"
    assert "jan" not in IdempotencyKey.objects.get().answer
    assert Document.objects.filter(case=case, kind="o").count() == 1


@pytest.mark.parametrize(
    ("body", "path"),
    [
        ({"documents": []}, "documents"),
        ({}, "documents"),
        ({"documents": [{}] * 20}, "documents[0]"),
        ({"documents": [{}] * 21}, "documents"),
        ({"documents": [document("x")] * 21}, "documents"),
        ({"documents": [document("x") | {"content": "?"}]}, "documents[0].content"),
        ({"documents": [document("x")], "kind": "x"}, "kind"),
    ],
)
def test_what_is_wrong_with_documents_is_told(body: dict[str, Any], path: str) -> None:
    case = make.applied()
    response = applicant_of(case).post(documents_of(case), body)
    assert (response.status_code, answer(response)["errors"][0]["path"]) == (422, path)


def test_a_form_that_is_none_is_unreadable() -> None:
    case = make.applied()
    who = applicant_of(case)
    response = Browser().generic(
        "POST", documents_of(case), b"x", content_type="multipart/form-data", headers=who._headers({})
    )
    assert response.status_code == 400
