"""SLIM letters about money before the settlement: the advance and the interim payment.
Amounts come from decision and ledger; nothing is computed here."""

from __future__ import annotations

from cases.schemes.base import LetterFacts
from cases.schemes.letter_facts import day, is_positive, money
from cases.schemes.letter_parts import calculation, computed_articles, explained, grounds, legal_basis, subject
from cases.schemes.passages import Passages, heading, paragraph


def advance_granted(facts: LetterFacts) -> Passages:
    """Grant an advance (Awb 4:95), with amount and day of payment."""
    return (
        *subject(facts),
        heading("Ons besluit"),
        paragraph(
            f"U krijgt een voorschot van {money(facts, 'advance')}.",
            f"Uw subsidie is hoogstens {money(facts, 'granted')}.",
        ),
        *explained(facts),
        *calculation(facts, "Zo hebben wij het voorschot berekend"),
        *_payment(facts),
        *legal_basis(facts, *computed_articles(facts), "Awb 4:86", "Awb 4:87", "Awb 4:95"),
    )


def interim_granted(facts: LetterFacts) -> Passages:
    """Grant an interim payment, in law an advance (Awb 4:95), with what was paid before."""
    before = f"Wij betaalden eerder al {money(facts, 'paid')}." if is_positive(facts, "paid") else ""
    return (
        *subject(facts),
        heading("Ons besluit"),
        paragraph(
            f"U krijgt een tussentijdse betaling van {money(facts, 'interim')}.",
            before,
            f"Uw subsidie is hoogstens {money(facts, 'granted')}.",
        ),
        *explained(facts),
        *calculation(facts, "Zo hebben wij de tussentijdse betaling berekend"),
        *_payment(facts),
        *legal_basis(facts, *computed_articles(facts), "Awb 4:86", "Awb 4:87", "Awb 4:95"),
    )


def _payment(facts: LetterFacts) -> Passages:
    return (
        heading("Wanneer krijgt u het geld?"),
        paragraph(
            f"Wij betalen uiterlijk op {day(facts, 'payment_due')} (Awb 4:87).",
            "Het geld komt op de rekening die u heeft opgegeven.",
        ),
        heading("Wat gebeurt er verder?"),
        paragraph(
            "Als uw project klaar is, stellen wij het precieze bedrag vast.",
            "Wat u al heeft gekregen, trekken wij dan af (Awb 4:95 lid 4).",
            "Kreeg u te veel? Dan kunnen wij het verschil terugvragen.",
        ),
    )


def advance_refused(facts: LetterFacts) -> Passages:
    """Refuse an advance; the grant itself stays."""
    return _refused(facts, "U krijgt geen voorschot.")


def interim_refused(facts: LetterFacts) -> Passages:
    """Refuse an interim payment; the grant itself stays."""
    return _refused(facts, "U krijgt geen tussentijdse betaling.")


def _refused(facts: LetterFacts, decision: str) -> Passages:
    return (
        *subject(facts),
        heading("Ons besluit"),
        paragraph(decision, f"Uw subsidie van hoogstens {money(facts, 'granted')} blijft gelden."),
        *grounds(facts),
        heading("Wat gebeurt er verder?"),
        paragraph("U betaalt de kosten nu zelf. Wij betalen uw subsidie na de vaststelling."),
        *legal_basis(facts, "Awb 4:95"),
    )
