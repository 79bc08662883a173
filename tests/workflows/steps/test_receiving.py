"""Every kind of act comes through one door, and a kind that nobody receives cannot be in a scheme."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from cases.models import Case, Submission
from cases.schemes.base import ActKind, Scheme
from cases.schemes.reading import InvalidInput
from cases.schemes.registry import scheme
from tests import make
from tests.workflows.stages import D21, running
from workflows import checks
from workflows.checks import every_act_is_received, receiver_problems, reception_problems
from workflows.steps.acts import NotNow
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
