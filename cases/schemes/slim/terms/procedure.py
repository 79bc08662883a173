"""How SLIM proceeds: documents, terms, order of handling, advances, retention: dated, each with its article.
How a term is counted stands in `cases.terms`; the windows stand in `slim.windows`."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from cases.law import Dated
from cases.schemes.noting import official, open_question, secondary
from cases.schemes.slim.terms import sources as s

ALWAYS = ("de-minimisverklaring", "activiteitenplan", "begroting")
DOCUMENTS: Mapping[str, Dated[Any]] = {
    "documents_mkb": open_question(
        {s.START: ALWAYS, date(2021, 2, 25): ("mkb-verklaring", *ALWAYS)},
        "SLIM 2",
        "Vanaf wanneer was de mkb-verklaring nodig? UVB vroeg haar in februari 2021, de regeling sinds 1-9-2023.",
        s.PORTAL,
    ),
    "documents_swv": open_question(
        {
            s.START: (*ALWAYS, "samenwerkingsovereenkomst", "machtiging"),
            date(2021, 2, 25): ("mkb-verklaring", *ALWAYS, "samenwerkingsovereenkomst", "machtiging"),
        },
        "SLIM 2",
        "Welke stukken moet een samenwerkingsverband meesturen, en welke daarvan per deelnemer?",
        s.PORTAL,
    ),
    "documents_grb": open_question(
        {s.START: ALWAYS}, "SLIM 2", "Welke stukken moest een grootbedrijf meesturen?", s.PORTAL
    ),
    "document_for_advance": official({s.START: "", s.ADVANCE_2023: "rekeningbewijs"}, "SLIM 16 lid 4", s.PORTAL),
    "document_for_intermediary": official({s.START: "machtiging"}, "SLIM 2", s.PORTAL),
}

TERMS: Mapping[str, Dated[Any]] = {
    "decision_weeks": open_question(
        {s.START: 13},
        "SLIM 11",
        "Is de beslistermijn 13 weken na sluiting van het tijdvak, of 22 weken na de aanvraag (pagina uit 2020)?",
        s.ADVISER_2026,
    ),
    "decision_weeks_with_research": official({s.START: 22}, "Aanwijzing 17 lid 2", s.INSTRUCTIONS),
    "supplement_days": open_question(
        {s.START: 14}, "Awb 4:5 lid 1", "Hoe lang is de termijn om een SLIM-aanvraag aan te vullen?"
    ),
    "views_days": open_question({s.START: 14}, "Awb 4:9", "Hoe lang krijgt iemand om een zienswijze te geven?"),
    "start_months": secondary({s.START: 3}, "SLIM 5", s.METALEKTRO),
    "duration_months_mkb": secondary({s.START: 12}, "SLIM 5", s.METALEKTRO),
    "duration_months_swv": secondary({s.START: 24}, "SLIM 5", s.METALEKTRO),
    "duration_months_grb": secondary({s.START: 24}, "SLIM 5", s.METALEKTRO),
    "duration_runs_from": open_question(
        {s.START: "grant"},
        "SLIM 5",
        "Loopt de projectperiode vanaf de verlening (grant) of vanaf de start (start)?",
        s.ADVISER_2026,
    ),
    "settlement_request_weeks": open_question(
        {s.START: 13, s.START_2025: 22},
        "SLIM 24",
        "Hoe lang na de projectperiode kon vóór 2025 vaststelling worden gevraagd: 13 weken, 22 weken, 4 maanden?",
        s.ADVISER_2026,
    ),
    "settlement_reminder_days": open_question(
        {s.START: 14}, "Awb 4:44 lid 3", "Welke termijn krijgt een ontvanger die niet op tijd om vaststelling vraagt?"
    ),
    "settlement_decision_weeks": open_question(
        {s.START: 22}, "Aanwijzing 17 lid 7", "Staat in SLIM een eigen termijn voor de vaststelling?", s.INSTRUCTIONS
    ),
    "ex_officio_weeks": official({s.START: 22}, "Aanwijzing 17 lid 5", s.INSTRUCTIONS),
}

ORDER: Mapping[str, Dated[Any]] = {
    "order_mkb": official({s.START: "lot"}, "SLIM 11 lid 3", s.TEXT_2020),
    "order_swv": open_question(
        {s.START: "lot", date(2022, 6, 1): "arrival", s.LOT_2026: "lot"},
        "SLIM 11 lid 3",
        "Is er voor samenwerkingsverbanden ooit op kwaliteit gerangschikt? Geen bron noemt het. Loting sinds 31-3-2026?",
        s.NEWS_2022,
    ),
    "order_grb": official({s.START: "lot", date(2022, 6, 1): "arrival"}, "SLIM 11 lid 3", s.NEWS_2022),
    "later_number_may_pass": open_question(
        {s.START: False},
        "Awb 4:25 lid 2",
        "Mag een later nummer voorgaan op een nummer dat niet meer onder het plafond past?",
    ),
    "last_at_ceiling": open_question(
        {s.START: "refuse"},
        "Awb 4:25 lid 2",
        "Wordt de laatste aanvrager bij het plafond geheel geweigerd (refuse) of voor een deel verleend (partial)?",
    ),
    "overshoot_day_by_lot": open_question(
        {s.START: True}, "SLIM 11 lid 3", "Wordt bij volgorde van binnenkomst op de dag van overschrijding geloot?"
    ),
}

ADVANCES: Mapping[str, Dated[Any]] = {
    "advance_share_mkb": official(
        {s.START: Decimal(0), s.ADVANCE_2023: Decimal("0.50")}, "SLIM 16 lid 4", s.STCRT_2023
    ),
    "advance_is_given_when_asked": open_question(
        {s.START: True},
        "SLIM 16 lid 4",
        "Artikel 16 lid 4 zegt 'kan': krijgt ieder het die vraagt en zijn rekening aantoont, en al sinds 1-3-2023?",
        s.STCRT_2023,
    ),
    "advance_share_swv": secondary({s.START: Decimal(0), s.START_2025: Decimal("0.25")}, "SLIM 16", s.ADVISER_2026),
    "progress_share_swv": secondary({s.START: Decimal(0), s.START_2025: Decimal("0.50")}, "SLIM 16", s.ADVISER_2026),
    "interim_share": open_question(
        {s.START: Decimal(0), s.INTERIM_2021: Decimal("0.50"), s.START_2025: Decimal(0)},
        "SLIM 16 lid 1",
        "Welk percentage is de tussentijdse betaling (2021-2024), vanaf wanneer, op welk bewijs, en eens of vaker?",
        s.STCRT_2021,
    ),
    "interim_requests_maximum": open_question(
        {s.START: 1}, "SLIM 16 lid 1", "Hoe vaak kan om een tussentijdse betaling worden gevraagd?", s.STCRT_2021
    ),
    "general_scheme_applies": open_question(
        {s.START: False},
        "Algemene Regeling SZW-subsidies 8",
        "Geldt de Algemene Regeling SZW-subsidies naast SLIM (hoogstens 80 % voorschot, niet bij faillissement)?",
        s.GENERAL_SCHEME,
    ),
    "general_advance_maximum": open_question(
        {s.START: Decimal("0.80")},
        "Algemene Regeling SZW-subsidies 8",
        "Is het voorschot hoogstens 80 %, als de Algemene Regeling geldt?",
        s.GENERAL_SCHEME,
    ),
}

KEEPING: Mapping[str, Dated[Any]] = {
    "retention_years": open_question(
        {s.START: 10},
        "SLIM 25",
        "Hoe lang worden dossiers bewaard: 5 jaar (Algemene Regeling) of 10 jaar (de-minimis)?",
        s.GENERAL_SCHEME,
    ),
    "executive_body": open_question(
        {s.START: "Uitvoering van Beleid"},
        "SLIM 1",
        "Voert UVB de regeling in 2026 nog uit, of doet RVO dat?",
        s.ADVISER_2026,
    ),
}

VALUES: Mapping[str, Dated[Any]] = {**DOCUMENTS, **TERMS, **ORDER, **ADVANCES, **KEEPING}
