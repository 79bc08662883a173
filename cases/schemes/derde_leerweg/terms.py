"""The dated values of praktijkleren in de derde leerweg by name, each with its article and source, and the rule versions.
What no source of law gives is a setting with its question; nothing is computed here."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from cases.amounts import euro
from cases.law import Article, Dated
from cases.schemes.derde_leerweg import sources as s
from cases.schemes.noting import official, open_question, secondary

VERSIONS: Dated[str] = open_question(
    {s.START: "V2021-12", s.WIDER_TARGET: "V2024", s.ROUND_2025: "V2025"},
    s.cite("1"),
    "Op welke dagen werd de regeling gewijzigd (1-12-2022, 2024, 2025), en geldt zij na 1-4-2026 nog?",
    s.TEXT_2021,
)

MONEY: Mapping[str, Dated[Any]] = {
    "place_maximum": secondary({s.START: euro("2700.00")}, s.cite("7"), s.AMOUNT_2022),
    "place_weeks": official({s.START: 40}, s.cite("1"), s.STCRT_2021),
    "rate_step": open_question(
        {s.START: Decimal("0.0001")},
        s.cite("7"),
        "In welke stappen wordt het percentage van een ronde afgerond, en naar beneden?",
        s.AMOUNT_2022,
    ),
}

CONDITIONS: Mapping[str, Dated[Any]] = {
    "period_weeks": open_question(
        {s.START: 40, s.ROUND_2025: 52},
        s.cite("4 lid 2"),
        "Binnen hoeveel aaneengesloten weken tellen de 40 weken: 40 (tekst van 2021) of 52 (ronde van 2025)?",
        s.STCRT_2021,
    ),
    "claim_years": secondary({s.START: 1}, s.cite("6"), s.JONGLAAN),
    "starts_from": open_question(
        {s.START: date(2021, 1, 1), s.ROUND_2025: date(2023, 8, 1)},
        s.cite("5"),
        "Vanaf welke begindag doet een plaats mee, per ronde? De bronnen noemen 1-1-2021, 1-1-2022, 24-2-2022 en 1-8-2023.",
        s.RVO_2022,
    ),
    "starts_until": open_question(
        {s.START: date(2022, 12, 31), date(2022, 9, 2): date(2024, 12, 31), s.WIDER_TARGET: None},
        s.cite("5"),
        "Tot en met welke begindag doet een plaats mee, per ronde? De bronnen noemen 31-12-2022, 31-12-2023 en 31-12-2024.",
        s.RVO_2022,
    ),
    "situations": open_question(
        {
            s.START: ("werkzoekend", "bedreigd met werkloosheid"),
            s.WIDER_TARGET: ("werkzoekend", "werkend"),
        },
        s.cite("3"),
        "Vanaf welke dag staat de regeling open voor iedereen met betaald werk, en vervalt dan de eis van dreigende werkloosheid?",
        s.MARLIJN,
    ),
    "results": official({s.START: ("diploma", "certificaat", "praktijkverklaring")}, s.cite("5"), s.RVO_2022),
    "old_result_before": official({s.START: date(2021, 8, 1)}, s.cite("5"), s.RVO_2022),
    "forms": official({s.START: ("OVO", "ODT")}, s.cite("5 onder a"), s.RVO_2022),
    "agreement": official({s.START: True}, s.cite("5"), s.RVO_2022),
    "hours_account": secondary({s.START: True}, s.cite("5"), s.ENTITLED),
    "recognition": official({s.START: True}, s.cite("5 onder b"), s.RVO_2022),
    "qualification": official({s.START: True}, s.cite("5 onder a"), s.RVO_2022),
    "rod_applies": secondary({s.START: False, s.ROUND_2025: True}, s.cite("5"), s.ROUND_7),
    "declaration": open_question(
        {s.START: True},
        s.cite("6"),
        "Verklaart de aanvrager bij de aanvraag dat aan alle voorwaarden is voldaan?",
        s.RVO_2022,
    ),
}

PROCEDURE: Mapping[str, Dated[Any]] = {
    "executive_body": official({s.START: "Rijksdienst voor Ondernemend Nederland"}, s.cite("1"), s.RVO_2022),
    "closing": open_question(
        {s.START: True},
        s.cite("6"),
        "Telt na de sluiting nog een aanvulling mee, of geldt de dag van de aanvulling als dag van ontvangst?",
        s.STCRT_2021,
    ),
    "decision_weeks": open_question(
        {s.START: 13}, "Aanwijzing 17 lid 4", "Binnen hoeveel weken na een ronde wordt beslist?", s.INSTRUCTIONS
    ),
    "supplement_days": open_question(
        {s.START: 14}, "Awb 4:5 lid 1", "Hoe lang is de termijn om een aanvraag aan te vullen?"
    ),
    "views_days": open_question({s.START: 14}, "Awb 4:9", "Hoe lang krijgt iemand om een zienswijze te geven?"),
    "documents_days": open_question(
        {s.START: 14}, "Awb 4:37", "Hoe lang krijgt de aanvrager om gevraagde stukken te sturen?"
    ),
    "retention_years": open_question(
        {s.START: 10}, "Awb 4:69", "Hoe lang wordt een dossier bewaard (selectielijst SZW), en vanaf welke dag?"
    ),
}

SIGNALS: Mapping[str, Dated[Any]] = {
    "signal_overlapping_firms": open_question(
        {s.START: 0},
        s.cite("1"),
        "Vanaf hoeveel andere bedrijven in dezelfde weken kijkt een controleur?",
        s.STCRT_2021,
    ),
    "signal_full_places": open_question(
        {s.START: 4},
        s.cite("4 lid 1"),
        "Boven hoeveel volle plaatsen in één aanvraag kijkt een controleur?",
        s.TEXT_2021,
    ),
}

CEILINGS: Mapping[str, Dated[Any]] = {
    f"ceiling_round_{number}": Dated(
        {s.START: None},
        Article(s.cite("6"), s.CATA),
        confirmed=False,
        question="Welk deel van de € 25,5 miljoen voor vijf rondes was het plafond van deze ronde?",
        kind=Decimal,
    )
    for number in (1, 2, 3)
}

VALUES: Mapping[str, Dated[Any]] = MappingProxyType({**MONEY, **CONDITIONS, **PROCEDURE, **SIGNALS, **CEILINGS})


def version_on(day: date) -> str:
    """Name the rule version of a day. Raises NotInForce before 14 December 2021."""
    return VERSIONS.on(day)
