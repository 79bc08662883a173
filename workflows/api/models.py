"""Who may call, how often it called this minute, and what was answered under an idempotency key.
These tables belong to the door: nothing of a case is in them."""

from __future__ import annotations

from django.db import models

from audit.models import WrittenOnce
from cases.models import PartyRole


class ApiClient(models.Model):
    """A system that may call for one party in one part, from a day until a day. Of its token only the digest is kept.

    `may_date`: it delivers what came in elsewhere (such as on paper), and says when. `per_minute`: so many requests.
    """

    name = models.CharField("naam", max_length=120)
    digest = models.CharField("vingerafdruk van het token (SHA-256)", max_length=64, unique=True)
    scope = models.CharField("spreekt als", max_length=20, choices=PartyRole.choices)
    party = models.ForeignKey("cases.Party", models.PROTECT, related_name="+", verbose_name="spreekt voor")
    from_on = models.DateField("vanaf")
    until_on = models.DateField("tot en met", null=True)
    ended_at = models.DateTimeField("beëindigd op", null=True)
    per_minute = models.PositiveIntegerField("verzoeken per minuut")
    may_date = models.BooleanField("noemt zelf het moment van ontvangst", default=False)

    class Meta:
        verbose_name = "koppeling"
        verbose_name_plural = "koppelingen"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(until_on=None) | models.Q(until_on__gte=models.F("from_on")),
                name="client_ends_after_it_begins",
            )
        ]

    def __str__(self) -> str:
        return self.name


class ChainMandate(WrittenOnce):
    """A mandate (ketenmachtiging) by which a party applies for an employer, from a day until a day, as we were shown it.

    On a day the newest row counts of those that had begun by then: a mandate is ended or lengthened by a new row.
    """

    holder = models.ForeignKey("cases.Party", models.PROTECT, related_name="+", verbose_name="gemachtigde")
    employer = models.CharField("machtigt (KvK-nummer)", max_length=64)
    from_on = models.DateField("vanaf")
    until_on = models.DateField("tot en met", null=True)

    class Meta:
        verbose_name = "ketenmachtiging"
        verbose_name_plural = "ketenmachtigingen"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(until_on=None) | models.Q(until_on__gte=models.F("from_on")),
                name="chain_mandate_ends_after_it_begins",
            )
        ]
        indexes = [models.Index(fields=["holder", "employer"], name="chain_mandates_of_a_holder")]

    def __str__(self) -> str:
        return f"{self.holder_id}: {self.employer}"


class RequestCount(models.Model):
    """How many requests a client made in the minute of its last one. Lost when the server crashes, which does no harm."""

    client = models.OneToOneField(ApiClient, models.PROTECT, primary_key=True, related_name="+", db_constraint=False)
    minute = models.BigIntegerField("minuut sinds 1970")
    count = models.IntegerField("aantal")

    class Meta:
        verbose_name = "teller van verzoeken"
        verbose_name_plural = "tellers van verzoeken"

    def __str__(self) -> str:
        return f"{self.client_id}: {self.count}"


class IdempotencyKey(models.Model):
    """What a client called one request: the digest of that request, and the answer, so that a repeated one gets the same.

    `submission` is the digest of an application: what was answered to it is read again from what is stored. The client's row
    is not locked by a foreign key: fifty requests at once would stand in line for it. Clients are never removed.
    """

    pk = models.CompositePrimaryKey("client_id", "key")
    client = models.ForeignKey(ApiClient, models.PROTECT, related_name="+", db_constraint=False, db_index=False)
    key = models.CharField("sleutel", max_length=200)
    request = models.CharField("vingerafdruk van het verzoek (SHA-256)", max_length=64)
    answer = models.TextField("antwoord (JSON)", blank=True)
    submission = models.CharField("vingerafdruk van de aanvraag (SHA-256)", max_length=64, blank=True)
    made_at = models.DateTimeField("gemaakt op")

    class Meta:
        verbose_name = "idempotentiesleutel"
        verbose_name_plural = "idempotentiesleutels"

    def __str__(self) -> str:
        return f"{self.client_id}: {self.key}"
