"""All dated values of STAP by name, and the rule versions.
The values stand by subject in the modules beside this file; nothing is computed here."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Any

from cases.law import Dated
from cases.schemes.stap.terms import eligibility, money, procedure, settlement, signals, training, windows
from cases.schemes.stap.terms import sources as s

VERSIONS: Dated[str] = s.open_question(
    {
        s.START: "V2022",
        training.CEDEO_2022: "V2022-02",
        s.AMENDED_MAY_2022: "V2022-05",
        s.MARKET_2022: "V2022-11",
        s.AMENDED_2023: "V2023-02",
        training.CAP_2023: "V2023-02-28",
        s.TAUGHT_2023: "V2023-05",
        s.MULTI_YEAR_2023: "V2023-07",
        s.OCW_2023: "V2023-07-25",
        s.ENDED_2024: "V2024",
    },
    "STAP 1",
    "Op welke dagen traden de wijzigingen in werking? De artikelen 5 lid 3 en 4, 6 tot en met 8, 10, 11, 13, 15 tot en met "
    "19a en de bijlage zijn niet gezien; vergelijk alles met de versies op wetten.overheid.nl.",
)

VALUES: Mapping[str, Dated[Any]] = MappingProxyType(
    {
        **eligibility.VALUES,
        **money.VALUES,
        **training.VALUES,
        **windows.VALUES,
        **procedure.VALUES,
        **settlement.VALUES,
        **signals.VALUES,
    }
)


def version_on(day: date) -> str:
    """Name the rule version of a day. Raises NotInForce before 1 January 2022."""
    return VERSIONS.on(day)
