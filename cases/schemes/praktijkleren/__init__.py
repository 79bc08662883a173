"""Praktijkleren: a contribution to employers for guided practice places, asked afterwards, shared pro rata and settled at once.
Here everything is put together; each part stands in its own module."""

from __future__ import annotations

from pathlib import Path

from cases.schemes.base import Involved, Scheme
from cases.schemes.praktijkleren import rules
from cases.schemes.praktijkleren.acts import ACTS
from cases.schemes.praktijkleren.application import PraktijklerenApplication, read_application
from cases.schemes.praktijkleren.articles import articles_of
from cases.schemes.praktijkleren.clock import kept_until, terms
from cases.schemes.praktijkleren.fabrication import DEMONSTRATION
from cases.schemes.praktijkleren.labels import LABELS
from cases.schemes.praktijkleren.questions import ASKS, questions
from cases.schemes.praktijkleren.signals import SIGNALS, signal_keys
from cases.schemes.praktijkleren.terms import VALUES, version_on
from cases.schemes.praktijkleren.windows import BUCKETS, WINDOWS
from cases.schemes.praktijkleren.wording import WORDING

STATUSES = (
    "submitted",
    "supplement_requested",
    "assessment",
    "refusal_views",
    "refused",
    "left_unconsidered",
    "granted",
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
    "grant_prior_advance",
    "refuse",
    "set_off_advance",
    "revoke",
    "withdraw",
    "claim_back",
    "forgo_recovery",
    "close",
)


def parties(application: PraktijklerenApplication) -> tuple[Involved, ...]:
    """Give the intermediary that files for the employer, where there is one."""
    found = application.intermediary
    return (Involved("intermediary", found.kvk_number, found.name, email=found.email),) if found else ()


SCHEME = Scheme(
    code="praktijkleren",
    name="Praktijkleren",
    title="Subsidieregeling praktijkleren",
    called="de Subsidieregeling praktijkleren",
    on_behalf_of="de Minister van Onderwijs, Cultuur en Wetenschap",
    unit="executive_body",
    legal_basis=(
        "Subsidieregeling praktijkleren, op grond van artikel 2.7 van de Wet educatie en beroepsonderwijs en de artikelen "
        "4 en 10 van de Wet overige OCW-subsidies"
    ),
    article_prefix="Praktijkleren",
    procedure="direct",
    statuses=STATUSES,
    transitions=TRANSITIONS,
    values=VALUES,
    version_on=version_on,
    windows=WINDOWS,
    read_application=read_application,
    shape=PraktijklerenApplication,
    acts=ACTS,
    asks=ASKS,
    questions=questions,
    completeness=rules.completeness,
    calculate=rules.calculate,
    judge=rules.judge,
    buckets=BUCKETS,
    lines=rules.lines,
    line_keys=rules.line_keys,
    line_counts={"weeks": "Weken begeleiding", "months": "Maanden in het studiejaar"},
    wording=WORDING,
    articles_of=articles_of,
    terms=terms,
    kept_until=kept_until,
    parties=parties,
    signals=SIGNALS,
    signal_keys=signal_keys,
    samples=Path(__file__).parent / "samples",
    labels=LABELS,
    demonstration=DEMONSTRATION,
)
