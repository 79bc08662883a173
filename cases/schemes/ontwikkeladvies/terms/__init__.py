"""All dated values of the scheme by name, and the rule version.
The values stand by subject in the modules beside this file; nothing is computed here."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Any

from cases.law import Dated
from cases.schemes.ontwikkeladvies.terms import participant, procedure, signals, trajectory
from cases.schemes.ontwikkeladvies.terms import sources as s

VERSIONS: Dated[str] = s.by_day(
    {s.START: "V2022"},
    s.UNKNOWN,
    "Op welke dag trad Stcrt. 2022, 8302 (van 22 maart 2022) in werking, is zij gewijzigd, en welke artikelen staan waar? "
    "Alleen de artikelen 1 en 7 zijn gezien.",
    s.STCRT,
)

VALUES: Mapping[str, Dated[Any]] = MappingProxyType(
    {**participant.VALUES, **trajectory.VALUES, **procedure.VALUES, **signals.VALUES}
)


def version_on(day: date) -> str:
    """Name the rule version of a day. Raises NotInForce before 1 April 2022."""
    return VERSIONS.on(day)
