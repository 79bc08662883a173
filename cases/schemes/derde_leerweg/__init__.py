"""Praktijkleren in de derde leerweg as one folder: asked afterwards, shared per round, settled at once.
Here everything is put together; each part stands in its own module."""

from __future__ import annotations

from pathlib import Path

from cases.schemes.base import Scheme
from cases.schemes.derde_leerweg import rules
from cases.schemes.derde_leerweg.acts import ACTS
from cases.schemes.derde_leerweg.application import ThirdPathApplication, read_application
from cases.schemes.derde_leerweg.articles import articles_of
from cases.schemes.derde_leerweg.clock import terms
from cases.schemes.derde_leerweg.fabrication import DEMONSTRATION
from cases.schemes.derde_leerweg.labels import LABELS
from cases.schemes.derde_leerweg.questions import ASKS, questions
from cases.schemes.derde_leerweg.signals import SIGNALS, signal_keys
from cases.schemes.derde_leerweg.sources import PREFIX
from cases.schemes.derde_leerweg.terms import VALUES, version_on
from cases.schemes.derde_leerweg.windows import BUCKETS, WINDOWS
from cases.schemes.derde_leerweg.wording import WORDING

TITLE = "Subsidieregeling praktijkleren in de derde leerweg"

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
    "refuse_late",
    "start_assessment",
    "request_refusal_views",
    "settle_directly",
    "refuse_directly",
    "award_line",
    "refuse_line",
    "demand_documents",
    "request_revocation_views",
    "drop_revocation",
    "amend_settlement",
    "revoke",
    "withdraw",
    "claim_back",
    "forgo_recovery",
    "close",
)

SCHEME = Scheme(
    code="derde_leerweg",
    name="Derde leerweg",
    title=TITLE,
    called=f"de {TITLE}",
    on_behalf_of="de Minister van Sociale Zaken en Werkgelegenheid",
    unit="executive_body",
    legal_basis=f"{TITLE}, op grond van de artikelen 3, eerste lid, en 5 van de Kaderwet SZW-subsidies",
    article_prefix=PREFIX,
    procedure="direct",
    statuses=STATUSES,
    transitions=TRANSITIONS,
    values=VALUES,
    version_on=version_on,
    windows=WINDOWS,
    read_application=read_application,
    shape=ThirdPathApplication,
    acts=ACTS,
    asks=ASKS,
    questions=questions,
    completeness=rules.completeness,
    calculate=rules.calculate,
    buckets=BUCKETS,
    lines=rules.lines,
    line_keys=rules.line_keys,
    line_counts={"weeks": "Weken die meetellen"},
    wording=WORDING,
    articles_of=articles_of,
    terms=terms,
    signals=SIGNALS,
    signal_keys=signal_keys,
    samples=Path(__file__).parent / "samples",
    labels=LABELS,
    demonstration=DEMONSTRATION,
)
