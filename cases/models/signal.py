"""Signals of possible misuse and the fingerprints that they are counted from. A signal asks a person to look; it decides nothing."""

from __future__ import annotations

from django.conf import settings
from django.db import models


class SignalOrigin(models.TextChoices):
    """Who saw it."""

    RULE = "rule", "Regel"
    PERSON = "person", "Medewerker"


class SignalStatus(models.TextChoices):
    """How far a signal is."""

    OPEN = "open", "Open"
    REVIEWED = "reviewed", "Bekeken"


class SignalOutcome(models.TextChoices):
    """What a reviewer found. None of them changes anything for the applicant; what must follow is a step of its own."""

    UNFOUNDED = "unfounded", "Ongegrond"
    FOUNDED = "founded", "Gegrond"
    NEEDS_INVESTIGATION = "needs_investigation", "Nader onderzoek nodig"


class SignalKey(models.Model):
    """A fingerprint of a case, kept as a keyed hash: which account, adviser, trainer or student it is cannot be read back.

    Computed from the case and made again at every look, so it may be thrown away.
    """

    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="signal_keys", verbose_name="zaak")
    party = models.ForeignKey("cases.Party", models.PROTECT, related_name="+", verbose_name="aanvrager", db_index=False)
    scheme = models.CharField("regeling", max_length=40)
    code = models.CharField("soort", max_length=40)
    key = models.CharField("sleutel", max_length=64)
    amount = models.BigIntegerField("hoeveelheid", default=0)
    from_on = models.DateField("vanaf", null=True)
    until_on = models.DateField("tot en met", null=True)
    on = models.DateField("vastgesteld op")

    class Meta:
        verbose_name = "vingerafdruk"
        verbose_name_plural = "vingerafdrukken"
        indexes = [models.Index(fields=["scheme", "code", "key"], name="cases_by_fingerprint")]

    def __str__(self) -> str:
        return f"{self.code} {self.key[:8]}"


class Signal(models.Model):
    """One signal on one case: what was seen, by which rule or person, and what a reviewer found.

    `seen` and `facts` hold numbers and words, no personal value; what people write goes to the erasable columns.
    """

    erasable_columns = ("remark", "reason")

    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="signals", verbose_name="zaak")
    scheme = models.CharField("regeling", max_length=40)
    origin = models.CharField("herkomst", max_length=10, choices=SignalOrigin.choices)
    rule = models.CharField("regel", max_length=60, blank=True)
    label = models.CharField("naam", max_length=120)
    severity = models.CharField("gewicht", max_length=10)
    seen = models.TextField("wat is gezien", blank=True)
    measured = models.BigIntegerField("gemeten", default=0)
    limit = models.BigIntegerField("grens", default=0)
    facts = models.JSONField("feiten", default=dict)
    remark = models.TextField("wat een medewerker zag", blank=True)
    raised_on = models.DateField("gegeven op")
    raised_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="gegeven door"
    )
    status = models.CharField("stand", max_length=10, choices=SignalStatus.choices, default=SignalStatus.OPEN)
    outcome = models.CharField("uitkomst", max_length=20, choices=SignalOutcome.choices, blank=True)
    reason = models.TextField("motivering", blank=True)
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="bekeken door"
    )
    reviewed_on = models.DateField("bekeken op", null=True)

    class Meta:
        verbose_name = "signaal"
        verbose_name_plural = "signalen"
        constraints = [
            models.UniqueConstraint(
                fields=["case", "rule"],
                condition=models.Q(status="open", origin="rule"),
                name="one_open_signal_per_case_and_rule",
            ),
            models.CheckConstraint(
                condition=models.Q(status="open", outcome="", reviewed_on=None, reviewed_by=None)
                | models.Q(status="reviewed", reviewed_on__isnull=False, reviewed_by__isnull=False)
                & ~models.Q(outcome=""),
                name="reviewed_signal_has_outcome_and_reviewer",
            ),
            models.CheckConstraint(
                condition=models.Q(raised_by=None)
                | models.Q(reviewed_by=None)
                | ~models.Q(reviewed_by=models.F("raised_by")),
                name="signal_is_reviewed_by_another_than_raised_it",
            ),
            models.CheckConstraint(
                condition=models.Q(origin="rule", raised_by=None) & ~models.Q(rule="")
                | models.Q(origin="person", rule="", raised_by__isnull=False),
                name="signal_comes_from_a_rule_or_a_person",
            ),
        ]
        indexes = [
            models.Index(fields=["case", "rule", "id"]),
            models.Index(fields=["scheme", "id"], condition=models.Q(status="open"), name="open_signals_by_scheme"),
        ]

    def __str__(self) -> str:
        return f"{self.label} {self.status}"

    @property
    def outcome_label(self) -> str:
        """The Dutch name of the outcome."""
        return str(SignalOutcome(self.outcome).label) if self.outcome else ""
