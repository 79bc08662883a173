"""An intermediary applies for those alone whose chain mandate was noted and holds on the day of receipt."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from audit.models import Event
from cases.authority.permissions import Role
from cases.authority.permit import NotAuthorised
from cases.models import Submission
from cases.schemes.registry import scheme
from tests import make
from tests.workflows.api.calls import APPLICATIONS, SINCE, Caller, answer, applicant_of, caller
from workflows.api.clients import give_mandate
from workflows.api.models import ChainMandate
from workflows.steps.deciding import NotReady
from workflows.steps.windows import load_windows

pytestmark = pytest.mark.django_db

EMPLOYER = "81000003"
SAMPLE = Path(scheme("praktijkleren").samples) / "intermediair-2025.json"


@pytest.fixture
def sent() -> dict[str, Any]:
    """An application of June 2025 by an intermediary, which says of itself that it holds a mandate."""
    found: dict[str, Any] = json.loads(SAMPLE.read_text(encoding="utf-8"))
    load_windows("praktijkleren", by=make.person(Role.ADMINISTRATOR), on=make.SINCE)
    assert applicant_of(found) == EMPLOYER
    return found


@pytest.fixture
def bureau() -> Caller:
    """The intermediary's own system."""
    return caller("81000099", "intermediary")


def mandated(who: Caller, *days: str, employer: str = EMPLOYER) -> None:
    options = dict(zip(("from_on", "until_on"), days, strict=False))
    words = [f"--{name.removesuffix('_on')}={day}" for name, day in options.items()]
    call_command("api_client", "mandate", str(who.client.pk), employer, *words)


def test_an_intermediary_with_a_mandate_applies_for_the_employer(bureau: Caller, sent: dict[str, Any]) -> None:
    mandated(bureau, "2025-06-20", "2025-06-20")
    assert bureau.post(APPLICATIONS, sent).status_code == 201


def test_what_an_intermediary_says_of_itself_is_no_mandate(bureau: Caller, sent: dict[str, Any]) -> None:
    response = bureau.post(APPLICATIONS, sent)
    assert response.status_code == 403
    assert "ketenmachtiging" in answer(response)["detail"]
    assert Event.objects.get(action="api_client.refused").stream == f"api_client:{bureau.client.pk}"
    assert not Submission.objects.exists()


@pytest.mark.parametrize(
    "days", [("2025-06-21",), ("2024-01-01", "2025-06-19")], ids=["begins the day after", "ended the day before"]
)
def test_a_mandate_holds_on_its_days_only(days: tuple[str, ...], bureau: Caller, sent: dict[str, Any]) -> None:
    mandated(bureau, *days)
    assert bureau.post(APPLICATIONS, sent).status_code == 403


def test_a_mandate_is_for_one_employer(bureau: Caller, sent: dict[str, Any]) -> None:
    other = copy.deepcopy(sent)
    other["application"]["applicant"]["kvk_number"] = "81000004"
    mandated(bureau, "2025-01-01")
    assert [bureau.post(APPLICATIONS, each).status_code for each in (other, sent)] == [403, 201]


def test_a_newer_row_ends_a_mandate_and_a_later_period_leaves_it(bureau: Caller, sent: dict[str, Any]) -> None:
    mandated(bureau, "2025-01-01")
    mandated(bureau, "2026-01-01", "2026-12-31")
    assert bureau.post(APPLICATIONS, sent).status_code == 201
    mandated(bureau, "2025-01-01", "2025-05-31")
    again = {**sent, "received_at": "2025-06-20T12:00:00+02:00"}
    assert bureau.post(APPLICATIONS, again).status_code == 403


def test_a_mandate_leaves_its_trace(bureau: Caller) -> None:
    call_command("api_client", "mandate", bureau.client.name, EMPLOYER, "--from=2025-01-01", "--until=2025-12-31")
    event = Event.objects.get(action="api_client.mandated")
    assert event.stream == f"api_client:{bureau.client.pk}"
    assert f'"employer":"{EMPLOYER}"' in event.body
    assert '"until_on":"2025-12-31"' in event.body


@pytest.mark.parametrize(
    "words",
    [["99", EMPLOYER], ["nobody", EMPLOYER], ["1", "123"], ["1", EMPLOYER, "--from=2025-02-01", "--until=2025-01-01"]],
    ids=["no such number", "no such name", "no number of an enterprise", "ends before it begins"],
)
def test_wrong_input_gives_no_mandate(words: list[str], bureau: Caller) -> None:
    words = [str(bureau.client.pk) if words[0] == "1" else words[0], *words[1:]]
    with pytest.raises(CommandError) as error:
        call_command("api_client", "mandate", *words)
    assert (error.value.returncode, ChainMandate.objects.count()) == (2, 0)


def test_only_an_administrator_notes_a_mandate_and_only_of_an_intermediary(bureau: Caller) -> None:
    def note(who: Caller, role: Role) -> object:
        return give_mandate(who.client, EMPLOYER, from_on=SINCE, until_on=None, by=make.person(role), on=SINCE)

    make.refused(lambda: note(bureau, Role.HANDLER), NotAuthorised)
    make.refused(lambda: note(caller("81000098"), Role.ADMINISTRATOR), NotReady)
    assert note(bureau, Role.ADMINISTRATOR)
