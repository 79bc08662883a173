"""The penalty for a late decision (dwangsom): from which day, for how many days, how much.
Paying it and the decision on it (Awb 4:18) are steps of work, not rules of the clock."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Literal

from cases.amounts import euro, written
from cases.law import Article, Dated
from cases.terms.wording import counted, written_day

StartReading = Literal["day two weeks have passed", "day after"]


@dataclass(frozen=True)
class Band:
    """A number of days in default with the amount in euro for each of them."""

    days: int
    amount: Decimal


def _bands(*amounts: str) -> tuple[Band, ...]:
    return tuple(Band(14, euro(amount)) for amount in amounts)


PENALTY_BANDS: Dated[tuple[Band, ...]] = Dated(
    {date(2009, 10, 1): _bands("20", "30", "40"), date(2019, 1, 1): _bands("23", "35", "45")},
    Article("Awb 4:17 lid 1 en 2"),
    confirmed=False,
    question=(
        "Gelden € 23, € 35 en € 45 ook in 2026? Zij zijn gelezen in een tekst die tot 1 januari 2026 gold. De dag "
        "waarop de ingebrekestelling is ontvangen, bepaalt het bedrag (Stcrt. 2018, 65542)."
    ),
    label="Dwangsom per dag bij niet tijdig beslissen",
)

START_READING: Dated[StartReading] = Dated(
    {date(2009, 10, 1): "day two weeks have passed"},
    Article("Awb 4:17 lid 3"),
    confirmed=False,
    question=(
        "Is de eerste dag van de dwangsom de veertiende dag na de ingebrekestelling "
        "(Rb. Den Haag, ECLI:NL:RBDHA:2020:13717) of de vijftiende?"
    ),
    label="Eerste dag van de dwangsom",
)


class PrematureNotice(ValueError):
    """The notice of default came before the term had passed, and has no effect."""


@dataclass(frozen=True)
class Penalty:
    """A penalty: first and last day (None while nothing is due), days, amount in euro, and Dutch sentences."""

    first_on: date
    last_on: date | None
    days: int
    amount: Decimal
    explanation: tuple[str, ...]


def penalty_amount(days: int, bands: tuple[Band, ...]) -> Decimal:
    """Give the penalty in euro for days in default; days after the last band are free. Raises ValueError below 0."""
    if days < 0:
        raise ValueError(f"Een aantal dagen in gebreke is niet negatief: {days}.")
    amount = euro(0)
    for band in bands:
        amount += band.amount * min(days, band.days)
        days -= min(days, band.days)
    return amount


def notice_is_premature(due_on: date, received_on: date) -> bool:
    """Say whether a notice of default came while the decision could still be in time, its last day included."""
    return received_on <= due_on


def first_penalty_day(due_on: date, received_on: date, reading: StartReading | None = None) -> date:
    """Give the first day for which a penalty is due (Awb 4:17 lid 3); the reading is START_READING unless given.

    Raises PrematureNotice for a notice received on or before the last day of the term.
    """
    if notice_is_premature(due_on, received_on):
        raise PrematureNotice(
            f"De ingebrekestelling van {written_day(received_on)} kwam te vroeg: er kon tot en met "
            f"{written_day(due_on)} tijdig worden beslist. Zij heeft geen gevolg."
        )
    chosen = reading or START_READING.on(received_on)
    return received_on + timedelta(days=14 if chosen == "day two weeks have passed" else 15)


def penalty(due_on: date, received_on: date, default_until_on: date, reading: StartReading | None = None) -> Penalty:
    """Give the penalty for a decision due on `due_on` with the notice of default received on `received_on`.

    `default_until_on` is the last day in default: whether the day of the decision itself counts is open, so the caller
    names it. Raises PrematureNotice.
    """
    first_on = first_penalty_day(due_on, received_on, reading)
    bands = PENALTY_BANDS.on(received_on)
    days = min(max(0, (default_until_on - first_on).days + 1), sum(band.days for band in bands))
    amount = penalty_amount(days, bands)
    explanation = (
        f"Er moest uiterlijk op {written_day(due_on)} worden beslist; de ingebrekestelling is ontvangen op "
        f"{written_day(received_on)}. De eerste dag van de dwangsom is {written_day(first_on)} "
        f"({START_READING.article}).",
        f"In gebreke: {counted(days, 'days')}, samen {written(amount)} ({PENALTY_BANDS.article}).",
    )
    last_on = first_on + timedelta(days=days - 1) if days else None
    return Penalty(first_on, last_on, days, amount, explanation)
