"""How STAP proceeds up to and with the payment: terms, start of the training, invoices, retention: dated, each with its article.
The end of a training and what follows stands in `settlement`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from cases.law import Dated
from cases.schemes.stap.terms import sources as s

FOURTEEN_DAYS = "De wet noemt geen lengte: is veertien dagen de vaste praktijk?"

DECIDING: Mapping[str, Dated[Any]] = {
    "decision_weeks": s.secondary({s.START: 4}, s.STAP, s.PMC),
    "decision_runs_from": s.open_question(
        {s.START: {"arrival": "receipt"}},
        s.STAP,
        "Loopt de beslistermijn van vier weken vanaf de ontvangst van de aanvraag?",
        s.PMC,
    ),
    "supplement_days": s.open_question({s.START: 14}, "Awb 4:5 lid 1", FOURTEEN_DAYS),
    "views_days": s.open_question({s.START: 14}, "Awb 4:9", FOURTEEN_DAYS),
    "documents": s.official({s.START: ("stap-aanmeldingsbewijs",)}, s.STAP, s.PROOF_FORM),
}

STARTING: Mapping[str, Dated[Any]] = {
    "start_after_days": s.official({s.START: 28}, s.STAP, s.PROOF_FORM),
    "start_within_months": s.official({s.START: 3}, s.STAP, s.PROOF_FORM),
    "start_within_months_multi_year": s.secondary({s.START: 5}, s.STAP, s.JDSUPRA),
    "multi_year_may_have_started": s.official({s.START: False, s.MULTI_YEAR_2023: True}, s.STAP, s.MULTI_YEAR),
    "multi_year_recognition": s.official({s.START: "", s.MULTI_YEAR_2023: "OCW"}, s.STAP, s.MULTI_YEAR),
    "duration_months": s.open_question(
        {s.START: 12},
        s.STAP,
        "Het aanmeldingsbewijs gaat over hoogstens één studiejaar: is dat twaalf maanden vanaf de start?",
        s.PROOF_FORM,
    ),
}

CHANGING: Mapping[str, Dated[Any]] = {
    "other_training_after": s.open_question(
        {s.START: ("removed", "cancelled")},
        s.STAP,
        "Wanneer mag de ontvanger binnen de verlening een andere scholing kiezen: als de opleider of scholing is verwijderd "
        "(removed, zo ging het in september 2022), en als de opleider de scholing laat vervallen (cancelled)? Ook bij een "
        "faillissement (bankrupt)?",
        s.NEWS_OCT_2022,
    ),
    "other_training_counted_from": s.open_question(
        {s.START: "application"},
        s.STAP,
        "Begint een andere scholing niet eerder dan 28 dagen na de aanvraag (application), of na het verzoek om de andere "
        "scholing (request)? De laatste dag blijft in beide gevallen die van het tijdvak.",
        s.PROOF_FORM,
    ),
}

PAYING: Mapping[str, Dated[Any]] = {
    "invoice_weeks_before_start": s.official({s.START: 3}, s.STAP, s.WORKINGS_PAYING),
}

COMPARTMENT: Mapping[str, Dated[Any]] = {
    "mbo4_compartment": s.open_question(
        {s.START: False},
        s.STAP,
        "Is het deelplafond voor mensen met hoogstens mbo-4 ooit opengesteld? Het is aangekondigd, geen bron toont het.",
        s.LETTER_SEP_2022,
    ),
    "mbo4_education": s.open_question(
        {s.START: ("geen", "basisonderwijs", "vmbo", "mbo-1", "mbo-2", "mbo-3", "mbo-4", "havo", "vwo")},
        s.STAP,
        "Welke zelf opgegeven opleidingen horen bij 'hoogstens mbo-4'?",
        s.MBO_TODAY,
    ),
}

KEEPING: Mapping[str, Dated[Any]] = {
    "retention_years": s.open_question(
        {s.START: 10},
        "Archiefwet 1995 5",
        "Hoe lang worden dossiers van deze regeling bewaard?",
        "https://wetten.overheid.nl/BWBR0007376",
    ),
    "executive_body": s.official({s.START: "UWV"}, s.STAP, s.STCRT_2021),
}

VALUES: Mapping[str, Dated[Any]] = {**DECIDING, **STARTING, **CHANGING, **PAYING, **COMPARTMENT, **KEEPING}
