"""STAP-ontwikkeladvies: a fixed subsidy for advice on one's development, asked afterwards and settled at once, decided by people.
Here everything is put together; each part stands in its own module."""

from __future__ import annotations

from pathlib import Path

from cases.schemes.base import Scheme
from cases.schemes.ontwikkeladvies import rules
from cases.schemes.ontwikkeladvies.acts import ACTS
from cases.schemes.ontwikkeladvies.application import AdviceApplication, questions, read_application
from cases.schemes.ontwikkeladvies.articles import articles_of
from cases.schemes.ontwikkeladvies.clock import terms
from cases.schemes.ontwikkeladvies.fabrication import DEMONSTRATION
from cases.schemes.ontwikkeladvies.labels import LABELS
from cases.schemes.ontwikkeladvies.registers import REGISTRATIONS
from cases.schemes.ontwikkeladvies.signals import SIGNALS, signal_keys
from cases.schemes.ontwikkeladvies.terms import VALUES, version_on
from cases.schemes.ontwikkeladvies.windows import WINDOWS
from cases.schemes.ontwikkeladvies.wording import WORDING

TITLE = "Tijdelijke subsidieregeling ontwikkeladvies STAP"

STATUSES = (
    "submitted",
    "supplement_requested",
    "assessment",
    "refusal_views",
    "refused",
    "left_unconsidered",
    "settled",
    "revocation_views",
    "revoked",
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
    "settle_directly",
    "request_revocation_views",
    "revoke",
    "drop_revocation",
    "withdraw",
    "claim_back",
    "close",
)

SCHEME = Scheme(
    code="ontwikkeladvies",
    name="Ontwikkeladvies",
    title=TITLE,
    called="de Tijdelijke subsidieregeling ontwikkeladvies STAP",
    on_behalf_of="de Minister van Sociale Zaken en Werkgelegenheid",
    unit="executive_body",
    legal_basis=f"{TITLE}, op grond van de artikelen 3, eerste en derde lid, en 5 van de Kaderwet SZW-subsidies",
    article_prefix="Ontwikkeladvies",
    procedure="direct",
    statuses=STATUSES,
    transitions=TRANSITIONS,
    values=VALUES,
    version_on=version_on,
    windows=WINDOWS,
    read_application=read_application,
    shape=AdviceApplication,
    acts=ACTS,
    asks=(REGISTRATIONS.name,),
    registers={REGISTRATIONS.name: REGISTRATIONS},
    questions=questions,
    completeness=rules.completeness,
    calculate=rules.calculate,
    judge=rules.judge,
    wording=WORDING,
    articles_of=articles_of,
    terms=terms,
    signals=SIGNALS,
    signal_keys=signal_keys,
    samples=Path(__file__).parent / "samples",
    labels=LABELS,
    demonstration=DEMONSTRATION,
)
