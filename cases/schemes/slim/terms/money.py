"""What SLIM costs and pays: percentages, minimum cost, maximum subsidy, the cost model, fixed amounts, de-minimis.
Conditions, procedure and settlement stand beside this file; no arithmetic here."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from cases.amounts import euro
from cases.law import Dated
from cases.schemes.noting import official, open_question, secondary
from cases.schemes.slim.terms import sources as s

SHARES: Mapping[str, Dated[Any]] = {
    "percentage_mkb_small": open_question(
        {s.START: Decimal("0.80"), s.START_2025: Decimal("0.60")},
        "SLIM 18 lid 1",
        "Geldt 60 % voor alle mkb-ondernemingen per 1-1-2025, of pas per 5-7-2025?",
        s.WIEDIJK_2025,
    ),
    "percentage_mkb_medium": secondary({s.START: Decimal("0.60")}, "SLIM 18 lid 1", s.METALEKTRO),
    "percentage_swv": secondary({s.START: Decimal("0.60")}, "SLIM hoofdstuk 3", s.SUBSIDYSCAN_2022),
    "percentage_grb": secondary({s.START: Decimal("0.60")}, "SLIM hoofdstuk 4", s.NLSI_2020),
}

LIMITS: Mapping[str, Dated[Any]] = {
    "minimum_cost_mkb": open_question(
        {s.START: euro("5000")},
        "SLIM 4 lid 2",
        "Is de ondergrens vanaf 2025 € 5.000 subsidiabele kosten, of € 5.000 subsidie (een project van € 8.334)?",
    ),
    "minimum_basis_mkb": open_question(
        {s.START: "cost"},
        "SLIM 4 lid 2",
        "Geldt de ondergrens (zie minimum_cost_mkb) voor de kosten (cost) of voor de subsidie (subsidy)?",
    ),
    "minimum_cost_swv": official({s.START: euro("5000"), s.AMENDED_2021: euro("210000")}, "SLIM 4 lid 2", s.STCRT_2021),
    "minimum_cost_grb": secondary({s.START: euro("5000")}, "SLIM 4 lid 2", s.NLSI_2020),
    "cap_mkb": open_question(
        {s.START: euro("24999")},
        "SLIM 18 lid 1",
        "Is het maximum € 24.999, of 'tot € 25.000'? Verleende bedragen komen tot precies € 24.999.",
    ),
    "cap_swv": secondary({s.START: euro("500000")}, "SLIM hoofdstuk 3", s.SUBSIDYSCAN_2022),
    "cap_partner": secondary({s.START: euro("200000")}, "SLIM hoofdstuk 3", s.SUBSIDYSCAN_2022),
    "cap_grb": secondary({s.START: euro("200000")}, "SLIM hoofdstuk 4", s.NLSI_2020),
    "cap_agriculture": secondary({s.START: euro("20000")}, "SLIM 18 lid 1", s.NLSI_2020),
}

COST_MODEL: Mapping[str, Dated[Any]] = {
    "flat_rate": secondary({s.START: Decimal("0.15")}, "SLIM 4", s.OVP),
    "wage_surcharge": secondary({s.START: Decimal("0.32")}, "SLIM 4", s.OVP),
    "wage_surcharge_for_directors": open_question(
        {s.START: False},
        "SLIM 4",
        "Geldt de opslag van 32 % ook over het gebruikelijk loon van een directeur-grootaandeelhouder?",
        s.JONGLAAN,
    ),
    "hours_year": secondary({s.START: Decimal(1720)}, "SLIM 4", s.ADVISER_2026),
    "hours_year_follows_contract": open_question(
        {s.START: False}, "SLIM 4", "Worden de 1.720 uren voor deeltijders naar rato verminderd?", s.JONGLAAN
    ),
    "external_rate_threshold": open_question(
        {s.START: euro("125"), s.ADVANCE_2023: None},
        "SLIM 4",
        "Tot wanneer gold dat vanaf € 125 per uur een offertetraject de marktconformiteit moet aantonen?",
        s.OVP,
    ),
    "external_rate_maximum": open_question(
        {s.START: None, s.ADVANCE_2023: euro("135")},
        "SLIM 4",
        "Vanaf wanneer is € 135 per uur zonder btw het maximum?",
        s.JONGLAAN,
    ),
    "external_rate_excess": open_question(
        {s.START: "cut"},
        "SLIM 4",
        "Vervalt boven het maximumtarief alleen het meerdere (cut), of de hele kostenpost (refuse)?",
        s.JONGLAAN,
    ),
    "excluded_natures": secondary(
        {s.START: ("scholing", "loonverlet", "huisvesting", "kantoor")}, "SLIM 4", s.ADVISER_2026
    ),
    "audit_statement_amount": secondary({s.START: None, s.START_2025: euro("3000")}, "SLIM 4", s.ADVISER_2026),
    "audit_statement_in_flat_rate": open_question(
        {s.START: False}, "SLIM 4", "Telt de vergoeding voor de controleverklaring mee voor de 15 %?", s.ADVISER_2026
    ),
}

FIXED_AMOUNTS: Mapping[str, Dated[Any]] = {
    "place_amount": secondary({s.START: euro("2700")}, "SLIM 18", s.NLSI_2020),
    "place_weeks": secondary({s.START: 40}, "SLIM 18", s.NLSI_2020),
    "place_pro_rata": open_question(
        {s.START: True},
        "SLIM 18",
        "Wordt het bedrag voor een plaats van minder dan 40 weken naar rato verminderd, zoals bij Praktijkleren?",
        "https://zoek.officielebekendmakingen.nl/stcrt-2021-49161.html",
    ),
    "path_is_fixed_amount": open_question(
        {s.START: False, s.START_2025: True},
        "SLIM 18",
        "Vanaf welke dag geldt het vaste bedrag van € 700 voor activiteit b?",
        s.ADVISER_2026,
    ),
    "path_amount": open_question(
        {s.START: euro("700")}, "SLIM 18", "Vanaf welke dag geldt het vaste bedrag voor activiteit b?", s.ADVISER_2026
    ),
}

EU_2023 = "https://eur-lex.europa.eu/eli/reg/2023/2831/oj"
EU_2013 = "https://eur-lex.europa.eu/eli/reg/2013/1407/oj"


def _sector_ceiling(amount: str) -> Dated[Any]:
    question = "Welk lager de-minimisplafond geldt voor deze sector, en tot wanneer?"
    return open_question({s.START: euro(amount)}, "De-minimisverordening 3", question, EU_2013)


DE_MINIMIS: Mapping[str, Dated[Any]] = {
    "de_minimis_regulation": official(
        {s.START: "Verordening (EU) nr. 1407/2013", s.START_2025: "Verordening (EU) 2023/2831"}, "SLIM 1", s.STCRT_2024
    ),
    "de_minimis_regulation_sectors": secondary(
        {s.START: {"landbouw": "Verordening (EU) nr. 1408/2013"}}, "SLIM 1", s.ADVISER_2026
    ),
    "de_minimis_ceiling": open_question(
        {s.START: euro("200000"), date(2024, 1, 1): euro("300000")},
        "De-minimisverordening 3 lid 2",
        "Klopt het plafond van € 200.000 (tot 2024) en € 300.000 per drie jaar voor één onderneming?",
        EU_2023,
    ),
    "de_minimis_ceiling_landbouw": _sector_ceiling("20000"),
    "de_minimis_ceiling_visserij": _sector_ceiling("30000"),
    "de_minimis_ceiling_wegvervoer": _sector_ceiling("100000"),
    "de_minimis_excess": open_question(
        {s.START: "refuse"},
        "SLIM 10",
        "Wordt bij overschrijding van het de-minimisplafond geweigerd (refuse) of verlaagd tot de ruimte (cut)?",
    ),
}

VALUES: Mapping[str, Dated[Any]] = {**SHARES, **LIMITS, **COST_MODEL, **FIXED_AMOUNTS, **DE_MINIMIS}
