"""Judging an application: registers are asked and kept first, then the rules run on frozen input and the outcome is stored whole."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from audit.trail import record
from cases.amounts import from_cents, plain, to_cents
from cases.authority.actors import Actor
from cases.authority.permit import permit
from cases.authority.values import stored_values, values_for
from cases.models import Assessment, Case, Status
from cases.models.fixed import insert
from cases.money.ledger import reserved_place
from cases.queries import application_of, file_of
from cases.registers.asking import ask_registers_for_all
from cases.schemes.base import Finding, Judgement, Outcome
from cases.schemes.registry import scheme
from cases.transitions import NotLawful, perform
from workflows.steps.deciding import NotReady
from workflows.steps.opening import opened
from workflows.work import follow


@dataclass(frozen=True)
class Answer:
    """What a person judged about a finding that the rules left open."""

    is_met: bool
    reason: str


def consult_registers(case_pk: int, *, on: date) -> None:
    """Put the scheme's questions to the registers and keep the answers; before any lock, so that no row waits for a network."""
    consult_registers_for_all([case_pk], on=on)


def consult_registers_for_all(case_pks: Sequence[int], *, on: date) -> int:
    """Put the questions of many cases, in as many statements as those of one; gives how many extracts were made."""
    cases = Case.objects.select_related("application").filter(pk__in=case_pks)
    return ask_registers_for_all((case, scheme(case.scheme).asked(application_of(case), on)) for case in cases)


def judge_case(case: Case) -> Judgement:
    """Run the rules on a case as it stands, on the values of the application date; stores nothing."""
    application = application_of(case)
    values = values_for(case.scheme, case.received_on)
    return scheme(case.scheme).judge(application, values, file_of(case, application))


def take_up(case_pk: int, *, by: Actor, on: date) -> None:
    """Take up a complete application on its substance. Raises NotReady where it is not complete or has no place yet."""
    with opened(case_pk) as case:
        if case.complete_on is None:
            raise NotReady("De aanvraag is nog niet volledig.")
        if case.window is not None and case.requested_cents and not reserved_place(case):
            raise NotReady(
                "De aanvraag heeft nog geen plaats onder het plafond. Wacht op de verdeling van het tijdvak."
            )
        perform(case, "start_assessment", by=by, on=on)
        follow(case, by=by, on=on)


def assess_application(
    case_pk: int, *, by: Actor, on: date, answers: Mapping[str, Answer] | None = None, explanation: str = ""
) -> Assessment:
    """Judge an application and store findings, calculation and values. `answers` settles each finding left to a person.

    Raises NotReady where a finding for a person has no answer with a reason.
    """
    consult_registers(case_pk, on=on)
    with opened(case_pk) as case:
        if case.status not in (Status.ASSESSMENT, Status.REFUSAL_VIEWS):
            raise NotLawful(
                f"Zaak {case.number} heeft de status '{case.status_label}' en kan nu niet worden beoordeeld."
            )
        permit(by, "assess", on=on, case=case)
        application = application_of(case)
        values, extracts = values_for(case.scheme, case.received_on), file_of(case, application)
        judgement = answered(scheme(case.scheme).judge(application, values, extracts), answers or {})
        assessment = Assessment(
            case=case,
            stage="application",
            on=case.received_on,
            version=values.version,
            outcome=judgement.outcome,
            amount_cents=to_cents(judgement.calculation.amount),
            findings=[finding.to_json() for finding in judgement.findings],
            calculation=judgement.calculation.to_json(),
            values=stored_values(values),
            extracts=extracts,
            explanation=explanation,
            made_by_id=by.user_id,
        )
        insert(assessment)
        record_assessment(case, assessment, judgement.findings, by=by, on=on)
        follow(case, by=by, on=on)
        return assessment


def answered(judgement: Judgement, answers: Mapping[str, Answer]) -> Judgement:
    """Put a person's answers in the place of the findings that the rules left open. Raises NotReady for what stays open."""
    findings = tuple(_answered(finding, answers.get(finding.code)) for finding in judgement.findings)
    still_open = [finding.label or finding.code for finding in findings if finding.outcome is Outcome.PERSON]
    if still_open:
        raise NotReady(f"Beoordeel nog, met een reden: {'; '.join(still_open)}")
    return replace(judgement, findings=findings)


def _answered(finding: Finding, answer: Answer | None) -> Finding:
    if finding.outcome is not Outcome.PERSON or answer is None or not answer.reason.strip():
        return finding
    outcome = Outcome.MET if answer.is_met else Outcome.NOT_MET
    return replace(finding, outcome=outcome, facts={**finding.facts, "judged_by_person": answer.reason})


def record_assessment(
    case: Case, assessment: Assessment, findings: tuple[Finding, ...], *, by: Actor, on: date
) -> None:
    """Leave the trace of an assessment: outcome, amount, and each finding's code with its outcome."""
    record(
        case.stream,
        "case.assessed",
        actor=str(by),
        origin=by.origin,
        on=on,
        articles=sorted({finding.article for finding in findings}),
        rules=assessment.version,
        facts=assessed_facts(assessment, findings),
    )


def assessed_facts(assessment: Assessment, findings: Sequence[Finding]) -> dict[str, Any]:
    """Give what the event of an assessment tells."""
    return {
        "stage": assessment.stage,
        "outcome": assessment.outcome,
        "amount": plain(from_cents(assessment.amount_cents)),
        "findings": {finding.code: finding.outcome.value for finding in findings},
    }
