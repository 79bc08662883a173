"""The forms of the grant flow: supplement, assessment, hearing, decision on the application."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms

from cases.amounts import from_cents, written
from cases.authority.actors import Actor
from cases.models import Case
from cases.queries import latest
from cases.schemes.base import Finding, Outcome
from cases.schemes.registry import scheme
from workflows.desk.tasks.form import AnswersViews, SeenAssessment, StepForm, choice, long_text
from workflows.steps.assessment import Answer, assess_application, consult_registers, judge_case
from workflows.steps.deciding import NotReady
from workflows.steps.grant import grant_subsidy, refuse_application
from workflows.steps.prior_advance import grant_prior_advance, grants_advances
from workflows.steps.settling_one import settle_without_grant
from workflows.steps.supplement import leave_unconsidered, missing_pieces, request_supplement

MET = (("met", "Voldaan"), ("not met", "Niet voldaan"))
YES = (("grant", "Subsidie verlenen"), ("settle_directly", "Subsidie vaststellen"))
ADVANCE = ("grant_prior_advance", "Voorschot verlenen")


def _promise(case: Case) -> tuple[str, str]:
    """What a yes is called in the scheme of a case."""
    return next(one for one in YES if one[0] in scheme(case.scheme).transitions)


class RequestSupplementForm(StepForm):
    """Ask for what is missing."""

    acts = ("request_supplement",)
    legend = (
        "De aanvraag is niet volledig. Met dit verzoek krijgt de aanvrager een termijn om haar aan te vullen (Awb 4:5); "
        "de beslistermijn staat stil zodra de brief is verzonden (Awb 4:15)."
    )
    button = "Aanvulling vragen"
    panels = ("missing",)

    def prepare(self) -> None:
        """Say at once that nothing is missing; the step itself refuses what was sent all the same."""
        if not self.is_bound and not missing_pieces(self.case):
            raise NotReady("De aanvraag is volledig; er is niets om te vragen.")

    def context(self) -> Mapping[str, Any]:
        """The findings that keep the application from being complete."""
        return {"missing": missing_pieces(self.case)}

    def take_step(self, by: Actor, on: date) -> None:
        """Request the supplement."""
        request_supplement(self.case.pk, by=by, on=on)


class LeaveUnconsideredForm(StepForm):
    """Leave the application unconsidered."""

    acts = ("leave_unconsidered",)
    legend = (
        "De termijn voor de aanvulling is voorbij en de aanvraag is niet volledig. U kunt besluiten haar niet te "
        "behandelen (Awb 4:5 lid 1). Dit is een besluit; bezwaar staat open."
    )
    button = "Buiten behandeling laten"
    panels = ("missing",)

    def context(self) -> Mapping[str, Any]:
        """What is still missing."""
        return {"missing": missing_pieces(self.case)}

    def take_step(self, by: Actor, on: date) -> None:
        """Take the decision."""
        leave_unconsidered(self.case.pk, by=by, on=on)


class AssessForm(StepForm):
    """Answer what the rules leave to a person; everything else was judged by the rules."""

    acts = ("assess",)
    legend = (
        "De regels van de regeling hebben de aanvraag getoetst. Beantwoord wat aan een beoordelaar is gelaten, telkens "
        "met de reden. Uitkomst, bedrag en redenen worden vastgelegd zoals ze hier staan."
    )
    button = "Beoordeling vastleggen"
    panels = ("judgement",)
    explanation = long_text("Toelichting bij de beoordeling", "Mag leeg blijven.", required=False)

    @classmethod
    def before(cls, case_pk: int, on: date) -> None:
        """Ask the registers, so that the page shows the findings that will be stored."""
        consult_registers(case_pk, on=on)

    def prepare(self) -> None:
        """Add a question and a reason for each finding that a person must judge."""
        self.judgement = judge_case(self.case)
        self.open_findings = [f for f in self.judgement.findings if f.outcome is Outcome.PERSON]
        questions: dict[str, forms.Field] = {}
        for finding in self.open_findings:
            questions[f"answer-{finding.code}"] = choice(finding.label or finding.code, MET, _basis(finding))
            questions[f"reason-{finding.code}"] = long_text("Reden")
        self.fields = {**questions, **self.fields}

    def context(self) -> Mapping[str, Any]:
        """What the rules found."""
        return {"judgement": self.judgement, "open_findings": self.open_findings}

    def take_step(self, by: Actor, on: date) -> None:
        """Store the assessment with the answers."""
        data = self.cleaned_data
        answers = {
            finding.code: Answer(data[f"answer-{finding.code}"] == "met", data[f"reason-{finding.code}"])
            for finding in self.open_findings
        }
        assess_application(self.case.pk, by=by, on=on, answers=answers, explanation=data["explanation"])


def _basis(finding: Finding) -> str:
    facts = ", ".join(
        f"{name.replace('_', ' ')}: {value}" for name, value in finding.facts.items() if value is not None
    )
    return f"{finding.article}. {facts}" if facts else finding.article


class DecideForm(StepForm, SeenAssessment, AnswersViews):
    """Grant or refuse, on the assessment that is shown."""

    acts = ("grant", "settle_directly", "refuse")
    legend = (
        "U besluit namens de minister, op de beoordeling hiernaast. Een ander dan de beoordelaar neemt het besluit."
    )
    button = "Besluit nemen"
    panels = ("assessment", "hearing")
    decision = choice("Besluit", ())
    reasons = long_text("Motivering", "Aanvulling op de gronden uit de beoordeling; mag leeg blijven.", required=False)

    def prepare(self) -> None:
        """Say what the assessment proposes; who decides still has to choose."""
        yes = ADVANCE if grants_advances(self.case) else _promise(self.case)
        self.fields["decision"] = choice("Besluit", (yes, ("refuse", "Aanvraag afwijzen")))
        self.assessment = latest(self.case, "application")
        self.show_assessment(self.assessment)
        self.show_views(self.case)
        if self.assessment is not None:
            amount = written(from_cents(self.assessment.amount_cents))
            proposal = f"{yes[1].lower()}, {amount}" if self.assessment.outcome == "grant" else "afwijzen"
            self.fields["decision"].help_text = f"De beoordeling stelt voor: {proposal}."

    def context(self) -> Mapping[str, Any]:
        """The assessment that is decided on, with the check whether to hear."""
        check = self.case.hearing_checks.filter(about="refusal").order_by("-id").first()
        return {"assessment": self.assessment, "hearing_check": check, "views": self.views}

    @property
    def act(self) -> str:
        """Grant or refuse."""
        return str(self.cleaned_data["decision"])

    def take_step(self, by: Actor, on: date) -> None:
        """Take the decision that was chosen."""
        self.refuse_unseen(latest(self.case, "application"))
        reasons = self.cleaned_data["reasons"]
        if self.act == "grant":
            grant_subsidy(self.case.pk, by=by, on=on, reasons=reasons)
        elif self.act == ADVANCE[0]:
            grant_prior_advance(self.case.pk, by=by, on=on, reasons=reasons)
        elif self.act == "settle_directly":
            settle_without_grant(self.case.pk, by=by, on=on, reasons=reasons, answer_to_views=self.answer)
        else:
            refuse_application(self.case.pk, by=by, on=on, reasons=reasons, answer_to_views=self.answer)
