"""How a window is shared: the frozen list, the rates of its buckets, calamities that move its closing, and advances set off."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from audit.models import WrittenOnce
from cases.models.case import Case
from cases.models.decision import Assessment, Decision
from cases.models.line import ClaimLine
from cases.models.window import Window

USER = settings.AUTH_USER_MODEL


class ShareList(models.Model):
    """A frozen list of shares and what was done with it; the newest of a window counts, until one is signed.

    `digest` is the SHA-256 of the list as text, `rates_digest` that of the rates computed from it; approvals are bound to it.
    """

    window = models.ForeignKey(Window, models.PROTECT, related_name="share_lists", verbose_name="tijdvak")
    number = models.PositiveIntegerField("volgnummer")
    digest = models.CharField("SHA-256 van de lijst", max_length=64)
    frozen_at = models.DateTimeField("bevroren op")
    is_reallocated = models.BooleanField("rest verdelen over andere onderdelen", null=True)
    reallocation_reason = models.TextField("reden van de keuze over de rest", blank=True)
    reallocation_by = models.ForeignKey(
        USER, models.PROTECT, null=True, related_name="+", verbose_name="keuze voorgesteld door"
    )
    reallocation_confirmed_by = models.ForeignKey(
        USER, models.PROTECT, null=True, related_name="+", verbose_name="keuze bevestigd door"
    )
    rates_digest = models.CharField("SHA-256 van de tarieven", max_length=64, blank=True)
    rates_by = models.ForeignKey(
        USER, models.PROTECT, null=True, related_name="+", verbose_name="tarieven voorgesteld door"
    )
    signed_by = models.ForeignKey(USER, models.PROTECT, null=True, related_name="+", verbose_name="getekend door")
    signed_on = models.DateField("besloten op", null=True)
    mandate = models.ForeignKey("cases.Mandate", models.PROTECT, null=True, related_name="+", verbose_name="mandaat")

    class Meta:
        verbose_name = "verdeellijst"
        verbose_name_plural = "verdeellijsten"
        constraints = [
            models.UniqueConstraint(fields=["window", "number"], name="one_share_list_per_number"),
            models.UniqueConstraint(
                fields=["window"], condition=~models.Q(signed_on=None), name="one_signed_share_list_per_window"
            ),
            models.CheckConstraint(
                condition=models.Q(reallocation_confirmed_by=None)
                | ~models.Q(reallocation_confirmed_by=models.F("reallocation_by")),
                name="reallocation_is_confirmed_by_another_person",
            ),
            models.CheckConstraint(
                condition=models.Q(signed_by=None)
                | models.Q(rates_by=None)
                | ~models.Q(signed_by=models.F("rates_by")),
                name="rates_are_signed_by_another_person",
            ),
        ]

    def __str__(self) -> str:
        return f"verdeellijst {self.number}"

    @property
    def subject(self) -> str:
        """Under which an approval of the rates is kept."""
        return f"rates:{self.pk}"


class SharedCase(WrittenOnce):
    """An application that a list decides on, with the assessment whose lines were listed; also one of which no line is met."""

    share_list = models.ForeignKey(ShareList, models.PROTECT, related_name="cases", verbose_name="verdeellijst")
    case = models.ForeignKey(Case, models.PROTECT, related_name="shared", verbose_name="zaak")
    assessment = models.ForeignKey(Assessment, models.PROTECT, related_name="+", verbose_name="beoordeling")

    class Meta:
        verbose_name = "verdeelde zaak"
        verbose_name_plural = "verdeelde zaken"
        constraints = [models.UniqueConstraint(fields=["share_list", "case"], name="one_place_per_share_list_and_case")]

    def __str__(self) -> str:
        return str(self.case_id)


class Share(WrittenOnce):
    """A claim of one line on one bucket as it stands on a frozen list. `is_provisional`: it counts, its outcome comes later."""

    share_list = models.ForeignKey(ShareList, models.PROTECT, related_name="shares", verbose_name="verdeellijst")
    case = models.ForeignKey(Case, models.PROTECT, related_name="shares", verbose_name="zaak")
    line = models.ForeignKey(ClaimLine, models.PROTECT, related_name="shares", verbose_name="regel")
    bucket = models.CharField("onderdeel", max_length=60)
    units = models.PositiveIntegerField("tellende delen")
    of = models.PositiveIntegerField("van het geheel")
    is_provisional = models.BooleanField("telt voorlopig mee")

    class Meta:
        verbose_name = "aandeel"
        verbose_name_plural = "aandelen"
        constraints = [
            models.UniqueConstraint(fields=["share_list", "line", "bucket"], name="one_share_per_line_and_bucket")
        ]
        indexes = [models.Index(fields=["case"])]

    def __str__(self) -> str:
        return f"{self.bucket} {self.units}/{self.of}"


class BucketRate(WrittenOnce):
    """What a whole of a bucket gets, exactly: `numerator` / `denominator` cents; what a line gets of it is rounded down.

    `percent` (text, two decimals) where a full amount is paid at a percentage. `added_cents`: what came from other buckets, or
    went to them (negative). `demand`: the shares on the list together, as a fraction in text.
    """

    share_list = models.ForeignKey(ShareList, models.PROTECT, related_name="rates", verbose_name="verdeellijst")
    bucket = models.CharField("onderdeel", max_length=60)
    label = models.CharField("naam", max_length=120)
    ceiling_cents = models.BigIntegerField("plafond in centen")
    added_cents = models.BigIntegerField("van of naar andere onderdelen in centen")
    demand = models.CharField("vraag in gehelen", max_length=80)
    percent = models.CharField("percentage", max_length=20, blank=True)
    numerator = models.BigIntegerField("teller van het bedrag per geheel")
    denominator = models.BigIntegerField("noemer van het bedrag per geheel")

    class Meta:
        verbose_name = "tarief"
        verbose_name_plural = "tarieven"
        constraints = [
            models.UniqueConstraint(fields=["share_list", "bucket"], name="one_rate_per_bucket"),
            models.CheckConstraint(
                condition=models.Q(numerator__gte=0, denominator__gt=0, ceiling_cents__gte=0), name="rate_is_an_amount"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.bucket} {self.percent}"


class Outage(models.Model):
    """A calamity at the electronic counter shortly before closing, with the new latest moment; it counts once approved."""

    window = models.ForeignKey(Window, models.PROTECT, related_name="outages", verbose_name="tijdvak")
    from_at = models.DateTimeField("storing vanaf")
    until_at = models.DateTimeField("storing tot")
    closes_at = models.DateTimeField("nieuw uiterste moment")
    closed_at = models.DateTimeField("uiterste moment daarvoor")
    reason = models.TextField("wat er gebeurde")
    entered_by = models.ForeignKey(USER, models.PROTECT, related_name="+", verbose_name="ingevoerd door")
    approved_by = models.ForeignKey(USER, models.PROTECT, null=True, related_name="+", verbose_name="goedgekeurd door")
    approved_on = models.DateField("goedgekeurd op", null=True)

    class Meta:
        verbose_name = "storing"
        verbose_name_plural = "storingen"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(approved_by=None) | ~models.Q(approved_by=models.F("entered_by")),
                name="outage_is_approved_by_another_person",
            ),
            models.CheckConstraint(
                condition=models.Q(from_at__lt=models.F("until_at"), closes_at__gt=models.F("closed_at")),
                name="outage_moves_closing_forward",
            ),
        ]

    def __str__(self) -> str:
        return f"storing {self.from_at:%d-%m-%Y %H:%M}"


class SharingRun(models.Model):
    """Work on all applications of a shared window that runs in the background, in the name of who started it.

    `act` is the name under which the page and the command know it; `total` how many applications waited for it at the start. While
    `ended_at` is empty it waits (`begun_at` empty), runs, or was broken off: whether it runs says a lock that dies with its worker.
    """

    window = models.ForeignKey(Window, models.PROTECT, related_name="runs", verbose_name="tijdvak")
    act = models.CharField("handeling", max_length=20)
    total = models.PositiveIntegerField("aanvragen bij de start")
    started_by = models.ForeignKey(USER, models.PROTECT, related_name="+", verbose_name="gestart door")
    started_at = models.DateTimeField("gestart op", auto_now_add=True)
    on = models.DateField("dag van de handeling")
    begun_at = models.DateTimeField("begonnen op", null=True)
    ended_at = models.DateTimeField("geëindigd op", null=True)
    outcome = models.CharField("uitkomst", max_length=20, blank=True)
    refusal = models.TextField("waarom geweigerd", blank=True)

    class Meta:
        verbose_name = "verwerking van een tijdvak"
        verbose_name_plural = "verwerkingen van tijdvakken"
        constraints = [
            models.UniqueConstraint(
                fields=["window", "act"], condition=models.Q(ended_at=None), name="one_open_run_per_window_and_act"
            ),
            models.CheckConstraint(
                condition=models.Q(ended_at=None, outcome="")
                | models.Q(ended_at__isnull=False) & ~models.Q(outcome=""),
                name="ended_run_has_an_outcome",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.act} {self.window_id}"


class SetOff(WrittenOnce):
    """So much of an advance that was paid in one case counts as payment of the settlement in another (Awb 4:95 lid 4).

    `left_cents` is what was left of the advance after it, for a next settlement or to be claimed back.
    """

    advance = models.ForeignKey(Case, models.PROTECT, related_name="+", verbose_name="zaak van het voorschot")
    case = models.ForeignKey(Case, models.PROTECT, related_name="set_offs", verbose_name="zaak van de vaststelling")
    decision = models.ForeignKey(Decision, models.PROTECT, related_name="set_offs", verbose_name="besluit")
    amount_cents = models.BigIntegerField("bedrag in centen")
    left_cents = models.BigIntegerField("rest van het voorschot in centen", default=0)
    on = models.DateField("verrekend op")

    class Meta:
        verbose_name = "verrekening"
        verbose_name_plural = "verrekeningen"
        constraints = [
            models.UniqueConstraint(fields=["advance", "case"], name="one_set_off_per_advance_and_case"),
            models.CheckConstraint(condition=models.Q(amount_cents__gt=0), name="set_off_is_more_than_nothing"),
            models.CheckConstraint(condition=models.Q(left_cents__gte=0), name="advance_is_never_used_more_than_whole"),
            models.CheckConstraint(
                condition=~models.Q(advance=models.F("case")), name="set_off_is_against_another_case"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.amount_cents}"
