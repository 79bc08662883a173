"""Repeated, doubled, mixed-up and interrupted requests on real connections: never two cases, never one that got lost."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connections

from audit.models import Event
from cases.models import Case, Submission
from tests import make
from tests.workflows.api.calls import APPLICATIONS, Caller, answer, applicant_of, caller, envelope
from tests.workflows.stages import asked_to_supplement
from workflows.api.models import IdempotencyKey

pytestmark = pytest.mark.own_database
WRITERS = 8


def at_once(*calls: Callable[[], Any]) -> list[Any]:
    """Make calls at the same moment, each on a connection of its own, and give their answers."""
    answers: list[Any] = [None] * len(calls)
    start = threading.Barrier(len(calls))

    def run(place: int) -> None:
        try:
            start.wait()
            answers[place] = calls[place]()
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(place,)) for place in range(len(calls))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


def applied(number: int = 1) -> tuple[Caller, dict[str, Any]]:
    """Give an applicant with its application."""
    found = envelope(number=number)
    return caller(applicant_of(found)), found


@pytest.mark.parametrize("key", ["", "een"])
def test_the_same_application_at_once_is_one_case_with_one_number(key: str) -> None:
    who, found = applied()
    answers = at_once(*[lambda: who.post(APPLICATIONS, found, key=key)] * WRITERS)
    assert {response.status_code for response in answers} <= ({201} if key else {200, 201})
    assert len({answer(response)["number"] for response in answers}) == 1
    assert (Case.objects.count(), Submission.objects.count()) == (1, 1)


def test_one_key_for_two_messages_at_once_lets_one_of_them_in() -> None:
    who, found = applied()
    other = {**found, "application": {**found["application"], "asks_advance": True}}
    calls = [lambda body=body: who.post(APPLICATIONS, body, key="een") for body in (found, other) * 4]
    statuses = sorted(response.status_code for response in at_once(*calls))
    assert statuses == [201] * 4 + [422] * 4
    assert (Case.objects.count(), IdempotencyKey.objects.count()) == (1, 1)


def test_many_at_once_mixed_and_repeated_are_each_one_case() -> None:
    pairs = [applied(number) for number in range(1, 5)]
    calls = [
        lambda who=who, found=found, place=place: who.post(APPLICATIONS, found, key=f"k{place}")
        for _ in range(3)
        for place, (who, found) in enumerate(pairs)
    ]
    answers = at_once(*reversed(calls))
    assert {response.status_code for response in answers} == {201}
    assert Case.objects.count() == len(pairs)
    assert {case.party.identifier for case in Case.objects.select_related("party")} == {
        applicant_of(found) for _, found in pairs
    }


@pytest.mark.parametrize("moment", ["workflows.api.applications._receipt", "workflows.steps.submission.follow"])
def test_an_interrupted_request_can_be_repeated(moment: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Before the commit nothing is there; after it only the answer got lost. The repeated request ends both the same."""
    who, found = applied()

    def interrupted(*args: Any, **options: Any) -> None:
        raise RuntimeError("the line is cut")

    with monkeypatch.context() as patch:
        patch.setattr(moment, interrupted)
        assert who.post(APPLICATIONS, found, key="een").status_code == 500
    stored = Case.objects.count()
    assert stored == IdempotencyKey.objects.count() == (1 if moment.endswith("_receipt") else 0)
    again = [who.post(APPLICATIONS, found, key="een") for _ in range(2)]
    assert [response.status_code for response in again] == [201, 201]
    assert answer(again[0]) == answer(again[1])
    assert Case.objects.count() == 1


def test_the_same_act_at_once_is_done_once() -> None:
    case = asked_to_supplement()
    who, path = caller(case.party.identifier), f"{APPLICATIONS}/{case.number}/handelingen"
    body = {"kind": "supplement", "data": {"note": "Volgt nog."}}
    answers = at_once(*[lambda: who.post(path, body, key="k")] * WRITERS)
    assert {response.status_code for response in answers} == {201}
    assert len({response.content for response in answers}) == 1
    assert case.submissions.filter(kind="supplement").count() == 1


def test_two_acts_that_exclude_each_other_are_not_both_done() -> None:
    case = asked_to_supplement()
    who, path = caller(case.party.identifier), f"{APPLICATIONS}/{case.number}/handelingen"
    documents = [
        {"kind": kind, "name": "a.txt", "media_type": "text/plain", "content": "YQ=="}
        for kind in ("begroting", "machtiging")
    ]
    answers = at_once(
        *[lambda: who.post(path, {"kind": "withdrawal"})] * 4,
        *[lambda: who.post(path, {"kind": "supplement", "documents": documents})] * 4,
    )
    done = [answer(each)["kind"] for each in answers if each.status_code == 201]
    assert "withdrawal" in done
    assert len(done) == len(set(done))
    assert make.fresh(case).status == "withdrawn"
    assert Event.objects.filter(stream=case.stream, result="refused").count() == len(answers) - len(done)
