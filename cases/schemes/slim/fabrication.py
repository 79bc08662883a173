"""Made-up SLIM applications and reports, for the demonstration and for load: invented names, real shapes and amounts.
Nothing here decides anything; a fabricated application goes the same road as a real one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import ROUND_CEILING, Decimal
from random import Random
from typing import Any

from cases.amounts import plain, round_to_cent
from cases.law import Values
from cases.schemes.base import Demonstration, Scenario
from cases.schemes.invented import document, enterprise
from cases.schemes.slim.application import SlimApplication, read_application
from cases.schemes.slim.costs import ExternalCost, InternalLabour
from cases.schemes.slim.rules.completeness import needed_documents

FIRST_KVK_NUMBER = 90_000_000
SHARE_AT_CAP = 0.64


@dataclass(frozen=True)
class Wish:
    """What a fabricated application asks for: the subsidy in euro, and whether the enterprise is small."""

    subsidy: Decimal
    is_small: bool


def fabricate(number: int, random: Random, received_at: datetime, values: Values) -> dict[str, Any]:
    """Give the envelope of one application, complete for the version of the day of receipt.

    The amounts spread as in the first window: two thirds at the cap, the others from 3,000 euro upwards.
    """
    wish = Wish(_subsidy(random, values), is_small=random.random() < 0.7)
    data = _application(number, random, received_at.date(), wish, values)
    application = read_application(data, received_at.date())
    kinds = dict(needed_documents(application, values))
    return {
        "scheme": "slim",
        "received_at": received_at.isoformat(),
        "application": data,
        "documents": [document(kind, number) for kind in kinds],
    }


def _subsidy(random: Random, values: Values) -> Decimal:
    if random.random() < SHARE_AT_CAP:
        return Decimal(values.cap_mkb)
    return Decimal(random.randint(3_000, int(values.cap_mkb)))


ALIKE = 4
"""Of each 600 applicants, the first four name one account and describe their project with the same words."""


def _shown_as(number: int) -> int:
    """Give the number of the applicant whose account and words this one uses; mostly its own."""
    return number - number % 600 if number % 600 < ALIKE else number


def _application(number: int, random: Random, on: date, wish: Wish, values: Values) -> dict[str, Any]:
    activities = random.choice((["a"], ["c"], ["a", "c"]))
    return {
        "kind": "MKB",
        "applicant": enterprise(number, random, FIRST_KVK_NUMBER, _shown_as(number)),
        "enterprise": _enterprise(random, on, wish),
        "project": {
            "title": f"Leren op de werkvloer {number}",
            "summary": "Wij laten onze onderneming doorlichten en maken een opleidingsplan met onze medewerkers, "
            f"zoals beschreven in plan {_shown_as(number)}.",
            "months": random.choice((9, 12)),
        },
        "activities": activities,
        "budget": {"external": list(_costs(activities, random, wish, values)), "internal": []},
        "asks_advance": bool(values.advance_share_mkb),
    }


def _enterprise(random: Random, on: date, wish: Wish) -> dict[str, Any]:
    staff = random.randint(3, 45) if wish.is_small else random.randint(60, 200)
    turnover = plain(Decimal(staff * 95_000))
    figures = {"year": on.year - 1, "staff": f"{staff}.00", "turnover": turnover, "balance_total": turnover}
    return {"own_figures": figures, "employees": staff, "sector": "overig", "de_minimis_received": "0.00"}


def _costs(activities: list[str], random: Random, wish: Wish, values: Values) -> Iterator[dict[str, Any]]:
    percentage = values.percentage_mkb_small if wish.is_small else values.percentage_mkb_medium
    needed = wish.subsidy / percentage / (1 + values.flat_rate)
    total = needed.to_integral_value(ROUND_CEILING) + (random.randint(0, 900) if wish.subsidy == values.cap_mkb else 0)
    total = max(total, (values.minimum_cost_mkb / (1 + values.flat_rate)).to_integral_value(ROUND_CEILING))
    share = round_to_cent(total / len(activities))
    for activity in activities:
        yield {"activity": activity, "description": "Begeleiding door een adviesbureau", "amount": plain(share)}


def fabricate_report(application: SlimApplication, ended_on: date, share: Decimal) -> Mapping[str, Any]:
    """Give a report in which a share of the budget was realised, every cost made on the last day."""
    budget = application.budget
    return {
        "ended_on": ended_on.isoformat(),
        "description": "Het project is uitgevoerd zoals beschreven; de facturen liggen ter inzage.",
        "realised": {
            "external": [_spent(cost, ended_on, share) for cost in budget.external],
            "internal": [_worked(labour, share) for labour in budget.internal],
            "paths": int(budget.paths * share),
            "places": [{"count": places.count, "weeks": places.weeks} for places in budget.places],
            "has_audit_statement": True,
        },
    }


def _spent(cost: ExternalCost, on: date, share: Decimal) -> dict[str, Any]:
    spent: dict[str, Any] = {"activity": cost.activity, "description": cost.description, "incurred_on": on.isoformat()}
    if cost.amount is not None:
        return spent | {"amount": plain(round_to_cent(cost.amount * share))}
    assert cost.hours is not None
    assert cost.hourly_rate is not None
    return spent | {"hours": plain(round_to_cent(cost.hours * share)), "hourly_rate": plain(cost.hourly_rate)}


def _worked(labour: InternalLabour, share: Decimal) -> dict[str, Any]:
    return {
        "activity": labour.activity,
        "description": labour.description,
        "hours": plain(round_to_cent(labour.hours * share)),
        "gross_year_wage": plain(labour.gross_year_wage),
        "is_director": labour.is_director,
    }


def register_entries(data: Mapping[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Give what the registers know of a fabricated applicant: it exists, is solvent, and had no aid before."""
    number, name = data["applicant"]["kvk_number"], data["applicant"]["name"]
    yield "kvk", number, {"name": name, "legal_form": "besloten vennootschap", "sbi_codes": ["6201"]}
    yield "insolvency", number, {"is_insolvent": False}
    yield "de_minimis", number, {"amount": "0.00"}


SHARES = (Decimal("1"), Decimal("0.95"), Decimal("1"), Decimal("0.80"), Decimal("0.60"), Decimal("0.40"))

DEMONSTRATION = Demonstration(
    scenarios=(
        Scenario(
            "slim-2020",
            "SLIM, eerste tijdvak van 2020: 2.117 aanvragen, plafond 15 miljoen euro, loting",
            window="slim-2020-1",
            applications=2117,
            incomplete=40,
            settled=60,
            realised=SHARES,
            seed=1,
            first_number=0,
        ),
        Scenario(
            "slim-2023",
            "SLIM, derde tijdvak van 2023: voorschot van 50 %, vaststelling en terugvordering",
            window="slim-2023-3",
            applications=150,
            incomplete=4,
            settled=90,
            realised=SHARES,
            seed=2,
            first_number=10_000,
            leaves_work_open=True,
        ),
        Scenario(
            "slim-2026",
            "SLIM, derde tijdvak van 2026: aanvragen in behandeling",
            window="slim-2026-3",
            applications=60,
            incomplete=7,
            settled=0,
            realised=(),
            seed=3,
            first_number=20_000,
            refused_for_ceiling=False,
            leaves_work_open=True,
        ),
    ),
    fabricate=fabricate,
    report=fabricate_report,
    register_entries=register_entries,
)
