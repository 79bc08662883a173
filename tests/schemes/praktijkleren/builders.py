"""Plain builders for Praktijkleren applications, register answers and judgements; every name and number in them is invented.
Nothing is asserted here."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import Any

from cases.law import Values
from cases.schemes.base import ClaimLine, Finding
from cases.schemes.invented import bsn
from cases.schemes.praktijkleren.application import PraktijklerenApplication, read_application
from cases.schemes.registry import scheme
from cases.windows.lines import burdened

PRAKTIJKLEREN = scheme("praktijkleren")
EMPLOYER = "81000001"
DAYS = {"starts_on": "2018-08-27", "ends_on": "2019-05-31"}
RECORDS = {"attendance": True, "guidance": True}
OF_CATEGORY: Mapping[str, Mapping[str, Any]] = {
    "mbo-bbl": {
        "programme": {"code": "25332", "pathway": "bbl", "years": 3, "year": 2},
        "hours": {"school": 240, "practice": 900},
    },
    "hbo": {"programme": {"code": "34267", "pathway": "duaal", "years": 4, "year": 2}},
    "vmbo": {
        "programme": {"year": 3, "is_basic_track": True, "aims_at_start": True},
        "hours": {"school": 400, "practice": 800},
    },
    "entree": {"programme": {"code": "25250", "year": 4, "is_basic_track": True, "aims_at_start": True}},
    "vso": {"programme": {"is_last_year": True}, "hours": {"practice": 650, "practice_days": 3, "school_days": 2}},
    "pro": {"programme": {"is_last_year": True}, "hours": {"practice": 700, "practice_days": 4, "school_days": 1}},
}
TERMS = {
    "promovendus employed": ("loonkosten", "aanstellingsperiode", "arbeidsduur", "namen en adressen"),
    "promovendus guided": ("loonkosten", "namen en adressen", "begeleidingsperiode", "arbeidsduur"),
    "toio employed": ("ontwerpperiode", "arbeidsduur", "namen en adressen"),
    "toio guided": ("loonkosten", "namen en adressen", "begeleidingsperiode", "arbeidsduur"),
}


def line(category: str = "mbo-bbl", weeks: int = 40, **fields: Any) -> dict[str, Any]:
    """Give a line that meets every condition of its category in study year 2018-2019; any field can be given instead."""
    own = {name: merged(part, fields.pop(name, None)) for name, part in OF_CATEGORY.get(category, {}).items()}
    return {
        "category": category,
        "name": "Leerling Een",
        "bsn": bsn(1),
        "agreement": merged(DAYS, fields.pop("agreement", None)),
        "records": merged(RECORDS, fields.pop("records", None)),
        "weeks": weeks,
        **own,
        **fields,
    }


def research(category: str = "promovendus", months: int = 12, hours: str = "36.00", **fields: Any) -> dict[str, Any]:
    """Give a work place that meets every condition; fields are those of `research`."""
    variant = fields.get("variant", "guided")
    told = {
        "months": months,
        "weekly_hours": hours,
        "variant": variant,
        "institution": "universiteit",
        "institution_name": "Universiteit van Waterbroek",
        "terms": list(TERMS[f"{category} {variant}"]),
        **fields,
    }
    agreement = {"starts_on": "2018-09-01", "ends_on": "2019-08-31"}
    return {
        "category": category,
        "name": "Onderzoeker Twee",
        "bsn": bsn(2),
        "agreement": agreement,
        "records": RECORDS,
        "research": told,
    }


def merged(part: Mapping[str, Any], other: Mapping[str, Any] | None) -> dict[str, Any]:
    """Give a part with some fields replaced."""
    return {**part, **(other or {})}


def application_data(*lines: Mapping[str, Any], **fields: Any) -> dict[str, Any]:
    """Give the JSON of an application for study year 2018-2019 with these lines, or with one mbo line."""
    employer = {
        "kvk_number": EMPLOYER,
        "name": "Installatiebedrijf Noordster",
        "street": "Molenstraat 1",
        "postcode": "1234 AB",
        "town": "Zutphen",
        "contact_name": "Sanne de Vries",
        "email": "sanne@example.nl",
        "iban": "NL91ABNA0417164300",
    }
    return {
        "applicant": merged(employer, fields.pop("applicant", None)),
        "study_year": 2018,
        "declares": True,
        "lines": [dict(each) for each in lines or (line(),)],
        **fields,
    }


def application(*lines: Mapping[str, Any], **fields: Any) -> PraktijklerenApplication:
    """Give a typed application."""
    return read_application(application_data(*lines, **fields), date(2019, 6, 12))


def of_year(year: int, *lines: Mapping[str, Any], **fields: Any) -> PraktijklerenApplication:
    """Give an application in a year, its agreements moved to the study year that ends in it."""
    moved = (
        {**each, "agreement": {name: shifted(day, year - 2019) for name, day in each["agreement"].items()}}
        for each in lines or (line(),)
    )
    return application(*moved, study_year=year - 1, **fields)


def shifted(day: str, years: int) -> str:
    """Give the same day some years later or earlier."""
    return f"{int(day[:4]) + years}{day[4:]}"


def values(on: str = "2019-09-10", **overrides: Any) -> Values:
    """Give the values of a day, with some replaced."""
    return PRAKTIJKLEREN.values_on(date.fromisoformat(on)).replaced(overrides)


def judged(of: PraktijklerenApplication, in_force: Values | None = None, **extracts: Any) -> tuple[ClaimLine, ...]:
    """Give what every line of an application claims, with what was found about the whole: as the engine for shares judges."""
    general = PRAKTIJKLEREN.judge(of, in_force or values(), extracts).findings
    return tuple(burdened(line, general) for line in PRAKTIJKLEREN.lines(of, in_force or values(), extracts))


def first(of: PraktijklerenApplication, in_force: Values | None = None, **extracts: Any) -> ClaimLine:
    """Give what the first line claims."""
    return judged(of, in_force, **extracts)[0]


def outcomes(of: PraktijklerenApplication, in_force: Values | None = None, **extracts: Any) -> dict[str, str]:
    """Give the outcome of each finding about the first line, by its code."""
    return {finding.code: finding.outcome.value for finding in first(of, in_force, **extracts).findings}


def finding(of: PraktijklerenApplication, code: str, in_force: Values | None = None, **extracts: Any) -> Finding:
    """Give one finding about the first line."""
    return next(each for each in first(of, in_force, **extracts).findings if each.code == code)


def share(of: PraktijklerenApplication, in_force: Values | None = None, **extracts: Any) -> Fraction:
    """Give the part of a full place that the first line claims."""
    claim = first(of, in_force, **extracts).claims[0]
    return Fraction(claim.units, claim.of)


def answered(*entries: Mapping[str, Any]) -> dict[str, Any]:
    """Give a register's answer with these entries."""
    return {"state": "answered", "answer": {"entries": list(entries)}, "source": "test", "asked_at": "2019-09-01"}


