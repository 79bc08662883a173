"""What each case of a window is entitled to, apart from whether there is money: as decided, and under changed values.
Judged by the scheme's own rules on what was known then; read by the chunk, and nothing of a case is kept."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import partial
from itertools import islice
from typing import Any, TypeVar

from cases.acts import PROMISES
from cases.amounts import to_cents
from cases.authority.values import Setting, approved_settings, values_with
from cases.law import NotSet, Values
from cases.models import Assessment, Case, Decision, Position, Status, Window
from cases.queries import application_of, files_of
from cases.registers.kept import answers_of_all
from cases.schemes.base import Claim, Finding, Judgement, Outcome
from cases.schemes.reading import InvalidInput
from cases.schemes.registry import scheme
from workflows.oversight.simulation.changes import Changes
from workflows.oversight.simulation.fate import CEILING, GRANTED, OUT, PERSON, REFUSED, Fate

CHUNK = 200
T = TypeVar("T")

REFUSALS: Mapping[str, str] = {
    "refusal": REFUSED,
    "direct_refusal": REFUSED,
    "late_refusal": OUT,
    "ceiling_refusal": CEILING,
    "left_unconsidered": OUT,
}
"""What a first decision that gives nothing says of a case."""

GONE = (Status.WITHDRAWN, Status.SUPPLEMENT_REQUESTED, Status.LEFT_UNCONSIDERED)


ClaimsFor = Callable[[Decimal], tuple[Claim, ...]]


def nothing_claimed(amount: Decimal) -> tuple[Claim, ...]:
    """Take from no counter."""
    return ()


@dataclass(frozen=True)
class Entitled:
    """What the rules give: grant, refuse or person; the cents that are reserved in its turn, and those that it gets then.

    `claims_for` says what an amount in euro takes from the counters of the window.
    """

    outcome: str
    requested: int
    cents: int
    claims_for: ClaimsFor = nothing_claimed


@dataclass(frozen=True)
class Weighed:
    """A case with what was decided (None: nothing yet), and what it is entitled to before and after the changes."""

    case: Case
    decided: Fate | None
    before: Entitled
    after: Entitled


@dataclass(frozen=True)
class Known:
    """All that a chunk of cases was or would be judged on."""

    approved: list[Setting]
    applications: Mapping[int, Any]
    files: Mapping[int, Mapping[str, Any]]
    assessments: Mapping[int, Assessment]
    decisions: Mapping[int, Fate]

    def values(self, case: Case) -> Values:
        """The values of the day of receipt."""
        return values_with(self.approved, case.scheme, case.received_on)


def in_order(window: Window) -> Iterator[list[Case]]:
    """Give the cases that have a number, in the order of their numbers, by the chunk."""
    rows = Position.objects.filter(window=window).select_related("case__application", "case__party", "case__window")
    return chunks(position.case for position in rows.order_by("number").iterator(chunk_size=CHUNK))


def in_any_order(window: Window) -> Iterator[list[Case]]:
    """Give all cases of a window by the chunk."""
    rows = Case.objects.filter(window=window).select_related("application", "party", "window").order_by("pk")
    return chunks(rows.iterator(chunk_size=CHUNK))


def chunks(items: Iterable[T]) -> Iterator[list[T]]:
    """Give the items some hundreds at a time."""
    source = iter(items)
    while chunk := list(islice(source, CHUNK)):
        yield chunk


Pair = tuple[Case, Any]
Files = Mapping[int, Mapping[str, Any]]


def known_of(cases: Sequence[Case], read: Callable[[list[Pair]], Files] = files_of) -> Known:
    """Read what a chunk of cases was judged on; of those never assessed, what is known now, as `read` gives it."""
    applications = {case.pk: found for case in cases if (found := _application(case)) is not None}
    assessments = _newest_assessments(applications)
    unassessed = [
        (case, applications[case.pk]) for case in cases if case.pk in applications.keys() - assessments.keys()
    ]
    answers = answers_of_all(list(assessments))
    frozen = {pk: {**row.extracts, "registers": answers.get(pk, {})} for pk, row in assessments.items()}
    files = {**frozen, **(read(unassessed) if unassessed else {})}
    approved = approved_settings({case.scheme for case in cases})
    return Known(approved, applications, files, assessments, _decisions([case.pk for case in cases]))


def _application(case: Case) -> Any:
    try:
        return application_of(case)
    except (InvalidInput, ValueError):
        return None


def _newest_assessments(case_pks: Iterable[int]) -> dict[int, Assessment]:
    rows = Assessment.objects.filter(case__in=list(case_pks), stage="application").order_by("case", "-id")
    return {row.case_id: row for row in rows.distinct("case")}


def _decisions(case_pks: Sequence[int]) -> dict[int, Fate]:
    rows = Decision.objects.filter(case__in=case_pks, kind__in=[*PROMISES, *REFUSALS]).order_by("case", "-id")
    return {
        row.case_id: Fate(GRANTED, row.amount_cents or 0) if row.kind in PROMISES else Fate(REFUSALS[row.kind])
        for row in rows.distinct("case")
    }


def weighed(cases: Sequence[Case], changes: Changes) -> Iterator[Weighed]:
    """Weigh a chunk of cases before and after the changes."""
    known = known_of(cases)
    return (_weighed(case, known, changes) for case in cases)


def _weighed(case: Case, known: Known, changes: Changes) -> Weighed:
    decided, application = known.decisions.get(case.pk), known.applications.get(case.pk)
    if is_out(case, decided):
        nothing = Entitled(OUT, 0, 0)
        return Weighed(case, Fate(OUT), nothing, nothing)
    if application is None:
        stands = _as_decided(Entitled(PERSON, case.requested_cents, case.requested_cents), decided)
        return Weighed(case, decided, stands, stands)
    values, file, said = known.values(case), known.files[case.pk], _said(known.assessments.get(case.pk))
    before = _judged(case, application, values, file, said)
    stands = _as_decided(replace(before, requested=case.requested_cents), decided)
    if not changes.values:
        return Weighed(case, decided, stands, stands)
    after = _judged(case, application, changes.applied(values), file, said)
    is_same = (before.outcome, before.cents, before.requested) == (after.outcome, after.cents, after.requested)
    return Weighed(case, decided, stands, replace(stands, claims_for=after.claims_for) if is_same else after)


def is_out(case: Case, decided: Fate | None) -> bool:
    """Say whether a case takes no part: withdrawn before any decision, not complete, or not considered."""
    if decided is not None:
        return decided.state == OUT
    return case.complete_on is None or case.status in (*GONE, Status.CLOSED)


def _as_decided(entitled: Entitled, decided: Fate | None) -> Entitled:
    """What people decided on the substance stands in the place of what the rules find."""
    if decided is None or decided.state == CEILING:
        return entitled
    outcome = "grant" if decided.state == GRANTED else "refuse"
    requested = max(entitled.requested, decided.cents)
    return replace(entitled, outcome=outcome, cents=decided.cents, requested=requested)


def _said(assessment: Assessment | None) -> dict[str, Outcome]:
    """Give what people answered to findings that the rules left open."""
    findings = assessment.findings if assessment else []
    return {row["code"]: Outcome(row["outcome"]) for row in findings if "judged_by_person" in row["facts"]}


def _judged(
    case: Case, application: Any, values: Values, file: Mapping[str, Any], said: Mapping[str, Outcome]
) -> Entitled:
    found = scheme(case.scheme)
    try:
        judgement = _answered(found.judge(application, values, file), said)
        requested = to_cents(found.calculate(application, values).amount)
    except NotSet:
        return Entitled(PERSON, case.requested_cents, case.requested_cents)
    claims_for = partial(found.claims, application, values, file)
    return Entitled(judgement.outcome, requested, to_cents(judgement.calculation.amount), claims_for)


def _answered(judgement: Judgement, said: Mapping[str, Outcome]) -> Judgement:
    def answered(finding: Finding) -> Finding:
        is_answered = finding.outcome is Outcome.PERSON and finding.code in said
        return replace(finding, outcome=said[finding.code]) if is_answered else finding

    return replace(judgement, findings=tuple(answered(finding) for finding in judgement.findings))
