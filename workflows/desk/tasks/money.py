"""The forms for money: approving and registering payments, claiming back, repayment."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, ClassVar

from django import forms

from cases.amounts import from_cents, written
from cases.authority.actors import Actor
from cases.models import Account, Case, Payment, PaymentStatus
from cases.money.ledger import balances
from cases.schemes.registry import scheme
from workflows.desk.naming import name_of
from workflows.desk.tasks.form import AmountField, StepForm, choice, long_text
from workflows.steps.debtors import APPLICANT, TRAINER
from workflows.steps.money import (
    approve_payment,
    claim_back,
    forgo_recovery,
    register_payment,
    register_repayment,
    take_back_approval,
)

CLAIMS = (
    (APPLICANT, "Terugvorderen van de ontvanger"),
    (TRAINER, "Terugvorderen van de opleider aan wie is betaald"),
    ("forgo", "Van terugvordering afzien"),
)
WEIGHING = "Welke belangen zijn er, en waarom weegt dit besluit daartegen op (Awb 3:4)?"


def past_day(label: str) -> forms.DateField:
    """Give a field for a day that cannot lie in the future; the form checks that."""
    return forms.DateField(label=label, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))


class PaymentForm(StepForm):
    """A form about payments of the case in one state."""

    state: ClassVar[PaymentStatus]
    panels = ("money",)

    def prepare(self) -> None:
        """Offer the payments in the state that the step needs."""
        self.payments = list(Payment.objects.filter(case=self.case, status=self.state).order_by("id"))

    @property
    def choices(self) -> list[tuple[str, str]]:
        """Each payment with what an approver has to see: kind, amount, payee, account."""
        return [(str(payment.pk), described(payment)) for payment in self.payments]


def described(payment: Payment) -> str:
    """Say what is paid to whom."""
    due = f", uiterlijk {payment.due_on:%d-%m-%Y}" if payment.due_on else ""
    account = payment.iban or "geen rekeningnummer"
    return f"{name_of(payment.kind)} {written(from_cents(payment.amount_cents))} aan {payment.payee}, {account}{due}"


class ApprovePaymentForm(PaymentForm):
    """The second pair of eyes on a payment."""

    acts = ("approve_payment",)
    legend = "Controleer bedrag, begunstigde en rekeningnummer. Wie het besluit nam, keurt de betaling niet goed."
    button = "Goedkeuren"
    state = PaymentStatus.PLANNED
    chosen = forms.MultipleChoiceField(label="Betalingen", widget=forms.CheckboxSelectMultiple)

    def prepare(self) -> None:
        """Nothing is ticked beforehand: approving is a deed."""
        super().prepare()
        self.fields["chosen"].choices = self.choices  # type: ignore[attr-defined]  # a field with choices

    def take_step(self, by: Actor, on: date) -> None:
        """Approve each chosen payment, in one transaction of the task."""
        for key in self.cleaned_data["chosen"]:
            approve_payment(int(key), by=by, on=on)


class RegisterPaymentForm(PaymentForm):
    """Book what the bank has paid."""

    acts = ("register_payment",)
    legend = "Boek de betaling op de dag waarop de bank haar uitvoerde (Awb 4:89), met het kenmerk van de bank."
    button = "Betaling boeken"
    state = PaymentStatus.APPROVED
    chosen = forms.ChoiceField(label="Betaling", widget=forms.RadioSelect)
    paid_on = past_day("Betaald op")
    bank_reference = forms.CharField(label="Kenmerk van de bank", max_length=60)

    def prepare(self) -> None:
        """Offer the approved payments, the only one chosen; today is the likely day."""
        super().prepare()
        self.fields["chosen"].choices = self.choices  # type: ignore[attr-defined]  # a field with choices
        self.fields["chosen"].initial = self.choices[0][0] if len(self.choices) == 1 else None
        self.fields["paid_on"].initial = self.on

    def clean_paid_on(self) -> date:
        """Not in the future, and not before the approval."""
        return checked_day(
            self.cleaned_data["paid_on"], self.on, [p.approved_on for p in self.payments if p.approved_on]
        )

    def take_step(self, by: Actor, on: date) -> None:
        """Register the payment on the bank's day."""
        data = self.cleaned_data
        register_payment(int(data["chosen"]), by=by, on=data["paid_on"], bank_reference=data["bank_reference"])


