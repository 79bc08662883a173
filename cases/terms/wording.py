"""How dates and lengths are written in Dutch explanations.
No legal reasoning here: what has to be said is decided where it is computed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

WEEKDAYS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
MONTHS = (
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
)
UNITS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {"days": ("dag", "dagen"), "weeks": ("week", "weken"), "months": ("maand", "maanden"), "years": ("jaar", "jaar")}
)


def written_day(day: date) -> str:
    """Write a date for readers: `2 oktober 2026`."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def written_weekday(day: date) -> str:
    """Write a date with its weekday: `vrijdag 2 oktober 2026`."""
    return f"{WEEKDAYS[day.weekday()]} {written_day(day)}"


def counted(number: int, unit: str) -> str:
    """Write a number of days, weeks, months or years: `1 dag`, `6 weken`, `5 jaar`."""
    one, more = UNITS[unit]
    return f"{number} {one if number == 1 else more}"


def capitalised(sentence: str) -> str:
    """Give a sentence its first capital and leave the rest as it is."""
    return sentence[:1].upper() + sentence[1:]
