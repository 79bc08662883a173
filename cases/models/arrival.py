"""Applications in the order in which they came in, where that order decides, with the files that came along, and the one grant a
year that a party may have."""

from __future__ import annotations

from django.db import models


class Arrival(models.Model):
    """An application of a window in order of arrival, from its receipt on. Its case is made later, under `case_key`.

    The trigger `cases_arrival_takes_its_number` gives a complete application its number under the lock of the window, as the
    last thing that its transaction does: the order of numbers is the order of commits. A number never changes. It looks for the
    window as well; a foreign key would make everybody lock its one row, and that of a submission stored by the same statement
    could find nothing. The table has no index that another one makes superfluous.
    `documents` are the files that came along, as kept; `outcome` is what became of it; `problem` why it could not be handled.
    """

    erasable_columns = ("documents",)

    window = models.ForeignKey(
        "cases.Window",
        models.PROTECT,
        related_name="arrivals",
        db_index=False,
        db_constraint=False,
        verbose_name="tijdvak",
    )
    submission = models.OneToOneField(
        "cases.Submission", models.PROTECT, related_name="arrival", db_constraint=False, verbose_name="inzending"
    )
    case_key = models.BigIntegerField("sleutel van de zaak", unique=True)
    number = models.CharField("zaaknummer", max_length=40)
    sender = models.CharField("ingediend door", max_length=120, blank=True)
    documents = models.JSONField("documenten", default=list)
    requested_cents = models.BigIntegerField("gevraagd bedrag in centen")
    is_complete = models.BooleanField("volledig")
    order_number = models.PositiveIntegerField("volgnummer", null=True)
    ordered_at = models.DateTimeField("volgnummer gegeven op", null=True)
    case = models.OneToOneField("cases.Case", models.PROTECT, null=True, related_name="arrival", verbose_name="zaak")
    outcome = models.CharField("uitkomst", max_length=20, blank=True)
    handled_at = models.DateTimeField("afgehandeld op", null=True)
    problem = models.CharField("waarom niet afgehandeld", max_length=200, blank=True)

    class Meta:
        verbose_name = "binnenkomst"
        verbose_name_plural = "binnenkomsten"
        constraints = [
            models.UniqueConstraint(fields=["window", "order_number"], name="one_arrival_per_order_number"),
            models.UniqueConstraint(fields=["number"], name="one_arrival_per_number"),
            models.CheckConstraint(
                condition=models.Q(is_complete=True, order_number__isnull=False)
                | models.Q(is_complete=False, order_number__isnull=True),
                name="complete_arrival_has_its_number",
            ),
        ]
        indexes = [
            models.Index(
                fields=["window", "order_number"],
                condition=models.Q(handled_at=None),
                name="arrivals_waiting_in_order",
            )
        ]

    def __str__(self) -> str:
        return self.number


class Enclosure(models.Model):
    """The content of a file that came with an arrival, until the case is made and the file lies in the document store.

    It is stored by the statement that stores the arrival: both are there, or neither, whatever stops in between.
    """

    pk = models.CompositePrimaryKey("submission_id", "place")
    submission = models.ForeignKey(
        # Submissions are never removed; a check of it for each file would cost the rush of an opening window for nothing.
        "cases.Submission",
        models.PROTECT,
        related_name="enclosures",
        db_constraint=False,
        db_index=False,
        verbose_name="inzending",
    )
    place = models.PositiveSmallIntegerField("plaats")
    content = models.BinaryField("inhoud")

    class Meta:
        verbose_name = "meegestuurd bestand"
        verbose_name_plural = "meegestuurde bestanden"

    def __str__(self) -> str:
        return f"inzending {self.submission_id}, bestand {self.place}"


class Entitlement(models.Model):
    """The one grant that a party may have of a scheme in a calendar year, and the case that has it.

    `ended_on`: the day from which it counts no more, where the scheme frees the year of a grant that was withdrawn.
    """

    scheme = models.CharField("regeling", max_length=40)
    holder = models.CharField("KvK-nummer of sleutel", max_length=64)
    year = models.PositiveSmallIntegerField("kalenderjaar")
    case = models.OneToOneField("cases.Case", models.PROTECT, related_name="entitlement", verbose_name="zaak")
    ended_on = models.DateField("telt niet meer sinds", null=True)

    class Meta:
        verbose_name = "jaarrecht"
        verbose_name_plural = "jaarrechten"
        constraints = [
            models.UniqueConstraint(
                fields=["scheme", "holder", "year"],
                condition=models.Q(ended_on=None),
                name="one_grant_per_party_and_year",
            )
        ]

    def __str__(self) -> str:
        return f"{self.scheme} {self.year}"
