"""Letters of schemes that settle by line and take money back: intention to lower or withdraw, withdrawal, and the claim.
The amount to be paid back comes from the ledger; nothing is computed here. A scheme takes up those that fit it."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from cases.schemes.base import LetterFacts, Wording
from cases.schemes.letter_facts import RequiredFacts, day, money, text
from cases.schemes.letter_parts import (
    asked_back,
    grounds,
    legal_basis,
    paid_to_you,
    reasons,
    subject,
    views,
    weighing,
    your_views,
)
from cases.schemes.letters_of_recovery import how_to_pay, when_not_paid
from cases.schemes.passages import Passages, heading, paragraph, paragraphs, table


def revocation_views(facts: LetterFacts) -> Passages:
    """Tell that a change of the settlement, or withdrawal of an advance, is intended, and ask for views (Awb 4:8)."""
    return (
        *subject(facts),
        heading("Ons plan"),
        paragraph(
            "Wij zijn van plan om uw subsidie te verlagen of in te trekken. Dit is nog geen besluit.",
            f"{paid_to_you(facts)} Te veel betaald geld kunnen wij terugvragen (Awb 4:57).",
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
    """Withdraw the settlement (Awb 4:49), or an advance before it, as decided, with grounds and weighing of interests."""
    return (
        *subject(facts),
        heading("Ons besluit"),
        paragraph("Wij trekken uw subsidie in. U heeft daar geen recht meer op."),
        *grounds(facts),
        *views(facts),
        *weighing(facts),
        heading("Wat betekent dit voor u?"),
        paragraph(paid_to_you(facts), asked_back(facts)),
        *legal_basis(facts, "Awb 4:57"),
    )


def claims_back(costs: str = "", *articles: str) -> Wording:
    """Give the letter that claims back what was paid too much (Awb 4:57): paid less settled, with term, account and reference.

    `costs` is a sentence of the scheme about the costs of a recovery, `articles` those that it rests on.
    """

    def recovery(facts: LetterFacts) -> Passages:
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
            *when_not_paid(costs),
            *legal_basis(facts, "Awb 4:57", "Awb 4:86", "Awb 4:87", "Awb 4:97", "Awb 4:98", *articles),
        )

    return recovery


def _origin(facts: LetterFacts) -> Passages:
    rows = (
        ("Waar u recht op heeft", money(facts, "settled")),
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


WRITERS: Mapping[str, Wording] = MappingProxyType(
    {
        "revocation_views": revocation_views,
        "revocation_dropped": revocation_dropped,
        "revocation": revocation,
        "recovery": claims_back(),
    }
)
"""The letters by kind, for the `wording` of a scheme."""

REQUIRED: Mapping[str, RequiredFacts] = MappingProxyType(
    {
        "revocation_views": RequiredFacts(amounts=("paid",), dates=("views_due",), grounds=True),
        "revocation_dropped": RequiredFacts(texts=("reasons",), articles=False),
        "revocation": RequiredFacts(
            amounts=("paid",), texts=("weighing",), optional=("to_recover", "views"), grounds=True
        ),
        "recovery": RequiredFacts(
            amounts=("settled", "paid", "to_recover"),
            dates=("decided", "payment_due"),
            texts=("original_decision", "decision_reference", "reference_payment", "iban_office", "weighing"),
            optional=("reasons",),
        ),
    }
)
"""Which facts each of them needs."""
