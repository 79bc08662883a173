"""What is ordered from who delivers what was granted, the invoices for it, and what the recipient reported meanwhile."""

from __future__ import annotations

from django.conf import settings
from django.db import models


class Order(models.Model):
    """An order that a grant places with a trainer. The sum of its accepted invoices never passes its amount."""

    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="orders", verbose_name="zaak")
    decision = models.OneToOneField("cases.Decision", models.PROTECT, related_name="order", verbose_name="besluit")
    number = models.CharField("ordernummer", max_length=60, unique=True)
    party = models.ForeignKey("cases.Party", models.PROTECT, related_name="orders", verbose_name="opleider")
    amount_cents = models.BigIntegerField("bedrag in centen")
    invoiced_cents = models.BigIntegerField("gefactureerd in centen", default=0)
    placed_on = models.DateField("geplaatst op")
    ended_on = models.DateField("vervallen op", null=True)

    class Meta:
        verbose_name = "order"
        verbose_name_plural = "orders"
        constraints = [
            models.CheckConstraint(condition=models.Q(amount_cents__gt=0), name="order_is_more_than_nothing"),
            models.CheckConstraint(
                condition=models.Q(invoiced_cents__gte=0) & models.Q(invoiced_cents__lte=models.F("amount_cents")),
                name="invoiced_is_never_more_than_ordered",
            ),
            models.UniqueConstraint(
                fields=["case"], condition=models.Q(ended_on=None), name="one_running_order_per_case"
            ),
        ]

    def __str__(self) -> str:
        return self.number


class InvoiceStatus(models.TextChoices):
    """How far an invoice is."""

    WAITING = "waiting", "Te beoordelen"
    ACCEPTED = "accepted", "Goedgekeurd"
    REJECTED = "rejected", "Afgewezen"


class Invoice(models.Model):
    """An invoice of a trainer for an order, with what the rules found. Accepted, it plans a payment; rejected, it has reasons."""

    erasable_columns = ("number", "reasons")

    order = models.ForeignKey(Order, models.PROTECT, related_name="invoices", verbose_name="order")
    submission = models.OneToOneField("cases.Submission", models.PROTECT, related_name="+", verbose_name="inzending")
    number = models.CharField("factuurnummer", max_length=200)
    amount_cents = models.BigIntegerField("bedrag in centen")
    status = models.CharField("stand", max_length=20, choices=InvoiceStatus.choices, default=InvoiceStatus.WAITING)
    findings = models.JSONField("bevindingen", default=list)
    reasons = models.TextField("motivering", blank=True)
    judged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="beoordeeld door"
    )
    judged_on = models.DateField("beoordeeld op", null=True)
    payment = models.OneToOneField(
        "cases.Payment", models.PROTECT, null=True, related_name="invoice", verbose_name="betaling"
    )

    class Meta:
        verbose_name = "factuur"
        verbose_name_plural = "facturen"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(status="accepted") | models.Q(payment=None), name="only_accepted_invoice_is_paid"
            ),
            models.UniqueConstraint(
                fields=["order", "number"],
                condition=~models.Q(status="rejected") & ~models.Q(number=""),
                name="one_invoice_of_a_number_per_order",
            ),
        ]

    def __str__(self) -> str:
        return self.number


class Incident(models.Model):
    """What the recipient reported while the training ran, with what the rules found and how a person handled it.

    `outcome` is empty while it waits; then "noted", "change" (decided on as a change of the grant) or "revoke".
    """

    erasable_columns = ("reasons",)

    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="incidents", verbose_name="zaak")
    submission = models.OneToOneField(
        "cases.Submission", models.PROTECT, related_name="incident", verbose_name="inzending"
    )
    findings = models.JSONField("bevindingen", default=list)
    outcome = models.CharField("afhandeling", max_length=20, blank=True)
    is_culpable = models.BooleanField("verwijtbaar", null=True)
    reasons = models.TextField("motivering", blank=True)
    handled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="afgehandeld door"
    )
    handled_on = models.DateField("afgehandeld op", null=True)

    class Meta:
        verbose_name = "melding"
        verbose_name_plural = "meldingen"
        indexes = [models.Index(fields=["case"], condition=models.Q(outcome=""), name="incidents_that_wait")]

    def __str__(self) -> str:
        return f"melding {self.pk}"
