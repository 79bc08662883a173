"""Who may take part, and how the portal ties the registration to that person: dated values, each with its article.
What the advice must hold, and who gives it, stands in `trajectory`."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from cases.law import Dated
from cases.schemes.ontwikkeladvies.terms import sources as s

MONTHS_66_7, MONTHS_66_10, MONTHS_67 = 799, 802, 804

VALUES: Mapping[str, Dated[Any]] = {
    "minimum_age": s.official(18, "1"),
    "pension_ages": s.open_question(
        (
            (date(1955, 9, 1), MONTHS_66_7),
            (date(1956, 6, 1), MONTHS_66_10),
            (date(1957, 3, 1), MONTHS_67),
        ),
        "AOW 7a",
        "De tabel is uit het hoofd genoteerd: klopt de AOW-leeftijd in maanden per geboortedag (66 jaar en 7 maanden, 66 jaar "
        "en 10 maanden, 67 jaar), en wat geldt voor wie vóór 1-9-1955 is geboren?",
        s.AOW,
    ),
    "education_limit": s.official("mbo-2", "1"),
    "permitted_education": s.open_question(
        ("geen", "basisonderwijs", "vmbo", "mbo-1", "mbo-2"),
        "1",
        "Welke diploma's buiten het mbo horen bij 'hoogstens mbo-2'? Wij rekenen vmbo er wel toe, havo en vwo niet.",
    ),
    "labour_market_links": s.open_question(
        ("werknemer", "zelfstandige", "werkzoekend", "ziek", "uitkering"),
        "1",
        "Waaruit blijkt de band met de Nederlandse arbeidsmarkt? Wie ziek is of een uitkering heeft, mag meedoen.",
        s.NOLOC,
    ),
    "registration_needed": s.official(True, "7"),
    "registration_before_start": s.open_question(
        True, "7", "Moet de deelnemer zijn aangemeld vóór de eerste dag van het traject, of mag het op die dag nog?"
    ),
    "identity_checked": s.official(True, s.UNKNOWN, s.PORTAL),
    "declaration_signed": s.official(True, s.UNKNOWN, s.PORTAL),
    "registration_confirmed_by_mail": s.open_question(
        False,
        s.UNKNOWN,
        "Moest de deelnemer de aanmelding bevestigen via een link in een e-mail? Zo was het bij de voorganger.",
        s.PREDECESSOR,
    ),
    "earlier_advice_blocks": s.secondary(False, s.UNKNOWN, s.NOLOC),
    "trajectories_per_participant": s.open_question(
        1, s.UNKNOWN, "Is er per deelnemer één keer subsidie, en telt daarvoor het hele aanvraagtijdvak?"
    ),
}
