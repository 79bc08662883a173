"""STAP letters that take a subsidy back: intention, withdrawal, waiver, and the claim for what was paid too much.
The amount to be paid back comes from the ledger; nothing is computed here."""

from __future__ import annotations

from cases.schemes.base import LetterFacts
from cases.schemes.letter_facts import day, money, text
from cases.schemes.letter_parts import (
    grounds,
    legal_basis,
    reasons,
    subject,
    views,
    weighing,
    your_views,
)
from cases.schemes.letters_of_recovery import how_to_pay, when_not_paid
from cases.schemes.passages import Passages, heading, paragraph, table
from cases.schemes.stap.wording.parts import asked_back, paid_to_trainer


def revocation_views(facts: LetterFacts) -> Passages:
    """Tell that a withdrawal is intended and ask for the recipient's views (Awb 4:8)."""
    return (
        *subject(facts),
        heading("Ons plan"),
        paragraph(
            f"Wij zijn van plan om uw STAP-budget in te trekken. Het gaat om {money(facts, 'granted')}.",
            paid_to_trainer(facts),
            "Dit is nog geen besluit.",
        ),
        *grounds(facts),
        *your_views(facts, "Voordat wij besluiten, mag u reageren (Awb 4:8)."),
        paragraph(
            "Kunt u er niets aan doen? Schrijf dat dan op. Dan vragen wij het geld niet van u terug.",
            "Laat ook weten wat de intrekking voor u betekent. Dat wegen wij mee (Awb 3:4).",
        ),
        *legal_basis(facts, "Awb 3:4", "Awb 4:8", "Awb 4:9", "Awb 4:57"),
    )


def revocation(facts: LetterFacts) -> Passages:
    """Withdraw the subsidy (Awb 4:48 or 4:49, as decided), with grounds and weighing of interests."""
    return (
        *subject(facts),
        heading("Ons besluit"),
        paragraph(f"Wij trekken uw STAP-budget van {money(facts, 'granted')} in. U heeft er geen recht meer op."),
        *grounds(facts),
        *views(facts),
        *weighing(facts),
        heading("Wat betekent dit voor u?"),
        paragraph(paid_to_trainer(facts), asked_back(facts)),
        *legal_basis(facts, "Awb 4:57"),
    )


def waiver_confirmation(facts: LetterFacts) -> Passages:
    """Confirm that the recipient waives the subsidy; what follows for money already paid is decided by another letter."""
    return (
        *subject(facts),
        paragraph(
            f"Op {day(facts, 'received')} liet u weten dat u afziet van uw STAP-budget van {money(facts, 'granted')}.",
            "Met deze brief bevestigen wij dat. U krijgt geen STAP-budget meer.",
        ),
        heading("Wat betekent dit voor u?"),
        paragraph(
            paid_to_trainer(facts),
            asked_back(facts),
            "Vertel uw opleider dat u afziet van het STAP-budget.",
            "Ziet u toch niet af? Neem dan direct contact met ons op.",
        ),
        *legal_basis(facts),
    )


def recovery(facts: LetterFacts) -> Passages:
    """Claim back what was paid too much (Awb 4:57, 4:95 lid 4): paid less settled, with term, account and reference."""
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
        *legal_basis(facts, "Awb 4:57", "Awb 4:86", "Awb 4:87", "Awb 4:95 lid 4", "Awb 4:97", "Awb 4:98"),
    )


def _origin(facts: LetterFacts) -> Passages:
    rows = (
        ("Verleende subsidie", money(facts, "granted")),
        ("Waar recht op is", money(facts, "settled")),
        ("Door ons betaald aan de opleider", money(facts, "paid")),
        ("Verschil dat u terugbetaalt", money(facts, "to_recover")),
    )
    return (
        heading("Waarom"),
        paragraph(
            f"Dit volgt uit {text(facts, 'original_decision')}.",
            f"De brief daarover is van {day(facts, 'decided')}. Het kenmerk is {text(facts, 'decision_reference')}.",
            "Er is meer betaald dan waar recht op is. Dat is aan u te verwijten.",
            "Wij mogen het verschil terugvragen (Awb 4:57 en Awb 4:95 lid 4).",
        ),
        table("Zo komen wij aan dit bedrag", ("Wat", "Bedrag"), rows),
    )
