"""SLIM: the subsidy for learning and development in small and medium-sized enterprises, as one folder.
Here everything is put together; each part stands in its own module."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from cases.law import Values
from cases.schemes.base import Scheme, Settlement, SettlementFacts
from cases.schemes.slim import rules
from cases.schemes.slim.acts import ACTS
from cases.schemes.slim.application import SlimApplication, read_application
from cases.schemes.slim.articles import articles_of, renumbered
from cases.schemes.slim.clock import terms
from cases.schemes.slim.fabrication import DEMONSTRATION
from cases.schemes.slim.labels import LABELS
from cases.schemes.slim.signals import SIGNALS, signal_keys
from cases.schemes.slim.state_aid import state_aid
from cases.schemes.slim.terms import VALUES, version_on
from cases.schemes.slim.windows import WINDOWS
from cases.schemes.slim.wording import WORDING
from cases.schemes.slim.wording.texts import letter_texts

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
    "drop_revocation",
    "waive",
    "withdraw",
    "claim_back",
    "close",
)


def settle(facts: SettlementFacts, values: Values) -> Settlement:
    """Propose a settlement on the day of `values`; the amounts follow the version of the day of application."""
    return rules.settle(facts, facts.granted_values, values)


@dataclass(frozen=True)
class SlimScheme(Scheme):
    """A scheme whose articles got other numbers in 2025."""

    def values_on(self, day: date) -> Values:
        """Give all values in force on a day, with their articles as numbered on that day."""
        values = super().values_on(day)
        articles = {name: renumbered(values.article(name), day) for name, _ in values}
        return Values(values.version, day, dict(values), articles, values.unset)


SCHEME = SlimScheme(
    code="slim",
    name="SLIM",
    title=TITLE,
    on_behalf_of="de Minister van Sociale Zaken en Werkgelegenheid",
    unit="executive_body",
    legal_basis=f"{TITLE}, op grond van de artikelen 3, eerste lid, en 5 van de Kaderwet SZW-subsidies",
    article_prefix="SLIM",
    procedure="grant",
    called="de SLIM-regeling",
    statuses=STATUSES,
    transitions=TRANSITIONS,
    values=VALUES,
    version_on=version_on,
    windows=WINDOWS,
    read_application=read_application,
    shape=SlimApplication,
    acts=ACTS,
    asks=("kvk", "de_minimis", "insolvency"),
    completeness=rules.completeness,
    calculate=rules.calculate,
    judge=rules.judge,
    project_period=rules.project_period,
    instalments=rules.instalments,
    settle=settle,
    wording=WORDING,
    articles_of=articles_of,
    terms=terms,
    samples=Path(__file__).parent / "samples",
    letter_texts=letter_texts,
    state_aid=state_aid,
    labels=LABELS,
    signals=SIGNALS,
    signal_keys=signal_keys,
    demonstration=DEMONSTRATION,
)
