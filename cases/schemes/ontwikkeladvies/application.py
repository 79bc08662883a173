"""The typed application and how it is read from JSON, with every error at once: who asks, for which trajectory of whom.
Participant, adviser and trajectory stand in `trajectory`; what the law says about them stands in the rules."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Literal

from pydantic import model_validator
from pydantic.dataclasses import dataclass

from cases.schemes.base import Question
from cases.schemes.ontwikkeladvies.registers import REGISTRATIONS, SUBJECT
from cases.schemes.ontwikkeladvies.trajectory import Adviser, Hire, Participant, Trajectory
from cases.schemes.reading import STRICT, Email, Iban, KvkNumber, Text, read

Kind = Literal["adviseur", "werkgever", "opdrachtgever"]


@dataclass(config=STRICT)
class Applicant:
    """Who asks for the subsidy and receives it: an enterprise. It pays back, never the participant."""

    kvk_number: KvkNumber
    name: Text
    street: Text
    postcode: Text
    town: Text
    contact_name: Text
    email: Email
    iban: Iban

    @property
    def identifier(self) -> str:
        """The number by which the applicant is known: its KvK number."""
        return self.kvk_number


@dataclass(config=STRICT)
class AdviceApplication:
    """An application for one trajectory of one participant.

    `kind` says what the applicant is to the adviser: the adviser itself, its employer, or who hired it (`hire` says for how much).
    """

    applicant: Applicant
    kind: Kind
    participant: Participant
    adviser: Adviser
    trajectory: Trajectory
    hire: Hire | None = None

    @model_validator(mode="after")
    def _says_what_was_paid(self) -> AdviceApplication:
        if self.kind == "opdrachtgever" and self.hire is None:
            raise ValueError("Wie een adviseur inhuurde, geeft op wat die kreeg (hire).")
        return self

    @property
    def applicant_kind(self) -> str:
        """What the applicant is to the adviser."""
        return self.kind

    @property
    def participant_numbers(self) -> tuple[str, ...]:
        """The BSN of the real participant, who counts once in the window; an adviser may apply for many."""
        return (self.participant.bsn,)


def read_application(data: Mapping[str, Any], on: date) -> AdviceApplication:
    """Read the application from decoded JSON. Raises InvalidInput with every error, each under the path of its field."""
    return read(AdviceApplication, data)


def questions(application: AdviceApplication, on: date) -> tuple[Question, ...]:
    """Ask the portal which registrations of the participant it has, as of the day of application."""
    return (Question(REGISTRATIONS.name, application.participant.bsn, SUBJECT),)
