"""Invented facts for every STAP letter, and how the text of a letter is read back in a test.
No test stands here."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from cases.amounts import euro
from cases.schemes.base import LetterFacts, Passage
from cases.schemes.judgement import Calculation, Finding, Line, Outcome
from cases.schemes.letter_facts import RequiredFacts
from cases.schemes.stap.wording import DATE_NAMES, REQUIRED, TEXT_NAMES, WORDING
from cases.schemes.stap.wording.texts import letter_texts
from tests.schemes.stap.builders import STAP, application, values

KINDS = (
    "receipt", "supplement_request", "left_unconsidered", "refusal_views", "refusal", "ceiling_refusal",
    "withdrawal_confirmation", "grant", "change_granted", "change_refused", "settlement_reminder", "sample_request",
    "report_receipt", "settlement_views", "settlement_as_granted", "settlement_actual", "settlement_lower",
    "settlement_nil", "settlement_ex_officio", "revocation_views", "revocation", "revocation_dropped",
    "waiver_confirmation", "recovery", "objection_receipt",
)  # fmt: skip
"""The letters of which STAP has the words itself; those of every scheme are tested with the house."""
NAME = "Sanne <A & B> 🌱"
AMOUNTS: Mapping[str, Decimal] = {
    "requested": euro("1000.00"),
    "granted": euro("987.65"),
    "settled": euro("500.25"),
    "paid": euro("912.34"),
    "to_recover": euro("412.09"),
    "ceiling": euro("34000000"),
    "forgone": euro("412.10"),
    "invoiced": euro("1001.00"),
}
OWN = letter_texts(application(), euro("659.45"), values())
SPECIAL_TEXTS: Mapping[str, str] = {
    **OWN,
    "missing": "Het STAP-aanmeldingsbewijs.\nDe bijlage daarbij.",
    "weighing": "Het bedrag is groot voor u.\nToch weegt het doel van de regeling zwaarder.",
    "place": "731",
    "iban_office": "NL91ABNA0417164300",
}
PRICE = Line("Subsidiabele kosten", "volgens het aanmeldingsbewijs", {}, "STAP 4 lid 1 onder a", euro("1200.00"))
SHARE = Line("Subsidie", "uitkomst van de berekening", {"grens": "€ 1.000,00"}, "STAP-regeling", euro("1000.00"))
TOO_LOW = Finding("adult", "STAP 5 lid 2", Outcome.NOT_MET, {}, "U bent ten minste 18 jaar.")
TWICE = Finding("one_grant_a_year", "STAP-regeling", Outcome.NOT_MET, {}, "U kreeg dit jaar nog geen STAP-budget.")
FINE = Finding("pension_age", "AOW 7a", Outcome.MET, {}, "U heeft de AOW-leeftijd niet bereikt")
FREE = Finding("no_blame", "STAP-regeling", Outcome.MET, {}, "U kunt er niets aan doen.")


def text_sample(name: str) -> str:
    return SPECIAL_TEXTS.get(name, f"Voorbeeld van {name.replace('_', ' ')}")


def fact_names(required: RequiredFacts, *, everything: bool) -> frozenset[str]:
    """Only what is required (with the first of each choice), or everything that may be printed."""
    if everything:
        return required.names
    first = {group[0] for group in required.one_of}
    return frozenset({*required.amounts, *required.dates, *required.texts, *first})


def sample(kind: str, *, everything: bool = True) -> LetterFacts:
    """The facts of one letter, all invented."""
    required = REQUIRED[kind]
    names = fact_names(required, everything=everything)
    days = {name: date(2024 + index // 12, 1 + index % 12, 20) for index, name in enumerate(DATE_NAMES)}
    return LetterFacts(
        case_number="STAP-2023-000017",
        applicant_name=NAME,
        applicant_kind="PERSOON",
        window_label="STAP-tijdvak 2 van 2023",
        received_on=date(2023, 5, 1),
        on=date(2023, 5, 8),
        articles=("STAP 12 lid 1", "Awb 4:29") if required.articles else (),
        findings=(FINE, TOO_LOW, TWICE) if required.grounds else (FINE,),
        calculation=Calculation((PRICE, SHARE)) if required.calculation else Calculation(()),
        amounts={name: AMOUNTS[name] for name in names if name in AMOUNTS},
        dates={name: days[name] for name in names if name in DATE_NAMES},
        texts={name: text_sample(name) for name in names if name in TEXT_NAMES},
        scheme=STAP.names,
    )


def pieces(passages: Sequence[Passage]) -> Iterator[str]:
    for passage in passages:
        yield passage.text
        yield from passage.items
        for row in passage.rows:
            yield from row


def whole(passages: Sequence[Passage]) -> str:
    return "\n".join(piece for piece in pieces(passages) if piece)


def letter(kind: str, facts: LetterFacts | None = None) -> str:
    return whole(WORDING[kind](facts or sample(kind)))


def amounts_in(text: str) -> set[str]:
    return set(re.findall(r"-?€ [\d.]+,\d\d", text))


def without(facts: LetterFacts, name: str) -> LetterFacts:
    def left(given: Mapping[str, Any]) -> dict[str, Any]:
        return {key: value for key, value in given.items() if key != name}

    return replace(facts, amounts=left(facts.amounts), dates=left(facts.dates), texts=left(facts.texts))
