"""Made-up Praktijkleren applications, for the demonstration and for load: invented names and numbers, real shapes and amounts.
Nothing here decides anything; a fabricated application goes the same road as a real one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal
from random import Random
from typing import Any

from cases.law import Values
from cases.schemes.base import Demonstration, Scenario
from cases.schemes.invented import bsn, document, enterprise
from cases.schemes.praktijkleren.weeks import Period, study_period

CREBO = {"25180": "Kok", "25332": "Monteur", "25655": "Verzorgende", "25297": "Metselaar", "25642": "Kapper"}
CROHO = {"34267": ("Werktuigbouwkunde", "techniek"), "34560": ("Verpleegkunde", "gezondheidszorg")}
FIRST_KVK_NUMBER = 80_000_000
LINES_OF_ONE = 12
SINCE = "2013-08-01"
MBO, HBO, VMBO = 0.953, 0.0377, 0.0043
"""The share of each category in the lines, and `WHOLE_YEAR` of the students that were guided in every week: chosen so that 18,000
applications ask about what the published rates of 2018-2019 say (mbo 82.10 %, hbo 32.45 %, the others 100 %)."""
WHOLE_YEAR = 0.37
NO_BPV = {"placement_from_on": None, "placement_until_on": None, "employer": None}


def fabricate(number: int, random: Random, received_at: datetime, values: Values) -> dict[str, Any]:
    """Give the envelope of one application, with one to twelve students; every other one is filed by an intermediary.

    Weeks and categories spread about as in 2018-2019: some 88,800 full places of mbo and 3,500 of hbo in 18,000 applications.
    """
    year = received_at.year
    data = {
        "applicant": enterprise(number, random, FIRST_KVK_NUMBER),
        "study_year": year - 1,
        "declares": True,
        "lines": [_line(number, place, random, year, values) for place in range(random.randint(1, 12))],
    }
    needs_mandate = number % 2 == 0
    if needs_mandate:
        data["intermediary"] = _intermediary(number, values)
    has_paper = needs_mandate and values.written_mandate_needed
    return {
        "scheme": "praktijkleren",
        "received_at": received_at.isoformat(),
        "application": data,
        "documents": [document("machtiging", number)] if has_paper else [],
    }


def _intermediary(number: int, values: Values) -> dict[str, Any]:
    return {
        "kvk_number": str(FIRST_KVK_NUMBER + 9_000_000 + number % 50),
        "name": f"Subsidiebureau Voorbeeld {number % 50}",
        "email": f"bureau{number % 50}@voorbeeld.example",
        "has_chain_mandate": bool(values.chain_mandate_needed),
    }


def _line(number: int, place: int, random: Random, year: int, values: Values) -> dict[str, Any]:
    index = number * LINES_OF_ONE + place
    kind = random.random()
    common = {"name": f"Leerling {index}", "records": {"attendance": random.random() > 0.02, "guidance": True}}
    if kind < MBO:
        return {**common, "bsn": bsn(index), **_mbo(index, random, year, values)}
    if kind < MBO + HBO:
        return {**common, "bsn": bsn(index), **_hbo(index, random, year, values)}
    if kind < MBO + HBO + VMBO:
        return {**common, "bsn": bsn(index), **_vmbo(random, year, values)}
    return {**common, "reference": f"P-{index}", **_research(year, values)}


def _weeks(random: Random, norm: int) -> int:
    return norm if random.random() < WHOLE_YEAR else random.randint(norm // 2 - 2, norm - 1)


def _mbo(index: int, random: Random, year: int, values: Values) -> dict[str, Any]:
    code = list(CREBO)[index % len(CREBO)]
    programme = {"code": code, "pathway": "bbl" if random.random() > 0.01 else "bol", "years": 3, "year": 1}
    return {
        "category": "mbo-bbl",
        "agreement": _agreement(_school_year(values, year)),
        "programme": programme,
        "weeks": _weeks(random, values.weeks_norm_school),
        "hours": {"school": 240, "practice": 900},
    }


def _hbo(index: int, random: Random, year: int, values: Values) -> dict[str, Any]:
    code = list(CROHO)[index % len(CROHO)]
    return {
        "category": "hbo",
        "agreement": _agreement(_university_year(values, year)),
        "programme": {"code": code, "pathway": "duaal", "years": 4, "year": 2},
        "weeks": _weeks(random, values.weeks_norm_hbo),
    }


def _vmbo(random: Random, year: int, values: Values) -> dict[str, Any]:
    return {
        "category": "vmbo",
        "agreement": _agreement(_school_year(values, year)),
        "programme": {"year": 3, "is_basic_track": True, "aims_at_start": True},
        "weeks": _weeks(random, values.weeks_norm_school),
        "hours": {"school": 300, "practice": 800},
    }


def _research(year: int, values: Values) -> dict[str, Any]:
    return {
        "category": "promovendus",
        "agreement": _agreement(_university_year(values, year)),
        "research": {
            "months": values.months_norm,
            "weekly_hours": "36.00",
            "variant": "guided",
            "institution": "universiteit",
            "institution_name": "Universiteit van Waterbroek",
            "terms": list(values.terms_promovendus_guided),
        },
    }


def _school_year(values: Values, year: int) -> Period:
    return study_period(values.school_year_starts, values.school_year_ends, year)


def _university_year(values: Values, year: int) -> Period:
    return study_period(values.university_year_starts, values.university_year_ends, year)


def _agreement(study_year: Period) -> dict[str, Any]:
    """The agreement of a study year ends in May, so that guidance is over before the first day of a window."""
    ends_on = study_year.last_on.replace(month=5, day=31)
    return {"starts_on": (study_year.first_on + timedelta(days=3)).isoformat(), "ends_on": ends_on.isoformat()}


def fabricate_report(application: Any, ended_on: date, share: Decimal) -> Mapping[str, Any]:
    """Give nothing: there is no report, as subsidy is asked after the guidance (article 17)."""
    return {}


def register_entries(data: Mapping[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Give what the registers know of a fabricated application: employer, recognition, programmes and enrolments."""
    number, name = data["applicant"]["kvk_number"], data["applicant"]["name"]
    yield (
        "kvk",
        number,
        {"kvk_number": number, "name": name, "legal_form": "besloten vennootschap", "sbi_codes": ["4321"]},
    )
    yield "sbi", number, {"kvk_number": number, "sbi_code": _sbi(name), "is_main": True, **_since()}
    yield "insolvency", number, {"party": number, "is_insolvent": False}
    yield from (("sbb", number, _recognition(number, code)) for code in _codes(data, "mbo-bbl") or ["25180"])
    yield from _programmes(number)
    yield from (("rod", line["bsn"], _enrolment(line)) for line in data["lines"] if "bsn" in line)


