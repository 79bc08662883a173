"""The forms about who delivers what was granted: judging an invoice, handling an incident, the effect of a removal."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, ClassVar

from django import forms

from cases.amounts import from_cents, written
from cases.authority.actors import Actor
from cases.models import Invoice, InvoiceStatus, Submission
from cases.schemes.base import Calculation, Finding, Judgement
from cases.schemes.registry import scheme
from workflows.desk.outside.shown import fields_of
from workflows.desk.tasks.form import StepForm, choice, long_text
from workflows.steps.acts import data_of
from workflows.steps.affected import decide_affected
from workflows.steps.incidents import handle_incident
from workflows.steps.invoices import judge_invoice

BLAME = (("ja", "Ja, verwijtbaar"), ("nee", "Nee, niet verwijtbaar"))
BLAMED: Mapping[str, bool | None] = {"": None, "ja": True, "nee": False}


def blame_field(*, is_always_asked: bool = False) -> forms.ChoiceField:
    """Give the question whether the recipient is to blame; where it is not always asked, it may also be beside the point."""
    return forms.ChoiceField(
        label="Is het de ontvanger te verwijten?",
        choices=BLAME if is_always_asked else (("", "Niet van toepassing"), *BLAME),
        required=False,
        widget=forms.RadioSelect,
        help_text="Zonder verwijt wordt van de ontvanger niets teruggevorderd.",
    )


class ArrivedForm(StepForm):
    """A form about something that came in, with what the rules found on it."""

    panels: ClassVar[tuple[str, ...]] = ("request",)

    def shown(self, submission: Submission | None, findings: list[dict[str, Any]]) -> Mapping[str, Any]:
        """What came in and what was found, for the panels."""
        labels = scheme(self.case.scheme).labels
        fields = list(fields_of(data_of(submission), labels)) if submission and submission.body else []
        found = tuple(Finding.from_json(each) for each in findings)
        judgement = Judgement(found, Calculation(())) if found else None
        return {"request_row": submission, "request_fields": fields, "judgement": judgement}


class JudgeInvoiceForm(ArrivedForm):
    """Accept or reject an invoice that the rules left open."""

    acts = ("judge_invoice",)
    legend = "De regels laten deze factuur aan u. Wie haar goedkeurt, keurt de betaling niet goed. De opleider krijgt uw reden."
    button = "Oordeel vastleggen"
    panels = ("request", "money")
    decision = choice("Oordeel", (("accept", "Goedkeuren"), ("reject", "Afwijzen")))
    reasons = long_text("Reden")

    def prepare(self) -> None:
        """Take the oldest invoice that waits."""
        waiting = Invoice.objects.filter(order__case=self.case, status=InvoiceStatus.WAITING)
        self.invoice = waiting.select_related("submission", "order").order_by("id").first()

    def context(self) -> Mapping[str, Any]:
        """The invoice with its findings and its order."""
        return self.shown(
            self.invoice.submission if self.invoice else None, self.invoice.findings if self.invoice else []
        )

    def take_step(self, by: Actor, on: date) -> None:
        """Judge the invoice."""
        data, key = self.cleaned_data, self.invoice.pk if self.invoice else 0
        judge_invoice(
            self.case.pk, key, is_accepted=data["decision"] == "accept", reasons=data["reasons"], by=by, on=on
        )


class HandleIncidentForm(ArrivedForm):
    """Say what an incident leads to."""

    acts = ("handle_incident",)
    legend = (
        "De ontvanger meldt iets over de uitvoering. Schuift de periode, laat er dan over besluiten als wijziging; loopt het "
        "uit op intrekking, dan volgt eerst de hoorplicht."
    )
    button = "Melding afhandelen"
    outcome = choice(
        "Gevolg",
        (
            ("noted", "Geen: de verlening loopt door, de melding telt mee bij de vaststelling"),
            ("change", "Laten besluiten als wijziging van de verlening"),
            ("revoke", "Intrekking voorbereiden (op de zaakpagina)"),
        ),
    )
    blame = blame_field()
    reasons = long_text("Reden")

    def prepare(self) -> None:
        """Take the oldest incident that waits."""
        self.incident = self.case.incidents.filter(outcome="").select_related("submission").order_by("id").first()

    def context(self) -> Mapping[str, Any]:
        """What was reported, and what the rules found."""
        return self.shown(
            self.incident.submission if self.incident else None, self.incident.findings if self.incident else []
        )

    def take_step(self, by: Actor, on: date) -> None:
        """Handle the incident."""
        data, key = self.cleaned_data, self.incident.pk if self.incident else 0
        handle_incident(
            self.case.pk,
            key,
            outcome=data["outcome"],
            reasons=data["reasons"],
            is_culpable=BLAMED[data["blame"]],
            by=by,
            on=on,
        )


class DecideAffectedForm(StepForm):
    """Say what the removal of a trainer or training means for a running grant."""

    acts = ("decide_affected",)
    legend = "De opleider of scholing is uit het register verwijderd terwijl deze verlening liep. Bepaal wat dat hier betekent."
    button = "Gevolg vastleggen"
    panels = ("money",)
    outcome = choice(
        "Gevolg",
        (
            ("goes_on", "De scholing gaat door zoals verleend"),
            ("other_training", "De ontvanger mag een andere scholing kiezen"),
            ("revoke", "Intrekking zonder verwijt voorbereiden (op de zaakpagina)"),
        ),
    )
    reasons = long_text("Reden", "De ontvanger krijgt deze reden in een brief.")

    def prepare(self) -> None:
        """Take the oldest removal that waits, and say which it is."""
        rows = self.case.affected_by.filter(choice="").select_related("measure__party")
        self.affected = rows.order_by("id").first()
        order = self.case.orders.select_related("party").order_by("-id").first()
        if self.affected is not None and order is not None:
            paid = written(from_cents(order.invoiced_cents))
            who = f"{self.affected.measure.get_kind_display()}: {order.party.name}"
            self.fields["outcome"].help_text = f"{who} ({self.affected.measure.number}). Gefactureerd is {paid}."

    def take_step(self, by: Actor, on: date) -> None:
        """Store what was chosen."""
        data, key = self.cleaned_data, self.affected.pk if self.affected else 0
        decide_affected(self.case.pk, key, choice=data["outcome"], reasons=data["reasons"], by=by, on=on)
