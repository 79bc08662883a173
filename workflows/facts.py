"""The facts of cases that say which human work must be open, and which is, in one query for any number of cases.
What follows from them stands in `work`."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import connection

from cases.models import Case

_LATEST = "(SELECT {column} FROM cases_{table} WHERE case_id = k.id AND {kind} = '{value}' ORDER BY id DESC LIMIT 1)"
_PENDING = """EXISTS (SELECT FROM cases_submission s WHERE s.case_id = k.id AND s.kind = '{kind}'
    AND NOT EXISTS (SELECT FROM cases_decision d WHERE d.request_id = s.id))"""
_SUM = "COALESCE((SELECT SUM(amount_cents) FROM cases_ledgerrow WHERE case_id = k.id AND account = '{account}'), 0)"

# A report that came after it makes an assessment of the settlement void.
_VALID_SETTLEMENT = """(SELECT outcome FROM cases_assessment a WHERE case_id = k.id AND stage = 'settlement' AND NOT EXISTS (
    SELECT FROM cases_submission s WHERE s.case_id = a.case_id AND s.kind IN ('report', 'proof', 'incident')
    AND s.stored_at > a.made_at)
    ORDER BY id DESC LIMIT 1)"""

# A term of an earlier round of hearing does not count while the invitation of this round still waits.
_VIEWS_TERM_OVER = """(SELECT ended_on IS NOT NULL FROM cases_term WHERE case_id = k.id AND code = 'views'
    ORDER BY id DESC LIMIT 1) AND NOT EXISTS (SELECT FROM letters_letter WHERE case_id = k.id
    AND kind IN ('refusal_views', 'settlement_views', 'revocation_views') AND status NOT IN ('sent', 'void'))"""

# A change of the last day that was granted since lets a new term for asking settlement begin.
_REMINDER_OVER = """EXISTS (SELECT FROM cases_term t WHERE t.case_id = k.id AND t.code = 'settlement_reminder'
    AND t.ended_on IS NOT NULL AND NOT EXISTS (SELECT FROM cases_decision d WHERE d.case_id = t.case_id
    AND d.kind = 'change_granted' AND d.facts ->> 'new_ends_on' IS NOT NULL AND d.on >= t.starts_on))"""

# Who was drawn for a sample is asked for account first: settled when it came, or when the term for it is over.
_EX_OFFICIO_DUE = """EXISTS (SELECT FROM cases_term WHERE case_id = k.id AND code = 'ex_officio_settlement'
    AND ended_on IS NULL AND starts_on < %(on)s) AND NOT EXISTS (SELECT FROM cases_sample s WHERE s.case_id = k.id
    AND NOT EXISTS (SELECT FROM cases_term t WHERE t.case_id = s.case_id AND t.code = 'sample_report'
    AND t.ended_on IS NOT NULL))"""

_OPEN_TASKS = """(SELECT jsonb_agg(jsonb_build_array(t.id, t.process_id, t.flow_task, t.owner_id) ORDER BY t.id)
    FROM viewflow_process p JOIN viewflow_task t ON t.process_id = p.id AND t.finished IS NULL
    WHERE p.artifact_content_type_id = %(case_type)s AND p.artifact_object_id = k.id)"""

_FACTS = f"""SELECT k.id, {_OPEN_TASKS},
    {_LATEST.format(column="outcome", table="assessment", kind="stage", value="application")},
    {_VALID_SETTLEMENT},
    {_LATEST.format(column="required", table="hearingcheck", kind="about", value="refusal")},
    {_LATEST.format(column="required", table="hearingcheck", kind="about", value="settlement")},
    EXISTS (SELECT FROM cases_submission s WHERE s.case_id = k.id AND s.kind = 'views' AND s.stored_at >
        (SELECT MAX(made_at) FROM cases_assessment WHERE case_id = k.id)),
    {_VIEWS_TERM_OVER},
    (SELECT ended_on IS NOT NULL FROM cases_term WHERE case_id = k.id AND code = 'supplement' ORDER BY id DESC LIMIT 1),
    {_REMINDER_OVER},
    {_EX_OFFICIO_DUE},
    {_PENDING.format(kind="change")} OR EXISTS (SELECT FROM cases_incident i WHERE i.case_id = k.id AND i.outcome = 'change'
        AND NOT EXISTS (SELECT FROM cases_decision d WHERE d.request_id = i.submission_id)),
    {_PENDING.format(kind="interim_request")},
    EXISTS (SELECT FROM cases_payment WHERE case_id = k.id AND status = 'planned'),
    EXISTS (SELECT FROM cases_payment WHERE case_id = k.id AND status = 'approved'),
    EXISTS (SELECT FROM cases_receivable WHERE case_id = k.id AND paid_on IS NULL),
    {_SUM.format(account="paid")} - {_SUM.format(account="committed")} - {_SUM.format(account="receivable")},
    EXISTS (SELECT FROM cases_signal WHERE case_id = k.id AND status = 'open'),
    EXISTS (SELECT FROM cases_invoice i JOIN cases_order o ON o.id = i.order_id
        WHERE o.case_id = k.id AND i.status = 'waiting'),
    EXISTS (SELECT FROM cases_incident WHERE case_id = k.id AND outcome = ''),
    EXISTS (SELECT FROM cases_affectedgrant WHERE case_id = k.id AND choice = '')
FROM """  # noqa: S608 - made of constants

OF_ONE = f"{_FACTS} (SELECT %(case)s::bigint) AS k (id)"
"""A statement of its own for one case: the server plans it once, where it plans a list again for each length."""
OF_ALL = f"{_FACTS} unnest(%(cases)s::bigint[]) AS k (id)"


@dataclass(frozen=True)
class OpenTask:
    """A task that people can do now; `node` is viewflow's name of it, `owner` the employee who took it."""

    pk: int
    process: int
    node: str
    owner: int | None


@dataclass(frozen=True)
class WorkFacts:
    """What is known of a case for the question which task must be open; amounts in cents."""

    open_tasks: tuple[OpenTask, ...]
    assessed: str | None
    settlement_assessed: str | None
    refusal_hearing: bool | None
    settlement_hearing: bool | None
    has_newer_views: bool
    is_views_term_over: bool | None
    is_supplement_term_over: bool | None
    is_reminder_over: bool
    is_ex_officio_due: bool
    has_pending_change: bool
    has_pending_interim_request: bool
    has_planned_payment: bool
    has_approved_payment: bool
    has_open_receivable: bool
    overpaid_cents: int
    has_open_signal: bool
    has_waiting_invoice: bool
    has_open_incident: bool
    has_open_removal: bool


def facts_of(case_pk: int, on: date) -> WorkFacts:
    """Read the facts of a case on a day."""
    return _read(OF_ONE, {"case": case_pk, "on": on})[case_pk]


def facts_of_all(case_pks: Sequence[int], on: date) -> dict[int, WorkFacts]:
    """Read the facts of many cases on a day."""
    return _read(OF_ALL, {"cases": list(case_pks), "on": on})


def _read(statement: str, asked: dict[str, Any]) -> dict[int, WorkFacts]:
    with connection.cursor() as cursor:
        cursor.execute(statement, {**asked, "case_type": case_type()})
        return {case_pk: WorkFacts(_open_tasks(tasks), *facts) for case_pk, tasks, *facts in cursor.fetchall()}


def _open_tasks(stored: str | None) -> tuple[OpenTask, ...]:
    return tuple(OpenTask(*task) for task in json.loads(stored or "[]"))


def case_type() -> int:
    """Give the key under which viewflow's processes name a case."""
    return ContentType.objects.get_for_model(Case).pk
