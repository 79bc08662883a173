"""Who applies: the applicant, its enterprise with size figures, and the participants of a samenwerkingsverband.
What may be subsidised and what it costs does not stand here."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, StringConstraints, model_validator
from pydantic.dataclasses import dataclass

from cases.schemes.reading import STRICT, Amount, Email, Iban, KvkNumber, Percent, Text

Sector = Literal["landbouw", "visserij", "wegvervoer", "horeca", "recreatie", "overig"]
Role = Literal[
    "mkb-onderneming",
    "brancheorganisatie",
    "onderwijsinstelling",
    "O&O-fonds",
    "werknemersvereniging",
    "werkgeversvereniging",
]
SbiCode = Annotated[str, StringConstraints(pattern=r"^[0-9]{2,6}$")]
Country = Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$")]
Count = Annotated[int, Field(ge=0, le=1_000_000)]


@dataclass(config=STRICT)
class Applicant:
    """Who signs and receives: an enterprise, or the lead (penvoerder) of a samenwerkingsverband."""

    kvk_number: KvkNumber
    name: Text
    street: Text
    postcode: Text
    town: Text
    contact_name: Text
    email: Email
    iban: Iban | None = None

    @property
    def identifier(self) -> str:
        """The number by which the applicant is known."""
        return self.kvk_number


@dataclass(config=STRICT)
class Figures:
    """Size figures of one financial year: staff in full-time years, turnover and balance total in euro."""

    year: Annotated[int, Field(ge=2000, le=2099)]
    staff: Amount
    turnover: Amount
    balance_total: Amount


@dataclass(config=STRICT)
class Enterprise:
    """What decides whether an enterprise may apply. `employees` are people with a contract, without the director-owner.

    `linked_total` holds the figures together with partner and linked enterprises; leave it out where there are none.
    `de_minimis_received` is what the de-minimis declaration names for the last three fiscal years, in euro.
    """

    own_figures: Figures
    employees: Count
    linked_total: Figures | None = None
    sector: Sector = "overig"
    sbi_codes: tuple[SbiCode, ...] = ()
    country: Country = "NL"
    is_self_employed: bool = False
    public_share_percent: Percent = Decimal("0.00")
    group: Text | None = None
    de_minimis_received: Amount | None = None


@dataclass(config=STRICT)
class Participant:
    """A member of a samenwerkingsverband. `share_percent` is its part of the project, in percent of the whole."""

    kvk_number: KvkNumber
    name: Text
    role: Role
    share_percent: Percent
    enterprise: Enterprise | None = None

    @model_validator(mode="after")
    def _has_figures(self) -> Participant:
        if self.role == "mkb-onderneming" and self.enterprise is None:
            raise ValueError("Van een mkb-onderneming zijn de ondernemingsgegevens (enterprise) nodig.")
        return self


def _check_shares(participants: tuple[Participant, ...]) -> tuple[Participant, ...]:
    if participants and sum(participant.share_percent for participant in participants) != 100:
        raise ValueError("De aandelen van de deelnemers zijn samen niet 100 procent.")
    return participants


def _check_named_once(participants: tuple[Participant, ...]) -> tuple[Participant, ...]:
    if len({participant.kvk_number for participant in participants}) != len(participants):
        raise ValueError("Een deelnemer staat er twee keer in; noem elk KvK-nummer één keer.")
    return participants


Participants = Annotated[
    tuple[Participant, ...], Field(max_length=500), AfterValidator(_check_shares), AfterValidator(_check_named_once)
]
