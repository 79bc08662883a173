"""What a training must be, by date: in the register, recognised, market-priced, taught and tested, given here, under the cap.
Prices stand in `money`; starting and ending stand in `procedure`."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from cases.law import Dated
from cases.schemes.stap.terms import sources as s

CEDEO_2022 = date(2022, 2, 8)
CAP_2023 = date(2023, 2, 28)
FIRST_RECOGNITIONS = ("OCW", "NRTO", "NLQF", "branche", "EVC")

CONTENT: Mapping[str, Dated[Any]] = {
    "recognitions": s.official(
        {s.START: FIRST_RECOGNITIONS, CEDEO_2022: (*FIRST_RECOGNITIONS, "CEDEO", "CPION"), s.OCW_2023: ("OCW",)},
        "STAP 1",
        s.STCRT_JUL_2023,
    ),
    "labour_market_is_tested": s.official({s.START: True, s.OCW_2023: False}, "STAP 5 lid 1", s.STCRT_OCT_2022),
    "market_price_is_tested": s.official(
        {s.START: False, s.MARKET_2022: True, s.OCW_2023: False}, "STAP 5 lid 1", s.STCRT_OCT_2022
    ),
    "teaching_is_tested": s.open_question(
        {s.START: False, s.TAUGHT_2023: True, s.OCW_2023: False},
        "STAP 1",
        "Bleef de eis van een programma, een docent en een toets (1-5-2023) naast de OCW-erkenning bestaan na 25-7-2023?",
        s.STCRT_FEB_2023,
    ),
    "abroad_is_open": s.official({s.START: True, s.OCW_2023: False}, "STAP 4 lid 4", s.STCRT_JUL_2023),
    "country": s.official({s.START: "NL"}, "STAP 4 lid 4", s.STCRT_JUL_2023),
    "otherwise_paid_is_open": s.official({s.START: False}, s.STAP, s.NEWS_OCT_2022),
}

REGISTER: Mapping[str, Dated[Any]] = {
    "open_statuses": s.official({s.START: ("active",)}, "STAP 12 lid 1", s.STCRT_FEB_2023),
    "statuses_from_next_window": s.official(
        {s.START: ("excluded", "excluded_for_maximum")}, "STAP 12 lid 1 onder e", s.STCRT_FEB_2023
    ),
    "removal_counts_from": s.open_question(
        {s.START: "at_once", s.AMENDED_2023: "next_window"},
        "STAP 12 lid 1 onder e",
        "Een scholing die op grond van artikel 19a is uitgesloten, is geen weigeringsgrond voor wie aanvroeg in het tijdvak "
        "waarin dat gebeurde: zij telt vanaf het volgende (next_window). Geldt dat ook als de opleider met al zijn scholingen "
        "is verwijderd, en telde een verwijdering vóór 7-2-2023 meteen (at_once)?",
        s.STCRT_FEB_2023,
    ),
}

CAP: Mapping[str, Dated[Any]] = {
    "training_cap": s.official({s.START: None, CAP_2023: 300}, "STAP 12a", s.NEWS_FEB_2023),
    "training_cap_works_from": s.open_question(
        {s.START: "next_window"},
        "STAP 12a",
        "Werkt de verleningsgrens pas vanaf het volgende tijdvak (next_window), of telt zij ook binnen het tijdvak zelf "
        "(at_once)? En gold zij in de laatste twee tijdvakken van 2023?",
        s.STCRT_FEB_2023,
    ),
}

VALUES: Mapping[str, Dated[Any]] = {**CONTENT, **REGISTER, **CAP}
