"""Days on which a term of law does not end: weekends, recognised holidays, and days equated with them by royal decree.
Whether a certain term is extended by them is decided in `atw.py`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from types import MappingProxyType

from cases.law import Article, Dated

DAY = timedelta(days=1)
SATURDAY, SUNDAY = 5, 6


@dataclass(frozen=True)
class Decree:
    """A royal decree on Atw 3 lid 3: the whole years it covers, and the days in them that it equates with holidays."""

    covers_from: date
    covers_until: date
    days: frozenset[date]
    article: Article
    confirmed: bool = True
    question: str = ""


KINGS_DAY: Dated[tuple[int, int]] = Dated(
    {date(2014, 1, 1): (4, 27)},
    Article("Besluit aanduiding Koningsdag 1", "https://zoek.officielebekendmakingen.nl/stcrt-2013-4075.html"),
    confirmed=False,
    question=(
        "Het besluit noemt 27 april 'behoudens uitzonderingen in verband met zondagen'. Wordt de verjaardag dan altijd "
        "op zaterdag 26 april gevierd? Voor een termijn maakt het niet uit: beide dagen vallen in een weekend."
    ),
    label="Dag waarop de verjaardag van de Koning wordt gevierd",
)

DECREES: tuple[Decree, ...] = (
    Decree(
        date(2020, 1, 1),
        date(2022, 12, 31),
        frozenset({date(2020, 5, 22), date(2021, 5, 14), date(2022, 5, 27)}),
        Article(
            "Besluit van 20 september 2019 (Atw 3 lid 3)",
            "https://www.legal-support-office.nl/de-civiele-rol/feestdagen/",
        ),
        confirmed=False,
        question="Zijn dit alle dagen van het besluit? Gelezen bij een kantoor, niet in de Staatscourant.",
    ),
    Decree(
        date(2023, 1, 1),
        date(2025, 12, 31),
        frozenset({date(2023, 4, 28), date(2023, 5, 19), date(2024, 5, 10), date(2024, 12, 27), date(2025, 5, 30)}),
        Article(
            "Besluit gelijkstelling van 28 april 2023 tot en met 30 mei 2025 (Atw 3 lid 3)",
            "https://sterfgeval.nl/juridisch/overige/vragen-van-uitvaartondernemers/"
            "gemeentelijke-feestdag-bij-lijkbezorging-feestdagen-in-2026-2028/70745",
        ),
    ),
    Decree(
        date(2026, 1, 1),
        date(2028, 12, 31),
        frozenset({date(2026, 1, 2), date(2026, 5, 15), date(2027, 5, 7), date(2028, 4, 28), date(2028, 5, 26)}),
        Article(
            "Besluit gelijkstelling van 2 januari 2026 tot en met 26 mei 2028 (Atw 3 lid 3)",
            "https://sterfgeval.nl/juridisch/overige/vragen-van-uitvaartondernemers/"
            "gemeentelijke-feestdag-bij-lijkbezorging-feestdagen-in-2026-2028/70745",
        ),
    ),
)


def easter_sunday(year: int) -> date:
    """Give Easter Sunday by the Gregorian computus (Meeus, Jones and Butcher), exact for every Gregorian year."""
    century, year_of_century = divmod(year, 100)
    golden = year % 19
    skipped_leaps, leap_centuries = century - century // 4, (8 * century + 13) // 25
    moon = (19 * golden + skipped_leaps - leap_centuries + 15) % 30
    correction = (golden + 11 * moon) // 319
    weekday = (2 * (century % 4) + 2 * (year_of_century // 4) - year_of_century % 4 - moon + correction + 32) % 7
    month = (moon - correction + weekday + 90) // 25
    return date(year, month, (moon - correction + weekday + month + 19) % 32)


def kings_day(year: int) -> date:
    """Give the day on which the King's birthday is celebrated, never a Sunday. Raises NotInForce before 2014."""
    month, day_of_month = KINGS_DAY.on(date(year, 1, 1))
    day = date(year, month, day_of_month)
    return day - DAY if day.weekday() == SUNDAY else day


@lru_cache(maxsize=256)
def holidays_of(year: int) -> Mapping[date, str]:
    """Give the holidays of a year with their Dutch names (Atw 3 lid 1 en 2). Raises NotInForce before 2014."""
    easter = easter_sunday(year)
    return MappingProxyType(
        {
            date(year, 1, 1): "Nieuwjaarsdag",
            easter - 2 * DAY: "Goede Vrijdag",
            easter + DAY: "Tweede Paasdag",
            kings_day(year): "Koningsdag",
            date(year, 5, 5): "5 mei (Bevrijdingsdag)",
            easter + 39 * DAY: "Hemelvaartsdag",
            easter + 50 * DAY: "Tweede Pinksterdag",
            date(year, 12, 25): "Eerste Kerstdag",
            date(year, 12, 26): "Tweede Kerstdag",
        }
    )


def equated_days_known_from() -> date:
    """Give the first day from which the equated days are in the table without a gap."""
    return min(decree.covers_from for decree in DECREES)


def equated_days_known_until() -> date:
    """Give the last day that a decree in the table covers; a new decree comes about every three years."""
    return max(decree.covers_until for decree in DECREES)


def equated_days_are_known(day: date) -> bool:
    """Say whether the table covers this day; a term computed outside it may still move by an equated day."""
    return any(decree.covers_from <= day <= decree.covers_until for decree in DECREES)


def why_free(day: date) -> str:
    """Say in Dutch why no term ends on this day: the holiday, the decree, the weekend; empty on a working day."""
    if name := holidays_of(day.year).get(day):
        return name
    if any(day in decree.days for decree in DECREES):
        return "een dag die bij koninklijk besluit met een feestdag is gelijkgesteld"
    return "een dag in het weekend" if day.weekday() in (SATURDAY, SUNDAY) else ""


def is_free(day: date) -> bool:
    """Say whether this is a Saturday, a Sunday, a recognised holiday or an equated day (Atw 1 lid 1 and 3)."""
    return bool(why_free(day))


def working_day_on_or_after(day: date) -> date:
    """Give the day itself where it is a working day, else the first working day after it."""
    while is_free(day):
        day += DAY
    return day


def working_day_on_or_before(day: date) -> date:
    """Give the day itself where it is a working day, else the last working day before it."""
    while is_free(day):
        day -= DAY
    return day


def next_working_day(day: date) -> date:
    """Give the first working day after the day."""
    return working_day_on_or_after(day + DAY)