class TakeBackForm(PaymentForm):
    """Take back the approval of a payment that the bank will not execute."""

    acts = ("void_payment",)
    legend = "Alleen als de bank deze betaling niet uitvoert. De betaling staat daarna weer klaar om goed te keuren."
    button = "Goedkeuring intrekken"
    state = PaymentStatus.APPROVED
    chosen = forms.ChoiceField(label="Betaling", widget=forms.RadioSelect)
    reason = long_text("Reden", "Waarom, en hoe weet u dat de bank niet betaalt?")

    def prepare(self) -> None:
        """Offer the approved payments."""
        super().prepare()
        self.fields["chosen"].choices = self.choices  # type: ignore[attr-defined]  # a field with choices

    def take_step(self, by: Actor, on: date) -> None:
        """Take the approval back."""
        take_back_approval(int(self.cleaned_data["chosen"]), by=by, on=on, reason=self.cleaned_data["reason"])


def checked_day(day: date, today: date, earliest: list[date]) -> date:
    """Give the day. Raises ValidationError for one in the future or before what it follows on."""
    if day > today:
        raise forms.ValidationError("Deze dag ligt in de toekomst.")
    if earliest and day < min(earliest):
        raise forms.ValidationError(f"Deze dag ligt vóór {min(earliest):%d-%m-%Y}; eerder kan het niet zijn gebeurd.")
    return day


class ClaimBackForm(StepForm):
    """Claim back what was paid too much."""

    acts = ("claim_back", "forgo_recovery")
    legend = (
        "Er is meer betaald dan verschuldigd. U vordert het verschil terug (Awb 4:57), of u ziet daarvan af; het bedrag volgt "
        "uit het grootboek."
    )
    button = "Besluit nemen"
    panels = ("money",)
    decision = choice("Besluit", CLAIMS)
    weighing = long_text("Belangenafweging", WEIGHING)
    reasons = long_text("Motivering", "Mag leeg blijven bij terugvorderen.", required=False)

    def prepare(self) -> None:
        """Offer what this scheme and case know: another debtor where another was paid, and to forgo where that is an act."""
        has_order, acts = self.case.orders.exists(), scheme(self.case.scheme).transitions
        known = {APPLICANT: True, TRAINER: has_order, "forgo": "forgo_recovery" in acts}
        offered = tuple(each for each in CLAIMS if known[each[0]])
        self.fields["decision"] = choice("Besluit", offered)
        if len(offered) == 1:
            self.fields["decision"].initial = APPLICANT

    @property
    def act(self) -> str:
        """Claim back, or forgo it."""
        return "forgo_recovery" if self.cleaned_data["decision"] == "forgo" else "claim_back"

    def context(self) -> Mapping[str, Any]:
        """What is claimed: paid minus owed."""
        return {"claim_amount": overpaid(self.case)}

    def take_step(self, by: Actor, on: date) -> None:
        """Take the decision."""
        data = self.cleaned_data
        told = {"weighing": data["weighing"], "reasons": data["reasons"]}
        if self.act == "forgo_recovery":
            forgo_recovery(self.case.pk, by=by, on=on, **told)
        else:
            claim_back(self.case.pk, by=by, on=on, debtor=data["decision"], **told)


def overpaid(case: Case) -> Any:
    """Give in euro what was paid above what is owed or claimed already."""
    sums = balances(case.pk)
    return sums[Account.PAID] - sums[Account.COMMITTED] - sums[Account.RECEIVABLE]


class RepaymentForm(StepForm):
    """Book what came back."""

    acts = ("register_repayment",)
    legend = "Boek wat de ontvanger heeft terugbetaald; hoogstens wat nog openstaat."
    button = "Terugbetaling boeken"
    panels = ("money",)
    chosen = forms.ChoiceField(label="Vordering", widget=forms.RadioSelect)
    amount = AmountField(label="Ontvangen bedrag")
    received_on = past_day("Ontvangen op")

    def prepare(self) -> None:
        """Offer the open receivables."""
        rows = list(self.case.receivables.filter(paid_on=None).select_related("decision").order_by("id"))
        self.claimed_on = [row.decision.on for row in rows]
        self.fields["chosen"].choices = [  # type: ignore[attr-defined]  # a field with choices
            (str(row.pk), f"Besluit van {row.decision.on:%d-%m-%Y}, open {_open_amount(row)}") for row in rows
        ]
        self.fields["chosen"].initial = str(rows[0].pk) if len(rows) == 1 else None
        self.fields["received_on"].initial = self.on

    def clean_received_on(self) -> date:
        """Not in the future, and not before the claim."""
        return checked_day(self.cleaned_data["received_on"], self.on, self.claimed_on)

    def take_step(self, by: Actor, on: date) -> None:
        """Book the repayment on the day it came."""
        data = self.cleaned_data
        register_repayment(int(data["chosen"]), amount=data["amount"], by=by, on=data["received_on"])


def _open_amount(row: Any) -> str:
    return written(from_cents(row.amount_cents - row.received_cents))
