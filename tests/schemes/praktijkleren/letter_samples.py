"""Invented facts for every Praktijkleren letter, and how the text of a letter is read back in a test.
No test stands here."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from cases.amounts import euro
from cases.schemes.base import DecidedLine, DecidedRate, Finding, LetterFacts, Outcome, Passage
from cases.schemes.letter import SchemeNames
from cases.schemes.letter_facts import RequiredFacts
from cases.schemes.lines import DecidedClaim
from cases.schemes.praktijkleren.wording import AMOUNT_NAMES, DATE_NAMES, REQUIRED, TEXT_NAMES, WORDING
from tests.schemes.praktijkleren.builders import values

KINDS = tuple(REQUIRED)
NAME = "Firma <A & B> 🌱"
AMOUNTS: Mapping[str, Decimal] = {
    name: euro(f"{1000 + 111 * index}.{10 + index}") for index, name in enumerate(AMOUNT_NAMES)
}
TEXTS: Mapping[str, str] = {
    "missing": "De verklaring van de werkgever.\nHet rekeningnummer.",
    "documents": "De praktijkleerovereenkomst van regel 2.\nDe aanwezigheid van regel 2.",
    "line": "2",
    "weighing": "Het bedrag is groot voor een kleine werkgever.\nToch weegt het doel van de regeling zwaarder.",
    "iban_office": "NL91ABNA0417164300",
    "original_decision": "de wijziging van de vaststelling van uw subsidie",
}
NO_RECORD = Finding(
    "attendance", "Praktijkleren 5 onder d", Outcome.NOT_MET, {}, "De werkgever heeft een aanwezigheidsregistratie."
)
TOO_MANY = Finding(
    "programme_limit",
    "Praktijkleren 20 onder a",
    Outcome.NOT_MET,
    {"concerns": "part"},
    "Niet meer subsidie gevraagd dan de opleiding jaren duurt.",
)
FINE = Finding("guidance", "Praktijkleren 5 onder e", Outcome.MET, {}, "De werkgever heeft een administratie.")
OPEN = Finding("recognition", "Praktijkleren 4 lid 2", Outcome.PERSON, {}, "SBB heeft de werkgever erkend.")
LINES = (
    DecidedLine(
        1,
        "mbo-bbl",
        "mbo-bbl, 36 weken",
        "met",
        (FINE,),
        (DecidedClaim("mbo", 36, 36, 40, euro("1995.03")), DecidedClaim("mbo-lhr", 36, 36, 1, euro("1726.20"))),
        {"counted": 36, "whole": 40, "unit": "weken"},
    ),
    DecidedLine(
        2,
        "mbo-bbl",
        "mbo-bbl, 40 weken",
        "refused",
        (NO_RECORD,),
        (DecidedClaim("mbo", 40, 0, 40, euro("0.00")),),
        {"counted": 40, "whole": 40, "unit": "weken"},
    ),
    DecidedLine(
        3,
        "mbo-bbl",
        "mbo-bbl, 40 weken",
        "met",
        (TOO_MANY,),
        (DecidedClaim("mbo", 920, 800, 920, euro("1927.56")),),
        {"counted": 40, "whole": 40, "unit": "weken"},
    ),
    DecidedLine(4, "hbo", "hbo, 42 weken", "person", (OPEN,), (DecidedClaim("hbo", 42, 42, 42, euro("0.00")),), {}),
)
RATES = (
    DecidedRate("mbo", "mbo-bbl", Decimal("82.10"), euro("2216.70"), euro("196848000"), euro("0"), Fraction(177604, 2)),
    DecidedRate("mbo-lhr", "toeslag landbouw", None, euro("47.95"), euro("10600000"), euro("0"), Fraction(221063)),
)
NAMES = SchemeNames("Praktijkleren", "de Subsidieregeling praktijkleren", "Praktijkleren")
WITH_LINES = frozenset({"direct_settlement", "direct_refusal", "line_awarded", "settlement_amended"})


def fact_names(required: RequiredFacts, *, everything: bool) -> frozenset[str]:
    """Only what is required (with the day to pay where something is paid), or everything that may be printed."""
    return required.names if everything else frozenset({*required.amounts, *required.dates, *required.texts})


def sample(kind: str, *, everything: bool = True) -> LetterFacts:
    """The facts of one letter, all invented."""
    required = REQUIRED[kind]
    names = fact_names(required, everything=everything)
    days = {name: date(2019, 10 + index // 20, 1 + index % 20) for index, name in enumerate(DATE_NAMES)}
    return LetterFacts(
        case_number="PRAK-2019-00017",
        applicant_name=NAME,
        applicant_kind="werkgever",
        window_label="Praktijkleren 2019 (studiejaar 2018-2019)",
        received_on=date(2019, 6, 12),
        on=date(2019, 12, 10),
        articles=("Praktijkleren 15", "Awb 4:43") if required.articles else (),
        findings=(FINE, NO_RECORD) if required.grounds else (FINE,),
        amounts={name: AMOUNTS[name] for name in names if name in AMOUNTS},
        dates={name: days[name] for name in names if name in DATE_NAMES},
        texts={name: TEXTS.get(name, f"Voorbeeld van {name}") for name in names if name in TEXT_NAMES},
        scheme=NAMES,
        values=values(),
        lines=LINES if kind in WITH_LINES else (),
        rates=RATES if kind in WITH_LINES - {"direct_refusal"} else (),
    )


def pieces(passages: Sequence[Passage]) -> Iterator[str]:
    """Give each piece of text."""
    for passage in passages:
        yield passage.text
        yield from passage.items
        for row in passage.rows:
            yield from row


def whole(passages: Sequence[Passage]) -> str:
    """Give the whole text."""
    return "\n".join(piece for piece in pieces(passages) if piece)


def letter(kind: str, facts: LetterFacts | None = None) -> str:
    """Give the text of a letter."""
    return whole(WORDING[kind](facts or sample(kind)))


def amounts_in(text: str) -> set[str]:
    """Give the amounts that a text prints."""
    return set(re.findall(r"-?€ [\d.]+,\d\d", text))


def without(facts: LetterFacts, *names: str) -> LetterFacts:
    """Give the facts without some of them."""

    def left(given: Mapping[str, Any]) -> dict[str, Any]:
        return {key: value for key, value in given.items() if key not in names}

    return replace(facts, amounts=left(facts.amounts), dates=left(facts.dates), texts=left(facts.texts))
