"""The table-backed implementation of registers: what other bodies know, as loaded from their files."""

from __future__ import annotations

from django.db import models


class RegisterEntry(models.Model):
    """One entry of one register, as our copy of it said from a day until a day. The key of a person is a pseudonym.

    From when until when something held in the world stands in the data. An entry that another load of the same day
    replaced ends before it began: it never counted, but that it was there can be seen.
    """

    register = models.CharField("register", max_length=40)
    key = models.CharField("sleutel", max_length=64)
    from_on = models.DateField("vanaf")
    until_on = models.DateField("tot en met", null=True)
    data = models.JSONField("gegevens")

    class Meta:
        verbose_name = "registerregel"
        verbose_name_plural = "registerregels"
        indexes = [models.Index(fields=["register", "key", "from_on"])]

    def __str__(self) -> str:
        return f"{self.register} {self.key}"
