"""Lines as they are judged and kept: what the rules may know of many cases at once, and the rows that hold what came of it.
Which applications are timely is said here too; how money is shared over lines stands in `shares`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from fractions import Fraction
from typing import Any

from django.db import connection

from cases.identity import pseudonym
from cases.models import Assessment, Case, ClaimLine, LineClaim
from cases.models.fixed import copy_in
from cases.registers.kept import answers_of_all
from cases.schemes import lines as contract
from cases.schemes.base import Finding, Outcome, Scheme
from cases.windows.shares import LAST_PIECE

EVERY = 2**31
BY_PERSON = "judged_by_person"
"""The fact that holds the reason of a person who answered what the rules left open."""

CHECKED = "checked_lines"
WHOLE = "line"

Answers = Mapping[str, tuple[bool, str]]
"""What a person said about findings: by code whether it is met, and the reason."""

RECEIVED = """SELECT k.id FROM cases_case k JOIN cases_submission s ON s.id = k.application_id
JOIN cases_window w ON w.id = k.window_id
WHERE k.window_id = %(window)s AND {wanted} ORDER BY k.id LIMIT %(most)s"""
NEXT = RECEIVED.format(wanted=f"k.status = 'submitted' AND k.complete_on IS NOT NULL AND {LAST_PIECE} <= w.closes_at")
TIMELY = f"SELECT MIN(c.id) FROM ({NEXT}) AS next JOIN cases_case c ON c.id = next.id GROUP BY c.party_id ORDER BY 1"  # noqa: S608 - made of constants
"""Of each applicant the first only: what it claims must be kept before the next one of the same applicant is judged."""

LATE = RECEIVED.format(
    wanted="(k.status IN ('submitted', 'supplement_requested') AND s.received_at > w.closes_at"
    f" OR k.status = 'submitted' AND k.complete_on IS NOT NULL AND {LAST_PIECE} > w.closes_at)"
)
PIECES = f"""SELECT k.id, s.received_at, {LAST_PIECE} FROM cases_case k
JOIN cases_submission s ON s.id = k.application_id WHERE k.id = ANY(%s)"""  # noqa: S608 - made of constants

DOCUMENTS = "SELECT case_id, array_agg(DISTINCT kind ORDER BY kind) FROM cases_document WHERE case_id = ANY(%s) GROUP BY case_id"

PRIOR = """SELECT asked.place, held.units, held."of"
FROM unnest(%(parties)s::bigint[], %(holders)s::text[], %(programmes)s::text[], %(opened)s::timestamptz[])
    WITH ORDINALITY AS asked (party, holder, programme, opened, place)
JOIN cases_claimline l ON l.holder = asked.holder AND l.programme = asked.programme
JOIN cases_case k ON k.id = l.case_id AND k.party_id = asked.party AND k.scheme = %(scheme)s
JOIN cases_window w ON w.id = k.window_id AND w.opens_at < asked.opened
JOIN LATERAL (SELECT DISTINCT ON (a.bucket) a.bucket, a.units, a."of" FROM cases_lineamount a
    WHERE a.line_id = l.id AND a.bucket = ANY(%(buckets)s) ORDER BY a.bucket, a.id DESC) held ON held.units > 0"""
"""The newest amount of each line says on how many units it stands now: after a desk check those that are left."""

BESIDE = """SELECT asked.place, k.number, l.outcome = 'met', k.id < asked.own,
    COALESCE(held.units, c.units), COALESCE(held."of", c."of")
FROM unnest(%(cases)s::bigint[], %(windows)s::bigint[], %(parties)s::bigint[], %(holders)s::text[], %(programmes)s::text[])
    WITH ORDINALITY AS asked (own, window_id, party, holder, programme, place)
JOIN cases_case k ON k.party_id = asked.party AND k.window_id = asked.window_id AND k.id <> asked.own
    AND k.status NOT IN ('withdrawn', 'left_unconsidered', 'revoked')
JOIN LATERAL (SELECT a.id FROM cases_assessment a WHERE a.case_id = k.id AND a.stage = 'application'
    ORDER BY a.id DESC LIMIT 1) judged ON true
JOIN cases_claimline l ON l.assessment_id = judged.id AND l.holder = asked.holder AND l.programme = asked.programme
JOIN cases_lineclaim c ON c.line_id = l.id AND c.bucket = ANY(%(buckets)s) AND c.units > 0
LEFT JOIN LATERAL (SELECT a.units, a."of" FROM cases_lineamount a JOIN cases_claimline o ON o.id = a.line_id
    WHERE a.case_id = k.id AND o.number = l.number AND a.bucket = c.bucket ORDER BY a.id DESC LIMIT 1) held ON true
