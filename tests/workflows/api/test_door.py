"""What every request meets: token, session, size, format, method, rate; and what every answer carries."""

from __future__ import annotations

import json
from datetime import date, timedelta
from typing import Any

import pytest
from django.conf import settings
from django.core.cache import cache
from django.test import Client as Browser
from django.utils import timezone

from audit.models import Event
from cases.authority.actors import system
from cases.authority.permissions import Role
from cases.models import User
from tests import make
from tests.workflows.api.calls import APPLICATIONS, TRIALS, Caller, answer, caller
from workflows.api import counting
from workflows.api.clients import end_client
from workflows.api.door import HEADERS
from workflows.api.identify import digest_of
from workflows.api.models import ApiClient, RequestCount

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()
NOWHERE = f"{APPLICATIONS}/SLIM-2020-000001"


@pytest.fixture
def somebody() -> Caller:
    """A client without any case."""
    return caller("99000001")


def test_only_the_digest_of_a_token_is_kept(somebody: Caller) -> None:
    assert somebody.client.digest == digest_of(somebody.token)
    stored = json.dumps(list(ApiClient.objects.values()), default=str)
    events = "".join(Event.objects.filter(action="api_client.added").values_list("body", flat=True))
    assert somebody.token not in stored + events


@pytest.mark.parametrize("header", ["", "Bearer", "Bearer ", "Bearer verzonnen", "Basic abc", "Token x"])
def test_without_a_valid_token_nobody_is_let_in(header: str) -> None:
    cache.clear()
    response = Browser().get(NOWHERE, headers={"Authorization": header} if header else {})
    assert (response.status_code, response["WWW-Authenticate"]) == (401, "Bearer")
    assert response["Content-Type"] == "application/problem+json"
    assert Event.objects.filter(action="api_client.refused").count() == 1


def test_a_flood_without_token_does_not_fill_the_trail() -> None:
    cache.clear()
    assert {Browser().get(NOWHERE).status_code for _ in range(30)} == {401}
    assert Event.objects.filter(action="api_client.refused").count() == 25


def test_a_login_session_is_not_accepted() -> None:
    browser = Browser()
    browser.force_login(User.objects.get(pk=make.person(Role.ADMINISTRATOR).employee_id))
    assert browser.get("/").status_code == 200
    assert browser.get(NOWHERE).status_code == 401


def test_no_cookie_is_set_and_no_form_token_is_asked(somebody: Caller) -> None:
    browser = Browser(enforce_csrf_checks=True)
    response = browser.post(TRIALS, "{}", content_type="application/json", headers=somebody._headers({}))
    assert (response.status_code, dict(response.cookies)) == (422, {})


@pytest.mark.parametrize(
    ("period", "status"),
    [
        ({"from_on": TODAY, "until_on": TODAY}, 404),
        ({"from_on": TODAY + timedelta(days=1)}, 401),
        ({"from_on": date(2020, 1, 1), "until_on": TODAY - timedelta(days=1)}, 401),
    ],
)
def test_a_token_is_valid_from_a_day_until_a_day(period: dict[str, Any], status: int) -> None:
    assert caller("99000001", **period).get(NOWHERE).status_code == status


def test_a_token_that_was_ended_is_refused_from_that_moment(somebody: Caller) -> None:
    assert somebody.get(NOWHERE).status_code == 404
    end_client(somebody.client, until_on=None, by=system("tests"), on=TODAY)
    assert somebody.get(NOWHERE).status_code == 401


def test_more_requests_than_allowed_have_to_wait() -> None:
    slow = caller("99000001", per_minute=2)
    RequestCount.objects.create(client=slow.client, minute=0, count=1000)
    statuses = [slow.get(NOWHERE).status_code for _ in range(2)]
    RequestCount.objects.filter(client=slow.client).update(count=1000)
    response = slow.get(NOWHERE)
    assert (statuses, response.status_code) == ([404, 404], 429)
    assert 0 < int(response["Retry-After"]) <= 60


def test_first_requests_of_a_minute_are_counted_without_a_write() -> None:
    calm, counts = caller("99000001", per_minute=20).client, []
    for _ in range(3):
        assert not counting.is_too_many(calm.pk, calm.per_minute, 1)
        counts.append(RequestCount.objects.filter(client=calm).count())
    assert counts == [0, 0, 1]


def test_each_minute_is_counted_anew() -> None:
    calm = caller("99000001", per_minute=10).client
    assert [counting.is_too_many(calm.pk, 10, minute) for minute in (1, 2, 2)] == [False] * 3
    assert RequestCount.objects.get(client=calm).minute == 2


def test_one_client_does_not_use_up_what_another_may() -> None:
    busy, calm = caller("99000001", per_minute=1), caller("99000002", per_minute=1)
    busy.get(NOWHERE)
    assert (busy.get(NOWHERE).status_code, calm.get(NOWHERE).status_code) == (429, 404)


