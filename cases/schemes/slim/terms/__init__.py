"""All dated values of SLIM by name, the rule versions, and the renumbering of 2025.
The values stand by subject in the modules beside this file; nothing is computed here."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Any

from cases.law import Dated
from cases.schemes.noting import open_question
from cases.schemes.slim.terms import conditions, money, procedure, settlement, signals
from cases.schemes.slim.terms import sources as s

VERSIONS: Dated[str] = open_question(
    {
        s.START: "V2020",
        date(2020, 3, 2): "V2020-03",
        s.AMENDED_2021: "V2021-05",
        s.INTERIM_2021: "V2021-interim",
        date(2022, 6, 1): "V2022-06",
        s.ADVANCE_2023: "V2023-03",
        s.AMENDED_2023: "V2023-09",
        s.START_2025: "V2025",
        s.RENUMBERED_2025: "V2025-03",
        s.LOT_2026: "V2026-03-31",
    },
    "SLIM 1",
    "Wat wijzigde op 2-3-2020? Wanneer traden Stcrt. 2021, 22240, de tussentijdse betaling (uiterlijk 25-2-2022) en "
    "Stcrt. 2025, 7276 in werking? Bepaalt de dag van de aanvraag welke versie geldt (overgangsrecht)?",
)

RENUMBERED: Dated[Mapping[str, str]] = open_question(
    {
        s.START: {},
        s.RENUMBERED_2025: {
            "SLIM 1": "SLIM 1.1",
            "SLIM 2": "SLIM 1.2",
            "SLIM 3": "SLIM 2.3",
            "SLIM 4": "SLIM 2.4",
            "SLIM 4a": "SLIM 2.5",
            "SLIM 5": "SLIM 2.6",
            "SLIM 7": "SLIM 2.8",
            "SLIM 9": "SLIM 2.11",
            "SLIM 10": "SLIM 2.12",
            "SLIM 11": "SLIM 2.13",
            "SLIM 12": "SLIM 2.14",
            "SLIM 16": "SLIM 2.18",
            "SLIM 17": "SLIM 2.19",
            "SLIM 18": "SLIM 2.20",
            "SLIM 24": "SLIM 2.26",
            "SLIM 25": "SLIM 2.27",
            "SLIM hoofdstuk 2": "SLIM paragraaf 2.2",
            "SLIM hoofdstuk 3": "SLIM paragraaf 2.3",
        },
    },
    "SLIM 1",
    "Zijn 7, 12, 16, 24 en 25 de artikelen 2.8, 2.14, 2.18, 2.26 en 2.27 geworden, en op welke dag in 2025?",
    s.STCRT_2025,
)

VALUES: Mapping[str, Dated[Any]] = MappingProxyType(
    {
        **money.VALUES,
        **conditions.VALUES,
        **procedure.VALUES,
        **settlement.VALUES,
        **signals.VALUES,
    }
)


def version_on(day: date) -> str:
    """Name the rule version of a day. Raises NotInForce before 1 January 2020."""
    return VERSIONS.on(day)
