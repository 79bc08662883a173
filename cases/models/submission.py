"""What came in, raw, as received. Never edited; only the eraser may empty the body."""

from __future__ import annotations

from django.db import models

from audit.models import WrittenOnce


class Submission(WrittenOnce):
    """One message from outside: an application or a later act. The same message twice has the same digest and is stored once."""

    erasable_columns = ("body",)

    kind = models.CharField("soort", max_length=40)
    scheme = models.CharField("regeling", max_length=40)
    case = models.ForeignKey(
        "cases.Case", models.PROTECT, null=True, related_name="submissions", db_index=False, verbose_name="zaak"
    )
    digest = models.CharField("vingerafdruk (SHA-256)", max_length=64)
    body = models.TextField("inhoud (JSON)")
    channel = models.CharField("kanaal", max_length=20)
    received_at = models.DateTimeField("ontvangen op")
    stored_at = models.DateTimeField("opgeslagen op", auto_now_add=True)

    class Meta:
        verbose_name = "inzending"
        verbose_name_plural = "inzendingen"
        constraints = [models.UniqueConstraint(fields=["digest"], name="one_submission_per_digest")]
        indexes = [
            # Not of an application, which has no case yet when it is stored: its case names it.
            models.Index(fields=["case", "kind"], condition=models.Q(case__isnull=False), name="submissions_of_a_case")
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.digest[:8]}"


class Document(WrittenOnce):
    """A file that came in with a submission. It lies by its digest outside the tree; here stands what it is."""

    erasable_columns = ("name",)

    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="documents", verbose_name="zaak")
    submission = models.ForeignKey(Submission, models.PROTECT, related_name="documents", verbose_name="inzending")
    kind = models.CharField("soort", max_length=60)
    name = models.CharField("bestandsnaam", max_length=200)
    media_type = models.CharField("bestandstype", max_length=100)
    digest = models.CharField("vingerafdruk (SHA-256)", max_length=64)
    size = models.PositiveIntegerField("omvang in bytes")
    received_on = models.DateField("ontvangen op")

    class Meta:
        verbose_name = "document"
        verbose_name_plural = "documenten"

    def __str__(self) -> str:
        return self.name


class Extract(WrittenOnce):
    """The dated answer of a register, as it was when it was asked for this case. The question holds no number of a person."""

    erasable_columns = ("answer",)

    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="extracts", verbose_name="zaak")
    register = models.CharField("register", max_length=40)
    subject = models.CharField("waarover", max_length=60, default="")
    question = models.CharField("vraag", max_length=200)
    on = models.DateField("naar de stand van")
    state = models.CharField("uitkomst", max_length=12)
    answer = models.JSONField("antwoord", null=True)
    source = models.CharField("bron", max_length=200)
    asked_at = models.DateTimeField("gevraagd op")

    class Meta:
        verbose_name = "uittreksel"
        verbose_name_plural = "uittreksels"
        indexes = [models.Index(fields=["case", "register"])]

    def __str__(self) -> str:
        return f"{self.register}: {self.question}"
