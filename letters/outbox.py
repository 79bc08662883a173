"""The outbox: letters are queued by steps as rows only; text, PDF and delivery come later from a job."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from cases.models import Case, Decision, Measure, Party
from cases.models.fixed import insert
from letters.models import Letter, Notice


def queue_letter(
    case: Case,
    kind: str,
    *,
    on: date,
    decision: Decision | None = None,
    facts: Mapping[str, Any] | None = None,
    to: Party | None = None,
) -> Letter:
    """Queue a letter to be sent on a day, to the applicant or to another party. `facts` holds what stands in no other row."""
    return insert(Letter(case=case, decision=decision, kind=kind, planned_on=on, facts=dict(facts or {}), party=to))


def queue_notice(measure: Measure, kind: str, *, on: date) -> Notice:
    """Queue a letter about a measure to the party that it is about."""
    return Notice.objects.create(measure=measure, kind=kind, planned_on=on)


def queue_letters(decisions: Iterable[Decision], *, on: date) -> None:
    """Queue the letter that announces each of many decisions, in one statement."""
    Letter.objects.bulk_create(
        Letter(case_id=decision.case_id, decision=decision, kind=decision.kind, planned_on=on) for decision in decisions
    )
