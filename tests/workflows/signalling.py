"""What the tests of signals share: applications that look alike, looking, reviewing, and counting statements."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext

from audit.models import Event
from cases.authority.permissions import Role
from cases.models import Case, Signal
from tests import make
from workflows.steps.signals import raise_signals, review_signal

CONTROL = ("SAVEPOINT", "RELEASE", "BEGIN", "COMMIT")
ON, LATER = date(2020, 4, 2), date(2020, 4, 3)
SAW = "De offerte is door de aanvrager zelf geschreven."
WHY = "Nagekeken: de aanvragers zijn één groep met één rekening."


def alike(count: int) -> list[Case]:
    """Make applications of as many applicants with one account and one description."""
    return [make.applied(number=number) for number in range(1, count + 1)]


def looked(cases: list[Case], who: make.People, on: date = ON) -> list[Signal]:
    """Let the rules look at cases."""
    return raise_signals([case.pk for case in cases], by=who[Role.SYSTEM], on=on)


def events(case: Case, *actions: str) -> list[dict[str, Any]]:
    """Give the facts of the signal events of a case, in order."""
    rows = Event.objects.filter(stream=case.stream, action__in=actions).order_by("number")
    return [json.loads(event.body)["facts"] for event in rows]


def reviewed(signal: Signal, who: make.People, outcome: str = "unfounded") -> Signal:
    """Let the reviewer look at a signal."""
    return review_signal(signal.pk, outcome=outcome, reason=WHY, by=who[Role.REVIEWER], on=LATER)


def queries(step: Callable[[], object]) -> int:
    """Count the statements of a step."""
    with CaptureQueriesContext(connection) as captured:
        step()
    return len([query for query in captured.captured_queries if not query["sql"].startswith(CONTROL)])
