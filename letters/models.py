"""Letters in the outbox and what was composed for them. The text is frozen per printed date; the PDF lies by its digest."""

from __future__ import annotations

from django.db import models

from audit.models import WrittenOnce


class LetterStatus(models.TextChoices):
    """How far a letter is. A letter stays `attempting` when its sender died; the next run takes it up again under the same key."""

    QUEUED = "queued", "In de wachtrij"
    ATTEMPTING = "attempting", "Wordt verzonden"
    SENT = "sent", "Verzonden"
    BLOCKED = "blocked", "Tegengehouden"
    VOID = "void", "Vervallen"


class Letter(models.Model):
    """One letter about a case. Queued by a step, sent by a job; the day of sending is the day of announcement (Awb 3:41)."""

    erasable_columns = ("facts",)

    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="letters", verbose_name="zaak")
    decision = models.ForeignKey(
        "cases.Decision", models.PROTECT, null=True, related_name="letters", verbose_name="besluit"
    )
    party = models.ForeignKey(
        "cases.Party", models.PROTECT, null=True, related_name="letters", verbose_name="aan een ander dan de aanvrager"
    )
    kind = models.CharField("soort brief", max_length=40)
    facts = models.JSONField("gegevens voor de brief", default=dict)
    planned_on = models.DateField("te verzenden op")
    status = models.CharField("stand", max_length=20, choices=LetterStatus.choices, default=LetterStatus.QUEUED)
    composition = models.ForeignKey(
        "letters.Composition", models.PROTECT, null=True, related_name="+", verbose_name="verzonden tekst"
    )
    sent_on = models.DateField("verzonden op", null=True)
    problem = models.TextField("waarom tegengehouden", blank=True)

    class Meta:
        verbose_name = "brief"
        verbose_name_plural = "brieven"
        indexes = [
            models.Index(
                fields=["planned_on", "id"],
                condition=models.Q(status__in=["queued", "attempting"]),
                name="letters_waiting_by_day",
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.get_status_display()}"

    @property
    def file_name(self) -> str:
        """The name under which it leaves the house: no personal data."""
        return f"{self.pk}-{self.case.number}.pdf"


class Composition(WrittenOnce):
    """The frozen text of a letter for one printed date, with the digest of its unsigned PDF and the renderer that makes it again."""

    erasable_columns = ("text",)

    letter = models.ForeignKey(Letter, models.PROTECT, related_name="compositions", verbose_name="brief")
    printed_on = models.DateField("datum op de brief")
    text = models.TextField("tekst (JSON)")
    renderer = models.CharField("opmaakprogramma", max_length=80)
    digest = models.CharField("vingerafdruk van de pdf (SHA-256)", max_length=64)
    composed_at = models.DateTimeField("opgesteld op", auto_now_add=True)

    class Meta:
        verbose_name = "brieftekst"
        verbose_name_plural = "briefteksten"

    def __str__(self) -> str:
        return f"{self.printed_on:%d-%m-%Y}"


class Notice(models.Model):
    """A letter to a party about a measure, which belongs to no case. Its text is frozen when it is sent."""

    erasable_columns = ("text",)

    measure = models.ForeignKey("cases.Measure", models.PROTECT, related_name="notices", verbose_name="maatregel")
    kind = models.CharField("soort brief", max_length=40)
    planned_on = models.DateField("te verzenden op")
    status = models.CharField("stand", max_length=20, choices=LetterStatus.choices, default=LetterStatus.QUEUED)
    sent_on = models.DateField("verzonden op", null=True)
    text = models.TextField("tekst (JSON)", blank=True)
    renderer = models.CharField("opmaakprogramma", max_length=80, blank=True)
    digest = models.CharField("vingerafdruk van de pdf (SHA-256)", max_length=64, blank=True)
    problem = models.TextField("waarom tegengehouden", blank=True)

    class Meta:
        verbose_name = "brief over een maatregel"
        verbose_name_plural = "brieven over maatregelen"

    def __str__(self) -> str:
        return f"{self.kind} {self.get_status_display()}"

    @property
    def reference(self) -> str:
        """The reference (kenmerk) of the letter."""
        return f"{self.measure.number}/{self.pk}"

    @property
    def file_name(self) -> str:
        """The name under which it leaves the house: no personal data."""
        return f"{self.measure.number}-{self.pk}.pdf"
