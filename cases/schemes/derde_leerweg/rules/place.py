"""One place of an application as the rules look at it, with the weeks that can count.
What must be true of it stands beside this file."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from cases.law import Values
from cases.schemes.base import Extracts, Finding
from cases.schemes.derde_leerweg.application import ThirdPathApplication, TrainingPlace


@dataclass(frozen=True)
class Place:
    """A place with its number in the application, from 1."""

    number: int
    application: ThirdPathApplication
    told: TrainingPlace

    @property
    def bucket(self) -> str:
        """The part of the round that it shares in: there is one."""
        return "places"

    @property
    def programme(self) -> str:
        """What is followed: the place is counted once for a person, a programme and a first day."""
        return f"{self.told.crebo}/{self.told.starts_on.isoformat()}"

    def last_counted_day(self, values: Values) -> date:
        """Article 4 lid 2: the last day of the run of weeks in which weeks count, or of the place where it ended before."""
        run = self.told.starts_on + timedelta(weeks=values.period_weeks) - timedelta(days=1)
        return min(self.told.ends_on, run)

    def possible_weeks(self, values: Values) -> int:
        """How many weeks, whole or begun, lie between the first day and the last one that counts."""
        days = (self.last_counted_day(values) - self.told.starts_on).days + 1
        return -(-days // timedelta(weeks=1).days)

    def counted_weeks(self, values: Values) -> int:
        """Articles 1 and 4: the weeks with teaching at work, at most those that are possible and those of a full place."""
        return min(self.told.weeks, self.possible_weeks(values), values.place_weeks)

    def claim_before(self, values: Values) -> date:
        """Article 6: the last day to apply, one year after the place ended, or after the weeks of a full place were over."""
        full = self.told.starts_on + timedelta(weeks=values.place_weeks) - timedelta(days=1)
        return min(self.told.ends_on, full) + relativedelta(years=values.claim_years)


Rule = Callable[[Place, Values, Extracts], Finding]


def places(application: ThirdPathApplication) -> tuple[Place, ...]:
    """Give every place with its number."""
    return tuple(Place(number, application, told) for number, told in enumerate(application.places, 1))
