"""The typed Praktijkleren application and how it is read from JSON, with every error at once: who applies and for which year.
The lines stand in `students`; what the law says about them stands in the rules."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field
from pydantic.dataclasses import dataclass

from cases.schemes.praktijkleren.students import Country, Line
from cases.schemes.reading import STRICT, Email, Iban, KvkNumber, Text, read

LegalForm = Literal["privaatrechtelijk", "publiekrechtelijk", "onderzoeksorganisatie", "eenmanszaak"]


def _check_count(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    if not lines:
        raise ValueError("Noem ten minste één leerling.")
    return lines


Lines = Annotated[tuple[Line, ...], Field(max_length=5000), AfterValidator(_check_count)]


@dataclass(config=STRICT)
class Applicant:
    """The employer that guided: it applies, and receives letter and money. `legal_form` decides on work places (8 lid 2)."""

    kvk_number: KvkNumber
    name: Text
    street: Text
    postcode: Text
    town: Text
    contact_name: Text
    email: Email
    iban: Iban | None = None
    legal_form: LegalForm = "privaatrechtelijk"
    country: Country = "NL"

    @property
    def identifier(self) -> str:
        """The number by which the employer is known: its KvK number."""
        return self.kvk_number


@dataclass(config=STRICT)
class Intermediary:
    """Who files for the employer: `has_chain_mandate` tells of a ketenmachtiging in eHerkenning."""

    kvk_number: KvkNumber
    name: Text
    email: Email
    has_chain_mandate: bool = False


@dataclass(config=STRICT)
class PraktijklerenApplication:
    """An application of one employer for one study year, named by the year in which it begins.

    `declares`: the employer declares that all conditions are met (no proof is sent with the application).
    """

    applicant: Applicant
    study_year: Annotated[int, Field(ge=2013, le=2098)]
    lines: Lines
    declares: bool = False
    intermediary: Intermediary | None = None
    insolvency: Literal["none", "pending", "declared"] = "none"

    @property
    def applicant_kind(self) -> str:
        """There is one kind of applicant: the employer (article 16)."""
        return "werkgever"

    @property
    def participant_numbers(self) -> tuple[str, ...]:
        """The employer alone; a student takes no part in the application, and an intermediary has a role of its own."""
        return (self.applicant.kvk_number,)


def read_application(data: Mapping[str, Any], on: date) -> PraktijklerenApplication:
    """Read the application from decoded JSON. Raises InvalidInput with every error, each under the path of its field.

    The day of receipt changes nothing here: what was too late or not open is a finding, not an error.
    """
    return read(PraktijklerenApplication, data)
