"""What is planned or was realised: external costs, own labour, career paths and practice places, as they are stated.
All amounts are in euro without VAT. What of it is eligible is for the rules."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field, model_validator
from pydantic.dataclasses import dataclass

from cases.schemes.reading import STRICT, Amount, Day, Percent, Text
from cases.schemes.slim.applicant import Count

ActivityCode = Literal["a", "b", "c", "d"]
CostedActivity = Literal["a", "b", "c"]
Nature = Literal["dienst", "materiaal", "scholing", "loonverlet", "huisvesting", "kantoor"]


@dataclass(config=STRICT)
class ExternalCost:
    """A cost made at another party: hours at an hourly rate, or one amount. `incurred_on` is asked in a report only."""

    activity: CostedActivity
    description: Text
    amount: Amount | None = None
    hours: Amount | None = None
    hourly_rate: Amount | None = None
    has_tender: bool = False
    nature: Nature = "dienst"
    incurred_on: Day | None = None

    @model_validator(mode="after")
    def _is_stated_one_way(self) -> ExternalCost:
        by_hour = self.hours is not None and self.hourly_rate is not None
        if (self.hours is None) != (self.hourly_rate is None) or by_hour == (self.amount is not None):
            raise ValueError("Geef óf een bedrag (amount), óf uren met een uurtarief (hours en hourly_rate).")
        return self


@dataclass(config=STRICT)
class InternalLabour:
    """Hours of someone on the payroll, with the gross year wage (brutoloon) in euro and the size of the contract."""

    activity: CostedActivity
    description: Text
    hours: Amount
    gross_year_wage: Amount
    is_director: bool = False
    full_time_percent: Annotated[Percent, Field(gt=0)] = Decimal("100.00")


@dataclass(config=STRICT)
class PracticePlaces:
    """Practice places (praktijkleerplaatsen) in the third learning path, that last the same number of weeks."""

    count: Annotated[int, Field(ge=1, le=10_000)]
    weeks: Annotated[int, Field(ge=1, le=520)]
    starts_on: Day | None = None


@dataclass(config=STRICT)
class Budget:
    """The budget of an application, or what a report says was realised. `paths` counts career paths of activity b."""

    external: Annotated[tuple[ExternalCost, ...], Field(max_length=1000)] = ()
    internal: Annotated[tuple[InternalLabour, ...], Field(max_length=1000)] = ()
    paths: Count = 0
    places: Annotated[tuple[PracticePlaces, ...], Field(max_length=1000)] = ()
    has_audit_statement: bool = False
