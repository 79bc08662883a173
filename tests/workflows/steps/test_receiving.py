"""Every kind of act comes through one door, and a kind that nobody receives cannot be in a scheme."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from cases.authority.actors import Actor
from cases.authority.permissions import Role
from cases.authority.permit import NotAuthorised, Refused
from cases.documents.store import digest_of, fetch
from cases.intake import IncomingDocument
from cases.models import Case, Submission
from cases.schemes.base import ActKind, Scheme
from cases.schemes.reading import InvalidInput
from cases.schemes.registry import scheme
from tests import make
from tests.workflows.stages import D21, running
from workflows import checks
from workflows.checks import every_act_is_received, receiver_problems, reception_problems
from workflows.steps.acts import NotNow
from workflows.steps.documents import receive_documents
from workflows.steps.receiving import RECEIVERS, Receiver, receive_act

SLIM = scheme("slim")
WAIVER = SLIM.acts["waiver"]


def received(case: Case, kind: str, data: Mapping[str, Any], **options: Any) -> object:
    """Send an act as the recipient."""
    return receive_act(case.pk, kind, data, by=make.recipient(case), received_at=make.at(D21), **options)


def with_act(kind: str, act: ActKind) -> Scheme:
    """Let the scheme take one more act."""
    return replace(SLIM, acts={**SLIM.acts, kind: act})


@pytest.mark.django_db
def test_an_act_is_stored_by_the_step_of_its_kind() -> None:
    case = running()
    received(case, "change", {"subject": "begroting", "reason": "Een andere trainer."})
    assert Submission.objects.get(case=case, kind="change").channel == "command"


@pytest.mark.django_db
def test_a_kind_that_does_not_exist_is_refused() -> None:
    case = running()
    make.refused(lambda: received(case, "verzonnen", {}), NotNow, "bestaat niet")


@pytest.mark.django_db
@pytest.mark.parametrize("kind", [kind for kind, receiver in RECEIVERS.items() if receiver.takes_documents])
def test_files_of_an_act_that_is_refused_are_not_kept(kind: str) -> None:
    case, sent = make.applied(), file_for(kind)
    with pytest.raises((Refused, InvalidInput)):
        received(case, kind, {}, documents=[sent])
    assert not is_kept(sent)


@pytest.mark.django_db
def test_files_of_an_act_that_is_let_in_are_kept() -> None:
    sent = file_for("let in")
    received(running(), "change", {"subject": "begroting", "reason": "Een andere trainer."}, documents=[sent])
    assert is_kept(sent)


@pytest.mark.django_db
def test_files_beside_any_act_are_kept_once_their_sender_is_let_in() -> None:
    case, sent = make.applied(), file_for("beside")
    make.refused(lambda: beside(case, sent, make.person(Role.AUDITOR)), NotAuthorised)
    assert not is_kept(sent)
    beside(case, sent, make.recipient(case))
    assert is_kept(sent)


def beside(case: Case, sent: IncomingDocument, by: Actor) -> object:
    return receive_documents(case.pk, [sent], by=by, received_at=make.at(D21))


def file_for(test: str) -> IncomingDocument:
    """Give a file that no other test keeps."""
    return IncomingDocument("brief", "brief.txt", "text/plain", f"{__name__} {test}".encode())


def is_kept(document: IncomingDocument) -> bool:
    try:
        return fetch(digest_of(document.content)) == document.content
    except FileNotFoundError:
        return False


@pytest.mark.django_db
def test_documents_with_an_act_that_takes_none_are_an_error_and_the_act_is_not_done() -> None:
    case = running()
    documents = [make.document("brief")]
    make.refused(
        lambda: received(case, "waiver", {"reason": "Geen tijd."}, documents=documents), InvalidInput, "documents"
    )
    assert make.fresh(case).status == "granted"
    received(case, "waiver", {"reason": "Geen tijd."})
    assert make.fresh(case).status == "waived"


def test_every_act_of_every_scheme_has_its_receiver() -> None:
    assert every_act_is_received() == []


@pytest.mark.parametrize(
    ("broken", "number"),
    [
        (with_act("verzonnen", replace(WAIVER, code="verzonnen")), "E001"),
        (with_act("report", replace(WAIVER, code="waiver")), "E002"),
        (with_act("waiver", replace(WAIVER, senders=())), "E003"),
        (with_act("waiver", replace(WAIVER, senders=("neighbour",))), "E003"),
    ],
)
def test_the_check_sees_an_act_that_cannot_be_received(broken: Scheme, number: str) -> None:
    assert [error.id for error in reception_problems(broken)] == [f"workflows.{number}"]


@pytest.mark.parametrize(
    ("receiver", "number"),
    [
        (Receiver("grant", "case.granted", lambda: None), "E004"),
        (Receiver("waive", "case.unheard_of", lambda: None), "E005"),
    ],
)
def test_the_check_sees_a_receiver_that_gate_or_trail_does_not_know(
    receiver: Receiver, number: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(checks, "RECEIVERS", {**RECEIVERS, "waiver": receiver})
    assert [error.id for error in receiver_problems()] == [f"workflows.{number}"]


def test_the_date_of_an_act_is_a_day() -> None:
    assert SLIM.acts["objection"].read({"announced_on": "2021-06-01"}, D21).announced_on == date(2021, 6, 1)