def state(name: str) -> dict[str, Any]:
    """Give no answer: unknown, or unreachable."""
    return {"state": name, "answer": None, "source": "test", "asked_at": "2019-09-01"}


def since(from_on: str = "2010-01-01", until_on: str | None = None, **fields: Any) -> dict[str, Any]:
    """Give an entry that holds from a day, until a day where one is given."""
    return {"from_on": from_on, "until_on": until_on, **fields}


def registers(**changed: Mapping[str, Any]) -> dict[str, Any]:
    """Give what all registers answer where everything is in order; `sbb={...}` gives another answer of one."""
    known: dict[str, dict[str, Any]] = {
        "kvk": {EMPLOYER: answered({"name": "Installatiebedrijf Noordster"})},
        "sbi": {EMPLOYER: answered(since(sbi_code="4321", is_main=True))},
        "insolvency": {EMPLOYER: answered({"is_insolvent": False})},
        "sbb": {EMPLOYER: answered(since(crebo="25332"), since(crebo="25250"))},
        "crebo": {"25332": answered(since(crebo="25332"))},
        "croho": {"34267": answered(since(croho="34267", sector="Techniek", form="dual"))},
        "rod": {bsn(1): answered(since(programme="25332"))},
    }
    return {**known, **{name: dict(answers) for name, answers in changed.items()}}
