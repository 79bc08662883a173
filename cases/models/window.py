"""Application windows, their counters, reservations and the order in which a window is handled."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models

from audit.models import WrittenOnce


class Window(models.Model):
    """An application window as published. The ceiling is the limit of its counter with the bucket "ceiling"."""

    code = models.CharField("code", max_length=40, unique=True)
    scheme = models.CharField("regeling", max_length=40)
    label = models.CharField("naam", max_length=120)
    applicant_kinds = models.JSONField("soorten aanvragers")
    opens_at = models.DateTimeField("opent")
    closes_at = models.DateTimeField("sluit")
    method = models.CharField("verdeling", max_length=20)
    article = models.CharField("artikel", max_length=60)
    confirmed = models.BooleanField("bevestigd", default=True)
    is_budget_adopted = models.BooleanField("begroting vastgesteld", default=True)
    refused_for_ceiling_on = models.DateField("afwijzingen wegens plafond verzonden op", null=True)
    arrivals_closed_on = models.DateField("geen binnenkomst meer sinds", null=True)

    class Meta:
        verbose_name = "aanvraagtijdvak"
        verbose_name_plural = "aanvraagtijdvakken"
        ordering = ["opens_at", "code"]

    def __str__(self) -> str:
        return self.label

    @property
    def stream(self) -> str:
        """The name of this window's stream in the audit trail."""
        return f"window:{self.code}"


class Counter(models.Model):
    """Money that can be taken from one bucket of a window. Only the trigger on reservations moves `taken_cents`.

    `in_units`: it counts places, not cents; UNLIMITED as its limit means that it only counts. `closed_by`: the number
    in the order that did not fit any more, which no later one may pass. `carried_cents`: what the next window got of what was
    left here, or made up for of what was taken here above the ceiling.
    """

    UNLIMITED: ClassVar[int] = 2**62

    window = models.ForeignKey(Window, models.PROTECT, related_name="counters", verbose_name="tijdvak")
    bucket = models.CharField("onderdeel", max_length=60)
    limit_cents = models.BigIntegerField("plafond in centen")
    taken_cents = models.BigIntegerField("vergeven in centen", default=0)
    in_units = models.BooleanField("telt plaatsen", default=False)
    closed_by = models.PositiveIntegerField("geen plaats meer vanaf nummer", null=True)
    carried_cents = models.BigIntegerField("overgeheveld in centen", default=0)

    class Meta:
        verbose_name = "teller"
        verbose_name_plural = "tellers"
        constraints = [
            models.UniqueConstraint(fields=["window", "bucket"], name="one_counter_per_bucket"),
            models.CheckConstraint(
                condition=models.Q(taken_cents__lte=models.F("limit_cents")), name="ceiling_is_never_exceeded"
            ),
            models.CheckConstraint(condition=models.Q(taken_cents__gte=0), name="counter_is_never_negative"),
        ]

    def __str__(self) -> str:
        return self.bucket


class Reservation(WrittenOnce):
    """Money claimed from a counter for a case (positive) or given back (negative)."""

    counter = models.ForeignKey(Counter, models.PROTECT, related_name="reservations", verbose_name="teller")
    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="reservations", verbose_name="zaak")
    amount_cents = models.BigIntegerField("bedrag in centen")
    on = models.DateField("op")
    reason = models.CharField("reden", max_length=120)

    class Meta:
        verbose_name = "reservering"
        verbose_name_plural = "reserveringen"

    def __str__(self) -> str:
        return f"{self.amount_cents} {self.reason}"


class Participation(models.Model):
    """An enterprise or person that takes part in an application in a window: at most once, as applicant or as partner."""

    window = models.ForeignKey(Window, models.PROTECT, related_name="participations", verbose_name="tijdvak")
    participant = models.CharField("KvK-nummer of sleutel", max_length=64, db_index=True)
    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="participations", verbose_name="zaak")

    class Meta:
        verbose_name = "deelname"
        verbose_name_plural = "deelnames"
        constraints = [
            models.UniqueConstraint(fields=["window", "participant"], name="one_application_per_enterprise_per_window")
        ]

    def __str__(self) -> str:
        return self.participant


class Draw(models.Model):
    """The lot of a window: commitment to a secret seed, frozen list, public value entered by two people, order."""

    window = models.OneToOneField(Window, models.PROTECT, related_name="draw", verbose_name="tijdvak")
    method = models.CharField("wijze", max_length=20, default="hmac")
    seed_digest = models.CharField("SHA-256 van het zaad", max_length=64, blank=True)
    seed_hex = models.CharField("zaad (hex)", max_length=64, blank=True)
    value_source = models.CharField("openbare toevalswaarde", max_length=200, blank=True)
    value_due_at = models.DateTimeField("openbaar vanaf", null=True)
    list_digest = models.CharField("SHA-256 van de lijst", max_length=64, blank=True)
    list_frozen_at = models.DateTimeField("lijst bevroren op", null=True)
    value = models.CharField("toevalswaarde", max_length=200, blank=True)
    value_entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="ingevoerd door"
    )
    value_confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="bevestigd door"
    )
    drawn_at = models.DateTimeField("geloot op", null=True)

    class Meta:
        verbose_name = "loting"
        verbose_name_plural = "lotingen"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(value_confirmed_by=None)
                | ~models.Q(value_confirmed_by=models.F("value_entered_by")),
                name="value_is_confirmed_by_another_person",
            )
        ]

    def __str__(self) -> str:
        return f"loting {self.window_id}"


class Position(WrittenOnce):
    """The place of a case in the order of its window; the proof of it is the draw or the day of completeness."""

    window = models.ForeignKey(Window, models.PROTECT, related_name="positions", verbose_name="tijdvak")
    case = models.OneToOneField("cases.Case", models.PROTECT, related_name="position", verbose_name="zaak")
    number = models.PositiveIntegerField("volgnummer")
    key = models.CharField("sorteersleutel", max_length=64)
    was_complete = models.BooleanField("volledig bij bevriezen")

    class Meta:
        verbose_name = "volgnummer"
        verbose_name_plural = "volgnummers"
        constraints = [models.UniqueConstraint(fields=["window", "number"], name="one_case_per_position")]

    def __str__(self) -> str:
        return str(self.number)
