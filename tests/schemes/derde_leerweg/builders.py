"""Plain builders for applications, register answers and judged places; every name and number in them is invented."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from random import Random
from typing import Any

from cases.law import Values
from cases.schemes.base import ClaimLine
from cases.schemes.derde_leerweg.application import ThirdPathApplication
from cases.schemes.invented import bsn, enterprise, iban
from cases.schemes.registry import scheme

DERDE_LEERWEG = scheme("derde_leerweg")
ON = date(2023, 6, 12)
FIRM = "84000001"
SINCE = {"from_on": "2020-08-01", "until_on": None}


def place(number: int = 1, weeks: int = 40, **fields: Any) -> dict[str, Any]:
    """Give a place that meets every condition of round 4; any field can be given instead."""
    return {
        "bsn": bsn(number),
        "crebo": "25332",
        "form": "OVO",
        "result": "praktijkverklaring",
        "situation": "werkzoekend",
        "starts_on": "2022-08-22",
        "ends_on": "2023-05-28",
        "weeks": weeks,
        "agreement_is_signed": True,
        "hours_are_recorded": True,
        **fields,
    }


def data(*places: Mapping[str, Any], **fields: Any) -> dict[str, Any]:
    """Give an application of one firm as JSON."""
    firm = enterprise(1, Random(1), 84_000_000) | {"iban": iban(1)}  # noqa: S311 - made-up data, no secret
    return {"applicant": firm, "declares": True, "places": list(places or (place(),)), **fields}


def application(*places: Mapping[str, Any], on: date = ON, **fields: Any) -> ThirdPathApplication:
    """Read an application."""
    read: ThirdPathApplication = DERDE_LEERWEG.read_application(data(*places, **fields), on)
    return read


def answered(*entries: Mapping[str, Any], many: bool = True) -> dict[str, Any]:
    """Give an answer of a register."""
    answer = {"entries": list(entries)} if many else dict(entries[0])
    return {"state": "answered", "answer": answer, "source": "test", "asked_at": "2023-06-12T10:00:00+02:00"}


def known(count: int = 1, crebo: str = "25332") -> dict[str, Any]:
    """Give what registers say where all is well, for an application of some places in one programme."""
    lines = [f"line:{number}" for number in range(1, count + 1)]
    return {
        "registers": {
            "sbb": {"applicant": answered({"crebo": crebo, **SINCE})},
            "crebo": {line: answered({"crebo": crebo, **SINCE}, many=False) for line in lines},
            "rod": {line: answered({"programme": crebo, **SINCE}) for line in lines},
        }
    }


def judged(*places: Mapping[str, Any], on: date = ON, extracts: Mapping[str, Any] | None = None) -> ClaimLine:
    """Judge an application and give its first place."""
    found = application(*places, on=on)
    return DERDE_LEERWEG.lines(found, values_on(on), known(len(found.places)) if extracts is None else extracts)[0]


def values_on(on: date = ON) -> Values:
    """Give the values of a day."""
    return DERDE_LEERWEG.values_on(on)


def unmet(line: ClaimLine) -> list[str]:
    """Give the codes of what was not met."""
    return [finding.code for finding in line.findings if finding.outcome == "not met"]
