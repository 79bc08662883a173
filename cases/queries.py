"""Reading a case for rules, pages and letters: the typed application, its file, what else is known. Nothing is written here."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from dateutil.relativedelta import relativedelta
from django.db import connection

from cases.acts import PROMISES
from cases.amounts import ZERO, euro, from_cents, plain
from cases.authority.values import values_for
from cases.identity import pseudonym
from cases.law import Values
from cases.models import Assessment, Case, Decision, Document, Status
from cases.registers.kept import COLUMNS, Answers, answers_from, answers_of_all
from cases.schemes.base import nothing_to_keep
from cases.schemes.registry import scheme
from cases.windows.counts import counts_of

RUNNING = [str(Status.GRANTED), str(Status.REPORTED), str(Status.SETTLEMENT_VIEWS), str(Status.REVOCATION_VIEWS)]

_ACTIVITIES = """ARRAY(SELECT DISTINCT jsonb_array_elements_text(d.facts -> 'activities')
    FROM theirs JOIN cases_case c ON c.id = theirs.case_id JOIN cases_decision d ON d.case_id = theirs.case_id
    WHERE d.kind = 'grant' AND c.scheme = %(scheme)s AND c.status = ANY(%(running)s)
    AND NOT EXISTS (SELECT FROM cases_decision s WHERE s.case_id = c.id AND starts_with(s.kind, 'settlement_')))"""
"""Of granted, not yet settled projects in which one of these enterprises takes part (SLIM 10)."""

_GRANTED = """(SELECT jsonb_agg(jsonb_build_array(g.scheme, g.received_on, g.body, g.cents)) FROM (
    SELECT c.scheme, c.received_on, s.body, SUM(l.amount_cents) AS cents
    FROM theirs JOIN cases_case c ON c.id = theirs.case_id JOIN cases_submission s ON s.id = c.application_id
    JOIN cases_ledgerrow l ON l.case_id = theirs.case_id
    WHERE l.account = 'committed' AND l.case_id <> %(case)s AND l.booked_on BETWEEN %(since)s AND %(until)s
    GROUP BY c.id, s.body) g WHERE g.body <> '')"""
"""What we ourselves granted, in the three years before the application, to projects in which one of these enterprises takes
part: scheme, day and text of that application, and cents."""

FILE = f"""WITH theirs AS MATERIALIZED (
    SELECT DISTINCT case_id FROM cases_participation WHERE participant = ANY(%(numbers)s)
) SELECT
    ARRAY(SELECT DISTINCT kind FROM cases_document WHERE case_id = %(case)s),
    (SELECT COUNT(DISTINCT case_id) FROM cases_participation
        WHERE window_id = %(window)s AND participant = ANY(%(numbers)s) AND case_id <> %(case)s),
    {_ACTIVITIES},
    (SELECT COUNT(*) FROM cases_decision WHERE case_id = %(case)s AND kind IN ('interim_granted', 'advance_granted')),
    {_GRANTED},
    (SELECT jsonb_agg({COLUMNS} ORDER BY id) FROM cases_extract WHERE case_id = %(case)s)"""  # noqa: S608 - made of constants
"""All in one query. Their few cases are looked up first: the server would else go through all that were ever granted."""

OTHERS = """SELECT DISTINCT k.case_id FROM unnest(%s::bigint[], %s::text[]) AS k (case_id, participant)
JOIN cases_participation p ON p.participant = k.participant AND p.case_id <> k.case_id"""


def application_of(case: Case) -> Any:
    """Give the typed application as received. Raises InvalidInput where its text was erased."""
    body = json.loads(case.application.body)
    return scheme(case.scheme).read_application(body["application"], case.received_on)


def kept_until(case: Case, settled_on: date, amount: Decimal, values: Values) -> date | None:
    """Give until when the recipient keeps its administration; nothing where the scheme sets no day, or the application was erased."""
    rule = scheme(case.scheme).kept_until
    if rule is nothing_to_keep or not case.application.body:
        return None
    return rule(application_of(case), settled_on, amount, values)


def period_of(case: Case, known_grant: Decision | None = None) -> tuple[date, date]:
    """Give the first and last day of what was granted, as decided or as changed since. Raises LookupError without a grant."""
    grant = known_grant or grant_of(case)
    if grant is None:
        raise LookupError(f"{case.number} has no grant.")
    facts = [
        grant.facts,
        *grant.replaced_by.filter(kind="change_granted").order_by("id").values_list("facts", flat=True),
    ]
    starts, ends = ([each.get(name) for each in facts] for name in ("new_starts_on", "new_ends_on"))
    first = next((day for day in reversed(starts) if day), grant.facts.get("starts_on") or grant.on.isoformat())
    last = next((day for day in reversed(ends) if day), grant.facts["ends_on"])
    return date.fromisoformat(first), date.fromisoformat(last)


def document_kinds(case: Case) -> list[str]:
    """Give which kinds of documents the case holds."""
    return sorted(Document.objects.filter(case=case).values_list("kind", flat=True).distinct())


def file_of(case: Case, application: Any) -> dict[str, Any]:
    """Give what the rules may know beside the application: documents, other applications, running projects, registers."""
    numbers = [pseudonym(number) for number in application.participant_numbers]
    documents, others, running, interim, granted, answers = _read_file(case, numbers)
    registers = answers_from(json.loads(answers or "[]"))
    known = {
        "documents": sorted(documents),
        "other_applications_in_window": others,
        "running_activities": sorted(running),
        "interim_payments": interim,
    }
    counts = counts_of(scheme(case.scheme), [(case, application)])[case.pk]
    return known | _answered(application, numbers, registers, _aid_of(json.loads(granted or "[]"))) | counts


def files_of(cases: Sequence[tuple[Case, Any]]) -> dict[int, dict[str, Any]]:
    """Give the same by key for many new cases of one scheme, with few queries: most of their parties have no other case.

    A case of which somebody has a part in another one is read by itself.
    """
    documents, registers = _document_kinds([case for case, _ in cases]), answers_of_all([case.pk for case, _ in cases])
    numbers = {case.pk: [pseudonym(number) for number in one.participant_numbers] for case, one in cases}
    others, counts = _with_other_cases(numbers), counts_of(scheme(cases[0][0].scheme), cases) if cases else {}
    return {
        case.pk: file_of(case, one)
        if case.pk in others
        else {
            "documents": sorted(documents.get(case.pk, ())),
            "other_applications_in_window": 0,
            "running_activities": [],
            "interim_payments": 0,
        }
        | _answered(one, numbers[case.pk], registers.get(case.pk, {}), {})
        | counts[case.pk]
        for case, one in cases
    }


def _document_kinds(cases: Sequence[Case]) -> dict[int, set[str]]:
    found = defaultdict[int, set[str]](set)
    for case_pk, kind in Document.objects.filter(case__in=cases).values_list("case", "kind"):
        found[case_pk].add(kind)
    return found


def _with_other_cases(numbers: Mapping[int, Sequence[str]]) -> set[int]:
    """Give the cases of which a participant has a part in another case."""
    pairs = [(case_pk, number) for case_pk, those in numbers.items() for number in those]
    with connection.cursor() as cursor:
        cursor.execute(OTHERS, [[pk for pk, _ in pairs], [number for _, number in pairs]])
        return {row[0] for row in cursor.fetchall()}


def _answered(
    application: Any, numbers: Sequence[str], registers: Mapping[str, Answers], own_grants: Mapping[str, Decimal]
) -> dict[str, Any]:
    """Give what registers answered, and beside it what some of the answers come down to."""
    own = pseudonym(application.applicant.identifier)
    return {
        "de_minimis_prior": {
            number: _prior_aid(_told(registers, "de_minimis", number), own_grants, number) for number in numbers
        },
        "insolvency": (_told(registers, "insolvency", own) or {}).get("is_insolvent"),
        "sbi_codes": (_told(registers, "kvk", own) or {}).get("sbi_codes", []),
        "registers": registers,
    }


def _told(registers: Mapping[str, Answers], register: str, key: str) -> Mapping[str, Any] | None:
    """Give what a register answered about a key; nothing where it did not."""
    answers = registers.get(register)
    kept = answers.get(key) if answers else None
    return kept["answer"] if kept else None


def _read_file(case: Case, numbers: Iterable[str]) -> tuple[Any, ...]:
    asked: dict[str, Any] = {
        "case": case.pk,
        "window": case.window_id,
        "scheme": case.scheme,
        "numbers": list(numbers),
        "running": RUNNING,
        "since": case.received_on - relativedelta(years=3),
        "until": case.received_on,
    }
    with connection.cursor() as cursor:
        cursor.execute(FILE, asked)
        return tuple(cursor.fetchone())


def _aid_of(granted: Iterable[tuple[str, str, str, int]]) -> dict[str, Decimal]:
    """Give what each enterprise received of our grants in euro: in a partnership its own part, not the whole."""
    received: dict[str, Decimal] = {}
    for code, received_on, body, cents in granted:
        day, found = date.fromisoformat(received_on), scheme(code)
        application = found.read_application(json.loads(body)["application"], day)
        for aid in found.state_aid(application, from_cents(cents), values_for(code, day)):
            received[aid.kvk_number] = received.get(aid.kvk_number, ZERO) + aid.amount
    return received


def _prior_aid(known: Mapping[str, Any] | None, own_grants: Mapping[str, Decimal], number: str) -> str | None:
    """The higher of what the register says and what we granted; unknown where no register answered and we granted nothing."""
    if known is None and number not in own_grants:
        return None
    told = euro(known["amount"]) if known else ZERO
    return plain(max(told, own_grants.get(number, ZERO)))


def latest(case: Case, stage: str) -> Assessment | None:
    """Give the newest assessment of a stage."""
    return case.assessments.filter(stage=stage).order_by("-id").first()


def grant_of(case: Case) -> Decision | None:
    """Give the decision by which the subsidy was promised: the grant, or the settlement without one."""
    return case.decisions.filter(kind__in=PROMISES).order_by("-id").first()
