"""Lines of applications: what was judged about each, what it claims from the buckets of its window, and what decisions gave it.
Written once: a later assessment of the case stands in the place of an earlier one, a later decision adds to an earlier one."""

from __future__ import annotations

from django.db import models

from audit.models import WrittenOnce
from cases.models.case import Case
from cases.models.decision import Assessment, Decision


class ClaimLine(WrittenOnce):
    """One line as judged in an assessment; those of the newest assessment of the application count.

    `holder` is a pseudonym, never a number. `is_by_person` says that a person answered what the rules left open.
    """

    case = models.ForeignKey(Case, models.PROTECT, related_name="lines", verbose_name="zaak")
    assessment = models.ForeignKey(Assessment, models.PROTECT, related_name="lines", verbose_name="beoordeling")
    number = models.PositiveIntegerField("regelnummer")
    holder = models.CharField("deelnemer (pseudoniem)", max_length=64)
    programme = models.CharField("opleiding", max_length=60, blank=True)
    category = models.CharField("categorie", max_length=40)
    label = models.CharField("omschrijving", max_length=200)
    outcome = models.CharField("uitkomst", max_length=10)
    is_by_person = models.BooleanField("beoordeeld door een persoon", default=False)
    findings = models.JSONField("bevindingen")
    facts = models.JSONField("gegevens", default=dict)

    class Meta:
        verbose_name = "regel"
        verbose_name_plural = "regels"
        constraints = [models.UniqueConstraint(fields=["assessment", "number"], name="one_line_per_number")]
        indexes = [models.Index(fields=["holder", "programme"], name="line_by_holder")]

    def __str__(self) -> str:
        return f"{self.number} {self.label}"


class LineClaim(WrittenOnce):
    """What a line claims from one bucket: units that count of a whole, beside the units that were asked for."""

    line = models.ForeignKey(ClaimLine, models.PROTECT, related_name="claims", verbose_name="regel")
    bucket = models.CharField("onderdeel", max_length=60)
    asked = models.PositiveIntegerField("gevraagde delen")
    units = models.PositiveIntegerField("tellende delen")
    of = models.PositiveIntegerField("van het geheel")

    class Meta:
        verbose_name = "aanspraak"
        verbose_name_plural = "aanspraken"
        constraints = [
            models.UniqueConstraint(fields=["line", "bucket"], name="one_claim_per_line_and_bucket"),
            models.CheckConstraint(
                condition=models.Q(of__gt=0, units__lte=models.F("asked")), name="claim_is_no_more_than_asked"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.bucket} {self.units}/{self.of}"


class LineAmount(WrittenOnce):
    """What a decision gave a line from a bucket (positive), or took from it again (negative), in cents.

    The sum of a line's rows is what it has; `units` are those on which that stands now. A row of nothing says that a line was
    decided on and got nothing.
    """

    decision = models.ForeignKey(Decision, models.PROTECT, related_name="line_amounts", verbose_name="besluit")
    case = models.ForeignKey(Case, models.PROTECT, related_name="line_amounts", verbose_name="zaak")
    line = models.ForeignKey(ClaimLine, models.PROTECT, related_name="amounts", verbose_name="regel")
    bucket = models.CharField("onderdeel", max_length=60)
    units = models.PositiveIntegerField("tellende delen")
    of = models.PositiveIntegerField("van het geheel")
    amount_cents = models.BigIntegerField("bedrag in centen")

    class Meta:
        verbose_name = "bedrag van een regel"
        verbose_name_plural = "bedragen van regels"
        constraints = [
            models.UniqueConstraint(fields=["decision", "line", "bucket"], name="one_amount_per_decision_line_bucket")
        ]
        indexes = [models.Index(fields=["case"]), models.Index(fields=["line"])]

    def __str__(self) -> str:
        return f"{self.bucket} {self.amount_cents}"