WHERE l.outcome = 'met' OR l.outcome = 'person' AND k.id < asked.own ORDER BY asked.place, k.id"""
"""What is met counts, whichever case came first, so that nothing is paid twice; an open line only makes the later case look."""


@dataclass(frozen=True)
class Received:
    """When an application came in, and when what completed it did: the later moment is the moment of receipt."""

    applied_at: datetime
    completed_at: datetime


@dataclass(frozen=True)
class Asked:
    """A case with its typed application."""

    case: Case
    application: Any


def timely(window_pk: int, *, most: int) -> list[int]:
    """Give the keys of the next complete applications, received before closing, whose lines were not judged: one of an applicant.

    Ask again until there is none: the next application of the same applicant follows once the one before it was judged.
    """
    return _keys(TIMELY, window_pk, most)


def late(window_pk: int, *, most: int) -> list[int]:
    """Give the keys of the next applications that came in, or were completed, after closing."""
    return _keys(LATE, window_pk, most)


def _keys(statement: str, window_pk: int, most: int) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(statement, {"window": window_pk, "most": most})
        return [row[0] for row in cursor.fetchall()]


def waiting_late(window_pk: int) -> int:
    """Count the late applications that were not refused yet."""
    return len(late(window_pk, most=EVERY))


def received(case_pks: Sequence[int]) -> dict[int, Received]:
    """Give the moments of receipt of many cases."""
    with connection.cursor() as cursor:
        cursor.execute(PIECES, [list(case_pks)])
        return {case_pk: Received(applied, completed) for case_pk, applied, completed in cursor.fetchall()}


def files_for_lines(scheme: Scheme, asked: Sequence[Asked]) -> dict[int, dict[str, Any]]:
    """Give what the rules of lines may know of many cases: documents, answers of registers, places settled before or beside."""
    pks = [one.case.pk for one in asked]
    registers, prior, beside = answers_of_all(pks), prior_places(scheme, asked), places_beside(scheme, asked)
    with connection.cursor() as cursor:
        cursor.execute(DOCUMENTS, [pks])
        documents = dict(cursor.fetchall())
    return {
        pk: {
            "documents": documents.get(pk, []),
            "registers": registers.get(pk, {}),
            "prior_places": prior.get(pk, {}),
            contract.BESIDE: beside.get(pk, {}),
            CHECKED: {},
        }
        for pk in pks
    }


def prior_places(scheme: Scheme, asked: Sequence[Asked]) -> dict[int, dict[str, str]]:
    """Give the full places settled in earlier windows for the same employer, holder and programme: by case and line number."""
    keys = _keys_of(scheme, asked)
    found: dict[int, dict[str, Fraction]] = {}
    with connection.cursor() as cursor:
        cursor.execute(PRIOR, {**_columns(keys), "scheme": scheme.code, "buckets": _places(scheme)})
        for place, units, of in cursor.fetchall():
            case, key = keys[place - 1]
            of_case = found.setdefault(case.pk, {})
            of_case[str(key.number)] = of_case.get(str(key.number), Fraction(0)) + Fraction(units, of)
    return {pk: {number: str(share) for number, share in shares.items()} for pk, shares in found.items()}


def places_beside(scheme: Scheme, asked: Sequence[Asked]) -> dict[int, dict[str, contract.Beside]]:
    """Give what other applications of the same employer in the same window claim for the same holder and programme.

    By case and line number: `share`, the full places that are met there, and `case`, the earlier application that names the
    holder, or "". Those that left count no more.
    """
    keys = _keys_of(scheme, asked)
    found: dict[int, dict[str, contract.Beside]] = {}
    with connection.cursor() as cursor:
        cursor.execute(BESIDE, {**_columns(keys), "buckets": _places(scheme)})
        for place, number, is_met, is_earlier, units, of in cursor.fetchall():
            case, key = keys[place - 1]
            of_case = found.setdefault(case.pk, {})
            known = of_case.get(str(key.number), contract.NOT_BESIDE)
            share = Fraction(known["share"]) + (Fraction(units, of) if is_met else 0)
            named = known["case"] or (number if is_earlier else "")
            of_case[str(key.number)] = {"share": str(share), "case": named}
    return found


def _keys_of(scheme: Scheme, asked: Sequence[Asked]) -> list[tuple[Case, contract.LineKey]]:
    return [(one.case, key) for one in asked for key in scheme.line_keys(one.application)]


def _places(scheme: Scheme) -> list[str]:
    return [rule.code for rule in scheme.buckets if rule.full_amount is not None]


def _columns(keys: Sequence[tuple[Case, contract.LineKey]]) -> dict[str, list[Any]]:
    return {
        "cases": [case.pk for case, _ in keys],
        "windows": [case.window_id for case, _ in keys],
        "parties": [case.party_id for case, _ in keys],
        "holders": [pseudonym(key.holder) for _, key in keys],
        "programmes": [key.programme for _, key in keys],
        "opened": [case.window.opens_at if case.window else None for case, _ in keys],
    }


def outcome_of(lines: Iterable[contract.ClaimLine]) -> str:
    """Give what the lines of an application come to together: "person" while one is open, "share", or "none" met."""
    outcomes = {line.outcome for line in lines}
    if contract.PERSON in outcomes:
        return contract.PERSON
    return "share" if contract.MET in outcomes else "none"


def answered(line: contract.ClaimLine, reasons: Answers) -> contract.ClaimLine:
    """Put what people answered in the findings of a line: by finding code yes or no, and the reason.

    Where the rules took an answer into account already, their outcome stands. Else the answer decides about the line, or about
    the bucket that the finding concerns; what becomes met again counts as far as the rules leave it.
    """
    findings = tuple(_answered(finding, reasons.get(finding.code)) for finding in line.findings)
    found = replace(line, findings=findings)
    is_changed = any(old.outcome is not new.outcome for old, new in zip(line.findings, findings, strict=True))
    if not is_changed or any(finding.outcome is Outcome.PERSON for finding in findings):
        return found
    refused = {str(each.facts.get("concerns", WHOLE)) for each in findings if each.outcome is Outcome.NOT_MET}
    claims = tuple(_left(claim, refused, is_won=line.outcome == contract.REFUSED) for claim in line.claims)
    is_met = any(claim.units for claim in claims)
    return replace(found, claims=claims, outcome=contract.MET if is_met else contract.REFUSED)


def _answered(finding: Finding, answer: tuple[bool, str] | None) -> Finding:
    if answer is None:
        return finding
    is_met, reason = answer
    outcome = Outcome.MET if is_met else Outcome.NOT_MET
    return replace(finding, outcome=outcome, facts={**finding.facts, BY_PERSON: reason})


def _left(claim: contract.BucketClaim, refused: set[str], *, is_won: bool) -> contract.BucketClaim:
    if not refused.isdisjoint({WHOLE, claim.bucket}):
        return claim.refused()
    return claim.won() if is_won else claim


def burdened(line: contract.ClaimLine, general: Sequence[Finding]) -> contract.ClaimLine:
    """Let what was found about the application as a whole weigh on a line: not met refuses it, open leaves it to a person.

    A finding that the line itself repeats weighs once.
    """
    known = {finding.code for finding in line.findings}
    own = tuple(f for f in general if f.outcome is not Outcome.MET and f.code not in known)
    if not own:
        return line
    outcomes = {finding.outcome for finding in own}
    if Outcome.NOT_MET in outcomes:
        claims = tuple(claim.refused() for claim in line.claims)
        return replace(line, findings=(*line.findings, *own), claims=claims, outcome=contract.REFUSED)
    outcome = line.outcome if line.outcome == contract.REFUSED else contract.PERSON
    return replace(line, findings=(*line.findings, *own), outcome=outcome)


def store_lines(judged: Iterable[tuple[Assessment, Sequence[contract.ClaimLine]]]) -> int:
    """Keep the lines of many assessments with their claims; gives how many lines."""
    pairs = [(assessment, line) for assessment, lines in judged for line in lines]
    rows = copy_in([_row(assessment, line) for assessment, line in pairs])
    copy_in(
        [
            LineClaim(line=row, bucket=claim.bucket, asked=claim.asked_units, units=claim.units, of=claim.of)
            for row, (_, line) in zip(rows, pairs, strict=True)
            for claim in line.claims
        ]
    )
    return len(rows)


def _row(assessment: Assessment, line: contract.ClaimLine) -> ClaimLine:
    return ClaimLine(
        case_id=assessment.case_id,
        assessment=assessment,
        number=line.number,
        holder=pseudonym(line.holder),
        programme=line.programme,
        category=line.category,
        label=line.label[:200],
        outcome=line.outcome,
        is_by_person=any(BY_PERSON in finding.facts for finding in line.findings),
        findings=[finding.to_json() for finding in line.findings],
        facts=dict(line.facts),
    )


def lines_of(assessment: Assessment) -> list[ClaimLine]:
    """Give the lines of an assessment in their order, with their claims."""
    return list(assessment.lines.order_by("number").prefetch_related("claims"))


def answers_in(lines: Iterable[ClaimLine]) -> dict[int, dict[str, tuple[bool, str]]]:
    """Give what people answered on lines before: by line number, by finding code."""
    found: dict[int, dict[str, tuple[bool, str]]] = {}
    for line in lines:
        for finding in line.findings:
            if BY_PERSON in finding["facts"]:
                is_met = finding["outcome"] == Outcome.MET
                found.setdefault(line.number, {})[finding["code"]] = (is_met, finding["facts"][BY_PERSON])
    return found


def counts_in(assessment: Assessment) -> dict[int, dict[str, int]]:
    """Give what people counted on the lines of an assessment: by line number, by name."""
    kept = assessment.extracts.get(CHECKED, {}).items()
    numbers = {int(line): {k: v for k, v in told.items() if not isinstance(v, bool)} for line, told in kept}
    return {number: counts for number, counts in numbers.items() if counts}


def checked(
    answers: Mapping[int, Answers], counts: Mapping[int, Mapping[str, int]] | None = None
) -> dict[str, dict[str, bool | int]]:
    """Give answers and counted numbers as the rules read them: by line number as text, by finding code or name."""
    told: dict[str, dict[str, bool | int]] = {
        str(number): {code: is_met for code, (is_met, _) in found.items()} for number, found in answers.items()
    }
    for number, counted in (counts or {}).items():
        told.setdefault(str(number), {}).update(counted)
    return told
