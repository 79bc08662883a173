"""Who applies or takes part. Personal columns can be emptied by the eraser; the number of the register stays."""

from __future__ import annotations

from django.db import models


class Party(models.Model):
    """An enterprise or organisation, known by its KvK number. `sort_name` is the folded name, as the database sorts by code point."""

    erasable_columns = ("name", "sort_name", "street", "postcode", "town", "contact_name", "email", "iban")

    kvk_number = models.CharField("KvK-nummer", max_length=8, unique=True)
    name = models.CharField("naam", max_length=200)
    sort_name = models.CharField("sorteernaam", max_length=200, db_index=True)
    street = models.CharField("straat en huisnummer", max_length=200, blank=True)
    postcode = models.CharField("postcode", max_length=20, blank=True)
    town = models.CharField("plaats", max_length=200, blank=True)
    contact_name = models.CharField("contactpersoon", max_length=200, blank=True)
    email = models.CharField("e-mailadres", max_length=254, blank=True)
    iban = models.CharField("IBAN", max_length=34, blank=True)

    class Meta:
        verbose_name = "partij"
        verbose_name_plural = "partijen"

    def __str__(self) -> str:
        return self.name
