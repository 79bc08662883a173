"""Measures on a party, outside any case: exclusion of an applicant, removal of a trainer or of one of its trainings.
What must be done before one is imposed stands in workflows/steps/measures.py."""

from __future__ import annotations

from django.conf import settings
from django.db import models


class MeasureKind(models.TextChoices):
    """What the measure does."""

    EXCLUSION = "exclusion", "Uitsluiting van een aanvrager"
    REMOVAL = "removal", "Verwijdering van een opleider"
    TRAINING_REMOVAL = "training_removal", "Verwijdering van een scholing"


class MeasureStatus(models.TextChoices):
    """How far a measure is."""

    PROPOSED = "proposed", "Voornemen"
    IMPOSED = "imposed", "Opgelegd"
    DROPPED = "dropped", "Niet doorgezet"
    LIFTED = "lifted", "Opgeheven"


class Measure(models.Model):
    """A measure from intention to decision: the party is heard first (Awb 4:8), interests are weighed (3:4).

    `views_due_on` is set when the intention was sent, `views_ended_on` when views came or their term went by.
    """

    erasable_columns = ("grounds", "weighing", "reasons", "answer_to_views")

    number = models.CharField("kenmerk", max_length=40, unique=True)
    scheme = models.CharField("regeling", max_length=40)
    kind = models.CharField("soort", max_length=20, choices=MeasureKind.choices)
    party = models.ForeignKey("cases.Party", models.PROTECT, related_name="measures", verbose_name="partij")
    training = models.CharField("scholing", max_length=60, blank=True)
    case = models.ForeignKey(
        "cases.Case", models.PROTECT, null=True, related_name="measures", verbose_name="zaak die aanleiding gaf"
    )
    status = models.CharField("stand", max_length=20, choices=MeasureStatus.choices, default=MeasureStatus.PROPOSED)
    grounds = models.TextField("gronden van het voornemen")
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="voorgesteld door"
    )
    proposed_on = models.DateField("voorgesteld op")
    views_due_on = models.DateField("zienswijze uiterlijk op", null=True)
    views_ended_on = models.DateField("zienswijzetermijn geëindigd op", null=True)
    views = models.OneToOneField(
        "cases.Submission", models.PROTECT, null=True, related_name="+", verbose_name="zienswijze"
    )
    answer_to_views = models.TextField("antwoord op de zienswijze", blank=True)
    weighing = models.TextField("belangenafweging (Awb 3:4)", blank=True)
    reasons = models.TextField("motivering", blank=True)
    articles = models.JSONField("artikelen", default=list)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="besloten door"
    )
    decided_on = models.DateField("besloten op", null=True)
    mandate = models.ForeignKey("cases.Mandate", models.PROTECT, null=True, related_name="+", verbose_name="mandaat")
    from_on = models.DateField("vanaf", null=True)
    until_on = models.DateField("tot en met", null=True)

    class Meta:
        verbose_name = "maatregel"
        verbose_name_plural = "maatregelen"
        constraints = [
            models.UniqueConstraint(
                fields=["party", "scheme", "kind", "training"],
                condition=models.Q(status="proposed"),
                name="one_intention_of_a_kind_per_party",
            ),
            models.CheckConstraint(
                condition=~models.Q(status="imposed") | models.Q(decided_by__isnull=False),
                name="measure_is_imposed_by_a_person",
            ),
            models.CheckConstraint(
                condition=models.Q(decided_by=None) | ~models.Q(decided_by=models.F("proposed_by")),
                name="measure_is_decided_by_another_person",
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def stream(self) -> str:
        """The stream of the party in the audit trail."""
        return f"party:{self.party_id}"


class Exclusion(models.Model):
    """Who or what is shut out of a scheme, from a day until a day (None: for good). Asked at each application."""

    measure = models.OneToOneField(Measure, models.PROTECT, related_name="exclusion", verbose_name="maatregel")
    party = models.ForeignKey("cases.Party", models.PROTECT, related_name="exclusions", verbose_name="partij")
    scheme = models.CharField("regeling", max_length=40)
    kind = models.CharField("soort", max_length=20, choices=MeasureKind.choices)
    training = models.CharField("scholing", max_length=60, blank=True)
    from_on = models.DateField("vanaf")
    until_on = models.DateField("tot en met", null=True)

    class Meta:
        verbose_name = "uitsluiting"
        verbose_name_plural = "uitsluitingen"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(until_on=None) | models.Q(until_on__gte=models.F("from_on")),
                name="exclusion_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=~models.Q(kind="exclusion") | models.Q(until_on__isnull=False),
                name="applicant_is_never_excluded_for_good",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.from_on:%d-%m-%Y}"


class AffectedGrant(models.Model):
    """A running grant of which the trainer or training was removed; a person says what becomes of it.

    `choice` is empty while it waits; then "other_training", "revoke" (without blame) or "goes_on".
    """

    erasable_columns = ("reasons",)

    measure = models.ForeignKey(Measure, models.PROTECT, related_name="affected", verbose_name="maatregel")
    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="affected_by", verbose_name="zaak")
    choice = models.CharField("gevolg", max_length=20, blank=True)
    reasons = models.TextField("motivering", blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="besloten door"
    )
    decided_on = models.DateField("besloten op", null=True)

    class Meta:
        verbose_name = "geraakte verlening"
        verbose_name_plural = "geraakte verleningen"
        constraints = [
            models.UniqueConstraint(fields=["measure", "case"], name="one_row_per_measure_and_grant"),
        ]
        indexes = [models.Index(fields=["case"], condition=models.Q(choice=""), name="affected_grants_that_wait")]

    def __str__(self) -> str:
        return f"{self.measure_id} {self.case_id}"
