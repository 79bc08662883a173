"""Who may have a STAP-budget: age, insurance, other money for study, once a year: dated, each with its article.
What may be paid for stands in `training` and `money`."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from cases.law import Dated
from cases.schemes.stap.terms import sources as s

AOW = "https://wetten.overheid.nl/BWBR0002221"
MONTHS_66_7, MONTHS_66_10, MONTHS_67 = 799, 802, 804

AGE: Mapping[str, Dated[Any]] = {
    "minimum_age": s.official({s.START: 18}, "STAP 5 lid 2", s.WORKINGS),
    "pension_ages": s.open_question(
        {
            s.START: (
                (date(1955, 9, 1), MONTHS_66_7),
                (date(1956, 6, 1), MONTHS_66_10),
                (date(1957, 3, 1), MONTHS_67),
            )
        },
        "AOW 7a",
        "Klopt de tabel van de AOW-leeftijd in maanden per geboortedag (66 jaar en 7 maanden, 66 jaar en 10 maanden, "
        "67 jaar), en wat geldt voor wie vóór 1-9-1955 is geboren?",
        AOW,
    ),
    "full_time_minimum_age": s.secondary({s.START: 30}, s.STAP, s.FONTYS),
}

INSURANCE: Mapping[str, Dated[Any]] = {
    "insured_months": s.official({s.START: 6}, "STAP 5", s.WORKINGS),
    "insured_from_months": s.official({s.START: 27}, "STAP 5", s.STCRT_EVC),
    "insured_until_months": s.official({s.START: 3}, "STAP 5", s.STCRT_EVC),
    "insured_counted_from": s.open_question(
        {s.START: "month"},
        "STAP 5",
        "Wordt de verzekerde periode geteld vanaf de kalendermaand van de aanvraag (month), vanaf het aanvraagtijdvak "
        "(window) of vanaf de aanvraag zelf (day)? De bronnen geven drie lezingen.",
        s.NRTO,
    ),
    "insured_parts_count": s.open_question(
        {s.START: "together"},
        "STAP 5",
        "Tellen losse verzekerde perioden samen (together), elk van datum tot datum en de rest als deel van een maand, "
        "of telt alleen de langste (longest)?",
        s.EDIN,
    ),
}

OTHER_MONEY: Mapping[str, Dated[Any]] = {
    "blocking_support": s.secondary({s.START: ("student_finance", "teacher_grant", "allowance")}, s.STAP, s.SCHOEVERS),
    "grants_per_year": s.secondary({s.START: 1}, s.STAP, s.EDIN),
    "withdrawn_grant_frees_year": s.open_question(
        {s.START: False},
        s.STAP,
        "Maakt een verlening die is ingetrokken of waarvan de ontvanger afziet, het kalenderjaar weer vrij? In september "
        "2022 mochten mensen een andere scholing kiezen.",
        s.NEWS_OCT_2022,
    ),
}

VALUES: Mapping[str, Dated[Any]] = {**AGE, **INSURANCE, **OTHER_MONEY}
