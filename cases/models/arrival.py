"""Applications in the order in which they came in, where that order decides, and the one grant a year that a party may have."""

from __future__ import annotations

from django.db import models


class Arrival(models.Model):
    """An application of a window in order of arrival, from its receipt on. Its case is made later, under `case_key`.

    The trigger `cases_arrival_takes_its_number` gives a complete application its number under the lock of the window, as the
    last thing that its transaction does: the order of numbers is the order of commits. A number never changes.
    `documents` are the files that came along, as kept; `outcome` is what became of it; `problem` why it could not be handled.
    """

    erasable_columns = ("documents",)

    window = models.ForeignKey("cases.Window", models.PROTECT, related_name="arrivals", verbose_name="tijdvak")
    submission = models.OneToOneField(
        "cases.Submission", models.PROTECT, related_name="arrival", verbose_name="inzending"
    )
    case_key = models.BigIntegerField("sleutel van de zaak", unique=True)
    number = models.CharField("zaaknummer", max_length=40, unique=True)
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
