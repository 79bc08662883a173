"""The auditor's pages: search, who looked, the proof, and exports that verify and hold no personal value."""

from __future__ import annotations

import json
from datetime import date
from io import StringIO
from typing import Any

import pytest

from audit.models import Event, PersonalFact
from audit.verify import read_export, verify_rows
from cases.authority.permissions import Role
from cases.models import Case, RoleHolding
from tests import make
from tests.workflows.desk.visiting import browser, take, task_of, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(who: make.People) -> Case:
    """An assessed case, and an attempt to take its decision that was refused."""
    found = make.assessed(make.submitted(make.sample("mkb-klein-2020")), who, on=date(2020, 4, 15))
    take(browser(who, Role.HANDLER), task_of(found, "decide"))
    return found


def test_events_are_found_by_stream_action_outcome_and_day(who: make.People, case: Case) -> None:
    client = browser(who, Role.AUDITOR)
    assert "De zaak is beoordeeld; uitkomst: verlening." in text_of(client.get(f"/auditspoor/?stream={case.stream}"))
    refused = text_of(client.get("/auditspoor/?result=refused"))
    assert "Geweigerd: taak opnemen." in refused
    assert "De aanvraag is ingediend." not in refused
    assert "Geen gebeurtenissen gevonden" in text_of(client.get("/auditspoor/?until=2001-01-01"))
    assert client.get("/auditspoor/?since=geen-dag").status_code == 400


@pytest.mark.parametrize("page", ["/auditspoor/", "/auditspoor/inzagen/"])
def test_a_place_that_is_no_number_is_the_beginning(who: make.People, page: str) -> None:
    assert browser(who, Role.AUDITOR).get(f"{page}?voor=\u00b2").status_code == 200


def test_older_events_are_reached_by_the_link_at_the_end(who: make.People, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("workflows.desk.trail.PER_PAGE", 2)
    make.assessed(make.submitted(make.sample("mkb-klein-2020")), who, on=date(2020, 4, 15))
    client, seen, query = browser(who, Role.AUDITOR), [], ""
    while True:
        context: Any = client.get(f"/auditspoor/?{query}").context
        seen += [one.event.pk for one in context["happenings"]]
        query = context["older"]
        if not query:
            break
    assert seen == sorted(Event.objects.values_list("pk", flat=True), reverse=True)


def test_who_looked_is_shown(who: make.People, case: Case) -> None:
    client = browser(who, Role.AUDITOR)
    client.get(f"/zaken/{case.pk}/")
    words = text_of(client.get(f"/auditspoor/inzagen/?wat={case.stream}"))
    assert "auditor Voorbeeld" in words
    assert "zaakpagina gelezen" in words


def test_proof_of_the_trail_is_told_in_one_sentence(who: make.People, case: Case) -> None:
    response = browser(who, Role.REVIEWER).post("/auditspoor/narekenen/")
    assert "Het spoor klopt." in text_of(response)


@pytest.mark.parametrize("kind", ["jsonl", "csv"])
def test_export_verifies_and_holds_no_personal_value(who: make.People, case: Case, kind: str) -> None:
    response = browser(who, Role.AUDITOR).post("/auditspoor/export/", {"format": kind, "stream": case.stream})
    text = b"".join(response.streaming_content).decode()  # type: ignore[attr-defined]  # a streaming response
    verdict = verify_rows(read_export(StringIO(text, newline="")))
    assert verdict.breach is None
    assert verdict.events == Event.objects.filter(stream=case.stream).count()
    assert not any(fact.value in text for fact in PersonalFact.objects.filter(stream=case.stream))
    body = json.loads(Event.objects.get(action="export.made").body)
    assert body["facts"]["selection"] == {"stream": case.stream}


@pytest.mark.parametrize(("role", "status"), [(Role.REVIEWER, 403), (Role.HANDLER, 403), (Role.AUDITOR, 200)])
def test_only_an_auditor_exports(who: make.People, role: Role, status: int) -> None:
    assert browser(who, role).post("/auditspoor/export/", {"format": "jsonl"}).status_code == status


def test_auditor_changes_nothing(who: make.People, case: Case) -> None:
    client = browser(who, Role.AUDITOR)
    assert take(client, task_of(case, "decide")).status_code == 409
    initiative = f"/zaken/{case.pk}/handeling/opnieuw-beoordelen/"
    assert client.post(initiative, {"explanation": ""}).status_code == 409
    assert case.assessments.count() == 1


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("address", ["", "inzagen/", "narekenen/", "export/"])
def test_a_role_for_one_scheme_does_not_open_the_trail_of_all(who: make.People, address: str, method: str) -> None:
    RoleHolding.objects.filter(user_id=who[Role.AUDITOR].employee_id).update(scheme="slim")
    client = browser(who, Role.AUDITOR)
    assert getattr(client, method)(f"/auditspoor/{address}", {"format": "csv"}).status_code in (403, 405)


def test_a_refused_attempt_holds_no_name_of_a_colleague(who: make.People, case: Case) -> None:
    """The reason of a refusal stands in the hashed body, from which it could never be erased."""
    other = {Role.DECIDER: make.person(Role.DECIDER, username="tweede")}
    take(browser(who, Role.DECIDER), task_of(case, "decide"))
    assert take(browser(other, Role.DECIDER), task_of(case, "decide")).status_code == 409
    assert not Event.objects.filter(body__contains="Voorbeeld").exists()
    assert Event.objects.filter(stream=case.stream, action="task.taken", result="refused").exists()
