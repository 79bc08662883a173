"""Letters of every scheme that pays another than the recipient: a rejected invoice, a claim on a trainer, no claim at all, a removal.
Amounts come from ledger and invoice; nothing is computed here. A scheme takes up those that fit it."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from cases.schemes.base import LetterFacts, Wording
from cases.schemes.letter_facts import RequiredFacts, day, has, money, text
from cases.schemes.letter_parts import legal_basis, reasons, subject, weighing
from cases.schemes.letters_of_recovery import how_to_pay, when_not_paid
from cases.schemes.passages import Passages, heading, paragraph, paragraphs, table


def about_order(facts: LetterFacts) -> Passages:
    """Say which order this is about, without naming the participant."""
    return (
        paragraph(
            f"Deze brief gaat over order {text(facts, 'order_number')}.",
            f"Die hoort bij {facts.scheme.called}, zaak {facts.case_number}.",
        ),
    )


def invoice_rejected(facts: LetterFacts) -> Passages:
    """Tell a trainer that its invoice is not paid, and why."""
    return (
        *about_order(facts),
        heading("Wij betalen deze factuur niet"),
        paragraph(
            f"U stuurde ons factuur {text(facts, 'invoice_number')} van {money(facts, 'invoiced')}.",
            "Wij betalen die factuur niet.",
        ),
        heading("Waarom"),
        *paragraphs(text(facts, "reasons")),
        heading("Wat kunt u doen?"),
        paragraph("Klopt de factuur niet? Stuur ons dan een nieuwe factuur, met een nieuw nummer."),
    )


def trainer_recovery(facts: LetterFacts) -> Passages:
    """Claim back from who was paid for the recipient (Awb 4:57): paid less settled, with term, account and reference."""
    rows = (
        ("Waar recht op is", money(facts, "settled")),
        ("Door ons aan u betaald", money(facts, "paid")),
        ("Verschil dat u terugbetaalt", money(facts, "to_recover")),
    )
    return (
        *about_order(facts),
        heading("Ons besluit"),
        paragraph(
            f"Wij vragen {money(facts, 'to_recover')} van u terug.",
            f"Betaal dit bedrag uiterlijk op {day(facts, 'payment_due')}.",
        ),
        heading("Waarom"),
        paragraph(
            "Wij betaalden u als voorschot voor de scholing van een deelnemer. Op dat geld bestaat geen recht.",
            f"Dat volgt uit ons besluit van {day(facts, 'decided')}.",
        ),
        table("Zo komen wij aan dit bedrag", ("Wat", "Bedrag"), rows),
        *reasons(facts),
        *weighing(facts),
        *how_to_pay(facts),
        *when_not_paid(),
        *legal_basis(facts, "Awb 4:57", "Awb 4:86", "Awb 4:87", "Awb 4:95 lid 4", "Awb 4:97", "Awb 4:98"),
    )


def recovery_forgone(facts: LetterFacts) -> Passages:
    """Tell the recipient that nothing is claimed back (Awb 4:57), and why."""
    return (
        *subject(facts),
        heading("Ons besluit"),
        paragraph(
            f"Wij vragen {money(facts, 'forgone')} niet terug.",
            "U hoeft niets te doen en niets te betalen.",
        ),
        heading("Waarom"),
        *paragraphs(text(facts, "reasons")),
        *legal_basis(facts, "Awb 4:57"),
    )


def training_removed(facts: LetterFacts) -> Passages:
    """Tell the recipient that trainer or training was removed from the register, and what that means."""
    return (
        *subject(facts),
        heading("Wat is er aan de hand?"),
        paragraph(
            "Uw opleider of uw scholing is uit het register verwijderd. Dat is niet uw schuld.",
            f"U kreeg {money(facts, 'granted')} subsidie voor deze scholing.",
        ),
        heading("Wat betekent dit voor u?"),
        *paragraphs(text(facts, "reasons")),
        *(paragraphs(CONSEQUENCES[text(facts, "consequence")]) if has(facts, "consequence") else ()),
    )


CONSEQUENCES: Mapping[str, str] = MappingProxyType(
    {
        "goes_on": "Uw scholing gaat door. U hoeft niets te doen.",
        "other_training": "U mag een andere scholing kiezen. Vraag ons dan om een wijziging, en noem de nieuwe scholing. "
        "Stuur het aanmeldingsbewijs van de nieuwe opleider mee. Daarna nemen wij een besluit.",
        "revoke": "Wij bereiden een besluit voor om de subsidie in te trekken. Daarover krijgt u een aparte brief.",
    }
)
"""What follows for the recipient from what a person chose for the grant."""


WRITERS: Mapping[str, Wording] = MappingProxyType(
    {
        "invoice_rejected": invoice_rejected,
        "trainer_recovery": trainer_recovery,
        "recovery_forgone": recovery_forgone,
        "training_removed": training_removed,
    }
)

REQUIRED: Mapping[str, RequiredFacts] = MappingProxyType(
    {
        "invoice_rejected": RequiredFacts(
            amounts=("invoiced",), texts=("invoice_number", "order_number", "reasons"), articles=False
        ),
        "trainer_recovery": RequiredFacts(
            amounts=("granted", "settled", "paid", "to_recover"),
            dates=("decided", "payment_due"),
            texts=("order_number", "iban_office", "reference_payment", "weighing"),
            optional=("reasons", "original_decision", "decision_reference"),
        ),
        "recovery_forgone": RequiredFacts(amounts=("granted", "paid", "forgone"), texts=("reasons",)),
        "training_removed": RequiredFacts(
            amounts=("granted",), texts=("reasons",), optional=("consequence",), articles=False
        ),
    }
)
