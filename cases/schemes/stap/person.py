"""The person who applies, as DigiD and the register of persons give it, and where letters go.
What is asked for stands in `application`; the trainer's paper in `registration`."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import AfterValidator, StringConstraints
from pydantic.dataclasses import dataclass

from cases.schemes.reading import STEERING, STRICT, Bsn, Email, Iban, Text, Written


def check_one_line(text: str) -> str:
    """Give a text that can stand on one line and be read as it stands. Raises ValueError for characters that steer or turn."""
    if STEERING.search(text) or "\n" in text or "\t" in text:
        raise ValueError("Deze tekst bevat stuurtekens; haal die weg.")
    return text


def check_birth(day: date) -> date:
    """Give a day on which somebody alive can be born. Raises ValueError for another."""
    if not date(1900, 1, 1) <= day <= date(2029, 12, 31):
        raise ValueError("Deze geboortedatum klopt niet; controleer het jaar.")
    return day


BirthDay = Annotated[date, Written, AfterValidator(check_birth)]
FirstName = Annotated[str, StringConstraints(min_length=1, max_length=200), AfterValidator(check_one_line)]
Infix = Annotated[str, StringConstraints(min_length=1, max_length=10), AfterValidator(check_one_line)]


@dataclass(config=STRICT)
class Person:
    """A private person who applies for itself (no employer can). Nothing is paid on `iban`: the trainer is paid."""

    bsn: Bsn
    first_name: FirstName
    last_name: FirstName
    born_on: BirthDay
    street: Text
    postcode: Text
    town: Text
    email: Email
    infix: Infix | None = None
    iban: Iban | None = None

    @property
    def identifier(self) -> str:
        """The number by which the person is known; outside the application only its key is stored."""
        return self.bsn

    @property
    def name(self) -> str:
        """The full name, for letters."""
        return " ".join(part for part in (self.first_name, self.infix, self.last_name) if part)

    @property
    def contact_name(self) -> str:
        """Who is spoken to: the person."""
        return self.name
