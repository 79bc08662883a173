"""The typed application and how it is read from JSON, with every error at once: the firm that trained, and its places.
What the law says about a place stands in the rules."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field, StringConstraints, model_validator
from pydantic.dataclasses import dataclass

from cases.schemes.reading import STRICT, Bsn, Day, Email, Iban, KvkNumber, Text, read

Form = Literal["OVO", "ODT"]
Result = Literal["diploma", "certificaat", "praktijkverklaring", "instellingsverklaring"]
Situation = Literal["werkzoekend", "bedreigd met werkloosheid", "werkend"]
Crebo = Annotated[str, StringConstraints(pattern=r"^[0-9]{5}$")]


@dataclass(config=STRICT)
class Applicant:
    """The recognised training firm (leerbedrijf) that gave the place: it applies, and receives letter and money."""

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
        """The number by which the firm is known: its KvK number."""
        return self.kvk_number


@dataclass(config=STRICT)
class TrainingPlace:
    """One practice place: for whom, what was learned, when, and in how many weeks there was teaching at work.

    The agreement is signed by the firm, the school and the participant; the hours are accounted for.
    """

    bsn: Bsn
    crebo: Crebo
    form: Form
    result: Result
    situation: Situation
    starts_on: Day
    ends_on: Day
    weeks: Annotated[int, Field(ge=1, le=400)]
    agreement_is_signed: bool = False
    hours_are_recorded: bool = False

    @model_validator(mode="after")
    def _ends_after_it_starts(self) -> TrainingPlace:
        if self.ends_on < self.starts_on:
            raise ValueError("De praktijkplaats eindigt voordat zij begint; controleer de datums.")
        return self


def _check_named_once(places: tuple[TrainingPlace, ...]) -> tuple[TrainingPlace, ...]:
    if len({(place.bsn, place.crebo, place.starts_on) for place in places}) != len(places):
        raise ValueError("Dezelfde praktijkplaats staat er twee keer in; noem elke plaats één keer.")
    return places


@dataclass(config=STRICT)
class ThirdPathApplication:
    """An application of one firm for one or more places, after they have ended."""

    applicant: Applicant
    places: Annotated[
        tuple[TrainingPlace, ...], Field(min_length=1, max_length=2000), AfterValidator(_check_named_once)
    ]
    declares: bool = False

    @property
    def applicant_kind(self) -> str:
        """There is one kind of applicant: the recognised training firm."""
        return "leerbedrijf"

    @property
    def participant_numbers(self) -> tuple[str, ...]:
        """The firm alone; who learned there takes no part in the application."""
        return (self.applicant.kvk_number,)


def read_application(data: Mapping[str, Any], on: date) -> ThirdPathApplication:
    """Read the application from decoded JSON. Raises InvalidInput with every error, each under the path of its field.

    The day of receipt changes nothing here: what is not open on that day is a finding, not an error.
    """
    return read(ThirdPathApplication, data)
