"""Who holds which role, who may sign what up to which amount, what was approved, and settings that need a second person."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from audit.models import WrittenOnce


class RoleHolding(models.Model):
    """A role that an employee holds from a day until a day, for one scheme or (blank) for all."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="holdings", verbose_name="medewerker"
    )
    role = models.CharField("rol", max_length=20)
    scheme = models.CharField("regeling", max_length=40, blank=True)
    from_on = models.DateField("vanaf")
    until_on = models.DateField("tot en met", null=True)
    given_by = models.CharField("gegeven door", max_length=120)

    class Meta:
        verbose_name = "rol"
        verbose_name_plural = "rollen"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(until_on=None) | models.Q(until_on__gte=models.F("from_on")),
                name="role_ends_after_it_begins",
            )
        ]

    def __str__(self) -> str:
        return self.role


class Mandate(models.Model):
    """The right to sign a kind of decision for the minister, up to an amount in cents (empty: any), on dates (Awb 10:3, 10:5)."""

    holder = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="mandates", verbose_name="houder")
    act = models.CharField("handeling", max_length=40)
    scheme = models.CharField("regeling", max_length=40)
    up_to_cents = models.BigIntegerField("tot en met (centen)", null=True)
    from_on = models.DateField("vanaf")
    until_on = models.DateField("tot en met", null=True)
    given_by = models.CharField("gegeven door", max_length=120)

    class Meta:
        verbose_name = "mandaat"
        verbose_name_plural = "mandaten"
        indexes = [models.Index(fields=["holder", "act", "scheme"])]

    def __str__(self) -> str:
        return f"{self.act} {self.scheme}"


class Approval(WrittenOnce):
    """One person's yes or no to something, bound to the digest of what was approved; another digest makes it void."""

    subject = models.CharField("onderwerp", max_length=60)
    digest = models.CharField("vingerafdruk (SHA-256)", max_length=64)
    answer = models.CharField("antwoord", max_length=20)
    reason = models.TextField("reden", blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="medewerker")
    on = models.DateField("op")

    class Meta:
        verbose_name = "akkoord"
        verbose_name_plural = "akkoorden"
        indexes = [models.Index(fields=["subject", "digest"])]

    def __str__(self) -> str:
        return f"{self.subject}: {self.answer}"


class DatedSetting(models.Model):
    """A value that replaces an unconfirmed value of a scheme from a day on; it counts once a second person approved it."""

    scheme = models.CharField("regeling", max_length=40)
    name = models.CharField("waarde", max_length=60)
    value = models.JSONField("inhoud")
    from_on = models.DateField("vanaf")
    source = models.CharField("bron", max_length=300)
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="voorgesteld door"
    )
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="goedgekeurd door"
    )

    class Meta:
        verbose_name = "instelling"
        verbose_name_plural = "instellingen"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(approved_by=None) | ~models.Q(approved_by=models.F("proposed_by")),
                name="setting_is_approved_by_another_person",
            )
        ]

    def __str__(self) -> str:
        return f"{self.scheme}.{self.name}"
