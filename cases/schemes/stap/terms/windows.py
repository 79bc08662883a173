"""The ten windows of STAP as dated data: opening, last day, ceiling, and from which day the start of a training is counted.
What a window is for the house stands in `stap.windows`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from cases.amounts import euro
from cases.law import Dated
from cases.schemes.stap.terms import sources as s

D = date
NO_CEILING = (
    "Welk plafond gold voor dit tijdvak? Geen bron noemt het: een beheerder stelt het vast voordat het opengaat."
)
UNKNOWN_END = "Wat was de formele laatste dag van dit tijdvak? De sluitingsdag volgt hier uit artikel 9."


@dataclass(frozen=True)
class Row:
    """A window as published. `ceiling` is in euro, empty where no source gives it; `planned_on` where it opened later."""

    code: str
    opens_on: date
    closes_on: date
    ceiling: str
    source: str
    question: str = ""
    planned_on: date | None = None


ROWS: tuple[Row, ...] = (
    Row(
        "2022-1",
        D(2022, 3, 1),
        D(2022, 4, 30),
        "32000000",
        s.NEWS_WINDOW_1,
        "Was het plafond precies 32 miljoen euro? De bronnen zeggen 'ongeveer'.",
    ),
    Row("2022-2", D(2022, 5, 2), D(2022, 6, 30), "", s.NEWS_WINDOW_2, NO_CEILING),
    Row("2022-3", D(2022, 7, 1), D(2022, 8, 31), "32600000", s.NEWS_WINDOW_3),
    Row("2022-4", D(2022, 9, 1), D(2022, 10, 31), "", s.NEWS_WINDOW_4, NO_CEILING),
    Row("2022-5", D(2022, 11, 1), D(2022, 12, 31), "48500000", s.NEWS_WINDOW_5),
    Row("2023-1", D(2023, 3, 17), D(2023, 4, 30), "34000000", s.NEWS_2023_1, UNKNOWN_END, D(2023, 2, 28)),
    Row("2023-2", D(2023, 5, 1), D(2023, 6, 30), "34000000", s.NEWS_2023_2, UNKNOWN_END),
    Row("2023-3", D(2023, 7, 3), D(2023, 8, 31), "20000000", s.NEWS_2023_3, UNKNOWN_END),
    Row("2023-4", D(2023, 9, 18), D(2023, 11, 14), "10000000", s.NEWS_2023_4, planned_on=D(2023, 9, 4)),
    Row("2023-5", D(2023, 11, 15), D(2023, 12, 31), "10000000", s.NEWS_2023_5),
)


def ceiling_name(code: str) -> str:
    """Name the value that holds the ceiling of a window which no source gives."""
    return f"ceiling_{code.replace('-', '_')}"


def by_window(first: Any, later: Mapping[date, Any]) -> dict[date, Any]:
    """Give a value for each window from its opening on; before the first one that of the first."""
    return {s.START: first, **later}


DAYS: Mapping[str, Dated[Any]] = {
    "window_opens_on": s.official(
        by_window(ROWS[0].opens_on, {r.opens_on: r.opens_on for r in ROWS}), "STAP 9", s.EMMIUS
    ),
    "window_closes_on": s.open_question(
        by_window(ROWS[0].closes_on, {row.opens_on: row.closes_on for row in ROWS}), "STAP 9", UNKNOWN_END, s.EMMIUS
    ),
    "start_counted_from": s.open_question(
        by_window(None, {row.opens_on: D(2023, 3, 1) if row.code == "2023-1" else None for row in ROWS}),
        "STAP 9",
        "Het eerste tijdvak van 2023 ging later open: telt de start van de scholing vanaf de geplande dag (28-2-2023) of "
        "vanaf de dag erna (1-3-2023, dus niet vóór 29-3-2023)? En gold dat ook voor het tijdvak van 18-9-2023?",
        s.CAPRILLI,
    ),
}

ROUTE: Mapping[str, Dated[Any]] = {
    "manual_reserve": s.open_question(
        {s.START: euro("0")},
        "STAP 9",
        "Welk bedrag is in elk tijdvak van 2023 apart gezet voor wie niet digitaal kan aanvragen? Nul: niets apart.",
        s.SDPWERKT,
    ),
    "manual_overrun": s.open_question(
        {s.START: euro("0")},
        "STAP 9",
        "Met welk bedrag mocht het plafond in de eerste twee tijdvakken worden overschreden voor aanvragen via het "
        "werkloket? De overschrijding wordt verrekend met latere tijdvakken van 2022. Nul: geen overschrijding.",
        s.LETTER_FEB_2022,
    ),
    "manual_overrun_is_open": s.official({s.START: True, D(2022, 7, 1): False}, "STAP 9", s.LETTER_FEB_2022),
    "left_over_moves_on": s.secondary({s.START: False, s.YEAR_2023: True}, "STAP 9", s.SDPWERKT),
}

CEILINGS: Mapping[str, Dated[Any]] = {
    ceiling_name(row.code): s.to_be_set(Decimal, "STAP 9", row.question, row.source) for row in ROWS if not row.ceiling
}

VALUES: Mapping[str, Dated[Any]] = {**DAYS, **ROUTE, **CEILINGS}


def known_ceiling(row: Row) -> Dated[Any] | None:
    """Give the ceiling that a source names, from the first day of its year; None where no source does."""
    if not row.ceiling:
        return None
    from_on = {date(row.opens_on.year, 1, 1): euro(row.ceiling)}
    named = not row.question or row.question == UNKNOWN_END
    return (
        s.official(from_on, "STAP 9", row.source)
        if named
        else s.open_question(from_on, "STAP 9", row.question, row.source)
    )
