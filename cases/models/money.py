"""The ledger (append-only, signed cents), payments and receivables. Balances are sums of rows, never a stored total."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from audit.models import WrittenOnce


class Account(models.TextChoices):
    """The accounts of a case. reserved: claimed on the ceiling; committed: owed by decision; paid; receivable: claimed back."""

    RESERVED = "reserved", "Gereserveerd"
    COMMITTED = "committed", "Verplicht"
    PAID = "paid", "Betaald"
    RECEIVABLE = "receivable", "Te vorderen"


class LedgerRow(WrittenOnce):
    """One signed amount in cents on one account, with the decision or payment that it comes from."""

    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="ledger", verbose_name="zaak")
    account = models.CharField("rekening", max_length=20, choices=Account.choices)
    amount_cents = models.BigIntegerField("bedrag in centen")
    decision = models.ForeignKey(
        "cases.Decision", models.PROTECT, null=True, related_name="ledger", verbose_name="besluit"
    )
    payment = models.ForeignKey(
        "cases.Payment", models.PROTECT, null=True, related_name="ledger", verbose_name="betaling"
    )
    booked_on = models.DateField("geboekt op")
    reason = models.CharField("omschrijving", max_length=120)

    class Meta:
        verbose_name = "boeking"
        verbose_name_plural = "boekingen"
        indexes = [models.Index(fields=["case", "account"], include=["amount_cents"], name="ledger_sum_per_account")]
        constraints = [models.CheckConstraint(condition=~models.Q(amount_cents=0), name="ledger_row_is_never_nothing")]

    def __str__(self) -> str:
        return f"{self.account} {self.amount_cents}"


class PaymentStatus(models.TextChoices):
    """How far a payment is."""

    PLANNED = "planned", "Gepland"
    APPROVED = "approved", "Goedgekeurd"
    PAID = "paid", "Betaald"
    VOID = "void", "Vervallen"


class Payment(models.Model):
    """Money to be paid by a decision. Planned by the step, approved by another person than the decider, then paid."""

    erasable_columns = ("iban", "payee")

    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="payments", verbose_name="zaak")
    decision = models.ForeignKey("cases.Decision", models.PROTECT, related_name="payments", verbose_name="besluit")
    kind = models.CharField("soort", max_length=20)
    amount_cents = models.BigIntegerField("bedrag in centen")
    payee = models.CharField("begunstigde", max_length=200)
    party = models.ForeignKey(
        "cases.Party", models.PROTECT, null=True, related_name="payments", verbose_name="betaald aan"
    )
    iban = models.CharField("IBAN", max_length=34, blank=True)
    due_on = models.DateField("uiterlijk betalen op", null=True)
    status = models.CharField("stand", max_length=20, choices=PaymentStatus.choices, default=PaymentStatus.PLANNED)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="goedgekeurd door"
    )
    approved_on = models.DateField("goedgekeurd op", null=True)
    paid_on = models.DateField("betaald op", null=True)
    bank_reference = models.CharField("bankkenmerk", max_length=60, blank=True)

    class Meta:
        verbose_name = "betaling"
        verbose_name_plural = "betalingen"
        constraints = [
            models.CheckConstraint(condition=models.Q(amount_cents__gt=0), name="payment_is_more_than_nothing")
        ]
        indexes = [models.Index(fields=["status", "due_on"])]

    def __str__(self) -> str:
        return f"{self.kind} {self.amount_cents}"


class Receivable(models.Model):
    """Money claimed back by a decision (Awb 4:57), from the recipient or from who was paid for it. Open until what was
    received equals the amount."""

    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="receivables", verbose_name="zaak")
    decision = models.OneToOneField("cases.Decision", models.PROTECT, related_name="receivable", verbose_name="besluit")
    debtor = models.ForeignKey("cases.Party", models.PROTECT, related_name="receivables", verbose_name="schuldenaar")
    amount_cents = models.BigIntegerField("bedrag in centen")
    received_cents = models.BigIntegerField("ontvangen in centen", default=0)
    due_on = models.DateField("uiterlijk betalen op", null=True)
    paid_on = models.DateField("voldaan op", null=True)

    class Meta:
        verbose_name = "vordering"
        verbose_name_plural = "vorderingen"
        constraints = [
            models.CheckConstraint(condition=models.Q(amount_cents__gt=0), name="receivable_is_more_than_nothing"),
            models.CheckConstraint(
                condition=models.Q(received_cents__gte=0) & models.Q(received_cents__lte=models.F("amount_cents")),
                name="received_is_never_more_than_claimed",
            ),
        ]

    def __str__(self) -> str:
        return str(self.amount_cents)
