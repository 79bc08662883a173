"""The forms for hearing before a decision (Awb 4:7 to 4:12); the same three questions for refusal, settlement and withdrawal."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, ClassVar

from django import forms

from cases.authority.actors import Actor
from cases.models import Case
from cases.queries import latest
from workflows.desk.tasks.form import YES_NO, StepForm, choice, long_text
from workflows.steps.deciding import SHORTCUT
from workflows.steps.hearing import check_hearing, duty_of, request_views

STAGES: Mapping[str, str] = {"refusal": "application", "settlement": "settlement"}


class CheckHearingForm(StepForm):
    """Must the applicant or recipient be heard before this decision?"""

    acts = ("check_hearing",)
    about: ClassVar[str] = ""
    button = "Toets vastleggen"
    panels: ClassVar[tuple[str, ...]] = ("assessment",)
    is_required = choice("Moet de betrokkene gehoord worden?", YES_NO)
    article = forms.ChoiceField(label="Op grond van")
    reason = long_text("Reden", "Noem de gegevens of de uitzondering waarop u zich baseert.")

    def prepare(self) -> None:
        """Offer the article of the duty and those of its exceptions."""
        duty = duty_of(self.case, self.about)
        choices = [(duty, f"{duty} (hoorplicht)"), ("Awb 4:11", "Awb 4:11 (spoed, al gehoord, of doel doorkruist)")]
        if self.about == "refusal":
            choices.append((SHORTCUT, f"{SHORTCUT} (financieel besluit; niet bij weigering op 4:35)"))
        self.fields["article"].choices = choices  # type: ignore[attr-defined]

    def context(self) -> Mapping[str, Any]:
        """The assessment that leads to the decision."""
        return assessment_of(self.case, self.about)

    def take_step(self, by: Actor, on: date) -> None:
        """Record the check."""
        data = self.cleaned_data
        check_hearing(
            self.case.pk,
            self.about,
            is_required=data["is_required"] == "ja",
            reason=data["reason"],
            article=data["article"],
            by=by,
            on=on,
        )


class RefusalHearingForm(CheckHearingForm):
    """Before a refusal."""

    about = "refusal"
    legend = (
        "Voor een afwijzing wordt de aanvrager gehoord als zij steunt op gegevens over hemzelf die afwijken van wat hij "
        "opgaf (Awb 4:7). Horen kan achterwege blijven in de gevallen van Awb 4:11 en 4:12."
    )


class SettlementHearingForm(CheckHearingForm):
    """Before a lower or nil settlement."""

    about = "settlement"
    legend = (
        "Voor een lagere vaststelling of nihil wordt de ontvanger gehoord als zij steunt op gegevens over hemzelf die afwijken "
        "van wat hij opgaf (op zijn verzoek: Awb 4:7), of die hij niet zelf gaf (ambtshalve: Awb 4:8). De uitzonderingen "
        "staan in Awb 4:11; die van 4:12 geldt niet bij een lagere vaststelling (4:12 lid 2)."
    )


class RevocationHearingForm(CheckHearingForm):
    """Before the grant is withdrawn."""

    about = "revocation"
    legend = (
        "Voor een intrekking wordt de ontvanger gehoord als hij naar verwachting bedenkingen heeft en zij steunt op gegevens "
        "die hij niet zelf gaf (Awb 4:8). De uitzonderingen staan in Awb 4:11; die van 4:12 geldt niet bij intrekking "
        "(4:12 lid 2)."
    )
    panels = ()


class RequestViewsForm(StepForm):
    """Invite the views."""

    about: ClassVar[str] = ""
    legend = (
        "Deze brief vertelt wat het voornemen is en waarom, en vraagt om een zienswijze. De termijn begint als de brief is "
        "verzonden; tot zij voorbij is, kan er geen besluit worden genomen."
    )
    button = "Zienswijze vragen"
    panels: ClassVar[tuple[str, ...]] = ("assessment",)
    reasons = long_text("Het voornemen en de redenen", "Deze tekst komt in de brief. Schrijf voor de ontvanger.")

    def context(self) -> Mapping[str, Any]:
        """The assessment that leads to the intention."""
        return assessment_of(self.case, self.about)

    def take_step(self, by: Actor, on: date) -> None:
        """Send the invitation."""
        request_views(self.case.pk, self.about, reasons=self.cleaned_data["reasons"], by=by, on=on)


class RefusalViewsForm(RequestViewsForm):
    """About an intended refusal."""

    acts, about = ("request_refusal_views",), "refusal"


class SettlementViewsForm(RequestViewsForm):
    """About an intended lower settlement."""

    acts, about = ("request_settlement_views",), "settlement"


class RevocationViewsForm(RequestViewsForm):
    """About an intended withdrawal."""

    acts, about = ("request_revocation_views",), "revocation"
    panels = ()


def assessment_of(case: Case, about: str) -> Mapping[str, Any]:
    """Give the assessment behind an intended decision; a withdrawal has none."""
    stage = STAGES.get(about)
    return {"assessment": latest(case, stage) if stage else None}
