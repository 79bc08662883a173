"""Settlement of SLIM: the 60 % floor, small grants, accountant, evaluation report: dated, each with its article.
Amounts per activity stand in `money`; the terms for asking and deciding stand in `procedure`."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from cases.amounts import euro
from cases.law import Dated
from cases.schemes.noting import official, open_question, secondary
from cases.schemes.slim.terms import sources as s

VALUES: Mapping[str, Dated[Any]] = {
    "realisation_floor": official({s.START: Decimal("0.60")}, "SLIM 24 lid 4", s.NEWS_2023),
    "floor_scope": open_question(
        {s.START: "whole"},
        "SLIM 24 lid 4",
        "Wordt de 60 % getoetst over het geheel (whole) of per activiteit (activity)?",
        s.NEWS_2023,
    ),
    "floor_counts_fixed_amounts": open_question(
        {s.START: True},
        "SLIM 24 lid 4",
        "Tellen de vaste bedragen (praktijkleerplaatsen, loopbaanadviezen) mee voor de 60 %?",
        s.NEWS_2023,
    ),
    "floor_effect": open_question(
        {s.START: "nil", s.SOFTENED_2023: "person"},
        "SLIM 24 lid 4",
        "Is de 60 %-regel verzacht per 10-7-2023 (Timmer) of per 1-9-2023 (UVB)?",
        s.TIMMER_2023,
    ),
    "floor_effect_is_of": open_question(
        {s.START: "settlement"},
        "SLIM 24 lid 4",
        "Geldt de verzachting bij elke latere vaststelling (settlement), of voor latere aanvragen (application)?",
        s.TIMMER_2023,
    ),
    "ex_officio_below": secondary({s.START: euro("0"), s.START_2025: euro("25000")}, "SLIM 24", s.WIEDIJK_2025),
    "sample_share": open_question(
        {s.START: Decimal(0), s.START_2025: Decimal("0.05")},
        "SLIM 24",
        "Welk deel van de kleine verleningen (vanaf 2025 zonder verantwoording) wordt in een steekproef gecontroleerd?",
        s.ADVISER_2026,
    ),
    "sample_report_weeks": open_question(
        {s.START: 4},
        "Aanwijzing 8 onder b",
        "Hoe lang krijgt een ontvanger om na een steekproef verantwoording af te leggen?",
        s.INSTRUCTIONS,
    ),
    "accountant_from": open_question(
        {s.START: None, s.START_2025: euro("125000")},
        "SLIM 24",
        "Vanaf welk bedrag was vóór 2025 een controleverklaring nodig (Algemene Regeling: boven € 50.000)?",
        s.WIEDIJK_2025,
    ),
    "evaluation_report_from": open_question(
        {s.START: euro("0"), s.AMENDED_2023: euro("25000")},
        "SLIM 24",
        "Boven welk bedrag moet er een evaluatieverslag bij, vóór en na 1-9-2023?",
        s.TIMMER_2023,
    ),
    "recovery_of_advance": official({s.START: False, s.ADVANCE_2023: True}, "SLIM 25 lid 5", s.STCRT_2023),
}
