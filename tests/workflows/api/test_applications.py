"""Applications over HTTP: one case and one number for each, whatever is repeated; every error at once; nobody for another."""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, datetime, timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.utils import timezone

from audit.models import Access, Event
from cases.models import Case, Submission, Window
from tests import make
from tests.workflows.api.calls import APPLICATIONS, Caller, answer, applicant_of, caller, envelope
from workflows.api.models import IdempotencyKey
from workflows.api.once import forget_old

pytestmark = pytest.mark.django_db


@pytest.fixture
def sent() -> dict[str, Any]:
    """An application as the applicant sends it."""
    return envelope()


@pytest.fixture
def applicant(sent: dict[str, Any]) -> Caller:
    """The applicant's own system."""
    return caller(applicant_of(sent))


def test_an_application_gets_its_number_at_once(applicant: Caller, sent: dict[str, Any]) -> None:
    response = applicant.post(APPLICATIONS, sent)
    case = Case.objects.get()
    assert (response.status_code, response["Location"]) == (201, f"{APPLICATIONS}/{case.number}")
    assert answer(response) == {
        "number": case.number,
        "scheme": "slim",
        "place": None,
        "received_at": "2020-03-03T10:15:00+01:00",
    }
    assert case.application.channel == "api"


def test_the_same_application_again_is_the_same_case(applicant: Caller, sent: dict[str, Any]) -> None:
    first, again = applicant.post(APPLICATIONS, sent), applicant.post(APPLICATIONS, sent)
    assert (first.status_code, again.status_code) == (201, 200)
    assert answer(first)["number"] == answer(again)["number"]
    assert Case.objects.count() == 1


def test_a_repeated_request_gets_the_same_answer(applicant: Caller, sent: dict[str, Any]) -> None:
    first, again = (applicant.post(APPLICATIONS, sent, key="een") for _ in range(2))
    assert (again.status_code, answer(again), again["Location"]) == (201, answer(first), first["Location"])
    assert (Case.objects.count(), IdempotencyKey.objects.count()) == (1, 1)


def test_the_same_text_in_a_later_window_is_another_application(applicant: Caller, sent: dict[str, Any]) -> None:
    make.window("slim-2020-3")
    later = {**sent, "received_at": "2020-09-02T10:00:00+02:00"}
    first, second, again = (applicant.post(APPLICATIONS, body) for body in (sent, later, later))
    assert [each.status_code for each in (first, second, again)] == [201, 201, 200]
    assert answer(first)["number"] != answer(second)["number"] == answer(again)["number"]
    assert set(Case.objects.values_list("window__code", flat=True)) == {"slim-2020-1", "slim-2020-3"}


def test_a_new_key_for_a_known_application_is_told_that_it_is_known(applicant: Caller, sent: dict[str, Any]) -> None:
    first = applicant.post(APPLICATIONS, sent, key="een")
    second, again = (applicant.post(APPLICATIONS, sent, key="twee") for _ in range(2))
    assert [each.status_code for each in (first, second, again)] == [201, 200, 200]
    assert answer(second) == answer(again)
    assert answer(second)["number"] == answer(first)["number"]


def test_a_message_cannot_be_guessed_back_from_what_is_kept_under_its_key(
    applicant: Caller, sent: dict[str, Any]
) -> None:
    applicant.post(APPLICATIONS, sent, key="een")
    plain = hashlib.sha256(f"POST {APPLICATIONS}\n".encode() + json.dumps(sent).encode()).hexdigest()
    assert IdempotencyKey.objects.get().request != plain


def test_a_key_belongs_to_one_message(applicant: Caller, sent: dict[str, Any]) -> None:
    applicant.post(APPLICATIONS, sent, key="een")
    other = {**sent, "application": {**sent["application"], "asks_advance": True}}
    response = applicant.post(APPLICATIONS, other, key="een")
    assert (response.status_code, answer(response)["errors"][0]["path"]) == (422, "Idempotency-Key")
    assert Case.objects.count() == 1


def test_a_key_of_another_client_is_another_key(applicant: Caller, sent: dict[str, Any]) -> None:
    other = envelope(number=1)
    assert applicant.post(APPLICATIONS, sent, key="een").status_code == 201
    assert caller(applicant_of(other)).post(APPLICATIONS, other, key="een").status_code == 201
    assert Case.objects.count() == 2


def test_a_rejected_message_does_not_use_up_its_key(applicant: Caller, sent: dict[str, Any]) -> None:
    wrong = {**sent, "received_at": "2019-01-01T12:00:00+01:00"}
    assert applicant.post(APPLICATIONS, wrong, key="een").status_code == 422
    assert applicant.post(APPLICATIONS, sent, key="een").status_code == 201


