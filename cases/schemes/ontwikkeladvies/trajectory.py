"""The participant, the adviser, the trajectory and what a hired adviser was paid, as the application tells them.
Who applies stands in `application`; the kinds of education are those of the portal too."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, StringConstraints
from pydantic.dataclasses import dataclass

from cases.schemes.reading import STRICT, Amount, Bsn, Day, Text

Education = Literal["geen", "basisonderwijs", "vmbo", "mbo-1", "mbo-2", "mbo-3", "mbo-4", "havo", "vwo", "hbo", "wo"]
Link = Literal["werknemer", "zelfstandige", "werkzoekend", "ziek", "uitkering", "geen band"]
AdviserEducation = Literal["hbo mens of organisatie", "hbo met cursussen", "anders"]
ADVISER_NUMBER = "[A-Za-z0-9][A-Za-z0-9_-]{0,39}"
AdviserNumber = Annotated[str, StringConstraints(pattern=f"^{ADVISER_NUMBER}$")]


def check_birth(day: date) -> date:
    """Give a day on which somebody alive can be born. Raises ValueError for another."""
    if not date(1900, 1, 1) <= day <= date(2029, 12, 31):
        raise ValueError("Deze geboortedatum klopt niet; controleer het jaar.")
    return day


def check_hours(hours: Decimal) -> Decimal:
    """Give a number of hours that somebody can talk. Raises ValueError for more."""
    if hours > 1000:
        raise ValueError("Dit zijn te veel uren; controleer het aantal.")
    return hours


BirthDay = Annotated[date, AfterValidator(check_birth)]
Hours = Annotated[Amount, AfterValidator(check_hours)]


@dataclass(config=STRICT)
class Participant:
    """The real participant, with full name as on the identity document. `education` is what the participant declared."""

    bsn: Bsn
    name: Text
    born_on: BirthDay
    education: Education
    labour_market_link: Link
    registered_on: Day


@dataclass(config=STRICT)
class Adviser:
    """Who gave the advice, by the number under which the portal knows it. `years`: of relevant work, whole ones."""

    number: AdviserNumber
    name: Text
    education: AdviserEducation = "anders"
    is_in_noloc_register: bool = False
    years: Annotated[int, Field(ge=0, le=70)] = 0
    keeps_code: bool = False


@dataclass(config=STRICT)
class Trajectory:
    """What was done: from when until when, hours of talks, and which papers participant and adviser both signed."""

    began_on: Day
    ended_on: Day
    talk_hours: Hours
    names_training: bool = False
    plan_is_signed: bool = False
    statement_is_signed: bool = False


@dataclass(config=STRICT)
class Hire:
    """What the adviser was paid for this trajectory, in euro without VAT, and the VAT on it."""

    tariff: Amount
    vat: Amount = Decimal("0.00")
