"""SLIM: the subsidy for learning and development in small and medium-sized enterprises, as one folder.
Here everything is put together; each part stands in its own module."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import MappingProxyType

from cases.law import Values
from cases.schemes.base import Scheme, Settlement, SettlementFacts
from cases.schemes.slim import rules
from cases.schemes.slim.acts import ACTS
from cases.schemes.slim.application import read_application
from cases.schemes.slim.clock import terms
from cases.schemes.slim.terms import RENUMBERED, VALUES, version_on
from cases.schemes.slim.windows import WINDOWS
from cases.schemes.slim.wording import WORDING

TITLE = (
    "Stimuleringsregeling voor leren en ontwikkelen in mkb-ondernemingen en specifiek voor de grootbedrijven in de "
    "landbouw-, horeca- of recreatiesector"
)

STATUSES = (
    "submitted",
    "supplement_requested",
    "assessment",
    "refusal_views",
    "refused",
    "left_unconsidered",
    "granted",
    "reported",
    "settlement_views",
    "settled",
    "revocation_views",
    "revoked",
    "waived",
    "recovery",
    "withdrawn",
    "closed",
)

TRANSITIONS = (
    "request_supplement",
    "receive_supplement",
    "leave_unconsidered",
    "start_assessment",
    "request_refusal_views",
    "refuse",
    "refuse_for_ceiling",
    "grant",
    "grant_change",
    "refuse_change",
    "grant_advance",
    "refuse_advance",
    "grant_interim_payment",
    "refuse_interim_payment",
    "remind_settlement",
    "receive_report",
    "request_settlement_views",
    "settle",
    "settle_ex_officio",
    "request_revocation_views",
    "revoke",
    "waive",
    "withdraw",
    "claim_back",
    "close",
)

ARTICLES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "receipt": ("Awb 4:5",),
        "supplement_request": ("Awb 4:5 lid 1", "Awb 4:15 lid 1"),
        "left_unconsidered": ("Awb 4:5 lid 1",),
        "lot_result": ("SLIM 11 lid 3",),
        "refusal_views": ("Awb 4:7",),
        "refusal": ("Awb 4:25", "SLIM 4", "SLIM 10"),
        "ceiling_refusal": ("Awb 4:25 lid 2", "SLIM 11 lid 3"),
        "withdrawal_confirmation": ("Awb 4:1",),
        "grant": ("Awb 4:29", "Awb 4:31", "SLIM 4 lid 1", "SLIM 18"),
        "change_granted": ("Awb 4:29", "SLIM 5"),
        "change_refused": ("Awb 4:29", "SLIM 5"),
        "advance_granted": ("Awb 4:95", "SLIM 16"),
        "advance_refused": ("Awb 4:95", "SLIM 16"),
        "interim_granted": ("Awb 4:95", "SLIM 16 lid 1"),
        "interim_refused": ("Awb 4:95", "SLIM 16 lid 1"),
        "settlement_reminder": ("Awb 4:44 lid 3",),
        "report_receipt": ("Awb 4:44",),
        "settlement_views": ("Awb 4:8", "Awb 4:12 lid 2"),
        "settlement_as_granted": ("Awb 4:42", "Awb 4:46 lid 1"),
        "settlement_actual": ("Awb 4:42", "Awb 4:46 lid 1", "SLIM 24"),
        "settlement_lower": ("Awb 4:42", "Awb 4:46 lid 2", "SLIM 24 lid 4"),
        "settlement_nil": ("Awb 4:42", "Awb 4:46 lid 2", "SLIM 24 lid 4"),
        "settlement_ex_officio": ("Awb 4:42", "Awb 4:47"),
        "revocation_views": ("Awb 4:8", "Awb 4:12 lid 2"),
        "revocation": ("Awb 4:48", "SLIM 25"),
        "revocation_after_settlement": ("Awb 4:49", "SLIM 25"),
        "waiver_confirmation": ("Awb 4:48",),
        "recovery": ("Awb 4:57", "Awb 4:95 lid 4", "SLIM 25 lid 5"),
    }
)
"""What each letter rests on, in the numbers that SLIM had until 2025."""


def renumbered(cite: str, day: date) -> str:
    """Give the number that an article of SLIM has on a day: `SLIM 18 lid 1` is `SLIM 2.20 lid 1` since 2025."""
    known = RENUMBERED.on(day)
    return re.sub(r"^SLIM (hoofdstuk )?\w+", lambda match: known.get(match.group(), match.group()), cite)


def articles_of(kind: str, day: date) -> tuple[str, ...]:
    """Give the articles of a kind of letter as numbered on a day. Raises KeyError with a sentence for an unknown kind."""
    if kind not in ARTICLES:
        raise KeyError(f"Voor het besluit {kind!r} noemt SLIM geen artikelen.")
    return tuple(renumbered(cite, day) for cite in ARTICLES[kind])


def settle(facts: SettlementFacts, values: Values) -> Settlement:
    """Propose a settlement on the day of `values`; the amounts follow the version of the day of application."""
    return rules.settle(facts, SCHEME.values_on(facts.applied_on), values)


@dataclass(frozen=True)
class SlimScheme(Scheme):
    """A scheme whose articles got other numbers in 2025."""

    def values_on(self, day: date) -> Values:
        """Give all values in force on a day, with their articles as numbered on that day."""
        values = super().values_on(day)
        articles = {name: renumbered(values.article(name), day) for name, _ in values}
        return Values(values.version, day, dict(values), articles)


SCHEME = SlimScheme(
    code="slim",
    name="SLIM",
    title=TITLE,
    on_behalf_of="de Minister van Sociale Zaken en Werkgelegenheid",
    unit="Uitvoering van Beleid",
    legal_basis=f"{TITLE}, op grond van de artikelen 3, eerste lid, en 5 van de Kaderwet SZW-subsidies",
    article_prefix="SLIM",
    procedure="grant",
    statuses=STATUSES,
    transitions=TRANSITIONS,
    values=VALUES,
    version_on=version_on,
    windows=WINDOWS,
    read_application=read_application,
    acts=ACTS,
    asks=("kvk", "de_minimis", "insolvency"),
    completeness=rules.completeness,
    calculate=rules.calculate,
    judge=rules.judge,
    instalments=rules.instalments,
    settle=settle,
    wording=WORDING,
    articles_of=articles_of,
    terms=terms,
    samples=Path(__file__).parent / "samples",
)
