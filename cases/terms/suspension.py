"""Periods in which the clock of a decision term stands still, and how their days are counted once.
Where the term then ends is computed in `term.py`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from cases.law import Article, Dated
from cases.terms.holidays import DAY
from cases.terms.wording import counted, written_day

Counting = Literal["strict", "inclusive"]
Ending = Literal["completed", "lapsed"]

SUPPLEMENT_ARTICLE = Article("Awb 4:15 lid 1 onder a")

SUPPLEMENT_COUNTING: Dated[Counting] = Dated(
    {date(2009, 10, 1): "strict"},
    SUPPLEMENT_ARTICLE,
    confirmed=False,
    question=(
        "De termijn is opgeschort 'tot de dag waarop de aanvraag is aangevuld of de termijn ongebruikt is verstreken'. "
        "Telt die dag zelf mee? Strikt gelezen niet; veel systemen tellen haar wel."
    ),
    label="Telling van de opschorting bij een verzoek om aanvulling",
)

ENDINGS: Mapping[Ending, str] = {
    "completed": "aangevuld op",
    "lapsed": "niet aangevuld; de termijn daarvoor eindigde op",
}
READINGS: Mapping[Counting, str] = {"strict": "die dag telt niet mee", "inclusive": "die dag telt mee"}


@dataclass(frozen=True)
class Suspension:
    """A period, first and last day included, in which a term stands still. It counts no day where it ends too early."""

    from_on: date
    until_on: date
    article: Article
    reason: str

    @property
    def days(self) -> int:
        """The number of days from the first up to and including the last one."""
        return max(0, (self.until_on - self.from_on).days + 1)

    def to_json(self) -> dict[str, Any]:
        """Give the suspension as it is stored."""
        return {
            "from_on": self.from_on.isoformat(),
            "until_on": self.until_on.isoformat(),
            "article": self.article.cite,
            "source": self.article.source,
            "reason": self.reason,
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Suspension:
        """Read a stored suspension back."""
        return cls(
            date.fromisoformat(data["from_on"]),
            date.fromisoformat(data["until_on"]),
            Article(data["article"], data["source"]),
            data["reason"],
        )


def supplement_suspension(
    invited_on: date, ended_on: date, *, ending: Ending = "completed", counting: Counting | None = None
) -> Suspension:
    """Give the suspension of Awb 4:15 lid 1 onder a, from the day after the invitation.

    `ended_on` is the day of completion, or the last day of the supplement term where nothing came. `counting` chooses
    the reading of the question in SUPPLEMENT_COUNTING. Raises ValueError where the end lies before the invitation.
    """
    if ended_on < invited_on:
        raise ValueError(
            f"De aanvulling van {written_day(ended_on)} ligt voor het verzoek van {written_day(invited_on)}."
        )
    reading = counting or SUPPLEMENT_COUNTING.on(invited_on)
    until_on = ended_on if reading == "inclusive" else ended_on - DAY
    return Suspension(invited_on + DAY, until_on, SUPPLEMENT_ARTICLE, _reason(invited_on, ended_on, ending, reading))


def _reason(invited_on: date, ended_on: date, ending: Ending, reading: Counting) -> str:
    days = (ended_on - invited_on).days
    other = days if reading == "strict" else max(0, days - 1)
    contrary = "met die dag mee" if reading == "strict" else "zonder die dag"
    return (
        f"om aanvulling gevraagd op {written_day(invited_on)}, {ENDINGS[ending]} {written_day(ended_on)}; "
        f"{READINGS[reading]} (een open vraag: {contrary} zou het {counted(other, 'days')} zijn)"
    )


def counted_once(suspensions: Iterable[Suspension], start_on: date) -> Iterator[tuple[Suspension, int]]:
    """Give each suspension in order of time with the days it adds: none before the term, none that another gave."""
    covered_until = start_on
    for suspension in sorted(suspensions, key=lambda each: (each.from_on, each.until_on)):
        first_new = max(suspension.from_on, covered_until + DAY)
        yield suspension, max(0, (suspension.until_on - first_new).days + 1)
        covered_until = max(covered_until, suspension.until_on)


def written(suspension: Suspension, new_days: int) -> str:
    """Write a suspension as a Dutch sentence with the days that it adds."""
    if not suspension.days:
        return f"Geen dag opgeschort ({suspension.article}): {suspension.reason}."
    once = "" if new_days == suspension.days else f", waarvan {suspension.days - new_days} al geteld of voor het begin"
    return (
        f"Opgeschort van {written_day(suspension.from_on)} tot en met {written_day(suspension.until_on)}, "
        f"{counted(suspension.days, 'days')}{once} ({suspension.article}): {suspension.reason}."
    )
