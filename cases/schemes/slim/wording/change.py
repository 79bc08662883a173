"""SLIM letters that answer a request to change the project after the grant.
What the change means for amount and days comes from the decision."""

from __future__ import annotations

from collections.abc import Iterator

from cases.schemes.base import LetterFacts
from cases.schemes.letter_facts import day, has, money, text
from cases.schemes.letter_parts import explained, grounds, legal_basis, subject
from cases.schemes.passages import Passages, bullets, enumeration, heading, paragraph


def change_granted(facts: LetterFacts) -> Passages:
    """Grant a change of the project, with what is new and what stays."""
    return (
        *subject(facts),
        heading("Ons besluit"),
        paragraph("Wij keuren uw wijziging goed. U vroeg deze wijziging aan:"),
        *enumeration(text(facts, "change")),
        *explained(facts),
        heading("Wat geldt er nu?"),
        bullets(_after_change(facts)),
        *legal_basis(facts),
    )


def _after_change(facts: LetterFacts) -> Iterator[str]:
    yield f"De subsidie is hoogstens {money(facts, 'granted')}."
    if has(facts, "new_ends"):
        yield f"De initiatiefperiode eindigt op {day(facts, 'new_ends')}. Rond uw activiteiten uiterlijk dan af."
    if has(facts, "settlement_request_due"):
        yield f"Vraag uiterlijk op {day(facts, 'settlement_request_due')} om de vaststelling."
    if has(facts, "ex_officio_settlement_due"):
        yield f"Wij stellen de subsidie uiterlijk op {day(facts, 'ex_officio_settlement_due')} vast."
    yield "Al het andere in ons besluit over uw subsidie blijft gelden."


def change_refused(facts: LetterFacts) -> Passages:
    """Refuse a change of the project; the grant stays as it was."""
    return (
        *subject(facts),
        heading("Ons besluit"),
        paragraph("Wij keuren uw wijziging niet goed. U vroeg deze wijziging aan:"),
        *enumeration(text(facts, "change")),
        *grounds(facts),
        heading("Wat geldt er nu?"),
        paragraph(
            "Ons besluit over uw subsidie blijft gelden zoals het was.",
            "Kunt u het project niet uitvoeren zoals afgesproken? Meld dat dan direct bij ons.",
        ),
        *legal_basis(facts),
    )
