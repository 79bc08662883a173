"""The typed SLIM application and how it is read from JSON, with every error at once.
What the law says about it stands in the rules; what comes later from the recipient stands in `acts`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import Field, model_validator
from pydantic.dataclasses import dataclass

from cases.schemes.reading import STRICT, Amount, Day, LongText, Text, read
from cases.schemes.slim.applicant import Applicant, Enterprise, Participants
from cases.schemes.slim.costs import ActivityCode, Budget

Kind = Literal["MKB", "SWV", "GRB"]


@dataclass(config=STRICT)
class Project:
    """The project: what it is called and does, when it starts (if known already) and how many months it takes."""

    title: Text
    summary: LongText
    months: Annotated[int, Field(ge=1, le=120)]
    starts_on: Day | None = None
    has_started: bool = False
    only_for_directors: bool = False


@dataclass(config=STRICT)
class CareerAdviser:
    """Who gives the advice of activity b, and the hours of individual contact for each participant."""

    is_registered: bool
    has_higher_education: bool
    years_of_experience: Annotated[int, Field(ge=0, le=80)]
    contact_hours: Amount


@dataclass(config=STRICT)
class SlimApplication:
    """An application. `requested_amount` may ask for less than the rules give; `intermediary` applies for another."""

    kind: Kind
    applicant: Applicant
    project: Project
    activities: Annotated[tuple[ActivityCode, ...], Field(min_length=1, max_length=4)]
    budget: Budget
    enterprise: Enterprise | None = None
    participants: Participants = ()
    adviser: CareerAdviser | None = None
    requested_amount: Amount | None = None
    asks_advance: bool = False
    intermediary: Text | None = None
    insolvency: Literal["none", "pending", "declared"] = "none"

    @model_validator(mode="after")
    def _fits_its_kind(self) -> SlimApplication:
        numbers = {participant.kvk_number for participant in self.participants}
        if self.kind == "SWV" and self.applicant.kvk_number not in numbers:
            raise ValueError("Noem bij een samenwerkingsverband de aanvrager zelf ook als deelnemer (participants).")
        if self.kind != "SWV" and (self.enterprise is None or self.participants):
            raise ValueError("Geef de gegevens van de onderneming (enterprise) en geen deelnemers (participants).")
        return self

    @property
    def applicant_kind(self) -> str:
        """MKB, SWV or GRB: decides windows, percentages and ceilings."""
        return self.kind

    @property
    def participant_numbers(self) -> tuple[str, ...]:
        """The KvK numbers of the applicant and all participants: each takes part once per window."""
        others = (participant.kvk_number for participant in self.participants)
        return tuple(dict.fromkeys((self.applicant.kvk_number, *others)))

    @property
    def enterprises(self) -> tuple[Enterprise, ...]:
        """The enterprises that the conditions are tested on: the applicant's own, or those of the mkb participants."""
        if self.enterprise is not None and self.kind != "SWV":
            return (self.enterprise,)
        return tuple(p.enterprise for p in self.participants if p.role == "mkb-onderneming" and p.enterprise)

    def members(self) -> Iterator[tuple[str, Enterprise | None, int]]:
        """Give each receiver of a part: KvK number, enterprise, and its share in hundredths of a percent."""
        if self.kind != "SWV":
            yield self.applicant.kvk_number, self.enterprise, 10_000
        for participant in self.participants:
            yield participant.kvk_number, participant.enterprise, int(participant.share_percent * 100)


def read_application(data: Mapping[str, Any], on: date) -> SlimApplication:
    """Read the application from decoded JSON. Raises InvalidInput with every error, each under the path of its field.

    The day of receipt changes nothing here: what is not open on that day is a finding, not an error.
    """
    return read(SlimApplication, data)
