"""Who may apply, for what, and on which grounds it is refused: dated, each with its article.
Amounts, procedure and settlement stand beside this file."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from cases.amounts import euro
from cases.law import Dated
from cases.schemes.noting import official, open_question, secondary
from cases.schemes.slim.terms import sources as s

APPLICANTS: Mapping[str, Dated[Any]] = {
    "applicant_kinds": open_question(
        {s.START: ("MKB", "SWV", "GRB"), s.START_2025: ("MKB", "SWV")},
        "SLIM 17",
        "Is hoofdstuk 4 (grootbedrijf) met ingang van 1-1-2025 vervallen? De bronnen spreken elkaar tegen.",
        s.STCRT_2024,
    ),
    "minimum_employees": secondary({s.START: 1}, "SLIM 1", s.ADVISER_2026),
    "self_employed_may_apply": open_question(
        {s.START: False},
        "SLIM 1",
        "Kan een zelfstandige zonder personeel aanvragen? In 2024 zei een pagina van wel, in 2026 van niet.",
        s.ADVISER_2026,
    ),
    "country": secondary({s.START: "NL"}, "SLIM 1", s.ADVISER_2026),
    "public_share_limit": secondary({s.START: Decimal("25.00")}, "SLIM 1", s.SUBSIDY_EXPERT),
    "sector_codes": open_question(
        {s.START: ("01", "55", "56", "93")},
        "SLIM hoofdstuk 4",
        "Welke SBI-codes horen bij landbouw, horeca en recreatie?",
        s.CONFIANZA_2022,
    ),
}

SIZE: Mapping[str, Dated[Any]] = {
    "small_staff_below": secondary({s.START: Decimal(50)}, "SLIM 1", s.CEDEO_2022),
    "small_turnover": secondary({s.START: euro("10000000")}, "SLIM 1", s.CEDEO_2022),
    "small_balance_total": secondary({s.START: euro("10000000")}, "SLIM 1", s.CEDEO_2022),
    "medium_staff_below": secondary({s.START: Decimal(250)}, "SLIM 1", s.CONFIANZA_2022),
    "medium_turnover": secondary({s.START: euro("50000000")}, "SLIM 1", s.CONFIANZA_2022),
    "medium_balance_total": secondary({s.START: euro("43000000")}, "SLIM 1", s.CONFIANZA_2022),
    "size_counts_linked": official({s.START: False, s.START_2025: True}, "SLIM 1", s.STCRT_2024),
}

PARTNERSHIP: Mapping[str, Dated[Any]] = {
    "partners_minimum": secondary({s.START: 2}, "SLIM 12", s.SUBSIDYSCAN_2022),
    "partners_must_be_unlinked": open_question(
        {s.START: False, s.AMENDED_2021: True},
        "SLIM 12 lid 6",
        "Vanaf welke dag mogen de deelnemers geen verbonden organisaties zijn (Stcrt. 2021, 22240)?",
        s.STCRT_2021,
    ),
    "lead_roles": secondary(
        {
            s.START: (
                "mkb-onderneming",
                "brancheorganisatie",
                "onderwijsinstelling",
                "O&O-fonds",
                "werknemersvereniging",
                "werkgeversvereniging",
            )
        },
        "SLIM 12",
        s.SUBSIDYSCAN_2022,
    ),
    "mandatory_activity_swv": open_question(
        {s.START: "", date(2026, 1, 1): "c"},
        "SLIM 4 lid 1",
        "Vanaf wanneer is activiteit c verplicht voor een samenwerkingsverband?",
        s.ADVISER_2026,
    ),
}

ACTIVITIES: Mapping[str, Dated[Any]] = {
    "activities": open_question(
        {s.START: ("a", "b", "c", "d"), s.START_2025: ("a", "b", "c")},
        "SLIM 4 lid 1",
        "Hoort sinds Stcrt. 2025, 7276 ook scholing uit ontwikkelpaden erbij, met welk bedrag en welke voorwaarden?",
        s.STCRT_2024,
    ),
    "directors_only_is_open": secondary({s.START: True, s.START_2025: False}, "SLIM 4 lid 1", s.WIEDIJK_2025),
    "places_start_from": secondary(
        {s.START: None, date(2022, 9, 1): date(2022, 9, 1), date(2023, 1, 1): None}, "SLIM 4 lid 1", s.CONFIANZA_2022
    ),
    "adviser_is_tested": open_question(
        {s.START: False, s.START_2025: True},
        "SLIM 4a",
        "Vanaf welke dag gelden de eisen aan de loopbaanadviseur?",
        s.ADVISER_2026,
    ),
    "adviser_years": secondary({s.START: 3}, "SLIM 4a", s.ADVISER_2026),
    "adviser_contact_hours": secondary({s.START: euro("4")}, "SLIM 4a", s.ADVISER_2026),
}

GROUNDS: Mapping[str, Dated[Any]] = {
    "refusal_is_mandatory": open_question(
        {s.START: False, s.AMENDED_2021: True},
        "SLIM 10",
        "Vanaf welke dag is weigeren verplicht ('wordt geweigerd', Stcrt. 2021, 22240) en niet meer een bevoegdheid?",
        s.STCRT_2021,
    ),
    "discretionary_grounds": open_question(
        {s.START: ("started_before_grant",)},
        "SLIM 10",
        "Welke weigeringsgronden staan in artikel 10? Vóór mei 2021 vragen deze om een oordeel van een medewerker.",
        s.STCRT_2021,
    ),
    "applications_per_window": open_question(
        {s.START: 1},
        "SLIM 7 lid 4",
        "Welk artikel was vóór 2025 het huidige artikel 2.8 lid 4 (één aanvraag per tijdvak)?",
        s.TOPHRDESK_2021,
    ),
    "running_project_activities": official({s.START: (), s.AMENDED_2023: ("a", "c")}, "SLIM 10", s.NEWS_2023),
    "running_project_blocks": open_question(
        {s.START: "same"},
        "SLIM 10",
        "Blokkeert een lopend project voor a alleen a (same), of ook c (any)?",
        s.NEWS_2023,
    ),
    "may_start_before_application": open_question(
        {s.START: False},
        "SLIM 10",
        "Was beginnen vóór de verlening in alle versies een grond om te weigeren? Gelezen voor 2026.",
        s.ADVISER_2026,
    ),
    "insolvency_outcome": open_question(
        {s.START: "person"},
        "Awb 4:35 lid 2",
        "Artikel 4:35 zegt 'kan': weegt een medewerker (person), of volgt bij faillissement altijd weigering (refuse)?",
    ),
}

VALUES: Mapping[str, Dated[Any]] = {**APPLICANTS, **SIZE, **PARTNERSHIP, **ACTIVITIES, **GROUNDS}
