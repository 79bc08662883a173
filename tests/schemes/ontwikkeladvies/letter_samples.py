"""Invented facts for every letter of this scheme, and how the text of a letter is read back in a test.
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
from cases.schemes.judgement import Calculation, Finding, Outcome
from cases.schemes.letter_facts import RequiredFacts
from cases.schemes.ontwikkeladvies.wording import DATE_NAMES, REQUIRED, TEXT_NAMES, WORDING
from tests.schemes.ontwikkeladvies.builders import ADVICE, application, values

KINDS = tuple(sorted(WORDING))
NAME = "Loopbaanhuis <A & B> 🌱"
AMOUNTS: Mapping[str, Decimal] = {
    "requested": euro("700.00"),
    "granted": euro("701.00"),
    "settled": euro("702.00"),
    "paid": euro("703.00"),
    "to_pay": euro("704.00"),
    "to_recover": euro("0.00"),
    "ceiling": euro("10500000"),
}
RECOVERED = {**AMOUNTS, "settled": euro("0.00"), "to_recover": euro("705.00")}
SPECIAL_TEXTS: Mapping[str, str] = {
    "missing": "De prestatieverklaring.\nHet ontwikkelplan.",
    "weighing": "Het bedrag is groot voor u.\nToch weegt het doel van de regeling zwaarder.",
    "iban_office": "NL91ABNA0417164300",
}
EDUCATION = Finding("education", "Ontwikkeladvies 1", Outcome.NOT_MET, {}, "De deelnemer heeft ten hoogste mbo-2.")
TARIFF = Finding("minimum_tariff", "Ontwikkeladvies-regeling", Outcome.NOT_MET, {}, "De adviseur kreeg genoeg betaald.")
FINE = Finding("adult", "Ontwikkeladvies 1", Outcome.MET, {}, "De deelnemer was ten minste 18 jaar")


def fact_names(required: RequiredFacts, *, everything: bool) -> frozenset[str]:
    """Only what is required (of each choice what holds without a lot), or everything that may be printed."""
    if everything:
        return required.names
    chosen = {group[-1] for group in required.one_of}
    return frozenset({*required.amounts, *required.dates, *required.texts, *chosen})


def sample(kind: str, *, everything: bool = True) -> LetterFacts:
    """The facts of one letter, all invented; where money is still paid, its day is known."""
    required, amounts = REQUIRED[kind], RECOVERED if kind == "recovery" else AMOUNTS
    names = fact_names(required, everything=everything) | ({"payment_due"} if "to_pay" in required.amounts else set())
    days = {name: date(2022, 1 + index, 20) for index, name in enumerate(DATE_NAMES)}
    return LetterFacts(
        case_number="ONTWIKKELADVIES-2022-000017",
        applicant_name=NAME,
        applicant_kind="adviseur",
        window_label=ADVICE.windows[0].label,
        received_on=date(2022, 6, 13),
        on=date(2022, 6, 20),
        articles=ADVICE.articles_of(kind, date(2022, 6, 20)) if required.articles else (),
        findings=(FINE, EDUCATION, TARIFF) if required.grounds else (FINE,),
        calculation=ADVICE.calculate(application(), values()) if required.calculation else Calculation(()),
        amounts={name: amounts[name] for name in names if name in amounts},
        dates={name: days[name] for name in names if name in DATE_NAMES},
        texts={name: SPECIAL_TEXTS.get(name, f"Voorbeeld van {name}") for name in names if name in TEXT_NAMES},
        scheme=ADVICE.names,
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
