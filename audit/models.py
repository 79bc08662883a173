"""The tables of the audit trail: events in streams, the erasable personal facts, checkpoints, and who looked.
Writing events is in audit.trail; numbering, linking and hashing is in audit/sql; who may write is in audit.grants."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models.functions import Now

from audit.fields import CurrentTransaction, Day, InBody, Moment, TransactionField


class WrittenOnceError(TypeError):
    """Code tried to change or remove a row that is written once; a correction is a new row, pointing to the old one."""


class WrittenOnce(models.Model):
    """A row that is never edited. The app role holds SELECT and INSERT only, so raw SQL and `update` fail as well.

    `erasable_columns` names the columns that the eraser role may empty, in a transaction that holds its erasure event.
    """

    erasable_columns: ClassVar[tuple[str, ...]] = ()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Insert the row. Raises WrittenOnceError when it exists already."""
        if not self._state.adding:
            raise WrittenOnceError(f"{self._meta.label} {self.pk} is written once.")
        super().save(*args, **{**kwargs, "force_insert": True})

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Refuse. Raises WrittenOnceError always."""
        raise WrittenOnceError(f"{self._meta.label} {self.pk} is written once.")


class Stream(models.Model):
    """The head of a stream: how many events it has and the last two hashes. Only the trigger on events writes it."""

    name = models.CharField("stroom", max_length=100, primary_key=True)
    length = models.BigIntegerField("aantal")
    previous = models.CharField("vorige hash", max_length=64)
    head = models.CharField("laatste hash", max_length=64)

    class Meta:
        verbose_name = "stroom"
        verbose_name_plural = "stromen"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(name__regex=r"^[a-z_]+:[A-Za-z0-9][A-Za-z0-9._-]*$"),
                name="stream_name_is_kind_and_key",
            )
        ]

    def __str__(self) -> str:
        return self.name


def _from_body(
    expression: models.Func, output: models.Field[Any, Any], label: str, **options: Any
) -> models.GeneratedField:
    return models.GeneratedField(
        expression=expression, output_field=output, db_persist=True, verbose_name=label, **options
    )


class Event(WrittenOnce):
    """One thing that happened. The body is canonical JSON, kept and hashed as text; query columns are computed from it.

    Code sends stream and body only: the trigger `audit_event_is_linked` gives number, hashes and transaction.
    """

    stream = models.CharField("stroom", max_length=100)
    number = models.BigIntegerField("nummer")
    previous_hash = models.CharField("vorige hash", max_length=64)
    hash = models.CharField("hash", max_length=64)
    body = models.TextField("inhoud")
    xact = TransactionField("transactie", db_default=CurrentTransaction())
    action = _from_body(InBody("action"), models.TextField(), "handeling")
    result = _from_body(InBody("result"), models.TextField(), "uitkomst")
    actor = _from_body(InBody("actor"), models.TextField(), "wie")
    on_date = _from_body(Day(InBody("on")), models.DateField(), "datum")
    occurred_at = _from_body(Moment(InBody("at")), models.DateTimeField(), "tijdstip")
    status_from = _from_body(InBody("from"), models.TextField(), "van status", null=True)
    status_to = _from_body(InBody("to"), models.TextField(), "naar status", null=True)

    class Meta:
        verbose_name = "gebeurtenis"
        verbose_name_plural = "gebeurtenissen"
        constraints = [
            models.UniqueConstraint(fields=["stream", "number"], name="one_event_per_stream_and_number"),
            models.CheckConstraint(
                condition=models.Q(
                    action__isnull=False,
                    result__in=["done", "refused"],
                    actor__isnull=False,
                    on_date__isnull=False,
                    occurred_at__isnull=False,
                ),
                name="event_says_what_who_and_when",
            ),
        ]
        indexes = [
            models.Index(fields=["action", "on_date"], name="event_by_action"),
            models.Index(fields=["xact"], condition=models.Q(action="personal.erased"), name="erasure_by_transaction"),
        ]

    def __str__(self) -> str:
        return f"{self.stream} {self.number}"


class PersonalFact(models.Model):
    """A personal value outside the chain: the event holds HMAC-SHA256(key, value) only. The eraser may delete it."""

    commitment = models.CharField("verbintenis", max_length=64, unique=True)
    key = models.BinaryField("sleutel")
    value = models.TextField("waarde")
    stream = models.CharField("stroom", max_length=100, db_index=True)
    label = models.CharField("gegeven", max_length=60)

    class Meta:
        verbose_name = "persoonsgegeven"
        verbose_name_plural = "persoonsgegevens"

    def __str__(self) -> str:
        return f"{self.stream} {self.label}"


class Checkpoint(WrittenOnce):
    """The state of all streams at one moment. The same line kept outside proves that nothing before it was rewritten.

    `last_event` and `snapshot` together say which events were committed; `root` is the hash over their stream heads.
    """

    made_at = models.DateTimeField("gemaakt op")
    streams = models.BigIntegerField("aantal stromen")
    events = models.BigIntegerField("aantal gebeurtenissen")
    last_event = models.BigIntegerField("hoogste gebeurtenis")
    snapshot = models.TextField("momentopname")
    root = models.CharField("hash over alle stromen", max_length=64)

    class Meta:
        verbose_name = "ijkpunt"
        verbose_name_plural = "ijkpunten"

    def __str__(self) -> str:
        return f"{self.made_at:%Y-%m-%d %H:%M}"


class Access(WrittenOnce):
    """Who looked at what, and for which purpose."""

    actor = models.CharField("wie", max_length=100)
    object = models.CharField("wat", max_length=100)
    purpose = models.CharField("doel", max_length=200)
    at = models.DateTimeField("wanneer", db_default=Now())

    class Meta:
        verbose_name = "inzage"
        verbose_name_plural = "inzagen"
        indexes = [models.Index(fields=["object", "at"], name="access_by_object")]

    def __str__(self) -> str:
        return f"{self.actor} {self.object}"
