"""The STAP-aanmeldingsbewijs: the trainer's paper that an applicant sends along, with the lengths that its fields have.
Whether it fits the register is judged by rules, not here."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, StringConstraints, model_validator
from pydantic.dataclasses import dataclass

from cases.schemes.reading import STRICT, Amount, Day, KvkNumber, Text
from cases.schemes.stap.person import BirthDay, FirstName, Infix, check_one_line

CostKind = Literal[
    "lesgeld",
    "cursusgeld",
    "collegegeld",
    "examengeld",
    "leermiddelen",
    "literatuur",
    "beschermingsmiddelen",
    "catering",
    "reiskosten",
    "verblijfskosten",
    "overig",
]
Mode = Literal["voltijd", "deeltijd", "online"]
Code = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9_-]{0,39}$")]
StudentNumber = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9]{1,20}$")]
StreetName = Annotated[str, StringConstraints(min_length=1, max_length=34), AfterValidator(check_one_line)]
HouseNumber = Annotated[str, StringConstraints(pattern=r"^[0-9]{1,5}$")]
Addition = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9 -]{1,10}$")]
ShortPostcode = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9]{1,6}$")]
Country = Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$")]


@dataclass(config=STRICT)
class Address:
    """A Dutch address as the paper names it."""

    street: StreetName
    house_number: HouseNumber
    postcode: ShortPostcode
    addition: Addition | None = None


@dataclass(config=STRICT)
class Cost:
    """One cost of the training in euro. `is_billed_by_trainer`: it stands on the trainer's own invoice."""

    kind: CostKind
    amount: Amount
    is_billed_by_trainer: bool = True


@dataclass(config=STRICT, kw_only=True)
class Training:
    """The training on a paper: of which trainer, when and where, and what of it can be subsidised.

    `eligible_amount` is the subsidiabel bedrag, `total_price` all that must be paid, both in euro with VAT. `costs` divides the
    total, where the trainer gives that.
    """

    trainer_kvk: KvkNumber
    trainer_name: Text
    trainer_id: Code
    training_id: Code
    training_name: Text
    location: Text
    starts_on: Day
    ends_on: Day
    eligible_amount: Amount
    total_price: Amount
    country: Country = "NL"
    mode: Mode = "deeltijd"
    is_multi_year: bool = False
    costs: Annotated[tuple[Cost, ...], Field(max_length=50)] = ()

    @model_validator(mode="after")
    def _is_coherent(self) -> Self:
        if self.ends_on < self.starts_on:
            raise ValueError("De einddatum ligt voor de startdatum; controleer het aanmeldingsbewijs.")
        if self.eligible_amount > self.total_price:
            raise ValueError("Het subsidiabele bedrag (eligible_amount) is hoger dan de hele prijs (total_price).")
        return self


@dataclass(config=STRICT, kw_only=True)
class Registration(Training):
    """The paper: who is enrolled for which training. `address` is left out by who lives abroad."""

    student_number: StudentNumber
    first_name: FirstName
    last_name: FirstName
    born_on: BirthDay
    infix: Infix | None = None
    address: Address | None = None
