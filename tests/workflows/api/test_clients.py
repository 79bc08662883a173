"""Letting systems in from the command line: a token is shown once, a BSN stands nowhere, and each change has its trace."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from audit.models import Event
from cases.authority.actors import Actor
from cases.authority.permissions import Role
from cases.authority.permit import NotAuthorised
from cases.models import Party
from tests import make
from tests.workflows.api.calls import APPLICATIONS, SINCE, Caller
from workflows.api.clients import Wish, add_client
from workflows.api.models import ApiClient

pytestmark = pytest.mark.django_db

BSN = "123456782"
Run = Callable[..., str]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run the command with something on its standard input, and give what it wrote there and beside it."""

    def running(*words: str, typed: str = "") -> str:
        monkeypatch.setattr("sys.stdin", io.StringIO(typed))
        out, err = io.StringIO(), io.StringIO()
        call_command("api_client", *words, stdout=out, stderr=err)
        return out.getvalue()

    return running


def test_the_token_that_is_shown_lets_the_client_in(run: Run) -> None:
    token = run("add", "Boekhouding", "--kvk", "91000001", "--party-name", "Voorbeeld bv").strip()
    assert Caller(ApiClient.objects.get(), token).get(f"{APPLICATIONS}/SLIM-2020-1").status_code == 404


def test_a_person_is_known_by_a_key_that_is_not_the_bsn(run: Run) -> None:
    run("add", "Portaal", "--person", "--party-name", "A. Voorbeeld", typed=f"{BSN}\n")
    party = Party.objects.get()
    assert (party.kind, party.identifier[:2]) == ("person", "p:")
    assert BSN not in run("list") + "".join(Event.objects.values_list("body", flat=True))


def test_a_party_that_is_known_keeps_its_name(run: Run) -> None:
    case = make.applied()
    run("add", "Boekhouding", "--kvk", case.party.identifier, "--party-name", "Een ander bv")
    assert ApiClient.objects.get().party.name == case.party.name


def test_clients_are_listed_without_their_tokens(run: Run) -> None:
    token = run(
        "add", "Boekhouding", "--kvk", "91000001", "--party-name", "Voorbeeld bv", "--scope", "employer"
    ).strip()
    line = run("list")
    assert line.split("\t")[1:4] == ["Boekhouding", "employer", "91000001"]
    assert token not in line


def test_an_ended_client_is_out_at_once(run: Run) -> None:
    token = run("add", "Boekhouding", "--kvk", "91000001", "--party-name", "Voorbeeld bv").strip()
    client = ApiClient.objects.get()
    run("end", str(client.pk))
    assert Caller(client, token).get(f"{APPLICATIONS}/SLIM-2020-1").status_code == 401
    actions = Event.objects.filter(stream=f"api_client:{client.pk}").order_by("id").values_list("action", flat=True)
    assert list(actions) == ["api_client.added", "api_client.ended"]


def test_a_client_can_be_ended_on_a_later_day(run: Run) -> None:
    run("add", "Boekhouding", "--kvk", "91000001", "--party-name", "Voorbeeld bv")
    run("end", str(ApiClient.objects.get().pk), "--until", f"{timezone.localdate():%Y-%m-%d}")
    client = ApiClient.objects.get()
    assert (client.until_on, client.ended_at) == (timezone.localdate(), None)


@pytest.mark.parametrize(
    ("first", "later"),
    [([], ["--until", "2099-12-31"]), (["--until", "2099-01-01"], ["--until", "2099-01-02"]), ([], [])],
    ids=["ended at once", "ends on an earlier day", "ended twice"],
)
def test_a_token_that_ends_gets_no_later_end(first: list[str], later: list[str], run: Run) -> None:
    run("add", "Boekhouding", "--kvk", "91000001", "--party-name", "Voorbeeld bv")
    number = str(ApiClient.objects.get().pk)
    run("end", number, *first)
    before = ApiClient.objects.values().get()
    with pytest.raises(CommandError) as error:
        run("end", number, *later)
    assert (error.value.returncode, ApiClient.objects.values().get()) == (1, before)


def test_a_token_whose_last_day_went_by_has_ended(run: Run) -> None:
    days = ["--from", "2020-01-01", "--until", "2020-12-31"]
    run("add", "Boekhouding", "--kvk", "91000001", "--party-name", "Voorbeeld bv", *days)
    with pytest.raises(CommandError, match="al beëindigd"):
        run("end", str(ApiClient.objects.get().pk), "--until", "2020-06-30")


@pytest.mark.parametrize(
    ("words", "typed", "code"),
    [
        (["add", "X", "--kvk", "1234567", "--party-name", "X"], "", 2),
        (["add", "X", "--party-name", "X"], "", 2),
        (["add", "X", "--kvk", "91000001", "--person", "--party-name", "X"], "", 2),
        (["add", "X", "--person", "--party-name", "X"], "123456789\n", 2),
        (["add", "", "--kvk", "91000001", "--party-name", "X"], "", 2),
        (["add", "X", "--kvk", "91000001", "--party-name", "X", "--per-minute", "0"], "", 2),
        (
            ["add", "X", "--kvk", "91000001", "--party-name", "X", "--from", "2026-01-02", "--until", "2026-01-01"],
            "",
            2,
        ),
        (["add", "X", "--kvk", "91000001"], "", 1),
        (["end", "99"], "", 2),
        (["end", "een"], "", 2),
    ],
)
def test_wrong_input_lets_nobody_in(words: list[str], typed: str, code: int, run: Run) -> None:
    with pytest.raises(CommandError) as error:
        run(*words, typed=typed)
    assert error.value.returncode == code
    assert not ApiClient.objects.exists()


@pytest.mark.parametrize("role", [Role.HANDLER, Role.DECIDER, Role.FINANCE, Role.AUDITOR])
def test_only_an_administrator_lets_clients_in(role: Role) -> None:
    wish: dict[str, Any] = {"name": "X", "scope": "applicant", "identifier": "91000001", "party_name": "X bv"}

    def let_in(by: Actor) -> object:
        return add_client(Wish(**wish, from_on=SINCE), by=by, on=SINCE)

    make.refused(lambda: let_in(make.person(role)), NotAuthorised)
    assert let_in(make.person(Role.ADMINISTRATOR))
