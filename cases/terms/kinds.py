"""What a term is: its length, its article, and where the length was set.
Which kinds exist stands in `catalogue.py`; when one ends is computed in `term.py`."""

from __future__ import annotations

import calendar
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal, get_args

from cases.law import Article
from cases.terms.wording import counted

Unit = Literal["days", "weeks", "months", "years"]
Origin = Literal["act", "order", "regulation", "official"]

MONTHS_OF: dict[str, int] = {"months": 1, "years": 12}
DAYS_OF: dict[str, int] = {"days": 1, "weeks": 7}


@dataclass(frozen=True)
class Length:
    """How long a term is, in whole days, weeks, months or years. Raises ValueError for anything else."""

    number: int
    unit: Unit

    def __post_init__(self) -> None:
        if self.unit not in get_args(Unit):
            raise ValueError(f"Een termijn telt dagen, weken, maanden of jaren, geen {self.unit!r}.")
        if type(self.number) is not int or self.number < 1:
            raise ValueError(f"De lengte van een termijn is een geheel getal van ten minste 1, niet {self.number!r}.")

    def __str__(self) -> str:
        return counted(self.number, self.unit)

    def after(self, event_on: date) -> date:
        """Give the last day, where day 1 is the day after the event.

        In a month without that day it is the month's last day: a year from 29 February ends on 28 February.
        """
        return self._moved(event_on, self.number)

    def before(self, event_on: date) -> date:
        """Give the day that lies this long before the event."""
        return self._moved(event_on, -self.number)

    def _moved(self, day: date, number: int) -> date:
        if self.unit in DAYS_OF:
            return day + timedelta(days=number * DAYS_OF[self.unit])
        years, month = divmod(day.year * 12 + day.month - 1 + number * MONTHS_OF[self.unit], 12)
        return date(years, month + 1, min(day.day, calendar.monthrange(years, month + 1)[1]))


@dataclass(frozen=True)
class TermKind:
    """A kind of term. `origin` says who set the length: an act, an order in council, a regulation, or an official.

    `backward`: counted back from its event. `atw_exempt`: the Algemene termijnenwet is not applied, though the length
    would allow it. `confirmed=False`: the source or its reading is open; `question` is then for a lawyer.
    """

    code: str
    label: str
    article: Article
    length: Length
    origin: Origin
    backward: bool = False
    atw_exempt: bool = False
    confirmed: bool = True
    question: str = ""

    def __post_init__(self) -> None:
        if self.origin not in get_args(Origin):
            raise ValueError(f"{self.code}: de herkomst {self.origin!r} van een termijn is onbekend.")
        if not self.confirmed and not self.question:
            raise ValueError(f"{self.code}: een onbevestigde termijn heeft een vraag nodig.")

    def with_length(self, length: Length, article: Article | None = None) -> TermKind:
        """Give the same kind with the length, and where given the article, that a scheme or a decision sets."""
        return replace(self, length=length, article=article or self.article)
