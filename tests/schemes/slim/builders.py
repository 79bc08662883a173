"""Plain builders for SLIM applications, reports and settlements; every name in them is invented.
Nothing is asserted here."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from cases.law import Values
from cases.schemes.base import Calculation, Finding, SettlementFacts
from cases.schemes.registry import scheme
from cases.schemes.slim.acts import Report
from cases.schemes.slim.application import SlimApplication, read_application

SLIM = scheme("slim")
FIGURES: Mapping[str, Mapping[str, Any]] = {
    "klein": {"year": 2019, "staff": "10.00", "turnover": "900000.00", "balance_total": "300000.00"},
    "middelgroot": {"year": 2019, "staff": "120.00", "turnover": "20000000.00", "balance_total": "9000000.00"},
    "groot": {"year": 2019, "staff": "700.00", "turnover": "90000000.00", "balance_total": "80000000.00"},
}


def enterprise(size: str = "klein", **fields: Any) -> dict[str, Any]:
    """Give an enterprise of a size, without earlier de-minimis aid."""
    return {"own_figures": dict(FIGURES[size]), "employees": 9, "de_minimis_received": "0.00", **fields}


def external(activity: str = "c", amount: Any = "10000.00", **fields: Any) -> dict[str, Any]:
    """Give an external cost, of one amount unless hours are given."""
    stated = {} if "hours" in fields else {"amount": amount}
    return {"activity": activity, "description": "Adviesbureau Linde", **stated, **fields}


def labour(activity: str = "c", hours: str = "100.00", wage: str = "43000.00", **fields: Any) -> dict[str, Any]:
    """Give own labour."""
    return {"activity": activity, "description": "Teamleider", "hours": hours, "gross_year_wage": wage, **fields}


def participant(number: int, share: str, size: str | None = "klein", **fields: Any) -> dict[str, Any]:
    """Give a participant: an mkb-onderneming of a size, or without size an onderwijsinstelling."""
    role = "mkb-onderneming" if size else "onderwijsinstelling"
    own = {"enterprise": enterprise(size, **fields)} if size else {}
    return {"kvk_number": f"9{number:07}", "name": f"Deelnemer {number}", "role": role, "share_percent": share, **own}


def application_data(kind: str = "MKB", **fields: Any) -> dict[str, Any]:
    """Give the JSON of an application for activity c of 10,000 euro; any field can be given instead."""
    own: dict[str, Any] = {"participants": [participant(1, "50.00"), participant(2, "50.00")]} if kind == "SWV" else {}
    size = "groot" if kind == "GRB" else "klein"
    return {
        "kind": kind,
        "applicant": {
            "kvk_number": "90000001",
            "name": "Bakkerij De Korenmaat",
            "street": "Molenstraat 1",
            "postcode": "1234 AB",
            "town": "Zutphen",
            "contact_name": "Sanne de Vries",
            "email": "sanne@example.nl",
        },
        "project": {"title": "Leren op het werk", "summary": "Een leermethode.", "months": 12},
        "activities": ["c"],
        "budget": {"external": [external()]},
        **(own or {"enterprise": enterprise(size, **({"sbi_codes": ["5510"]} if kind == "GRB" else {}))}),
        **fields,
    }


def application(kind: str = "MKB", **fields: Any) -> SlimApplication:
    """Give a typed application."""
    return read_application(application_data(kind, **fields), date(2020, 3, 2))


def costing(amount: str, kind: str = "MKB", **fields: Any) -> SlimApplication:
    """Give an application for activity c with one external cost of an amount."""
    return application(kind, budget={"external": [external(amount=amount)]}, **fields)


def values(on: str = "2020-03-10", **overrides: Any) -> Values:
    """Give the values of a day, with some replaced."""
    return SLIM.values_on(date.fromisoformat(on)).replaced(overrides)


def findings(found: tuple[Finding, ...]) -> dict[str, str]:
    """Give the outcome of each finding by its code."""
    return {finding.code: finding.outcome.value for finding in found}


def judged(
    of: SlimApplication, on: str = "2020-03-10", extracts: Mapping[str, Any] | None = None, **overrides: Any
) -> dict[str, str]:
    """Give the outcome of each rule by its code."""
    return findings(SLIM.judge(of, values(on, **overrides), extracts or {}).findings)


def amount(of: SlimApplication, on: str = "2020-03-10", **overrides: Any) -> Decimal:
    """Give the subsidy that the rules come to."""
    return SLIM.calculate(of, values(on, **overrides)).amount


def report(**realised: Any) -> Report:
    """Give a report with a realised budget."""
    data = {"ended_on": "2021-06-30", "description": "Uitgevoerd volgens plan.", "realised": realised}
    read: Report = SLIM.acts["report"].read(data, date(2021, 7, 1))
    return read


def settlement_facts(
    of: SlimApplication, reported: Report | None, applied: str = "2020-03-10", **fields: Any
) -> SettlementFacts:
    """Give the facts of a settlement: granted what the rules came to, unless said otherwise."""
    applied_on = date.fromisoformat(applied)
    calculation: Calculation = SLIM.calculate(of, SLIM.values_on(applied_on))
    facts = {
        "application": of,
        "granted_amount": calculation.amount,
        "granted_calculation": calculation,
        "report": reported,
        "paid_amount": Decimal("0.00"),
        "ex_officio": reported is None,
        "applied_on": applied_on,
        "granted_on": date(applied_on.year, 6, 1),
        "ends_on": date(applied_on.year + 1, 6, 1),
        "granted_values": SLIM.values_on(applied_on),
    }
    return SettlementFacts(**{**facts, **fields})
