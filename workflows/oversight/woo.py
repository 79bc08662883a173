"""The overview of subsidy decisions for the public (Woo 3.3a lid 1): one row for each grant, change, settlement and withdrawal.
Natural persons are left out; a recipient whose legal form is unknown has no name here."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal
from typing import Any

from audit.streaming import streamed
from cases.acts import SETTLEMENTS
from cases.amounts import from_cents, plain
from cases.authority.values import values_for
from cases.schemes.registry import scheme
from workflows.desk.naming import name_of
from workflows.oversight.tables import Period, Row, Table

COLUMNS = (
    "zaaknummer",
    "besluitnummer",
    "datum_besluit",
    "soort_besluit",
    "grondslag",
    "artikelen",
    "ontvanger",
    "kvk_nummer",
    "project",
    "activiteiten",
    "verleend_bedrag",
    "vastgesteld_bedrag",
    "gewijzigd_bedrag",
    "ingetrokken_bedrag",
)
SETTLED = (*SETTLEMENTS, "settlement_ex_officio")
KINDS = ("grant", "change_granted", *SETTLED, "revocation")
NATURAL_PERSONS = ("eenmanszaak",)
UNKNOWN = "(niet vermeld: rechtsvorm onbekend)"

DECISIONS = """
SELECT k.number, k.scheme, k.received_on, s.body, p.identifier, p.name, COALESCE(x.answer ->> 'legal_form', ''),
    d.id, d."on", d.kind, d.articles, d.amount_cents, m.moved
FROM cases_decision d
JOIN cases_case k ON k.id = d.case_id
JOIN cases_party p ON p.id = k.party_id
JOIN cases_submission s ON s.id = k.application_id
LEFT JOIN LATERAL (
    SELECT answer FROM cases_extract
    WHERE case_id = k.id AND register = 'kvk' AND question = p.identifier ORDER BY id DESC LIMIT 1
) x ON true
CROSS JOIN LATERAL (
    SELECT COALESCE(SUM(amount_cents), 0)::bigint AS moved FROM cases_ledgerrow
    WHERE decision_id = d.id AND account = 'committed'
) m
WHERE d.kind = ANY(%s) AND d."on" BETWEEN %s AND %s AND COALESCE(x.answer ->> 'legal_form', '') <> ALL(%s)
ORDER BY d."on", d.id
"""


@dataclass(frozen=True)
class PublicDecision:
    """A decision with its case and recipient. `moved`: what it changed in what is owed, in euro, from the ledger."""

    case_number: str
    scheme: str
    received_on: date
    body: str
    kvk_number: str
    name: str
    legal_form: str
    decision: int
    on: date
    kind: str
    articles: list[str]
    amount: Decimal
    moved: Decimal


FIELDS = tuple(field.name for field in fields(PublicDecision))


@contextmanager
def rows(period: Period) -> Iterator[Iterator[Row]]:
    """Give the decisions of a period by day."""
    with streamed(DECISIONS, [list(KINDS), *period.limits, list(NATURAL_PERSONS)]) as found:
        yield (row_of(_decision(entry)) for entry in found)


def row_of(decision: PublicDecision) -> Row:
    """Give the row of a decision: an amount stands only in the column of its kind."""
    texts = _texts(decision)
    is_named = bool(decision.legal_form)
    return {
        "zaaknummer": decision.case_number,
        "besluitnummer": str(decision.decision),
        "datum_besluit": decision.on.isoformat(),
        "soort_besluit": name_of(decision.kind),
        "grondslag": scheme(decision.scheme).legal_basis,
        "artikelen": "; ".join(decision.articles),
        "ontvanger": decision.name if is_named else UNKNOWN,
        "kvk_nummer": decision.kvk_number if is_named else "",
        "project": texts.get("project_title", ""),
        "activiteiten": texts.get("activities", ""),
        **_amounts(decision),
    }


def _amounts(decision: PublicDecision) -> Row:
    is_settled, is_revoked = decision.kind in SETTLED, decision.kind == "revocation"
    return {
        "verleend_bedrag": plain(decision.amount) if decision.kind == "grant" else "",
        "vastgesteld_bedrag": plain(decision.amount) if is_settled else "",
        "gewijzigd_bedrag": plain(decision.moved) if is_settled or decision.kind == "change_granted" else "",
        "ingetrokken_bedrag": plain(-decision.moved) if is_revoked else "",
    }


def _texts(decision: PublicDecision) -> Mapping[str, str]:
    """What the scheme says about the project in words; nothing where the application was erased."""
    if not decision.body:
        return {}
    found = scheme(decision.scheme)
    application = found.read_application(json.loads(decision.body)["application"], decision.received_on)
    return found.letter_texts(application, decision.amount, values_for(decision.scheme, decision.received_on))


def _decision(entry: tuple[Any, ...]) -> PublicDecision:
    named = dict(zip(FIELDS, entry, strict=True))
    named |= {"amount": from_cents(named["amount"] or 0), "moved": from_cents(named["moved"])}
    articles = named["articles"]
    return PublicDecision(**named | {"articles": json.loads(articles) if isinstance(articles, str) else articles})


WOO = Table("woo", COLUMNS, rows)