def test_every_error_is_told_at_once_with_its_path(applicant: Caller, sent: dict[str, Any]) -> None:
    sent["application"]["applicant"] |= {"email": "geen adres", "extra": 1}
    sent["documents"][0]["content"] = "PGh0bWw+"
    response = applicant.post(APPLICATIONS, {**sent, "more": 1})
    assert (response.status_code, response["Content-Type"]) == (422, "application/problem+json")
    problem = answer(response)
    assert {error["path"] for error in problem["errors"]} == {
        "application.applicant.email",
        "application.applicant.extra",
        "documents[0].content",
        "more",
    }
    assert all(error["message"].endswith(".") for error in problem["errors"])
    assert (problem["status"], problem["type"]) == (422, "urn:problem-type:ongeldige-inhoud")


def test_a_rejection_leaves_its_trace_and_nothing_else(applicant: Caller, sent: dict[str, Any]) -> None:
    applicant.post(APPLICATIONS, {**sent, "more": 1})
    event = Event.objects.get(action="intake.rejected")
    assert '"channel":"api"' in event.body
    assert not Submission.objects.exists()


def test_no_window_is_open_on_the_moment_of_receipt(sent: dict[str, Any]) -> None:
    late = caller(applicant_of(sent), may_date=False)
    sent.pop("received_at")
    response = late.post(APPLICATIONS, sent)
    assert response.status_code == 422
    assert "geen aanvraagtijdvak open" in answer(response)["errors"][0]["message"]


def test_an_ordinary_token_cannot_name_an_earlier_moment(sent: dict[str, Any]) -> None:
    response = caller(applicant_of(sent), may_date=False).post(APPLICATIONS, sent)
    assert [error["path"] for error in answer(response)["errors"]] == ["received_at"]


def test_a_token_brings_in_no_application_of_another(sent: dict[str, Any]) -> None:
    stranger = caller("99000001")
    response = stranger.post(APPLICATIONS, sent)
    assert response.status_code == 403
    assert Event.objects.get(action="api_client.refused").stream == f"api_client:{stranger.client.pk}"
    assert not Submission.objects.exists()


@pytest.mark.parametrize("scope", ["trainer", "employer", "intermediary"])
def test_only_applicant_and_named_intermediary_apply(scope: str, sent: dict[str, Any]) -> None:
    assert caller(applicant_of(sent), scope).post(APPLICATIONS, sent).status_code == 403
    assert not Submission.objects.exists()


def test_the_applicant_sees_how_the_application_stands(applicant: Caller, sent: dict[str, Any]) -> None:
    number = answer(applicant.post(APPLICATIONS, sent))["number"]
    told = answer(applicant.get(f"{APPLICATIONS}/{number}"))
    assert (told["status"], told["status_label"], told["received_on"]) == ("submitted", "Ingediend", "2020-03-03")
    assert told["acts"] == [{"kind": "withdrawal", "label": "Intrekking van de aanvraag"}]
    assert [term["code"] for term in told["terms"]] == ["decision"]
    assert Access.objects.get().actor.startswith("party:")


@pytest.mark.parametrize("scope", ["applicant", "intermediary", "trainer", "employer"])
def test_a_case_of_another_is_not_found_and_the_attempt_is_kept(
    scope: str, applicant: Caller, sent: dict[str, Any]
) -> None:
    number = answer(applicant.post(APPLICATIONS, sent))["number"]
    stranger = caller("99000001", scope)
    response = stranger.get(f"{APPLICATIONS}/{number}")
    unknown = stranger.get(f"{APPLICATIONS}/SLIM-2020-999999")
    assert (response.status_code, answer(response)) == (404, answer(unknown))
    assert Event.objects.filter(action="api_client.refused", result="refused").count() == 2


def test_the_same_party_in_another_part_does_not_find_the_case(applicant: Caller, sent: dict[str, Any]) -> None:
    number = answer(applicant.post(APPLICATIONS, sent))["number"]
    assert caller(applicant_of(sent), "employer").get(f"{APPLICATIONS}/{number}").status_code == 404


def test_a_request_whose_window_closed_meanwhile_still_gets_its_answer(sent: dict[str, Any]) -> None:
    who = caller(applicant_of(sent))
    first = who.post(APPLICATIONS, sent, key="een")
    Window.objects.update(opens_at=datetime(2019, 1, 1, tzinfo=UTC), closes_at=datetime(2019, 1, 2, tzinfo=UTC))
    again = who.post(APPLICATIONS, sent, key="een")
    assert (again.status_code, answer(again)) == (201, answer(first))


@pytest.mark.parametrize("days", [90, 7])
def test_keys_that_are_too_old_to_be_repeated_are_forgotten(
    applicant: Caller, sent: dict[str, Any], settings: Any, days: int
) -> None:
    settings.IDEMPOTENCY_DAYS = days
    applicant.post(APPLICATIONS, sent, key="een")
    assert forget_old(timezone.localdate() + timedelta(days=days - 1)) == 0
    out, later = StringIO(), timezone.localdate() + timedelta(days=days + 2)
    call_command("run_daily", "--on", later.isoformat(), stdout=out, skip_checks=True)
    assert json.loads(out.getvalue())["idempotency_keys_forgotten"] == 1
    assert applicant.post(APPLICATIONS, sent, key="een").status_code == 200
    assert Case.objects.count() == 1
