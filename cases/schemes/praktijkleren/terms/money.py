"""What Praktijkleren pays: the most for a place, how places are counted, the steps of the share, supplements, the advance of 2020.
Conditions and procedure stand beside this file, ceilings with the windows; no arithmetic here."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from cases.amounts import euro
from cases.law import Dated
from cases.schemes.praktijkleren.terms import sources as s

PLACES: Mapping[str, Dated[Any]] = {
    "place_maximum": s.official({s.START: euro("2700")}, "15"),
    "weeks_norm_school": s.official({s.START: 23, s.SECOND: 40}, "1 onder c en 30 lid 2"),
    "weeks_norm_hbo": s.official({s.START: 28, s.SECOND: 42}, "1 onder c en 30 lid 2"),
    "months_norm": s.official({s.START: 8, s.SECOND: 12}, "1 onder d en 30 lid 3"),
    "hours_norm": s.official({s.START: 36}, "1 onder d"),
    "school_year_starts": s.official({s.START: (0, 1, 1), s.SECOND: (-1, 8, 1)}, "1 onder m en 30 lid 1"),
    "school_year_ends": s.official({s.START: (0, 7, 31)}, "1 onder m"),
    "university_year_starts": s.official({s.START: (0, 1, 1), s.SECOND: (-1, 9, 1)}, "1 onder m en 30 lid 1"),
    "university_year_ends": s.official({s.START: (0, 8, 31)}, "1 onder m"),
}

SHARES: Mapping[str, Dated[Any]] = {
    "rate_step": s.open_question(
        {s.START: Decimal("0.0001")},
        "15",
        "RVO maakt percentages met twee decimalen bekend: wordt naar beneden afgerond, en waar staat dat?",
        s.OAZ_2018,
    ),
    "supplement_step": s.open_question(
        {s.START: euro("0.01")},
        "15c lid 1",
        "Wordt het toeslagbedrag per week naar beneden afgerond op een cent?",
        s.OAZ_2021,
    ),
}

SUPPLEMENTS: Mapping[str, Dated[Any]] = {
    "lhr_applies": s.official({s.START: False, s.LHR_BEGAN: True, s.LHR_ENDED: False}, "15c lid 1", s.RVO_EXTRA),
    "lhr_sbi_codes": s.open_question(
        {s.START: ("55", "56", "0161")},
        "15a",
        "Welke SBI-codes staan in de bijlage? Gezien zijn 55 en 56 (horeca) en 0161 (agrarisch loonwerk).",
        s.STCRT_2020_SUPPLEMENT,
    ),
    "lhr_sbi_possible": s.open_question(
        {s.START: ("01", "02", "03", "93")},
        "15a",
        "Welke codes voor landbouw en recreatie staan in de bijlage? Bij deze hoofdgroepen beslist een mens.",
        s.STCRT_2019_SBI,
    ),
    "cyclical_applies": s.official(
        {s.START: False, s.MORE_SUPPLEMENTS: True, s.FEWER_SUPPLEMENTS: False}, "15c", s.RVO_EXTRA
    ),
    "cyclical_sbi_codes": s.open_question(
        {s.START: ()},
        "15a",
        "Welke SBI-codes zijn conjunctuurgevoelig (bijlage bij Stcrt. 2020, 48267)? Zonder lijst beslist een mens.",
        s.STCRT_2020_SBI,
    ),
    "hbo_supplement_applies": s.official(
        {s.START: False, s.MORE_SUPPLEMENTS: True, s.FEWER_SUPPLEMENTS: False}, "15c", s.RVO_EXTRA
    ),
    "hbo_supplement_sectors": s.open_question(
        {s.START: ("techniek", "gezondheidszorg")},
        "15c",
        "Gold de hbo-toeslag voor de Croho-onderdelen techniek en gezondheidszorg, en in welk artikel?",
        s.OAZ_2021,
    ),
    "supplement_must_be_asked": s.secondary({s.START: True, s.NEW_PORTAL: False}, "15c", s.OMNYACC_2024),
}

ADVANCE: Mapping[str, Dated[Any]] = {
    "advance_is_open": s.secondary(
        {s.START: False, date(2020, 6, 2): True, date(2020, 7, 1): False}, "Awb 4:95", s.NOVA_2020
    ),
    "advance_week_amount": s.secondary({s.START: euro("42.50")}, "Awb 4:95", s.ANKO_2020),
    "advance_maximum": s.secondary({s.START: euro("1530")}, "Awb 4:95", s.ANKO_2020),
    "advance_ceiling": s.waiting(
        Decimal,
        "Awb 4:95",
        "Hoeveel was er voor het voorschot van juni 2020 (Stcrt. 2020, 28881)?",
        s.STCRT_2020_ADVANCE,
    ),
    "advance_from_on": s.secondary({s.START: date(2019, 8, 1)}, "Awb 4:95", s.NOVA_2020),
    "advance_until_on": s.secondary({s.START: date(2020, 3, 31)}, "Awb 4:95", s.NOVA_2020),
}

VALUES: Mapping[str, Dated[Any]] = {**PLACES, **SHARES, **SUPPLEMENTS, **ADVANCE}
