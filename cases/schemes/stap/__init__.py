"""STAP: a budget for training, for anyone with a link to the Dutch labour market, as one folder.
Here everything is put together; each part stands in its own module."""

from __future__ import annotations

from pathlib import Path

from cases.schemes.base import Scheme
from cases.schemes.stap import rules
from cases.schemes.stap.acts import ACTS
from cases.schemes.stap.application import StapApplication, parties, questions, read_application
from cases.schemes.stap.articles import articles_of
from cases.schemes.stap.changes import asked_on_change, changed
from cases.schemes.stap.clock import terms
from cases.schemes.stap.distribution import MACHINE, claims
from cases.schemes.stap.fabrication import DEMONSTRATION
from cases.schemes.stap.labels import LABELS
from cases.schemes.stap.payee import SUPPLY, payee
from cases.schemes.stap.registers import FEATURES
from cases.schemes.stap.signals import SIGNALS, signal_keys
from cases.schemes.stap.terms import VALUES, version_on
from cases.schemes.stap.windows import WINDOWS
from cases.schemes.stap.wording import WORDING
from cases.schemes.stap.wording.texts import letter_texts

TITLE = "Subsidieregeling STAP-budget"

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
    "grant_by_machine",
    "refuse_by_machine",
    "refuse_for_ceiling_by_machine",
    "hand_to_person",
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
    "forgo_recovery",
    "close",
)

SCHEME = Scheme(
    code="stap",
    name="STAP",
    title=TITLE,
    called="de Subsidieregeling STAP-budget",
    on_behalf_of="de Minister van Sociale Zaken en Werkgelegenheid",
    unit="executive_body",
    legal_basis=f"{TITLE}, op grond van de artikelen 3, eerste en derde lid, 5 en 8, eerste lid, van de Kaderwet SZW-subsidies",
    article_prefix="STAP",
    procedure="grant",
    statuses=STATUSES,
    transitions=TRANSITIONS,
    values=VALUES,
    version_on=version_on,
    windows=WINDOWS,
    read_application=read_application,
    shape=StapApplication,
    acts=ACTS,
    asks=("scholingsregister", FEATURES.name, "removals", "exclusions", "insured_periods", "studiefinanciering"),
    completeness=rules.completeness,
    calculate=rules.calculate,
    judge=rules.judge,
    project_period=rules.project_period,
    settle=rules.settle,
    judge_invoice=rules.judge_invoice,
    judge_incident=rules.judge_incident,
    judge_change=rules.judge_change,
    changed=changed,
    asked_on_change=asked_on_change,
    claims=claims,
    machine=MACHINE,
    once_per_year=True,
    payee=payee,
    supply=SUPPLY,
    parties=parties,
    registers={FEATURES.name: FEATURES},
    questions=questions,
    signals=SIGNALS,
    signal_keys=signal_keys,
    wording=WORDING,
    articles_of=articles_of,
    terms=terms,
    samples=Path(__file__).parent / "samples",
    letter_texts=letter_texts,
    labels=LABELS,
    demonstration=DEMONSTRATION,
)
