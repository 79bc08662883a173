"""The facts of cases whose lines share in a window, for the question which work on them must be open; in one query for any number.
What follows from them stands in `line_work`."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import connection

from cases.models import Case
from cases.windows.method import SHARES

_LINES = "SELECT FROM cases_claimline l WHERE l.assessment_id = n.id"
_UNDECIDED = """SELECT FROM cases_share s JOIN cases_claimline f ON f.id = s.line_id
    JOIN cases_claimline l ON l.assessment_id = n.id AND l.number = f.number
    WHERE s.case_id = k.id AND s.share_list_id = g.share_list_id AND s.is_provisional AND NOT EXISTS (
        SELECT FROM cases_lineamount a JOIN cases_claimline o ON o.id = a.line_id
        WHERE a.case_id = k.id AND o.number = l.number)"""

FACTS = f"""SELECT k.id,
    EXISTS ({_LINES} AND l.outcome = 'person'),
    g.id IS NOT NULL AND (EXISTS (SELECT FROM cases_signal WHERE case_id = k.id) OR (
        EXISTS (SELECT FROM cases_claimline l WHERE l.assessment_id = g.assessment_id AND l.outcome = 'person')
        AND NOT EXISTS (SELECT FROM cases_claimline l WHERE l.assessment_id = g.assessment_id AND l.outcome = 'met'))),
    EXISTS ({_UNDECIDED} AND l.outcome = 'person'),
    EXISTS ({_UNDECIDED} AND l.outcome <> 'person'),
    COALESCE((SELECT MAX(t.id) FROM cases_term t WHERE t.case_id = k.id AND t.code = 'documents' AND t.ended_on IS NOT NULL)
        > COALESCE((d.extracts ->> 'documents_term')::bigint, 0), false),
    COALESCE(d.amount_cents < (SELECT SUM(amount_cents) FROM cases_lineamount WHERE case_id = k.id), false)
        AND NOT EXISTS (SELECT FROM cases_decision c WHERE c.assessment_id = d.id),
    (SELECT required FROM cases_hearingcheck h WHERE h.case_id = k.id AND h.about = 'revocation' ORDER BY h.id DESC LIMIT 1),
    EXISTS (SELECT FROM cases_sample WHERE case_id = k.id)
        AND NOT EXISTS (SELECT FROM letters_letter WHERE case_id = k.id AND kind = 'documents_request')
FROM unnest(%s::bigint[]) AS k (id)
LEFT JOIN LATERAL (SELECT id FROM cases_assessment a WHERE a.case_id = k.id AND a.stage = 'application'
    ORDER BY a.id DESC LIMIT 1) n ON true
LEFT JOIN LATERAL (SELECT f.id, f.assessment_id, f.share_list_id FROM cases_sharedcase f
    JOIN cases_sharelist s ON s.id = f.share_list_id AND s.signed_on IS NOT NULL WHERE f.case_id = k.id LIMIT 1) g ON true
LEFT JOIN LATERAL (SELECT id, amount_cents, extracts FROM cases_assessment a WHERE a.case_id = k.id AND a.stage = 'desk_check'
    ORDER BY a.id DESC LIMIT 1) d ON true"""  # noqa: S608 - made of constants


@dataclass(frozen=True)
class LineFacts:
    """What is known of the lines of a case. `is_held`: signed, but to be decided by hand; `waits_for_findings`: documents were asked
    for and came, or their term is over; `is_to_be_lowered`: a check found less than was settled, and nothing was decided on it;
    `is_to_be_asked`: it was drawn in a sample, and its documents were not asked for yet.
    """

    has_open_lines: bool
    is_held: bool
    has_open_later_line: bool
    has_judged_later_line: bool
    waits_for_findings: bool
    is_to_be_lowered: bool
    revocation_hearing: bool | None
    is_to_be_asked: bool


def line_facts_of(cases: Iterable[Case]) -> dict[int, LineFacts]:
    """Read the facts of those of the cases whose window is shared; no query where there is none."""
    pks = [case.pk for case in cases if case.window is not None and case.window.method == SHARES]
    if not pks:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(FACTS, [pks])
        return {case_pk: LineFacts(*facts) for case_pk, *facts in cursor.fetchall()}
