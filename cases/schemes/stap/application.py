"""The typed STAP application and how it is read from JSON, with every error at once.
What the law says about it stands in the rules; what comes later stands in `acts`."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import Field, TypeAdapter
from pydantic.dataclasses import dataclass

from cases.schemes.base import Involved, Question
from cases.schemes.reading import STRICT, Amount, read
from cases.schemes.stap.person import Person
from cases.schemes.stap.registers import FEATURES
from cases.schemes.stap.registration import Registration, Training

KIND = "PERSOON"
"""STAP knows one kind of applicant: a private person."""

Education = Literal[
    "geen",
    "basisonderwijs",
    "vmbo",
    "mbo-1",
    "mbo-2",
    "mbo-3",
    "mbo-4",
    "havo",
    "vwo",
    "hbo",
    "wo",
]
Support = Literal["student_finance", "teacher_grant", "allowance", "lifelong_learning_credit"]
Channel = Literal["digital", "manual"]


@dataclass(config=STRICT)
class StapApplication:
    """An application. `channel`: with DigiD, or by hand for who cannot apply digitally. `education` is self-declared.

    `support` is what the applicant says to receive for study; `third_party_amount` what an employer or fund pays, in euro.
    """

    applicant: Person
    registration: Registration
    channel: Channel = "digital"
    goal: Literal["eigen werk", "ander werk"] = "eigen werk"
    education: Education | None = None
    support: Annotated[tuple[Support, ...], Field(max_length=4)] = ()
    third_party_amount: Amount = Decimal("0.00")

    @property
    def applicant_kind(self) -> str:
        """Always a private person: there is one kind of window."""
        return KIND

    @property
    def participant_numbers(self) -> tuple[str, ...]:
        """The BSN of the applicant: who applies twice in a window is found."""
        return (self.applicant.bsn,)

    @property
    def activities(self) -> tuple[str, ...]:
        """What a grant is for: the one training, by its scholings-ID."""
        return (self.registration.training_id,)


def read_application(data: Mapping[str, Any], on: date) -> StapApplication:
    """Read the application from decoded JSON. Raises InvalidInput with every error, each under the path of its field."""
    return read(StapApplication, data)


def with_training(application: StapApplication, training: Training) -> StapApplication:
    """Give the application as it would be with another training on the paper."""
    data = TypeAdapter(StapApplication).dump_python(application, mode="json")
    data["registration"] |= TypeAdapter(Training).dump_python(training, mode="json")
    return read(StapApplication, data)


def questions(application: StapApplication, on: date) -> tuple[Question, ...]:
    """Ask what others know: the training, the trainer, the insured periods, and money for study."""
    bsn = application.applicant.bsn
    return (
        *training_questions(application.registration),
        Question("exclusions", bsn, "applicant"),
        Question("insured_periods", bsn, "applicant"),
        Question("studiefinanciering", bsn, "applicant"),
    )


def training_questions(training: Training) -> tuple[Question, ...]:
    """Ask what registers know of a training and its trainer, and what we decided about them."""
    return (
        Question("scholingsregister", training.training_id, "training"),
        Question(FEATURES.name, training.training_id, "training"),
        Question("removals", training.trainer_kvk, "trainer"),
        Question("removals", training.training_id, "training"),
    )


def parties(application: StapApplication) -> tuple[Involved, ...]:
    """Give the trainer: it sends invoices and the proof of participation, and is paid."""
    registration = application.registration
    return (Involved("trainer", registration.trainer_kvk, registration.trainer_name),)
