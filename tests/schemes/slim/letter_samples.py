"""Invented facts for every SLIM letter, and how the text of a letter is read back in a test.
No test stands here."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from cases.amounts import euro
from cases.law import Values
from cases.schemes.base import Calculation, Finding, LetterFacts, Line, Outcome, Passage
from cases.schemes.letter_facts import RequiredFacts
from cases.schemes.registry import scheme
from cases.schemes.slim.wording import DATE_NAMES, REQUIRED, TEXT_NAMES, WORDING
from cases.schemes.slim.wording.activities import activities_in_words

KINDS = (
    "receipt", "supplement_request", "left_unconsidered", "lot_result", "refusal_views", "refusal",
    "ceiling_refusal", "grant", "change_granted", "change_refused", "advance_granted", "advance_refused",
    "interim_granted", "interim_refused", "settlement_reminder", "sample_request", "report_receipt", "settlement_views",
    "settlement_as_granted", "settlement_actual", "settlement_lower", "settlement_nil", "settlement_ex_officio",
    "revocation_views", "revocation", "revocation_dropped", "waiver_confirmation", "withdrawal_confirmation", "recovery",
    "objection_receipt",
)  # fmt: skip
NAME = "Firma <A & B> 🌱"
AMOUNTS: Mapping[str, Decimal] = {
    "requested": euro("24999"),
    "granted": euro("24100.50"),
    "advance": euro("12050.25"),
    "interim": euro("6025.10"),
    "settled": euro("9000.75"),
    "eligible": euro("15001.25"),
    "paid": euro("12050.25"),
    "to_pay": euro("0"),
    "to_recover": euro("3049.50"),
    "ceiling": euro("15000000"),
}
SPECIAL_TEXTS: Mapping[str, str] = {
    "activities": activities_in_words("ac"),
    "missing": "De begroting.\nDe ondertekende mkb-verklaring.",
    "weighing": "Het bedrag is groot voor een kleine onderneming.\nToch weegt het doel van de regeling zwaarder.",
    "interim_moment": "progress_report",
    "lot_number": "731",
    "lot_count": "2117",
    "iban_office": "NL91ABNA0417164300",
}
OLD = Values(
    "V2020",
    date(2020, 3, 2),
    {
        "realisation_floor": Decimal("0.60"),
        "start_months": 3,
        "de_minimis_regulation": "Verordening (EU) nr. 1407/2013",
        "renumbered": {},
    },
    {
        "realisation_floor": "SLIM 24 lid 4",
        "start_months": "SLIM 5",
        "de_minimis_regulation": "SLIM 1",
        "renumbered": "SLIM 1",
    },
)
NEW = OLD.replaced({"renumbered": {"SLIM 5": "SLIM 2.6", "SLIM 24": "SLIM 2.26", "SLIM 2": "SLIM 1.2"}})
COST_NUMBERS = {"kosten": "€ 13.044,57", "opslag": "15 %"}
COST = Line("Subsidiabele kosten", "kosten maal opslag", COST_NUMBERS, "SLIM 4", euro("15001.25"))
SHARE = Line("Subsidie", "kosten maal percentage", {"percentage": "60 %"}, "SLIM 18 lid 1", euro("9000.75"))
TOO_LOW = Finding("minimum_cost", "SLIM 4 lid 2", Outcome.NOT_MET, {}, "De kosten zijn ten minste het minimum")
TWICE = Finding("one_per_window", "SLIM 7 lid 4", Outcome.NOT_MET, {}, "U doet in dit tijdvak één aanvraag.")
FINE = Finding("employer_is_small", "SLIM 1", Outcome.MET, {}, "De onderneming is klein")


def text_sample(name: str) -> str:
    return SPECIAL_TEXTS.get(name, f"Voorbeeld van {name.replace('_', ' ')}")


def fact_names(required: RequiredFacts, *, everything: bool) -> frozenset[str]:
    """Only what is required (with the first of each choice), or everything that may be printed."""
    if everything:
        return required.names
    first = {group[0] for group in required.one_of}
    lot = {"lot_count", "drawn", "public_value_source"} if "lot_number" in first else set()
    days = {"payment_due"} if "to_pay" in required.amounts else set()
    return frozenset({*required.amounts, *required.dates, *required.texts, *first, *lot, *days})


def sample(kind: str, *, everything: bool = True) -> LetterFacts:
    """The facts of one letter, all invented."""
    required = REQUIRED[kind]
    names = fact_names(required, everything=everything)
    days = {name: date(2024 + index // 12, 1 + index % 12, 20) for index, name in enumerate(DATE_NAMES)}
    return LetterFacts(
        case_number="SLIM-2020-00017",
        scheme=scheme("slim").names,
        applicant_name=NAME,
        applicant_kind="MKB",
        window_label="mkb maart 2020",
        received_on=date(2020, 3, 2),
        on=date(2020, 5, 8),
        articles=("SLIM 10", "Kaderwet SZW 3") if required.articles else (),
        findings=(FINE, TOO_LOW, TWICE) if required.grounds else (FINE,),
        calculation=Calculation((COST, SHARE)) if required.calculation else Calculation(()),
        amounts={name: AMOUNTS[name] for name in names if name in AMOUNTS},
        dates={name: days[name] for name in names if name in DATE_NAMES},
        texts={name: text_sample(name) for name in names if name in TEXT_NAMES},
        values=OLD if required.values else None,
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
