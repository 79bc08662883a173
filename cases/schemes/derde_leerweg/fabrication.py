"""Made-up applications for the demonstration and for load: invented firms and places. Nothing here decides anything."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal
from random import Random
from typing import Any

from cases.law import Values
from cases.schemes.base import Demonstration, Scenario
from cases.schemes.invented import bsn, enterprise

FIRST_KVK_NUMBER = 84_000_000
FIRST_PERSON = 600_000
MOST_PLACES = 4
CREBO = {"25180": "Kok", "25332": "Monteur", "25655": "Verzorgende", "25297": "Metselaar"}
SINCE = {"from_on": "2020-08-01", "until_on": None}


def fabricate(number: int, random: Random, received_at: datetime, values: Values) -> dict[str, Any]:
    """Give the envelope of one application, with one to four places that ended some months before."""
    places = range(random.randint(1, MOST_PLACES))
    return {
        "scheme": "derde_leerweg",
        "received_at": received_at.isoformat(),
        "application": {
            "applicant": enterprise(number, random, FIRST_KVK_NUMBER),
            "declares": True,
            "places": [_place(number * MOST_PLACES + place, random, received_at.date(), values) for place in places],
        },
        "documents": [],
    }


def _place(person: int, random: Random, on: date, values: Values) -> dict[str, Any]:
    """One in forty has no signed agreement, and is refused."""
    weeks = random.randint(12, values.place_weeks)
    ends_on = on - timedelta(days=random.randint(20, 120))
    starts_on = max(ends_on - timedelta(weeks=weeks) + timedelta(days=1), values.starts_from)
    return {
        "bsn": bsn(FIRST_PERSON + person),
        "crebo": random.choice(list(CREBO)),
        "form": random.choice(values.forms),
        "result": random.choice(values.results),
        "situation": random.choice(values.situations),
        "starts_on": starts_on.isoformat(),
        "ends_on": ends_on.isoformat(),
        "weeks": max(1, weeks - random.randint(0, 4)),
        "agreement_is_signed": random.random() > 0.025,
        "hours_are_recorded": True,
    }


def fabricate_report(application: Any, ended_on: date, share: Decimal) -> Mapping[str, Any]:
    """Give nothing: there is no report, as subsidy is asked after the place (article 6)."""
    return {}


def register_entries(data: Mapping[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Give what registers know of a made-up firm: that it exists and is recognised, its programmes, who is enrolled."""
    firm, name = data["applicant"]["kvk_number"], data["applicant"]["name"]
    yield "kvk", firm, {"kvk_number": firm, "name": name, "legal_form": "besloten vennootschap", "sbi_codes": ["4321"]}
    for code in sorted({place["crebo"] for place in data["places"]}):
        yield "sbb", firm, {"kvk_number": firm, "crebo": code, "code": f"LB-{firm}", **SINCE}
    if int(firm) % 1000 == 1:
        yield from (("crebo", code, {"crebo": code, "name": name, "level": 2, **SINCE}) for code, name in CREBO.items())
    yield from (("rod", place["bsn"], _enrolment(place)) for place in data["places"])


def _enrolment(place: Mapping[str, Any]) -> dict[str, Any]:
    period = {"from_on": place["starts_on"], "until_on": place["ends_on"]}
    bpv = {"placement_from_on": None, "placement_until_on": None, "employer": None}
    return {"person": "", "programme": place["crebo"], **period, **bpv}


DEMONSTRATION = Demonstration(
    scenarios=(
        Scenario(
            "derde-leerweg-2023",
            "Praktijkleren in de derde leerweg, ronde 4 van 2023: verdeeld, betaald en gecontroleerd",
            window="derde_leerweg-4",
            applications=60,
            incomplete=3,
            settled=0,
            realised=(),
            seed=11,
            first_number=0,
            leaves_work_open=True,
            late=2,
            checked=4,
        ),
        Scenario(
            "derde-leerweg-2025",
            "Praktijkleren in de derde leerweg, ronde 7 van 2025: aanvragen in behandeling",
            window="derde_leerweg-7",
            applications=40,
            incomplete=9,
            settled=0,
            realised=(),
            seed=12,
            first_number=1_000,
            leaves_work_open=True,
            late=2,
        ),
    ),
    fabricate=fabricate,
    report=fabricate_report,
    register_entries=register_entries,
)
