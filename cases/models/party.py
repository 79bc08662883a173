"""Who applies or takes part. Personal columns can be emptied by the eraser; the key under which somebody is known stays."""

from __future__ import annotations

from django.db import models


class PartyKind(models.TextChoices):
    """What a party is."""

    ENTERPRISE = "enterprise", "Onderneming of organisatie"
    PERSON = "person", "Natuurlijk persoon"


class Party(models.Model):
    """Who is known by one number: an enterprise by its KvK number, a person by the key that stands for the BSN (cases.identity).

    `sort_name` is the folded name, as the database sorts by code point.
    """

    erasable_columns = ("name", "sort_name", "street", "postcode", "town", "contact_name", "email", "iban")

    identifier = models.CharField("KvK-nummer of sleutel", max_length=64, unique=True)
    kind = models.CharField("soort", max_length=20, choices=PartyKind.choices, default=PartyKind.ENTERPRISE)
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

    @property
    def kvk_number(self) -> str:
        """The KvK number of an enterprise; nothing for a person."""
        return self.identifier if self.kind == PartyKind.ENTERPRISE else ""


class PartyRole(models.TextChoices):
    """What a party is in a case."""

    APPLICANT = "applicant", "Aanvrager"
    INTERMEDIARY = "intermediary", "Intermediair"
    TRAINER = "trainer", "Opleider"
    EMPLOYER = "employer", "Werkgever"


class CaseParty(models.Model):
    """A party that has a part in a case, and so may send the acts that its role allows and read the decisions."""

    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="parties", verbose_name="zaak")
    party = models.ForeignKey(Party, models.PROTECT, related_name="parts", verbose_name="partij")
    role = models.CharField("rol in de zaak", max_length=20, choices=PartyRole.choices)

    class Meta:
        verbose_name = "betrokkene"
        verbose_name_plural = "betrokkenen"
        constraints = [models.UniqueConstraint(fields=["party", "case", "role"], name="one_part_of_a_kind_per_party")]

    def __str__(self) -> str:
        return f"{self.role} {self.party_id}"