def test_what_is_too_large_is_refused_before_it_is_read(somebody: Caller) -> None:
    response = Browser().generic(
        "POST",
        APPLICATIONS,
        b"{}",
        content_type="application/json",
        headers=somebody._headers({"Content-Length": str(settings.MAX_SUBMISSION_BYTES + 1)}),
    )
    assert response.status_code == 413


def test_a_body_without_length_is_refused(somebody: Caller) -> None:
    headers = somebody._headers({"Content-Length": "", "Transfer-Encoding": "chunked"})
    response = Browser().generic("POST", APPLICATIONS, b"{}", content_type="application/json", headers=headers)
    assert response.status_code == 411


@pytest.mark.parametrize(
    ("content_type", "headers"),
    [
        ("text/plain", {}),
        ("application/x-www-form-urlencoded", {}),
        ("application/json; charset=latin-1", {}),
        ("application/json", {"Content-Encoding": "gzip"}),
    ],
)
def test_another_format_is_refused(content_type: str, headers: dict[str, str], somebody: Caller) -> None:
    response = Browser().generic(
        "POST", APPLICATIONS, b"{}", content_type=content_type, headers=somebody._headers(headers)
    )
    assert response.status_code == 415


@pytest.mark.parametrize(
    "body", [" ", "{", "[]", "1", '{"a": NaN}', "\ufeff", b"\xff\xfe", '{"a":' * 40 + "1" + "}" * 40, "[" * 100_000]
)
def test_what_is_no_object_is_unreadable(body: str | bytes, somebody: Caller) -> None:
    response = somebody.post(APPLICATIONS, body)
    assert (response.status_code, answer(response)["errors"][0]["path"]) == (400, "(geheel)")


@pytest.mark.parametrize("key", ["", "a b", "é", "a" * 201])
def test_a_key_that_cannot_be_kept_is_unreadable(key: str, somebody: Caller) -> None:
    assert somebody.post(APPLICATIONS, {}, **{"Idempotency-Key": key}).status_code == 400


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "GET", "TRACE", "OPTIONS"])
def test_a_method_that_does_not_exist_is_told_with_those_that_do(method: str, somebody: Caller) -> None:
    response = Browser().generic(method, APPLICATIONS, headers=somebody._headers({}))
    assert (response.status_code, response["Allow"], answer(response)["status"]) == (405, "POST", 405)


@pytest.mark.parametrize(
    "path",
    [
        "/api/",
        "/api/v1",
        "/api/v1/",
        "/api/v2/aanvragen",
        "/api/v1/aanvragen/",
        f"{NOWHERE}/",
        f"{NOWHERE}/besluiten/x/brief",
        f"{APPLICATIONS}/a%00b",
        f"{APPLICATIONS}/..%2f..",
    ],
)
def test_an_address_that_does_not_exist_is_not_found(path: str, somebody: Caller) -> None:
    response = somebody.get(path)
    assert (response.status_code, response["Content-Type"]) == (404, "application/problem+json")


@pytest.mark.parametrize(("path", "status"), [("/api/v1/openapi.json", 200), (NOWHERE, 404), (APPLICATIONS, 405)])
def test_every_answer_carries_the_headers(path: str, status: int, somebody: Caller) -> None:
    response = somebody.get(path)
    assert response.status_code == status
    assert {name: response[name] for name in HEADERS} == dict(HEADERS)
    assert response["API-Version"] == "1.0.0"


def test_head_tells_what_get_would_without_its_body() -> None:
    whole, head = Browser().get("/api/v1/openapi.json"), Browser().head("/api/v1/openapi.json")
    assert (head.status_code, head.content) == (200, b"")
    assert head["Content-Length"] == whole["Content-Length"]


def test_a_fault_of_ours_is_a_problem_without_the_error_itself(
    somebody: Caller, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*args: Any) -> None:
        try:
            int("123456782 stond hier")
        except ValueError as error:
            raise RuntimeError("123456782 stond hier") from error

    monkeypatch.setattr("workflows.api.applications.fields_of", broken)
    response = somebody.post(APPLICATIONS, {})
    assert (response.status_code, response["Content-Type"]) == (500, "application/problem+json")
    assert b"123456782 stond" not in response.content
    assert ("RuntimeError" in caplog.text, "in broken" in caplog.text) == (True, True)
    assert "invalid literal" not in caplog.text
    assert "Error: 123456782" not in caplog.text


def test_another_host_than_ours_is_refused(somebody: Caller) -> None:
    response = Browser().get(NOWHERE, headers=somebody._headers({"Host": "elsewhere.example"}))
    assert response.status_code == 400


def test_the_pages_are_not_touched() -> None:
    response = Browser().get("/aanmelden/")
    assert response.status_code == 200
    assert "API-Version" not in response
