"""One line of an application as the rules look at it: with its number, its study year, and the weeks that can count.
What must hold for it stands in the rules by subject."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from cases.law import Values
from cases.schemes.praktijkleren.application import PraktijklerenApplication
from cases.schemes.praktijkleren.students import Line
from cases.schemes.praktijkleren.weeks import Period, study_period


@dataclass(frozen=True)
class Place:
    """A praktijkleerplaats or werkleerplaats: line `number` (from one) of an application."""

    application: PraktijklerenApplication
    number: int

    @cached_property
    def line(self) -> Line:
        """The line as received."""
        return self.application.lines[self.number - 1]

    @property
    def is_research(self) -> bool:
        """Say whether it is a werkleerplaats, counted in months and hours."""
        return self.line.group == "wo"

    @property
    def calendar(self) -> str:
        """Which study year it follows: of school (1 August) or university (1 September)."""
        return "university" if self.line.bucket in ("hbo", "wo") else "school"

    def study_year(self, values: Values) -> Period:
        """Give the study year that is asked for, as it runs for this category (article 1 under m)."""
        first, last = (getattr(values, f"{self.calendar}_year_{end}") for end in ("starts", "ends"))
        return study_period(first, last, self.application.study_year + 1)

    def period(self, values: Values) -> Period:
        """Give the part of the agreement that lies in the study year."""
        return self.line.agreement.period.within(self.study_year(values))

    def norm(self, values: Values) -> int:
        """Give the number of weeks of a full place: 40, or 42 in hbo (23 and 28 in 2014)."""
        weeks: int = values.weeks_norm_hbo if self.line.group == "hbo" else values.weeks_norm_school
        return weeks


def places(application: PraktijklerenApplication) -> tuple[Place, ...]:
    """Give every line with its number."""
    return tuple(Place(application, number) for number, _ in enumerate(application.lines, start=1))
