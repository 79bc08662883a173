"""Made-up applications and registrations for the demonstration and for load: invented people, bureaus and advisers.
Nothing here decides anything; a fabricated application goes the same road as a real one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal
from random import Random
from typing import Any

from cases.amounts import plain
from cases.law import Values
from cases.schemes.base import Demonstration, Scenario
from cases.schemes.invented import bsn, document, enterprise
from cases.schemes.ontwikkeladvies.registers import REGISTRATIONS

FIRST_KVK, FIRST_PERSON = 92_000_000, 500_000
BUREAUS, ADVISERS = 9, 14
FIRST_NAMES = ("Sanne", "Joost", "Fatima", "Bram", "Aylin", "Koen", "Maria", "Dewi", "Pieter", "Noor")
KINDS = ("adviseur", "werkgever", "opdrachtgever")
TOO_HIGH, TOO_CHEAP = 17, 19
"""One in so many participants has mbo-3, one in so many hired advisers is paid too little; two bureaus share an account."""


def fabricate(number: int, random: Random, received_at: datetime, values: Values) -> dict[str, Any]:
    """Give the envelope of one application, complete for the version of the day of receipt."""
    bureau, kind = random.randrange(BUREAUS), random.choice(KINDS)
    papers = (values.tariff_proof,) if kind in values.hired_kinds else ()
    return {
        "scheme": "ontwikkeladvies",
        "received_at": received_at.isoformat(),
        "application": {
            "applicant": enterprise(bureau, random, FIRST_KVK, min(bureau, BUREAUS - 2))
            | {"name": f"Loopbaanhuis {bureau + 1}"},
            "kind": kind,
            **_trajectory(number, random, received_at.date(), values),
            **({"hire": _hire(number, values)} if kind in values.hired_kinds else {}),
        },
        "documents": [document(name, number) for name in (*papers, *values.documents)],
    }


def _trajectory(number: int, random: Random, on: date, values: Values) -> dict[str, Any]:
    ended_on = on - timedelta(days=random.randint(0, 6))
    began_on = ended_on - timedelta(days=random.randint(7, 15))
    adviser = random.randrange(ADVISERS)
    return {
        "participant": _participant(number, random, began_on - timedelta(days=random.randint(1, 5)), values),
        "adviser": {
            "number": f"ADV{adviser:03d}",
            "name": f"Adviseur {adviser}",
            "is_in_noloc_register": True,
            "years": values.adviser_years + adviser,
        },
        "trajectory": {
            "began_on": began_on.isoformat(),
            "ended_on": ended_on.isoformat(),
            "talk_hours": plain(values.minimum_talk_hours + random.randint(0, 3)),
            "names_training": True,
            "plan_is_signed": True,
            "statement_is_signed": True,
        },
    }


def _participant(number: int, random: Random, registered_on: date, values: Values) -> dict[str, Any]:
    is_too_high = number % TOO_HIGH == 0
    return {
        "bsn": bsn(FIRST_PERSON + number),
        "name": f"{random.choice(FIRST_NAMES)} Voorbeeld {number}",
        "born_on": (registered_on - timedelta(days=random.randint(20 * 366, 60 * 365))).isoformat(),
        "education": "mbo-3" if is_too_high else random.choice(values.permitted_education),
        "labour_market_link": random.choice(values.labour_market_links),
        "registered_on": registered_on.isoformat(),
    }


def _hire(number: int, values: Values) -> dict[str, str]:
    tariff = values.minimum_tariff - 1 if number % TOO_CHEAP == 0 else values.minimum_tariff + number % 140
    return {"tariff": plain(tariff), "vat": plain(tariff * Decimal("0.21"))}


def no_report(application: Any, ended_on: date, share: Decimal) -> Mapping[str, Any]:
    """Give nothing: the subsidy is settled at once, so no report follows."""
    return {}


def register_entries(data: Mapping[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Give the registration in the portal that belongs to a made-up application: everything checked, as the application tells."""
    participant = data["participant"]
    entry = {
        "registered_on": participant["registered_on"],
        "adviser": data["adviser"]["number"],
        "is_identity_checked": True,
        "is_declaration_signed": True,
        "education": participant["education"],
    }
    yield REGISTRATIONS.name, participant["bsn"], entry


DEMONSTRATION = Demonstration(
    scenarios=(
        Scenario(
            "ontwikkeladvies-2022",
            "STAP-ontwikkeladvies 2022: na afloop gevraagd, door mensen beslist en in één keer vastgesteld en betaald",
            window="ontwikkeladvies-2022",
            applications=60,
            incomplete=7,
            settled=40,
            realised=(),
            seed=22,
            first_number=0,
            leaves_work_open=True,
        ),
    ),
    fabricate=fabricate,
    report=no_report,
    register_entries=register_entries,
)
