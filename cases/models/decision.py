"""What the office found and decided: assessments, decisions, the check whether to hear, approvals. Written once."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from audit.models import WrittenOnce


class Assessment(WrittenOnce):
    """The outcome of the scheme's rules on frozen input, with all values used, so that it computes the same years later."""

    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="assessments", verbose_name="zaak")
    stage = models.CharField("fase", max_length=20)
    on = models.DateField("peildatum")
    version = models.CharField("regelversie", max_length=40)
    outcome = models.CharField("uitkomst", max_length=20)
    amount_cents = models.BigIntegerField("bedrag in centen")
    findings = models.JSONField("bevindingen")
    calculation = models.JSONField("berekening")
    values = models.JSONField("waarden")
    extracts = models.JSONField("gegevens uit registers en dossier")
    explanation = models.TextField("toelichting van de beoordelaar", blank=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="beoordelaar"
    )
    made_at = models.DateTimeField("gemaakt op", auto_now_add=True)

    class Meta:
        verbose_name = "beoordeling"
        verbose_name_plural = "beoordelingen"
        indexes = [models.Index(fields=["case", "stage", "id"])]

    def __str__(self) -> str:
        return f"{self.stage} {self.outcome}"


class HearingCheck(WrittenOnce):
    """Whether the applicant or recipient must be heard before a decision (Awb 4:7, 4:8, 4:11, 4:12), with the reason."""

    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="hearing_checks", verbose_name="zaak")
    about = models.CharField("voorgenomen besluit", max_length=20)
    required = models.BooleanField("horen verplicht")
    article = models.CharField("artikel", max_length=60)
    reason = models.TextField("reden")
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="medewerker"
    )
    checked_on = models.DateField("gecontroleerd op")

    class Meta:
        verbose_name = "hoortoets"
        verbose_name_plural = "hoortoetsen"
        indexes = [models.Index(fields=["case", "about", "id"])]

    def __str__(self) -> str:
        return f"{self.about}: {'horen' if self.required else 'niet horen'}"


class Decision(WrittenOnce):
    """A decision as taken: kind, day, amount, grounds, and the mandate under which it was signed. Never edited, only replaced."""

    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="decisions", verbose_name="zaak")
    kind = models.CharField("soort besluit", max_length=40)
    on = models.DateField("besloten op")
    amount_cents = models.BigIntegerField("bedrag in centen", null=True)
    articles = models.JSONField("artikelen")
    assessment = models.ForeignKey(Assessment, models.PROTECT, null=True, related_name="+", verbose_name="beoordeling")
    request = models.ForeignKey(
        "cases.Submission", models.PROTECT, null=True, related_name="decisions", verbose_name="verzoek"
    )
    weighing = models.TextField("belangenafweging (Awb 3:4)", blank=True)
    reasons = models.TextField("motivering", blank=True)
    facts = models.JSONField("feiten", default=dict)
    replaces = models.ForeignKey("self", models.PROTECT, null=True, related_name="replaced_by", verbose_name="vervangt")
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="besloten door"
    )
    mandate = models.ForeignKey("cases.Mandate", models.PROTECT, null=True, related_name="+", verbose_name="mandaat")
    taken_at = models.DateTimeField("genomen op", auto_now_add=True)

    class Meta:
        verbose_name = "besluit"
        verbose_name_plural = "besluiten"
        indexes = [models.Index(fields=["case", "kind", "id"])]

    def __str__(self) -> str:
        return f"{self.kind} {self.on:%d-%m-%Y}"
