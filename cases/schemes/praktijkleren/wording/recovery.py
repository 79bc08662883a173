"""Praktijkleren letters that take money back: intention, withdrawal of an advance, and the claim for what was paid too much.
The amount to be paid back comes from the ledger; nothing is computed here."""

from __future__ import annotations

from cases.schemes.base import LetterFacts
from cases.schemes.letter_facts import day, has, is_positive, money, text
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
from cases.schemes.passages import Passages, heading, paragraph, paragraphs, table

COSTS = "De minister kan ook de kosten van de terugvordering vragen (OCW 6)."


def revocation_views(facts: LetterFacts) -> Passages:
    """Tell that a change of the settlement, or withdrawal of an advance, is intended, and ask for views (Awb 4:8)."""
    return (
        *subject(facts),
        heading("Ons plan"),
        paragraph(
            "Wij zijn van plan om uw subsidie te verlagen of in te trekken. Dit is nog geen besluit.",
            f"Wij betaalden u {money(facts, 'paid')}. Te veel betaald geld kunnen wij terugvragen (Awb 4:57).",
        ),
        *grounds(facts),
        *your_views(facts, "Voordat wij besluiten, mag u reageren (Awb 4:8)."),
        paragraph("Laat ook weten wat een lager bedrag voor u betekent. Dat wegen wij mee (Awb 3:4)."),
        *legal_basis(facts, "Awb 3:4", "Awb 4:8", "Awb 4:9", "Awb 4:57"),
    )


def revocation_dropped(facts: LetterFacts) -> Passages:
    """Tell that the settlement is not changed after all, and why."""
    return (
        *subject(facts),
        heading("Wat betekent dit voor u?"),
        paragraph(
            "Wij schreven u dat wij van plan waren om uw subsidie te verlagen of in te trekken. Dat doen wij niet.",
            "Ons besluit blijft gelden zoals het was. Ook uw verplichtingen blijven gelden.",
        ),
        heading("Waarom"),
        *paragraphs(text(facts, "reasons")),
    )


def revocation(facts: LetterFacts) -> Passages:
    """Withdraw an advance (Awb 4:48) or a settlement, as decided, with grounds and weighing of interests."""
    asked_back = (
        f"U moet {money(facts, 'to_recover')} terugbetalen. U krijgt daarover een aparte brief."
        if is_positive(facts, "to_recover")
        else "U hoeft niets terug te betalen."
    )
    return (
        *subject(facts),
        heading("Ons besluit"),
        paragraph("Wij trekken uw subsidie in. U heeft daar geen recht meer op."),
        *grounds(facts),
        *views(facts),
        *weighing(facts),
        heading("Wat betekent dit voor u?"),
        paragraph(f"Wij hebben {money(facts, 'paid')} aan u betaald.", asked_back),
        *legal_basis(facts, "Awb 4:57"),
    )


def recovery(facts: LetterFacts) -> Passages:
    """Claim back what was paid too much (Awb 4:57): paid less settled, with term, account and reference (OCW 6)."""
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
        *when_not_paid(COSTS),
        *legal_basis(facts, "Awb 4:57", "Awb 4:86", "Awb 4:87", "Awb 4:97", "Awb 4:98", "OCW 6"),
    )


def _origin(facts: LetterFacts) -> Passages:
    settled = (("Waar u recht op heeft", money(facts, "settled")),) if has(facts, "settled") else ()
    rows = (
        *settled,
        ("Door ons betaald", money(facts, "paid")),
        ("Verschil dat u terugbetaalt", money(facts, "to_recover")),
    )
    return (
        heading("Waarom"),
        paragraph(
            f"Dit volgt uit {text(facts, 'original_decision')}.",
            f"De brief daarover is van {day(facts, 'decided')}. Het kenmerk is {text(facts, 'decision_reference')}.",
            "U heeft meer geld gekregen dan waar u recht op heeft.",
            "Wij mogen het verschil terugvragen, tot vijf jaar na de vaststelling (Awb 4:57).",
        ),
        table("Zo komen wij aan dit bedrag", ("Wat", "Bedrag"), rows),
    )
