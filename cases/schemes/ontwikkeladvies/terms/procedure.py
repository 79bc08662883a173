"""How an application proceeds: documents, order, terms, recovery, retention: dated, each with its article.
How a term is counted stands in `cases.terms`; the window stands in `windows`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from cases.law import Dated
from cases.schemes.ontwikkeladvies.terms import sources as s

FOURTEEN_DAYS = "De wet noemt geen lengte: is veertien dagen de vaste praktijk?"

FILING: Mapping[str, Dated[Any]] = {
    "applicant_kinds": s.secondary(("adviseur", "werkgever", "opdrachtgever"), s.UNKNOWN, s.NOLOC_CHECK),
    "documents": s.open_question(
        ("ontwikkelplan", "prestatieverklaring"),
        s.UNKNOWN,
        "Welke stukken gaan met de verplichte formulieren mee? Een kopie van een identiteitsbewijs hoort daar niet bij.",
        s.PORTAL,
    ),
}

ORDER: Mapping[str, Dated[Any]] = {
    "order": s.open_question(
        "arrival", s.UNKNOWN, "Gaat het geld op volgorde van de dag waarop een aanvraag volledig is?", s.NLSI
    ),
    "later_number_may_pass": s.open_question(
        False,
        "Awb 4:25 lid 2",
        "Mag een later nummer voorgaan op een nummer dat niet meer onder het plafond past?",
        s.AWB,
    ),
    "last_at_ceiling": s.open_question(
        "refuse",
        "Awb 4:25 lid 2",
        "Wordt de laatste aanvrager bij het plafond geheel geweigerd (refuse) of voor een deel betaald (partial)?",
        s.AWB,
    ),
    "overshoot_day_by_lot": s.open_question(
        False, s.UNKNOWN, "Wordt op de dag waarop het plafond wordt bereikt geloot tussen de aanvragen van die dag?"
    ),
}

TERMS: Mapping[str, Dated[Any]] = {
    "decision_weeks": s.open_question(
        8, "Awb 4:13", "Heeft de regeling een eigen beslistermijn? Zonder die geldt hoogstens acht weken.", s.AWB
    ),
    "decision_runs_from": s.open_question(
        {"arrival": "receipt"}, "Awb 4:13", "Loopt de beslistermijn vanaf de ontvangst van de aanvraag?", s.AWB
    ),
    "supplement_days": s.open_question(14, "Awb 4:5 lid 1", FOURTEEN_DAYS, s.AWB),
    "views_days": s.open_question(14, "Awb 4:9", FOURTEEN_DAYS, s.AWB),
}

AFTERWARDS: Mapping[str, Dated[Any]] = {
    "recovery_from": s.secondary("applicant", s.UNKNOWN, s.NOLOC_CHECK),
    "sample_share": s.open_question(
        0, s.UNKNOWN, "Welk deel van de subsidies wordt later in een steekproef gecontroleerd?", s.NOLOC_CHECK
    ),
    "retention_years": s.open_question(
        10, "Archiefwet 1995 5", "Hoe lang worden dossiers van deze regeling bewaard?", s.ARCHIVES
    ),
    "executive_body": s.secondary("Uitvoering van Beleid", s.UNKNOWN, s.NLSI),
}

VALUES: Mapping[str, Dated[Any]] = {**FILING, **ORDER, **TERMS, **AFTERWARDS}
