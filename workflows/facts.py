"""The facts of a case that say which human work is open, in one query. What follows from them stands in `work`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import connection

_LATEST = (
    "(SELECT {column} FROM cases_{table} WHERE case_id = %(case)s AND {kind} = '{value}' ORDER BY id DESC LIMIT 1)"
)
_PENDING = """EXISTS (SELECT FROM cases_submission s WHERE s.case_id = %(case)s AND s.kind = '{kind}'
    AND NOT EXISTS (SELECT FROM cases_decision d WHERE d.request_id = s.id))"""
_SUM = "COALESCE((SELECT SUM(amount_cents) FROM cases_ledgerrow WHERE case_id = %(case)s AND account = '{account}'), 0)"

# A report that came after it makes an assessment of the settlement void.
_VALID_SETTLEMENT = """(SELECT outcome FROM cases_assessment a WHERE case_id = %(case)s AND stage = 'settlement' AND NOT EXISTS (
    SELECT FROM cases_submission s WHERE s.case_id = a.case_id AND s.kind = 'report' AND s.stored_at > a.made_at)
    ORDER BY id DESC LIMIT 1)"""

# A term of an earlier round of hearing does not count while the invitation of this round still waits.
_VIEWS_TERM_OVER = """(SELECT ended_on IS NOT NULL FROM cases_term WHERE case_id = %(case)s AND code = 'views'
    ORDER BY id DESC LIMIT 1) AND NOT EXISTS (SELECT FROM letters_letter WHERE case_id = %(case)s
    AND kind IN ('refusal_views', 'settlement_views', 'revocation_views') AND status NOT IN ('sent', 'void'))"""

# After a change of the last day a new term to ask for settlement runs.
_REMINDER_OVER = """EXISTS (SELECT FROM cases_term WHERE case_id = %(case)s AND code = 'settlement_reminder'
    AND ended_on IS NOT NULL) AND NOT EXISTS (SELECT FROM cases_term WHERE case_id = %(case)s AND ended_on IS NULL
    AND code IN ('settlement_request', 'settlement_reminder'))"""

FACTS = f"""SELECT
    {_LATEST.format(column="outcome", table="assessment", kind="stage", value="application")},
    {_VALID_SETTLEMENT},
    {_LATEST.format(column="required", table="hearingcheck", kind="about", value="refusal")},
    {_LATEST.format(column="required", table="hearingcheck", kind="about", value="settlement")},
    EXISTS (SELECT FROM cases_submission s WHERE s.case_id = %(case)s AND s.kind = 'views' AND s.stored_at >
        (SELECT MAX(made_at) FROM cases_assessment WHERE case_id = %(case)s)),
    {_VIEWS_TERM_OVER},
    (SELECT ended_on IS NOT NULL FROM cases_term WHERE case_id = %(case)s AND code = 'supplement' ORDER BY id DESC LIMIT 1),
    {_REMINDER_OVER},
    EXISTS (SELECT FROM cases_term WHERE case_id = %(case)s AND code = 'ex_officio_settlement' AND ended_on IS NULL
        AND starts_on < %(on)s),
    {_PENDING.format(kind="change")},
    {_PENDING.format(kind="interim_request")},
    EXISTS (SELECT FROM cases_payment WHERE case_id = %(case)s AND status = 'planned'),
    EXISTS (SELECT FROM cases_payment WHERE case_id = %(case)s AND status = 'approved'),
    EXISTS (SELECT FROM cases_receivable WHERE case_id = %(case)s AND paid_on IS NULL),
    {_SUM.format(account="paid")} - {_SUM.format(account="committed")} - {_SUM.format(account="receivable")}
"""  # noqa: S608 - made of constants


@dataclass(frozen=True)
class WorkFacts:
    """What is known of a case for the question which task is open; amounts in cents."""

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


def facts_of(case_pk: int, on: date) -> WorkFacts:
    """Read the facts of a case on a day."""
    with connection.cursor() as cursor:
        cursor.execute(FACTS, {"case": case_pk, "on": on})
        return WorkFacts(*cursor.fetchone())
