"""Signing in and out: events with a public session reference, an address that can be erased, and waiting after failures."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from audit.models import Event, PersonalFact
from cases.authority.permissions import Role
from cases.models import User
from tests import make
from workflows.desk import throttle

pytestmark = pytest.mark.django_db
RIGHT = "een lang wachtwoord 2026"


@pytest.fixture
def user(who: make.People) -> User:
    """The handler, with a password."""
    found = User.objects.get(pk=who[Role.HANDLER].key)
    found.set_password(RIGHT)
    found.save(update_fields=["password"])
    return found


def sign_in(client: Client, password: str = RIGHT, username: str = "handler", **more: Any) -> Any:
    """Send the form."""
    return client.post("/aanmelden/", {"username": username, "password": password, **more})


def test_sign_in_and_out_leave_events_with_the_same_session_reference(user: User) -> None:
    client = Client()
    assert sign_in(client).status_code == 302
    key = client.session.session_key
    assert client.get("/").status_code == 200
    client.post("/afmelden/")
    assert client.get("/").status_code == 302
    bodies = [json.loads(event.body) for event in Event.objects.filter(stream=f"user:{user.pk}").order_by("number")]
    assert [body["action"] for body in bodies] == ["user.signed_in", "user.signed_out"]
    references = {body["origin"]["reference"] for body in bodies}
    assert len(references) == 1
    assert references.isdisjoint({"", key})


def test_address_is_kept_outside_the_event(user: User) -> None:
    sign_in(Client(REMOTE_ADDR="192.0.2.7"))
    body = Event.objects.get(action="user.signed_in").body
    assert "192.0.2.7" not in body
    assert PersonalFact.objects.get(stream=f"user:{user.pk}", label="address").value == "192.0.2.7"


@pytest.mark.parametrize("username", ["handler", "nobody"])
def test_failed_sign_in_says_the_same_for_known_and_unknown_names_and_is_kept(user: User, username: str) -> None:
    response = sign_in(Client(), password="verkeerd", username=username)
    assert response.status_code == 400
    assert "horen niet bij elkaar" in response.content.decode()
    event = Event.objects.get(action="user.sign_in_failed")
    assert event.result == "refused"
    assert username not in event.body
    assert "verkeerd" not in event.body


def test_after_five_failures_even_the_right_password_has_to_wait(user: User) -> None:
    client = Client()
    for _ in range(throttle.MOST_PER_PAIR):
        assert sign_in(client, password="verkeerd").status_code == 400
    response = sign_in(client)
    assert response.status_code == 429
    assert response["Retry-After"] == str(throttle.WAIT)
    assert sign_in(Client(REMOTE_ADDR="192.0.2.8")).status_code == 302


def test_one_address_cannot_try_many_accounts(user: User) -> None:
    client = Client(REMOTE_ADDR="192.0.2.9")
    for number in range(throttle.MOST_PER_ADDRESS):
        sign_in(client, password="verkeerd", username=f"name-{number}")
    assert sign_in(client).status_code == 429


def test_a_good_sign_in_forgives_earlier_failures(user: User) -> None:
    for _ in range(3):
        client = Client()
        for _ in range(throttle.MOST_PER_PAIR - 1):
            sign_in(client, password="verkeerd")
        assert sign_in(client).status_code == 302


@pytest.mark.parametrize(
    ("wanted", "given"), [("/tijdvakken/", "/tijdvakken/"), ("https://elders.example/", "/"), ("//elders.example", "/")]
)
def test_after_sign_in_only_our_own_pages_follow(user: User, wanted: str, given: str) -> None:
    assert sign_in(Client(), next=wanted)["Location"] == given


def test_deactivated_employee_cannot_sign_in_and_is_thrown_out(user: User) -> None:
    client = Client()
    sign_in(client)
    User.objects.filter(pk=user.pk).update(is_active=False)
    assert client.get("/").status_code == 302
    assert sign_in(Client()).status_code == 400


def test_form_of_another_site_is_refused_in_dutch(user: User) -> None:
    response = Client(enforce_csrf_checks=True).post("/aanmelden/", {"username": "handler", "password": RIGHT})
    assert response.status_code == 403
    assert "verlopen" in response.content.decode()


def test_a_stranger_cannot_fill_the_disk_with_one_request(settings: Any) -> None:
    """The body of a form is read before anybody is known."""
    settings.MAX_SUBMISSION_BYTES = 1_000
    sent = {"username": "x", "password": "y", "file": SimpleUploadedFile("a.bin", b"0" * 20_000)}
    response = Client(raise_request_exception=False).post("/aanmelden/", sent)
    assert response.status_code == 400
    assert "Dit verzoek is niet te lezen" in response.content.decode()
