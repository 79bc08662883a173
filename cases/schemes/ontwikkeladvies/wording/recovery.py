"""The letter that claims the subsidy back from who asked for it, never from the participant.
The amount comes from the ledger; nothing is computed here. How to pay is said as in every scheme."""

from __future__ import annotations

from cases.schemes.base import LetterFacts
from cases.schemes.letter_facts import day, money, text
from cases.schemes.letter_parts import legal_basis, reasons, subject, weighing
from cases.schemes.letters_of_recovery import how_to_pay, when_not_paid
from cases.schemes.passages import Passages, heading, paragraph, table


def recovery(facts: LetterFacts) -> Passages:
    """Claim back what was paid too much (Awb 4:57), with term, account and reference."""
    return (
        *subject(facts),
        heading("Ons besluit"),
        paragraph(
            f"Wij vragen {money(facts, 'to_recover')} van u terug.",
            f"Betaal dit bedrag uiterlijk op {day(facts, 'payment_due')}.",
        ),
        *_origin(facts),
        *reasons(facts),
        *weighing(facts),
        *how_to_pay(facts),
        *when_not_paid(),
        *legal_basis(facts, "Awb 4:57", "Awb 4:86", "Awb 4:87", "Awb 4:97", "Awb 4:98"),
    )


def _origin(facts: LetterFacts) -> Passages:
    rows = (
        ("Vastgestelde subsidie", money(facts, "granted")),
        ("Waar u nu recht op heeft", money(facts, "settled")),
        ("Door ons betaald", money(facts, "paid")),
        ("Verschil dat u terugbetaalt", money(facts, "to_recover")),
    )
    return (
        heading("Waarom"),
        paragraph(
            f"Dit volgt uit {text(facts, 'original_decision')}.",
            f"De brief daarover is van {day(facts, 'decided')}. Het kenmerk is {text(facts, 'decision_reference')}.",
            "U heeft meer geld gekregen dan waar u recht op heeft (Awb 4:57).",
            "U vroeg de subsidie aan. Daarom vragen wij het geld van u terug, en niet van de deelnemer.",
        ),
        table("Zo komen wij aan dit bedrag", ("Wat", "Bedrag"), rows),
    )
