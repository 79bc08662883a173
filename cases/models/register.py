"""The table-backed implementation of registers: what other bodies know, as loaded from their files."""

from __future__ import annotations

from django.db import models


class RegisterEntry(models.Model):
    """One entry of one register, valid from a day until a day."""

    register = models.CharField("register", max_length=40)
    key = models.CharField("sleutel", max_length=60)
    from_on = models.DateField("vanaf")
    until_on = models.DateField("tot en met", null=True)
    data = models.JSONField("gegevens")

    class Meta:
        verbose_name = "registerregel"
        verbose_name_plural = "registerregels"
        indexes = [models.Index(fields=["register", "key", "from_on"])]

    def __str__(self) -> str:
        return f"{self.register} {self.key}"
