"""STAP letters to a trainer, and those about a trainer: a rejected invoice, money claimed back, a training that was removed.
What is decided comes from the facts; nothing is judged or computed here."""

from __future__ import annotations

from cases.schemes.base import LetterFacts
from cases.schemes.letter_facts import day, money, text
from cases.schemes.letter_parts import legal_basis, reasons, subject, weighing
from cases.schemes.passages import Passages, bullets, enumeration, heading, paragraph, paragraphs, table
from cases.schemes.stap.wording.recovery import how_to_pay, when_not_paid


def invoice_rejected(facts: LetterFacts) -> Passages:
    """Tell a trainer that its invoice is not paid, why, and what it can do."""
    return (
        *_order(facts),
        heading("Wij betalen deze factuur niet"),
        paragraph(
            f"Het gaat om factuur {text(facts, 'invoice_number')} van {money(facts, 'invoiced')}.",
            "De factuur voldoet niet aan de voorwaarden:",
        ),
        *enumeration(text(facts, "reasons")),
        heading("Wat kunt u doen?"),
        paragraph(
            "Stuur een nieuwe factuur die wel klopt. Noem daarop het ordernummer.",
            "Bent u het er niet mee eens? Neem dan contact met ons op.",
        ),
        *legal_basis(facts, "Awb 4:95"),
    )


def _order(facts: LetterFacts) -> Passages:
    return (
        paragraph(
            f"Deze brief gaat over inkooporder {text(facts, 'order_number')}.",
            f"Wij bestelden die scholing voor {facts.applicant_name}. Het registratienummer is {facts.case_number}.",
        ),
    )


def trainer_recovery(facts: LetterFacts) -> Passages:
    """Claim back from a trainer what was paid for a training that the participant did not get, or that was wrongly proved."""
    rows = (
        ("Betaald aan u", money(facts, "paid")),
        ("Waar recht op is", money(facts, "settled")),
        ("Verschil dat u terugbetaalt", money(facts, "to_recover")),
    )
    return (
        *_order(facts),
        heading("Ons besluit"),
        paragraph(
            f"Wij vragen {money(facts, 'to_recover')} van u terug.",
            f"Betaal dit bedrag uiterlijk op {day(facts, 'payment_due')}.",
        ),
        heading("Waarom"),
        paragraph(
            f"Dit volgt uit {text(facts, 'original_decision')} van {facts.applicant_name}.",
            f"De brief daarover is van {day(facts, 'decided')}. Het kenmerk is {text(facts, 'decision_reference')}.",
            "Wij betaalden u een voorschot voor de scholing. Daar is geen recht op.",
            "De deelnemer valt dat niet te verwijten. Daarom vragen wij het geld van u terug.",
        ),
        table("Zo komen wij aan dit bedrag", ("Wat", "Bedrag"), rows),
        *reasons(facts),
        *weighing(facts),
        *how_to_pay(facts),
        *when_not_paid(),
        *legal_basis(facts, "Awb 4:57", "Awb 4:86", "Awb 4:87", "Awb 4:95 lid 4", "Awb 4:97", "Awb 4:98"),
    )


def recovery_forgone(facts: LetterFacts) -> Passages:
    """Tell the recipient that nothing is claimed back from it."""
    return (
        *subject(facts),
        heading("Ons besluit"),
        paragraph(
            f"Wij vragen {money(facts, 'forgone')} niet van u terug. U hoeft niets te betalen.",
            f"Wij verleenden u hoogstens {money(facts, 'granted')} en betaalden uw opleider {money(facts, 'paid')}.",
        ),
        heading("Waarom"),
        *paragraphs(text(facts, "reasons")),
        *legal_basis(facts, "Awb 4:57", "Awb 3:4"),
    )


def training_removed(facts: LetterFacts) -> Passages:
    """Tell a recipient what the removal of its training or trainer from the register means for the grant."""
    return (
        *subject(facts),
        heading("Wat is er aan de hand?"),
        paragraph(
            "Uw opleider of uw scholing staat niet meer in het STAP-scholingsregister.",
            f"U kreeg van ons een STAP-budget van {money(facts, 'granted')}.",
        ),
        heading("Wat betekent dit voor u?"),
        *paragraphs(text(facts, "reasons")),
        heading("Wat kunt u doen?"),
        bullets(
            (
                "Vraag uw opleider of de scholing doorgaat.",
                "Gaat de scholing niet door? Meld dat dan direct bij ons. U kunt daar niets aan doen.",
                "Heeft u vragen? Neem dan contact met ons op.",
            )
        ),
        *legal_basis(facts, "Awb 4:37", "Awb 4:48"),
    )
