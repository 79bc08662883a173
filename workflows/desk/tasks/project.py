"""The forms of the change flow: requests of the recipient while the project runs."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from datetime import date
from decimal import Decimal
from typing import Any, ClassVar

from cases.amounts import ZERO
from cases.authority.actors import Actor
from cases.authority.permit import Refused
from cases.models import Submission
from cases.schemes.registry import scheme
from workflows.desk.outside.shown import fields_of
from workflows.desk.tasks.form import StepForm, choice, long_text
from workflows.steps.acts import data_of
from workflows.steps.change import decide_change, decide_interim_payment, interim_amount, pending_request
from workflows.steps.replacing import judge_change


class RequestForm(StepForm):
    """A decision on a request that lies there."""

    kind: ClassVar[str] = ""
    button = "Besluit nemen"
    panels: ClassVar[tuple[str, ...]] = ("request",)
    decision = choice("Besluit", (("grant", "Toestaan"), ("refuse", "Afwijzen")))
    reasons = long_text("Motivering", "Deze tekst komt in het besluit (Awb 3:46).")

    def prepare(self) -> None:
        """Find the oldest request without a decision."""
        self.request: Submission | None = None
        with suppress(Refused):
            self.request = pending_request(self.case, self.kind)

    def context(self) -> Mapping[str, Any]:
        """The request as it came in."""
        labels = scheme(self.case.scheme).labels
        fields = list(fields_of(data_of(self.request), labels)) if self.request else []
        return {"request_row": self.request, "request_fields": fields}

    @property
    def is_granted(self) -> bool:
        """Whether the request is granted."""
        return bool(self.cleaned_data["decision"] == "grant")


class DecideChangeForm(RequestForm):
    """On a change of the project."""

    acts = ("grant_change", "refuse_change")
    kind = "change"
    legend = (
        "De ontvanger vraagt om een wijziging. Het verleende bedrag stijgt er nooit door. Met wat niet voldoet kan niemand "
        "instemmen; wat de regels aan u laten, beoordeelt u zelf."
    )

    def context(self) -> Mapping[str, Any]:
        """The request, and what the rules of the scheme found about it."""
        found = judge_change(self.case, self.request).judgement if self.request and self.request.body else None
        return {**super().context(), "judgement": found if found and found.findings else None}

    @property
    def act(self) -> str:
        """Grant or refuse the change."""
        return "grant_change" if self.is_granted else "refuse_change"

    def take_step(self, by: Actor, on: date) -> None:
        """Take the decision."""
        decide_change(self.case.pk, is_granted=self.is_granted, reasons=self.cleaned_data["reasons"], by=by, on=on)


class DecideInterimForm(RequestForm):
    """On an interim payment or second advance."""

    acts = ("grant_interim_payment", "refuse_interim_payment", "grant_advance", "refuse_advance")
    kind = "interim_request"
    legend = "De ontvanger vraagt om een betaling vóór de vaststelling. Het bedrag volgt uit de regeling."
    panels = ("request", "money")

    def context(self) -> Mapping[str, Any]:
        """The request and what the scheme allows."""
        return {**super().context(), "interim_amount": self._amount()}

    def _amount(self) -> Decimal:
        try:
            return interim_amount(self.case, data_of(self.request)["moment"]) if self.request else ZERO
        except Refused:
            return ZERO

    @property
    def act(self) -> str:
        """An interim payment, or an advance where the request came with a progress report."""
        is_advance = self.request is not None and data_of(self.request)["moment"] == "progress_report"
        return f"{'grant' if self.is_granted else 'refuse'}_{'advance' if is_advance else 'interim_payment'}"

    def take_step(self, by: Actor, on: date) -> None:
        """Take the decision."""
        decide_interim_payment(
            self.case.pk, is_granted=self.is_granted, reasons=self.cleaned_data["reasons"], by=by, on=on
        )
