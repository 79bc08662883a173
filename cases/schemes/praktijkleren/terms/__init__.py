"""All dated values of Praktijkleren by name, and the rule versions.
The values stand by subject in the modules beside this file; nothing is computed here."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Any

from cases.law import Dated
from cases.schemes.praktijkleren.terms import conditions, money, procedure, signals
from cases.schemes.praktijkleren.terms import sources as s

VERSIONS: Dated[str] = s.open_question(
    {
        s.START: "V2014",
        s.SECOND: "V2015",
        s.VO_WIDENED: "V2018",
        s.HBO_WIDENED: "V2019",
        s.LHR_BEGAN: "V2020",
        date(2020, 6, 2): "V2020-voorschot",
        date(2020, 7, 1): "V2020-07",
        s.MORE_SUPPLEMENTS: "V2021",
        s.FEWER_SUPPLEMENTS: "V2023",
        s.NEW_PORTAL: "V2024",
        s.LHR_ENDED: "V2025",
    },
    "34",
    "Is de tekst van 31 oktober 2023 een nieuwe regeling of een wijziging, en welke artikelnummers gelden daarna?",
)

VALUES: Mapping[str, Dated[Any]] = MappingProxyType(
    {**money.VALUES, **conditions.VALUES, **procedure.VALUES, **signals.VALUES}
)


def version_on(day: date) -> str:
    """Name the rule version of a day. Raises NotInForce before 1 January 2014."""
    return VERSIONS.on(day)