def _sbi(name: str) -> str:
    return "0161" if name.startswith("Kwekerij") else "4321"


def _since() -> dict[str, Any]:
    return {"from_on": SINCE, "until_on": None}


def _recognition(number: str, code: str) -> dict[str, Any]:
    return {"kvk_number": number, "crebo": code, "code": f"LB-{number}", **_since()}


def _codes(data: Mapping[str, Any], category: str) -> list[str]:
    return sorted({line["programme"]["code"] for line in data["lines"] if line["category"] == category})


def _programmes(number: str) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """The programmes once for each thousand applicants, so that a large scenario does not repeat them."""
    if int(number) % 1000 == 1:
        for code, name in CREBO.items():
            yield "crebo", code, {"crebo": code, "name": name, "level": 2, **_since()}
        for code, (name, sector) in CROHO.items():
            yield "croho", code, {"croho": code, "name": name, "sector": sector, "form": "dual", **_since()}


def _enrolment(line: Mapping[str, Any]) -> dict[str, Any]:
    days = {"from_on": line["agreement"]["starts_on"], "until_on": line["agreement"]["ends_on"]}
    return {"person": "", "programme": line.get("programme", {}).get("code") or "", **days, **NO_BPV}


DEMONSTRATION = Demonstration(
    scenarios=(
        Scenario(
            "praktijkleren-2021",
            "Praktijkleren, studiejaar 2020-2021: verdeeld met toeslagen, betaald en gecontroleerd",
            window="praktijkleren-2021",
            applications=120,
            incomplete=4,
            settled=0,
            realised=(),
            seed=4,
            first_number=0,
            leaves_work_open=True,
            late=3,
            checked=6,
        ),
        Scenario(
            "praktijkleren-2018-2019",
            "Praktijkleren, studiejaar 2018-2019 op ware grootte: 18.000 aanvragen, 117.000 regels",
            window="praktijkleren-2019",
            applications=18_000,
            incomplete=40,
            settled=0,
            realised=(),
            seed=5,
            first_number=10_000,
            only_by_name=True,
            late=50,
            checked=100,
        ),
        Scenario(
            "praktijkleren-2020-voorschot",
            "Praktijkleren, voorschot mbo van juni 2020: vooraf gegeven, nog te verrekenen met de vaststelling",
            window="praktijkleren-2020-voorschot",
            applications=20,
            incomplete=0,
            settled=20,
            realised=(),
            seed=7,
            first_number=2_000,
            leaves_work_open=True,
            settings={"advance_ceiling": "1000000.00"},
        ),
        Scenario(
            "praktijkleren-2025",
            "Praktijkleren, studiejaar 2024-2025: aanvragen in behandeling",
            window="praktijkleren-2025",
            applications=60,
            incomplete=9,
            settled=0,
            realised=(),
            seed=6,
            first_number=1_000,
            leaves_work_open=True,
        ),
    ),
    fabricate=fabricate,
    report=fabricate_report,
    register_entries=register_entries,
)
