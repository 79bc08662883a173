"""What the advice must hold, who may give it, what a hired adviser is paid, and the amount: dated, each with its article.
Who may take part stands in `participant`."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from cases.amounts import euro
from cases.law import Dated
from cases.schemes.ontwikkeladvies.terms import sources as s

ADVICE: Mapping[str, Dated[Any]] = {
    "plan_needed": s.official(True, "1"),
    "finished_before_application": s.open_question(
        True,
        s.UNKNOWN,
        "Kon pas worden aangevraagd als het traject klaar was? Dat is alleen gelezen voor de opvolger van 2023.",
        s.SUCCESSOR,
    ),
    "statement_needed": s.open_question(
        True, s.UNKNOWN, "Is een prestatieverklaring verplicht, zoals bij de voorganger?", s.PREDECESSOR
    ),
    "both_sign": s.open_question(
        True,
        s.UNKNOWN,
        "Ondertekenen deelnemer en adviseur allebei het ontwikkelplan en de prestatieverklaring, zoals bij de voorganger?",
        s.PREDECESSOR,
    ),
    "minimum_talk_hours": s.open_question(
        Decimal(4),
        s.UNKNOWN,
        "Zijn er ten minste vier uren gesprek nodig? Dat gold bij de voorganger; voor STAP is het uit het hoofd genoteerd.",
        s.PREDECESSOR,
    ),
    "scan_needed": s.open_question(
        False,
        s.UNKNOWN,
        "Is een arbeidsmarktscan vóór de gesprekken verplicht, zoals bij de voorganger? Zo ja, dan kijkt een medewerker.",
        s.PREDECESSOR,
    ),
}

ADVISER: Mapping[str, Dated[Any]] = {
    "adviser_education": s.official(("hbo mens of organisatie", "hbo met cursussen"), s.UNKNOWN, s.PORTAL),
    "noloc_is_enough": s.secondary(True, s.UNKNOWN, s.NOLOC),
    "adviser_years": s.official(3, s.UNKNOWN, s.PORTAL),
    "code_needed": s.official(True, s.UNKNOWN, s.PORTAL),
    "trajectories_per_adviser": s.open_question(
        0,
        s.UNKNOWN,
        "Hoeveel trajecten kan één adviseur hoogstens declareren? Nul: geen maximum. Boven nul kijkt een medewerker.",
    ),
}

MONEY: Mapping[str, Dated[Any]] = {
    "amount": s.open_question(
        euro("700"),
        s.UNKNOWN,
        "Is het bedrag € 700 per traject? Het volgt uit € 10,5 miljoen voor 15.000 trajecten; de tekst is niet gelezen.",
        s.NLSI,
    ),
    "amount_includes_vat": s.open_question(
        True, s.UNKNOWN, "Is het subsidiebedrag inclusief btw, zodat er geen btw bij komt?"
    ),
    "hired_kinds": s.official(("opdrachtgever",), s.UNKNOWN, s.LETTER_2022),
    "minimum_tariff": s.open_question(
        euro("560"),
        s.UNKNOWN,
        "Is het minimumtarief voor een ingehuurde adviseur 80 % van de subsidie, dus € 560? De 80 % was een richtlijn bij de "
        "voorganger.",
        s.LETTER_2022,
    ),
    "tariff_includes_vat": s.open_question(
        False, s.UNKNOWN, "Geldt het minimumtarief zonder btw (nee) of met btw (ja)?"
    ),
    "tariff_proof": s.official("bewijs van het tarief", s.UNKNOWN, s.LETTER_2022),
    "ceiling_in_trajectories": s.secondary(15000, s.UNKNOWN, s.NLSI),
}

VALUES: Mapping[str, Dated[Any]] = {**ADVICE, **ADVISER, **MONEY}
