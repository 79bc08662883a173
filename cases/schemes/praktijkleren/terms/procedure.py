"""How Praktijkleren proceeds: being in time, terms, papers, checks after payment, keeping: dated, each with its article.
How a term is counted stands in `cases.terms`; the windows stand in `praktijkleren.windows`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from cases.amounts import euro
from cases.law import Dated
from cases.schemes.praktijkleren.terms import sources as s

FILING: Mapping[str, Dated[Any]] = {
    "closing": s.official({s.START: (9, 15, 17, 0)}, "17 lid 1"),
    "chain_mandate_needed": s.official({s.START: False, s.NEW_PORTAL: True}, "18", s.RVO_APPLY),
    "written_mandate_needed": s.open_question(
        {s.START: True, s.NEW_PORTAL: False}, "Awb 2:1 lid 2", "Welke machtiging gaf een intermediair vóór 2024?"
    ),
    "declaration_needed": s.official({s.START: True}, "19 lid 1", s.RVO_CONTROL),
    "account_needed": s.open_question(
        {s.START: True}, "Awb 4:2 lid 2", "Is het rekeningnummer nodig om de aanvraag compleet te maken?"
    ),
    "double_line_outcome": s.open_question(
        {s.START: "person"},
        "13",
        "Wat gebeurt er als dezelfde leerling met dezelfde weken twee keer is aangevraagd? Nu beslist een mens (person, refuse).",
    ),
    "guidance_must_have_ended": s.open_question(
        {s.START: True},
        "13",
        "Moet de begeleiding in het studiejaar voorbij zijn voordat wordt aangevraagd?",
        s.RVO_2023,
    ),
    "insolvency_outcome": s.open_question(
        {s.START: "person"},
        "Awb 4:35 lid 2",
        "Artikel 4:35 zegt 'kan': weegt een medewerker (person), of volgt bij faillissement altijd weigering (refuse)?",
    ),
}

TERMS: Mapping[str, Dated[Any]] = {
    "decision_weeks": s.official({s.START: 13}, "22"),
    "decision_runs_from": s.official({s.START: {"shares": (9, 15)}}, "22"),
    "supplement_days": s.open_question(
        {s.START: 14}, "Awb 4:5 lid 1", "Hoe lang is de termijn om een aanvraag praktijkleren aan te vullen?"
    ),
    "views_days": s.open_question({s.START: 14}, "Awb 4:9", "Hoe lang krijgt iemand om een zienswijze te geven?"),
    "documents_days": s.secondary({s.START: 14}, "19 lid 2", s.DESK_CHECKS),
    "foreign_declaration_weeks": s.official({s.START: 8}, "25 lid 1"),
}

CHECKING: Mapping[str, Dated[Any]] = {
    "sample_share": s.open_question(
        {s.START: 0}, "19 lid 2", "Hoe groot is de steekproef voor de deskcontrole? Er is niets over gevonden."
    ),
    "administration_from": s.official({s.START: euro("125000")}, "OCW 8 lid 1", s.OCW),
    "administration_years": s.official({s.START: 7}, "OCW 8 lid 2", s.OCW),
    "must_report_facts": s.official({s.START: True}, "OCW 9", s.OCW),
    "paid_at_once_below": s.official({s.START: euro("25000")}, "OCW 11", s.OCW),
}

ORDER: Mapping[str, Dated[Any]] = {
    "later_number_may_pass": s.open_question(
        {s.START: False},
        "Awb 4:25 lid 2",
        "Mag in het tijdvak van het voorschot een later nummer voorgaan op een nummer dat niet meer past?",
    ),
    "last_at_ceiling": s.open_question(
        {s.START: "refuse"},
        "Awb 4:25 lid 2",
        "Krijgt de laatste aanvrager van een voorschot bij het plafond niets (refuse) of een deel (partial)?",
    ),
    "overshoot_day_by_lot": s.open_question(
        {s.START: False}, "14 lid 1", "Wordt bij het voorschot op de dag van overschrijding geloot?"
    ),
}
"""For the window of the advance of 2020 only, which goes by day of completeness; every other one is shared."""

KEEPING: Mapping[str, Dated[Any]] = {
    "retention_years": s.official({s.START: 5}, "23"),
    "retention_runs_from": s.open_question(
        {s.START: "study_year"},
        "23",
        "Artikel 23 zegt: vijf jaar na het studiejaar. Een bron noemt vijf jaar na het besluit (decision). Telt de laatste (later)?",
        s.RVO_CONTROL,
    ),
    "executive_body": s.official({s.START: "Rijksdienst voor Ondernemend Nederland"}, "27"),
}

VALUES: Mapping[str, Dated[Any]] = {**FILING, **ORDER, **TERMS, **CHECKING, **KEEPING}
