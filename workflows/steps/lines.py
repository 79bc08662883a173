"""Judging the lines of applications: all timely ones of a window together, and by a person what the rules left open.
What the rules may know of many cases is read in `cases.windows.lines`; sharing the money stands in `sharing`."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from types import MappingProxyType
from typing import Any, TypeVar

from audit.canonical import JSON
from audit.trail import Entry, record, record_many
from cases.authority.actors import Actor
from cases.authority.permit import permit
from cases.authority.values import approved_settings, stored_values, values_for, values_with
from cases.law import Values
from cases.models import Assessment, Case, Status, Submission, Window
from cases.models.fixed import copy_in, insert
from cases.queries import application_of, latest
from cases.registers.asking import ask_registers_for_all
from cases.schemes.base import ClaimLine, Finding, Outcome, Scheme
from cases.schemes.lines import PERSON
from cases.schemes.registry import scheme
from cases.transitions import Deed, NotLawful, perform_all
from cases.windows.events import LINES_TAKEN_UP
from cases.windows.lines import (
    CHECKED,
    Asked,
    answered,
    answers_in,
    burdened,
    checked,
    counts_in,
    files_for_lines,
    lines_of,
    outcome_of,
    store_lines,
    timely,
)
from cases.windows.method import SHARES, NotInOrder
from workflows.steps.deciding import NotReady, demand_hearing
from workflows.steps.opening import opened, opened_all
from workflows.work import follow, follow_all

CHUNK = 200
"""Cases per transaction: their lines are some hundreds to some thousands of rows."""

STAGE = "application"
UNDECIDED = (Status.ASSESSMENT, Status.REFUSAL_VIEWS)
DECIDED = (Status.SETTLED, Status.REVOCATION_VIEWS, Status.RECOVERY, Status.REFUSED)
Tell = Callable[[int], object]
Given = Mapping[int, Mapping[str, tuple[bool, str]]]
"""What a person answered: by line number, by finding code, whether it is met and why."""
Counts = Mapping[int, Mapping[str, int]]
"""What a person counted: by line number, by name."""
NOT_COUNTED: Counts = MappingProxyType({})
Told = TypeVar("Told")


@dataclass(frozen=True)
class TakenUp:
    """How many applications were taken up, and how many lines they have."""

    cases: int
    lines: int


@dataclass(frozen=True)
class Judged:
    """An application whose lines were judged: on which values, on which file, and what was found about the whole."""

    case: Case
    values: Values
    extracts: dict[str, Any]
    general: tuple[Finding, ...]
    lines: tuple[ClaimLine, ...]

    @property
    def stored_extracts(self) -> dict[str, Any]:
        """What the rules knew, but for the answers of registers, which are kept with the case themselves."""
        counted = {register: len(answers) for register, answers in self.extracts["registers"].items()}
        return {**self.extracts, "registers": counted}


def take_up_lines(window_pk: int, *, by: Actor, on: date, tell: Tell | None = None) -> TakenUp:
    """Take up every timely, complete application of a closed window and judge its lines; safe to run again.

    Registers are asked before each chunk is locked. `tell` hears after each chunk how many cases were done. Raises NotInOrder.
    """
    window = Window.objects.get(pk=window_pk)
    permit(by, "take_up_lines", on=on, scheme=window.scheme)
    if window.method != SHARES:
        raise NotInOrder("In dit tijdvak worden geen regels verdeeld.")
    done = TakenUp(0, 0)
    while case_pks := timely(window_pk, most=CHUNK):
        lines = take_up_chunk(case_pks, by=by, on=on)
        done = TakenUp(done.cases + len(case_pks), done.lines + lines)
        if tell:
            tell(len(case_pks))
    if done.cases:
        facts: dict[str, JSON] = {"cases": done.cases, "lines": done.lines}
        record(window.stream, LINES_TAKEN_UP, actor=str(by), origin=by.origin, on=on, facts=facts)
    return done


def take_up_chunk(case_pks: Sequence[int], *, by: Actor, on: date) -> int:
    """Take up some applications in one transaction; gives how many lines they have. Who left meanwhile is passed over."""
    _ask_registers(case_pks, on)
    with opened_all(case_pks) as locked:
        cases = [case for case in locked if case.status == Status.SUBMITTED]
        if not cases:
            return 0
        judged = judge_lines(cases)
        perform_all([Deed(one.case, (), {"lines": len(one.lines)}) for one in judged], "start_assessment", by=by, on=on)
        assessments = copy_in([_assessment(one, by) for one in judged])
        record_many([_assessed(one, by, on) for one in judged])
        lines = store_lines(zip(assessments, (one.lines for one in judged), strict=True))
        follow_all(cases, by=by, on=on)
        return lines


def _ask_registers(case_pks: Sequence[int], on: date) -> None:
    cases = Case.objects.filter(pk__in=case_pks).select_related("application").order_by("pk")
    ask_registers_for_all((case, scheme(case.scheme).asked(application_of(case), on)) for case in cases)


def judge_lines(cases: Sequence[Case], answers: Given | None = None, counts: Counts | None = None) -> list[Judged]:
    """Run the rules of lines on cases as they stand, on the values of the day of application; stores nothing.

    `answers` and `counts` are what people said about, and counted on, the lines of the only case.
    """
    found = scheme(cases[0].scheme)
    values = _values_by_day(found.code, {case.received_on for case in cases})
    asked = [Asked(case, application_of(case)) for case in cases]
    files = files_for_lines(found, asked)
    return [
        _judged(found, one, values[one.case.received_on], files[one.case.pk], answers or {}, counts or {})
        for one in asked
    ]


def _values_by_day(code: str, days: Collection[date]) -> dict[date, Values]:
    approved = approved_settings([code])
    return {day: values_with(approved, code, day) for day in days}


def _judged(
    found: Scheme,
    one: Asked,
    values: Values,
    file: dict[str, Any],
    answers: Given,
    counts: Counts,
) -> Judged:
    extracts = {**file, CHECKED: checked(answers, counts)}
    general = found.judge(one.application, values, extracts).findings
    lines = (burdened(line, general) for line in found.lines(one.application, values, extracts))
    return Judged(
        one.case, values, extracts, general, tuple(answered(line, answers.get(line.number, {})) for line in lines)
    )


def _assessment(
    judged: Judged, by: Actor, *, stage: str = STAGE, explanation: str = "", cents: int | None = None
) -> Assessment:
    """The lines hold their own findings; here stands what was found about the whole, and on what."""
    return Assessment(
        case=judged.case,
        stage=stage,
        on=judged.case.received_on,
        version=judged.values.version,
        outcome=outcome_of(judged.lines),
        amount_cents=judged.case.requested_cents if cents is None else cents,
        findings=[finding.to_json() for finding in judged.general],
        calculation=[],
        values=_stored(judged.values),
        extracts=judged.stored_extracts,
        explanation=explanation,
        made_by_id=by.user_id,
    )


@lru_cache(maxsize=256)
def _stored(values: Values) -> dict[str, Any]:
    """Write values as they are stored; once for all applications of a day."""
    return stored_values(values)


def _assessed(judged: Judged, by: Actor, on: date, *, stage: str = STAGE) -> Entry:
    articles = {finding.article for line in judged.lines for finding in line.findings}
    facts: dict[str, JSON] = {"stage": stage, "outcome": outcome_of(judged.lines), "lines": counted(judged.lines)}
    return Entry(
        stream=judged.case.stream,
        action="case.assessed",
        actor=str(by),
        origin=by.origin,
        on=on,
        articles=sorted(articles),
        rules=judged.values.version,
        facts=facts,
    )


def counted(lines: Sequence[ClaimLine]) -> dict[str, JSON]:
    """Count lines by their outcome."""
    outcomes = [line.outcome for line in lines]
    return {outcome: outcomes.count(outcome) for outcome in sorted(set(outcomes))}


def keep_judgement(
    judged: Judged, *, stage: str, by: Actor, on: date, explanation: str = "", cents: int | None = None
) -> Assessment:
    """Store one judged application as an assessment of a stage, with its lines and its trace."""
    assessment = insert(_assessment(judged, by, stage=stage, explanation=explanation, cents=cents))
    store_lines([(assessment, judged.lines)])
    entry = _assessed(judged, by, on, stage=stage)
    record(
        entry.stream,
        entry.action,
        actor=entry.actor,
        origin=entry.origin,
        on=on,
        articles=entry.articles,
        rules=entry.rules,
        facts=entry.facts,
    )
    return assessment


def assess_lines(
    case_pk: int, answers: Given, *, counts: Counts = NOT_COUNTED, by: Actor, on: date, explanation: str = ""
) -> Assessment:
    """Judge the lines of a case anew with what a person answered on open findings, beside what was answered before.

    `counts` are numbers that the person counted on lines that were answered: a part that is met. A line that is not answered whole
    stays open. Raises NotReady for an answer without reason, on what is not open, and for one that refuses, or counts less, before
    the hearing of Awb 4:7 was checked and is over. A decided case can only be judged anew on a line of which the outcome was still to
    come, or after an objection.
    """
    _ask_registers([case_pk], on)
    with opened(case_pk) as case:
        permit(by, "assess_lines", on=on, case=case)
        if case.status not in (*UNDECIDED, *DECIDED):
            raise NotLawful(f"Zaak {case.number} heeft de status '{case.status_label}': haar regels liggen vast.")
        refuse_bad_answers(case, answers)
        refuse_bad_counts(case, answers, counts)
        if _refuses(case, answers, counts):
            demand_hearing(case, "revocation" if case.status in DECIDED else "refusal")
        [judged] = judge_lines([case], merged(case, answers), merged_counts(case, counts))
        assessment = keep_judgement(judged, stage=STAGE, by=by, on=on, explanation=explanation)
        follow(case, by=by, on=on)
        return assessment


def _refuses(case: Case, answers: Given, counts: Counts) -> bool:
    """A count on an open line says that less is met than was asked; after an objection it gives more."""
    waiting = {line.number for line in open_lines(case)} if counts else set()
    return not waiting.isdisjoint(counts) or any(
        not is_met for found in answers.values() for is_met, _ in found.values()
    )


def merged(case: Case, answers: Given, *stages: str) -> dict[int, dict[str, tuple[bool, str]]]:
    """Give what was answered on the lines of a case before, also in these later stages, with these answers over it."""
    rounds = [answers_in(lines_of(current)) for current in _rounds(case, *stages)]
    return _over(*rounds, answers)


def merged_counts(case: Case, counts: Counts, *stages: str) -> dict[int, dict[str, int]]:
    """Give what was counted on the lines of a case before, also in these later stages, with these counts over it."""
    return _over(*(counts_in(current) for current in _rounds(case, *stages)), counts)


def _rounds(case: Case, *stages: str) -> list[Assessment]:
    found = (latest(case, stage) for stage in (STAGE, *stages))
    return sorted((current for current in found if current), key=lambda current: current.pk)


def _over(*rounds: Mapping[int, Mapping[str, Told]]) -> dict[int, dict[str, Told]]:
    told: dict[int, dict[str, Told]] = {}
    for each in rounds:
        for number, given in each.items():
            told.setdefault(number, {}).update(given)
    return told


def refuse_bad_counts(case: Case, answers: Given, counts: Counts) -> None:
    """Raise NotReady for a number that the scheme does not count, or on a line of which nothing is answered with its reason."""
    for number, each in counts.items():
        refuse_bad_numbers(case, number, each)
        if each and not answers.get(number):
            raise NotReady(f"Beantwoord bij regel {number} ook wat open is: een aantal alleen zegt niet waarom.")


def refuse_bad_numbers(case: Case, number: int, counts: Mapping[str, int]) -> None:
    """Raise NotReady for a number on a line that the scheme does not count, or below zero."""
    if unknown := sorted(set(counts) - set(scheme(case.scheme).line_counts)):
        raise NotReady(f"Bij regel {number} wordt {unknown[0]!r} niet geteld.")
    if any(count < 0 for count in counts.values()):
        raise NotReady(f"Noem bij regel {number} een aantal van nul of meer.")


def refuse_bad_answers(case: Case, answers: Given) -> None:
    """Raise NotReady for an answer without reason, or on a finding that the rules did not leave open.

    After an objection what was not met can be answered as well.
    """
    current, answerable = latest(case, STAGE), [Outcome.PERSON]
    if case.status in DECIDED and Submission.objects.filter(case=case, kind="objection").exists():
        answerable.append(Outcome.NOT_MET)
    open_findings = {
        (line.number, finding["code"])
        for line in (lines_of(current) if current else ())
        for finding in line.findings
        if finding["outcome"] in answerable
    }
    for number, given in answers.items():
        for code, (_, reason) in given.items():
            if (number, code) not in open_findings:
                raise NotReady(f"Op regel {number} is {code!r} niet aan een beoordelaar gelaten, of al beantwoord.")
            if not reason.strip():
                raise NotReady(f"Schrijf bij regel {number} de reden van uw oordeel op.")


def open_lines(case: Case) -> list[Any]:
    """Give the lines of a case that wait for a person."""
    current = latest(case, STAGE)
    return [line for line in (lines_of(current) if current else ()) if line.outcome == PERSON]


def values_of(case: Case) -> Values:
    """Give the values on which the lines of a case are judged."""
    return values_for(case.scheme, case.received_on)
