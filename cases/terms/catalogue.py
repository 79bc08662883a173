"""The terms of the Awb and of the framework for subsidies that have a length, by code, each with its article.
Agreed delays (Awb 7:10 lid 4) have none; a scheme or decision sets its own with `with_length`."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from cases.law import Article
from cases.terms.kinds import Length, TermKind


def days(number: int) -> Length:
    """Give a length in days."""
    return Length(number, "days")


def weeks(number: int) -> Length:
    """Give a length in weeks."""
    return Length(number, "weeks")


def months(number: int) -> Length:
    """Give a length in months."""
    return Length(number, "months")


def years(number: int) -> Length:
    """Give a length in years."""
    return Length(number, "years")


def awb(cite: str) -> Article:
    """Cite an article of the Awb."""
    return Article(f"Awb {cite}")


def aanwijzing(cite: str) -> Article:
    """Cite a directive for subsidies; it binds the applicant only once the scheme repeats it."""
    return Article(f"Aanwijzing {cite}")


FOURTEEN_DAYS = "De wet noemt geen lengte. Is veertien dagen, eindigend op een werkdag, de vaste praktijk?"
TWO_WEEKS = "Verlengt de Algemene termijnenwet deze twee weken? Voorzichtig gelezen: nee."

SUPPLEMENT = TermKind(
    "supplement", "Aanvultermijn", awb("4:5 lid 1"), days(14), "official", confirmed=False, question=FOURTEEN_DAYS
)
VIEWS = TermKind(
    "views",
    "Termijn voor een zienswijze",
    awb("4:7 en 4:8"),
    days(14),
    "official",
    confirmed=False,
    question=FOURTEEN_DAYS,
)

DECIDING: tuple[TermKind, ...] = (
    TermKind("grant_decision", "Beslistermijn", aanwijzing("17 lid 1 onder a"), weeks(13), "regulation"),
    TermKind(
        "grant_decision_after_window",
        "Beslistermijn na het aanvraagtijdvak",
        aanwijzing("17 lid 1 onder b"),
        weeks(13),
        "regulation",
    ),
    TermKind(
        "grant_decision_long", "Beslistermijn bij nader onderzoek", aanwijzing("17 lid 2"), weeks(22), "regulation"
    ),
    TermKind(
        "grant_decision_international",
        "Beslistermijn bij internationale beoordeling",
        aanwijzing("17 lid 3"),
        weeks(40),
        "regulation",
    ),
    TermKind(
        "decision_without_term",
        "Redelijke beslistermijn",
        awb("4:13 lid 2"),
        weeks(8),
        "act",
        confirmed=False,
        question="Verlengt de Algemene termijnenwet deze acht weken? De tekst zegt ja; een uitspraak is niet gevonden.",
    ),
    SUPPLEMENT,
    TermKind(
        "left_unconsidered_decision", "Besluit om de aanvraag niet te behandelen", awb("4:5 lid 4"), weeks(4), "act"
    ),
    VIEWS,
    TermKind("late_reasons", "Motivering achteraf", awb("3:47 lid 3"), weeks(1), "act"),
    TermKind("budget_condition", "Beroep op het begrotingsvoorbehoud", awb("4:34 lid 3"), weeks(4), "act"),
)

LATE_DECISION: tuple[TermKind, ...] = (
    TermKind(
        "default_notice_grace",
        "Twee weken na de ingebrekestelling",
        awb("4:17 lid 3"),
        weeks(2),
        "act",
        atw_exempt=True,
        confirmed=False,
        question=TWO_WEEKS,
    ),
    TermKind("penalty_period", "Looptijd van de dwangsom", awb("4:17 lid 1"), days(42), "act", atw_exempt=True),
    TermKind("penalty_decision", "Besluit over de dwangsom", awb("4:18"), weeks(2), "act"),
    TermKind("penalty_recovery", "Terugvordering van de dwangsom", awb("4:20"), years(5), "act"),
    TermKind(
        "court_ordered_decision",
        "Beslissing op last van de rechter",
        awb("8:55d lid 1"),
        weeks(2),
        "act",
        atw_exempt=True,
        confirmed=False,
        question=TWO_WEEKS,
    ),
)

OBJECTION_AND_APPEAL: tuple[TermKind, ...] = (
    TermKind("objection", "Bezwaartermijn", awb("6:7"), weeks(6), "act"),
    TermKind("postal_grace", "Ontvangst van een bezwaarschrift per post", awb("6:9 lid 2"), weeks(1), "act"),
    TermKind(
        "objection_supplement",
        "Hersteltermijn in bezwaar",
        awb("6:6"),
        days(14),
        "official",
        confirmed=False,
        question=FOURTEEN_DAYS,
    ),
    TermKind("objection_decision", "Beslissing op bezwaar", awb("7:10 lid 1"), weeks(6), "act"),
    TermKind(
        "objection_decision_committee",
        "Beslissing op bezwaar na advies van een commissie",
        awb("7:10 lid 1"),
        weeks(12),
        "act",
    ),
    TermKind(
        "objection_adjournment",
        "Verdaging van de beslissing op bezwaar",
        awb("7:10 lid 3"),
        weeks(6),
        "act",
        confirmed=False,
        question="Is de verdaging een eigen termijn (hier aangenomen), of zijn het samen achttien weken?",
    ),
    TermKind("file_open", "Terinzagelegging voor het horen", awb("7:4 lid 2"), weeks(1), "act", backward=True),
    TermKind("last_documents", "Nadere stukken voor het horen", awb("7:4 lid 1"), days(10), "act", backward=True),
    TermKind("appeal", "Beroepstermijn", awb("6:7"), weeks(6), "act"),
)

MONEY: tuple[TermKind, ...] = (
    TermKind("payment", "Betaaltermijn", awb("4:87 lid 1"), weeks(6), "act"),
    TermKind("payment_suspension", "Opschorting van de betaling", awb("4:56"), weeks(13), "act"),
    TermKind("reminder", "Betaling na aanmaning", awb("4:112 lid 1"), weeks(2), "act"),
    TermKind("prescription", "Verjaring van de vordering", awb("4:104 lid 1"), years(5), "act"),
    TermKind("recovery_bar", "Terugvordering", awb("4:57 lid 4"), years(5), "act"),
    TermKind("asset_compensation", "Vergoeding voor vermogensvorming", awb("4:41 lid 3"), years(1), "act"),
    TermKind(
        "asset_compensation_latest", "Uiterste vergoeding voor vermogensvorming", awb("4:41 lid 3"), years(5), "act"
    ),
)

SETTLING: tuple[TermKind, ...] = (
    TermKind("settlement_request", "Aanvraag tot vaststelling", aanwijzing("17 lid 6"), weeks(13), "regulation"),
    TermKind(
        "settlement_reminder",
        "Gestelde termijn voor de aanvraag tot vaststelling",
        awb("4:44 lid 3"),
        days(14),
        "official",
        confirmed=False,
        question=FOURTEEN_DAYS,
    ),
    TermKind(
        "direct_settlement", "Beslistermijn bij directe vaststelling", aanwijzing("17 lid 4"), weeks(13), "regulation"
    ),
    TermKind(
        "settlement_decision", "Beslistermijn voor de vaststelling", aanwijzing("17 lid 7"), weeks(22), "regulation"
    ),
    TermKind("ex_officio_settlement", "Ambtshalve vaststelling", aanwijzing("17 lid 5"), weeks(22), "regulation"),
    TermKind("revocation_bar", "Intrekking of wijziging van de vaststelling", awb("4:49 lid 3"), years(5), "act"),
    TermKind("financial_year_application", "Aanvraag voor een boekjaar", awb("4:60"), weeks(13), "act", backward=True),
    TermKind("financial_year_settlement_request", "Vaststelling van een boekjaar", awb("4:74"), months(6), "act"),
    TermKind("consent_decision", "Beslissing over toestemming", awb("4:71 lid 2"), weeks(4), "act"),
    TermKind("consent_adjournment", "Verdaging van de toestemming", awb("4:71 lid 3"), weeks(4), "act"),
    TermKind("consent_announcement", "Bekendmaking van de toestemming", awb("4:20c lid 1"), weeks(2), "act"),
)

OVERSIGHT: tuple[TermKind, ...] = (
    TermKind("incidental_subsidy", "Duur van een incidentele subsidie", awb("4:23 lid 3 onder d"), years(4), "act"),
    TermKind("scheme_sunset", "Looptijd van de regeling", aanwijzing("6a"), years(5), "regulation"),
    TermKind("scheme_evaluation", "Verslag over de regeling", awb("4:24"), years(5), "act"),
    TermKind("progress_report", "Tussenrapportage", aanwijzing("13 lid 2 en 16 lid 2"), months(12), "regulation"),
    TermKind(
        "retention",
        "Bewaring van het dossier",
        Article("Archiefwet 1995 5", "https://wetten.overheid.nl/BWBR0007376"),
        years(10),
        "regulation",
        confirmed=False,
        question="Noemt de geldende selectielijst zeven of tien jaar voor een subsidiedossier, en vanaf welke dag?",
    ),
    TermKind(
        "irregularity_registration",
        "Vermelding in het register van onregelmatigheden",
        Article("Register van misbruik en oneigenlijk gebruik", "https://www.dus-i.nl/misbruik-en-fraude/mo-register"),
        years(3),
        "official",
    ),
)

KINDS: Mapping[str, TermKind] = MappingProxyType(
    {
        kind.code: kind
        for kinds in (DECIDING, LATE_DECISION, OBJECTION_AND_APPEAL, MONEY, SETTLING, OVERSIGHT)
        for kind in kinds
    }
)
