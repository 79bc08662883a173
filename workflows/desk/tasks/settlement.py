"""The forms of the settlement flow: judging the report and settling the subsidy."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms

from cases.authority.actors import Actor
from cases.authority.permit import Refused
from cases.queries import latest
from cases.schemes.base import Settlement
from workflows.desk.tasks.delivery import BLAMED, blame_field
from workflows.desk.tasks.form import AmountField, AnswersViews, SeenAssessment, StepForm, long_text
from workflows.steps.deciding import ACCOUNTS
from workflows.steps.settlement import LOWERING, Choice, assess_settlement, propose_settlement, settle_subsidy

KINDS = (
    ("", "Zoals berekend"),
    ("as_granted", "Vaststellen zoals verleend"),
    ("actual", "Op werkelijke kosten (Awb 4:46 lid 1)"),
    ("lower", "Lager vaststellen (Awb 4:46 lid 2)"),
    ("nil", "Op nihil vaststellen (Awb 4:46 lid 2)"),
)


class AssessSettlementForm(StepForm):
    """Follow the calculation, or choose where the scheme leaves room."""

    acts = ("assess_settlement",)
    legend = (
        "De regels hebben de verantwoording doorgerekend. Kies alleen iets anders waar de regeling ruimte laat: nooit hoger "
        "dan berekend, en altijd met de reden."
    )
    button = "Beoordeling vastleggen"
    panels = ("proposal",)
    kind = forms.ChoiceField(label="Vaststelling", choices=KINDS, required=False, widget=forms.RadioSelect)
    amount = AmountField(label="Bedrag", required=False, help_text="Alleen bij een eigen keuze, bijvoorbeeld 8.250,00.")
    blame = blame_field()
    reason = long_text("Reden", "Verplicht bij een eigen keuze; anders een toelichting.", required=False)

    def prepare(self) -> None:
        """Compute the proposal; where a person must choose, there is no standing with what was computed."""
        self.problem = ""
        self.proposal: Settlement | None = None
        try:
            self.proposal = propose_settlement(self.case, on=self.on)
        except Refused as refusal:
            self.problem = str(refusal)
        if not self.case.orders.exists():
            del self.fields["blame"]
        if self.proposal is not None and self.proposal.kind == "person":
            self.fields["kind"] = forms.ChoiceField(label="Vaststelling", choices=KINDS[1:], widget=forms.RadioSelect)

    def context(self) -> Mapping[str, Any]:
        """What the rules propose."""
        return {"proposal": self.proposal, "problem": self.problem}

    def clean(self) -> dict[str, Any]:
        """An amount belongs to a choice of one's own, and the other way around."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if data.get("kind") and "amount" in data and data["amount"] is None:
            self.add_error("amount", "Noem het bedrag van uw keuze; bij nihil is dat 0,00.")
        if not data.get("kind") and data.get("amount") is not None:
            self.add_error("kind", "Kies een soort vaststelling bij dit bedrag, of laat het bedrag leeg.")
        return data

    def take_step(self, by: Actor, on: date) -> None:
        """Store the assessment, with the choice where one was made."""
        data = self.cleaned_data
        blame = BLAMED[data.get("blame", "")]
        choice = Choice(data["kind"], data["amount"], data["reason"], blame) if data["kind"] else None
        assess_settlement(self.case.pk, by=by, on=on, choice=choice, explanation=data["reason"])


class SettleForm(StepForm, SeenAssessment, AnswersViews):
    """Settle on the assessment that is shown."""

    acts = ("settle",)
    legend = "U stelt de subsidie vast op de beoordeling hiernaast. Een ander dan de beoordelaar neemt het besluit."
    button = "Subsidie vaststellen"
    panels = ("assessment", "hearing", "money")
    weighing = long_text(
        "Belangenafweging",
        "Welke belangen zijn er, en waarom weegt dit besluit daartegen op (Awb 3:4)?",
        required=False,
    )
    reasons = long_text("Motivering", "Leeg: de toelichting van de beoordelaar.", required=False)

    def prepare(self) -> None:
        """A lower settlement needs its weighing; say what is about to be settled."""
        self.assessment = latest(self.case, "settlement")
        self.show_assessment(self.assessment)
        self.show_views(self.case)
        self.has_report = self.case.submissions.filter(kind__in=ACCOUNTS).exists()
        if self.assessment is None:
            return
        if self.assessment.outcome in LOWERING:
            self.fields["weighing"].required = True
        else:
            del self.fields["weighing"]

    def context(self) -> Mapping[str, Any]:
        """The assessment that is decided on, with the check whether to hear."""
        check = self.case.hearing_checks.filter(about="settlement").order_by("-id").first()
        return {"assessment": self.assessment, "hearing_check": check, "views": self.views}

    @property
    def act(self) -> str:
        """On request, or ex officio where no report came."""
        return "settle" if self.has_report else "settle_ex_officio"

    def take_step(self, by: Actor, on: date) -> None:
        """Take the decision."""
        self.refuse_unseen(latest(self.case, "settlement"))
        data = self.cleaned_data
        settle_subsidy(
            self.case.pk,
            by=by,
            on=on,
            weighing=data.get("weighing", ""),
            reasons=data["reasons"],
            answer_to_views=self.answer,
        )
