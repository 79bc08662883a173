"""Cases drawn for a check: who was drawn, from which population, by which seed."""

from __future__ import annotations

from django.db import models

from audit.models import WrittenOnce


class Sample(WrittenOnce):
    """A settled-without-report case drawn for a check (SLIM 2025: grants below EUR 25,000). A sample accuses nobody."""

    case = models.OneToOneField("cases.Case", models.PROTECT, related_name="sample", verbose_name="zaak")
    population = models.CharField("populatie", max_length=120)
    seed_digest = models.CharField("SHA-256 van het zaad", max_length=64)
    drawn_on = models.DateField("getrokken op")

    class Meta:
        verbose_name = "steekproef"
        verbose_name_plural = "steekproeven"

    def __str__(self) -> str:
        return self.population
