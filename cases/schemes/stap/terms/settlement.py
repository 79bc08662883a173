"""Completing a training and what follows: proof, settlement, recovery, exclusion, sample: dated, each with its article.
The settlement term has no source and no default: an administrator sets it before the scheme can go live."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from cases.law import Dated
from cases.schemes.stap.terms import sources as s

COMPLETING: Mapping[str, Dated[Any]] = {
    "attendance_floor": s.secondary({s.START: Decimal("0.80")}, "STAP 14 lid 2", s.TOETSJEKENNIS),
    "credits_floor": s.secondary({s.START: Decimal("0.80")}, "STAP 14 lid 2", s.TOETSJEKENNIS),
    "proof_months": s.official({s.START: 3}, "STAP 1", s.PROOF_OF_PARTICIPATION),
    "proof_reminder_days": s.open_question(
        {s.START: 14}, s.STAP, "Welke termijn krijgt een opleider die het bewijs van deelname niet op tijd stuurt?"
    ),
}

SETTLING: Mapping[str, Dated[Any]] = {
    "settlement_weeks": s.to_be_set(
        int,
        "Awb 4:47",
        "Binnen hoeveel weken na het bewijs van deelname stelt UWV de subsidie ambtshalve vast? Geen bron noemt een termijn.",
        s.PROOF_OF_PARTICIPATION,
    ),
    "no_proof_means": s.open_question(
        {s.START: "nil"},
        "STAP 14",
        "Wordt de subsidie op nihil vastgesteld als na een herinnering geen bewijs van deelname komt (nil), of beslist een "
        "medewerker (person)?",
        s.PROOF_OF_PARTICIPATION,
    ),
    "late_proof_means": s.open_question(
        {s.START: "counts"},
        "STAP 1",
        "Een bewijs van deelname komt later dan drie maanden na de scholing: telt het gewoon mee (counts), of beslist een "
        "medewerker (person)?",
        s.PROOF_OF_PARTICIPATION,
    ),
    "part_attendance_means": s.open_question(
        {s.START: "person"},
        "STAP 14",
        "Wie een deel volgde maar de scholing niet afrondde: krijgt die niets (nil), of beslist een medewerker over een deel "
        "(person)? Er is geen schaal gevonden.",
        s.CONDITIONS,
    ),
    "sample_share": s.open_question(
        {s.START: Decimal(0)},
        s.STAP,
        "Welk deel van de verleningen wordt in een steekproef gecontroleerd?",
        s.CONDITIONS,
    ),
    "sample_report_weeks": s.open_question(
        {s.START: 4}, s.STAP, "Hoe lang krijgt een ontvanger om aan een steekproef mee te werken?", s.CONDITIONS
    ),
}

RECOVERING: Mapping[str, Dated[Any]] = {
    "trainer_recovery_article": s.open_question(
        {s.START: ""},
        "STAP 19a",
        "Op welk artikel kan van de opleider worden teruggevorderd? Zonder artikel vordert dit systeem nooit van een opleider "
        "terug.",
        s.TEST_CHAMBER,
    ),
    "exclusion_years": s.secondary({s.START: 2}, s.STAP, s.CONDITIONS),
    "bankrupt_trainer_is_blame": s.open_question(
        {s.START: False},
        s.STAP,
        "De opleider is failliet: wordt op nihil vastgesteld zonder verwijt aan de aanvrager (nee) of met verwijt (ja)?",
    ),
    "cooling_off_is_blame": s.open_question(
        {s.START: False},
        s.STAP,
        "De aanvrager ontbindt binnen de bedenktijd van 14 dagen nadat het voorschot is betaald: is dat verwijtbaar?",
    ),
}

VALUES: Mapping[str, Dated[Any]] = {**COMPLETING, **SETTLING, **RECOVERING}
