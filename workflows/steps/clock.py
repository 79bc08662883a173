"""Terms on a case: begun, stopped, resumed and ended by steps. How a term is counted stands in `cases.terms`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db import connection

from cases.models import Case, Term
from cases.models.fixed import insert
from cases.terms.deadline import Deadline
from cases.terms.kinds import TermKind
from cases.terms.suspension import Ending, Suspension, supplement_suspension
from cases.terms.term import deadline_of, last_day

SIDE_BY_SIDE = frozenset({"objection", "objection_decision"})
"""Each decision has its own objection term (Awb 6:7), each objection its own term to be decided on (7:10): a later one, or
what becomes of the project, does not end an earlier one."""

END = """UPDATE cases_term SET ended_on = %(on)s, ending = %(ending)s
WHERE case_id = ANY(%(cases)s) AND code = ANY(%(codes)s) AND ended_on IS NULL"""


def begin_term(case: Case, code: str, kind: TermKind, start_on: date) -> Term:
    """Begin a term on a case from the day of its event; a running one of the same code ends as replaced."""
    end_term(case, code, on=start_on, ending="vervangen")
    return begin_first_term(case, code, kind, start_on)


def begin_first_term(case: Case, code: str, kind: TermKind, start_on: date) -> Term:
    """Begin a term of a code that cannot run yet, as on a new case."""
    return insert(Term(**term_fields(case, code, deadline_of(kind, start_on))))


def term_fields(case: Case, code: str, deadline: Deadline) -> dict[str, object]:
    """Give the columns of a term's row for a counted deadline."""
    return {
        "case": case,
        "code": code,
        "label": deadline.label,
        "article": deadline.article.cite,
        "starts_on": deadline.start_on,
        "due_on": deadline.end_on,
        "explanation": list(deadline.explanation),
    }


def end_term(case: Case, *codes: str, on: date, ending: str) -> None:
    """End the running terms of these codes: met, lapsed or void."""
    end_terms([case], *codes, on=on, ending=ending)


def end_terms(cases: Sequence[Case], *codes: str, on: date, ending: str) -> None:
    """End the running terms of these codes on many cases."""
    with connection.cursor() as cursor:
        cursor.execute(END, {"cases": [case.pk for case in cases], "codes": list(codes), "on": on, "ending": ending})


def end_all_terms(case: Case, *, on: date, ending: str) -> None:
    """End every running term but those of objections, which belong to the other side."""
    end_everything([case], on=on, ending=ending)


def end_everything(cases: Sequence[Case], *, on: date, ending: str) -> None:
    """End every running term of many cases but those of objections."""
    running = Term.objects.filter(case__in=cases, ended_on=None).exclude(code__in=SIDE_BY_SIDE)
    running.update(ended_on=on, ending=ending)


def end_lapsed(case: Case, *codes: str, on: date, ending: str) -> None:
    """End those running terms of these codes whose last day is over; others of the same code go on."""
    end_all_lapsed([case], *codes, on=on, ending=ending)


def end_all_lapsed(cases: Sequence[Case], *codes: str, on: date, ending: str) -> None:
    """End those running terms of these codes on many cases whose last day is over."""
    lapsed = Term.objects.filter(case__in=cases, code__in=codes, ended_on=None, due_on__lt=on)
    lapsed.update(ended_on=on, ending=ending)


def resume_decision_term(case: Case, kind: TermKind, *, on: date, ending: Ending) -> None:
    """Let the decision term run on; each suspended day adds one day. `on` is the day of completion or lapse."""
    term = Term.objects.filter(case=case, code="decision", ended_on=None).exclude(suspended_from=None).first()
    if term is None or term.suspended_from is None:
        return
    earlier = [Suspension.from_json(entry) for entry in term.suspensions]
    suspensions = [*earlier, supplement_suspension(term.suspended_from, on, ending=ending)]
    deadline = last_day(kind, term.starts_on, suspensions)
    term.due_on, term.explanation, term.suspended_from = deadline.end_on, list(deadline.explanation), None
    term.suspensions = [suspension.to_json() for suspension in suspensions]
    term.save(update_fields=["due_on", "explanation", "suspended_from", "suspensions"])
