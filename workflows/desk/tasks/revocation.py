"""The form for the decision about a withdrawal: withdraw the grant, or after the views let the case go on."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from cases.authority.actors import Actor
from cases.models import Status
from workflows.desk.tasks.delivery import BLAMED, blame_field
from workflows.desk.tasks.form import AnswersViews, StepForm, choice, long_text
from workflows.steps.ending import drop_revocation, revoke_grant

ASKED_ON_WITHDRAWAL: Mapping[str, str] = {
    "blame": "Kies of het de ontvanger te verwijten is.",
    "blame_reasons": "Schrijf op waarom het de ontvanger wel of niet te verwijten is.",
}


class RevokeForm(StepForm, AnswersViews):
    """Withdraw the grant, or not."""

    acts = ("revoke", "drop_revocation")
    legend = (
        "U trekt de verlening in: vóór de vaststelling op grond van Awb 4:48, daarna op grond van Awb 4:49. Wat is betaald, "
        "kan daarna worden teruggevorderd. Na een zienswijze kunt u ook van de intrekking afzien."
    )
    button = "Besluit nemen"
    panels = ("hearing", "money")
    decision = choice("Besluit", (("revoke", "Verlening intrekken"), ("drop_revocation", "Van intrekking afzien")))
    reasons = long_text(
        "Grond en motivering", "Noem de grond van Awb 4:48 of 4:49 en de feiten, of waarom u ervan afziet."
    )
    blame = blame_field(is_always_asked=True)
    blame_reasons = long_text(
        "Waarom wel of niet verwijtbaar?", "Bij intrekking verplicht; dit blijft in het spoor.", required=False
    )
    weighing = long_text(
        "Belangenafweging", "Bij intrekking verplicht (Awb 3:4): waarom weegt zij op tegen de belangen?", required=False
    )

    def prepare(self) -> None:
        """Without an intention there is nothing to drop."""
        self.show_views(self.case)
        if self.case.status != Status.REVOCATION_VIEWS:
            self.fields["decision"] = choice("Besluit", (("revoke", "Verlening intrekken"),))
            for name in ("blame", "blame_reasons", "weighing"):
                self.fields[name].required = True

    def context(self) -> Mapping[str, Any]:
        """The check whether to hear, and the views."""
        check = self.case.hearing_checks.filter(about="revocation").order_by("-id").first()
        return {"hearing_check": check, "views": self.views}

    def clean(self) -> dict[str, Any]:
        """Who withdraws says whether the recipient is to blame, and why: from whom is claimed back depends on it."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if data.get("decision") == "revoke":
            for name, missing in ASKED_ON_WITHDRAWAL.items():
                if name not in self.errors and not data[name]:
                    self.add_error(name, missing)
        return data

    @property
    def act(self) -> str:
        """Withdraw, or drop the intention."""
        return str(self.cleaned_data["decision"])

    def take_step(self, by: Actor, on: date) -> None:
        """Take the decision."""
        data = self.cleaned_data
        if self.act == "drop_revocation":
            drop_revocation(self.case.pk, by=by, on=on, reasons=data["reasons"])
            return
        revoke_grant(
            self.case.pk,
            by=by,
            on=on,
            weighing=data["weighing"],
            reasons=data["reasons"],
            answer_to_views=self.answer,
            is_culpable=BLAMED[data["blame"]],
            blame_reasons=data["blame_reasons"],
        )
