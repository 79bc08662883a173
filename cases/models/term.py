"""Terms that run on a case, each explained by its events. How a term is counted stands in `cases.terms`."""

from __future__ import annotations

from django.db import models


class Term(models.Model):
    """A term with its last day and the sentences that explain it; `ended_on` says when it was met, lapsed or became void.

    The terms of several objections run side by side; of every other kind only one runs at a time.
    """

    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="terms", verbose_name="zaak")
    code = models.CharField("soort termijn", max_length=40)
    label = models.CharField("naam", max_length=120)
    article = models.CharField("artikel", max_length=60)
    starts_on = models.DateField("begint na")
    due_on = models.DateField("laatste dag")
    explanation = models.JSONField("uitleg", default=list)
    suspensions = models.JSONField("opschortingen", default=list)
    suspended_from = models.DateField("opgeschort sinds", null=True)
    ended_on = models.DateField("geëindigd op", null=True)
    ending = models.CharField("waardoor geëindigd", max_length=120, blank=True)

    class Meta:
        verbose_name = "termijn"
        verbose_name_plural = "termijnen"
        constraints = [
            models.UniqueConstraint(
                fields=["case", "code"],
                condition=models.Q(ended_on=None) & ~models.Q(code__in=["objection", "objection_decision"]),
                name="one_running_term_of_a_kind_per_case",
            )
        ]
        indexes = [models.Index(fields=["due_on"], condition=models.Q(ended_on=None), name="running_terms_by_due_day")]

    def __str__(self) -> str:
        return f"{self.label} t/m {self.due_on:%d-%m-%Y}"
