"""Letters of every scheme that take a subsidy back: intention, withdrawal, waiver, and the claim for what was paid too much.
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
    paid_may_be_asked_back,
    paid_to_you,
    reasons,
    subject,
    views,
    weighing,
    your_views,
)
from cases.schemes.passages import Passages, day_in_words, heading, paragraph, paragraphs, table


def revocation_views(facts: LetterFacts) -> Passages:
    """Tell that a withdrawal is intended and ask for the recipient's views (Awb 4:8)."""
    return (
        *subject(facts),
        heading("Ons plan"),
        paragraph(
            f"Wij zijn van plan om uw subsidie in te trekken. Het gaat om {money(facts, 'granted')}.",
            paid_may_be_asked_back(facts),
            "Dit is nog geen besluit.",
        ),
        *grounds(facts),
        *your_views(facts, "Voordat wij besluiten, mag u reageren (Awb 4:8)."),
        paragraph("Laat ook weten wat de intrekking voor u betekent. Dat wegen wij mee (Awb 3:4)."),
        *legal_basis(facts, "Awb 3:4", "Awb 4:8", "Awb 4:9", "Awb 4:57"),
    )


def revocation(facts: LetterFacts) -> Passages:
    """Withdraw the subsidy (Awb 4:48 or 4:49, as decided), with grounds and weighing of interests."""
    return (
        *subject(facts),
        heading("Ons besluit"),
        paragraph(f"Wij trekken uw subsidie van {money(facts, 'granted')} in. U heeft geen recht meer op dit bedrag."),
        *grounds(facts),
        *views(facts),
        *weighing(facts),
        heading("Wat betekent dit voor u?"),
        paragraph(paid_to_you(facts), asked_back(facts)),
        *legal_basis(facts, "Awb 4:57"),
    )


def revocation_dropped(facts: LetterFacts) -> Passages:
    """Tell that the grant is not withdrawn after all, and why."""
    return (
        *subject(facts),
        heading("Wat betekent dit voor u?"),
        paragraph(
            "Wij schreven u dat wij van plan waren om uw subsidie in te trekken. Dat doen wij niet.",
            f"Uw subsidie van {money(facts, 'granted')} blijft zoals die was. Ook uw verplichtingen blijven gelden.",
        ),
        heading("Waarom"),
        *paragraphs(text(facts, "reasons")),
    )


def waiver_confirmation(facts: LetterFacts) -> Passages:
    """Confirm that the recipient waives the subsidy; what follows for money already paid is decided by another letter."""
    return (
        *subject(facts),
        paragraph(
            f"Op {day(facts, 'received')} liet u weten dat u afziet van uw subsidie van {money(facts, 'granted')}.",
            "Met deze brief bevestigen wij dat. U krijgt geen subsidie meer.",
        ),
        heading("Wat betekent dit voor u?"),
        paragraph(
            paid_to_you(facts),
            asked_back(facts),
            "U hoeft geen vaststelling meer te vragen.",
            "Ziet u toch niet af van de subsidie? Neem dan direct contact met ons op.",
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
            "Wij mogen het verschil terugvragen (Awb 4:57 en Awb 4:95 lid 4).",
        ),
        table("Zo komen wij aan dit bedrag", ("Wat", "Bedrag"), rows),
    )


def how_to_pay(facts: LetterFacts) -> Passages:
    """Say where, under which reference and until when to pay (Awb 4:86, 4:87)."""
    rows = (
        ("Bedrag", money(facts, "to_recover")),
        ("Rekeningnummer (IBAN)", text(facts, "iban_office")),
        ("Betalingskenmerk", text(facts, "reference_payment")),
        ("Uiterlijk betalen op", day(facts, "payment_due")),
    )
    return (
        heading("Zo betaalt u terug"),
        paragraph(
            f"U heeft zes weken om te betalen, na de dag van deze brief: {day_in_words(facts.on)} (Awb 4:87).",
            "Vermeld altijd het betalingskenmerk.",
        ),
        table("Gegevens voor uw betaling", ("Wat", "Gegevens"), rows),
    )


def when_not_paid(costs: str = "") -> Passages:
    """Say what happens where it is not paid in time (Awb 4:94, 4:97, 4:112); `costs` is a sentence of the scheme about them."""
    return (
        heading("Kunt u niet op tijd betalen?"),
        paragraph(
            "Neem dan snel contact met ons op. U kunt ons vragen om uitstel (Awb 4:94).",
            "Betaalt u niet op tijd? Dan krijgt u eerst een aanmaning (Awb 4:112).",
            "U moet dan ook wettelijke rente betalen (Awb 4:97 en Awb 4:98).",
            costs,
            "Daarna kunnen wij het bedrag met een dwangbevel innen (Awb 4:57 lid 2).",
        ),
    )


WRITERS: Mapping[str, Wording] = MappingProxyType(
    {
        "revocation_views": revocation_views,
        "revocation": revocation,
        "revocation_dropped": revocation_dropped,
        "waiver_confirmation": waiver_confirmation,
        "recovery": recovery,
    }
)
"""The letters by kind, for the `wording` of a scheme."""

REQUIRED: Mapping[str, RequiredFacts] = MappingProxyType(
    {
        "revocation_views": RequiredFacts(amounts=("granted", "paid"), dates=("views_due",), grounds=True),
        "revocation": RequiredFacts(
            amounts=("granted", "paid", "to_recover"), texts=("weighing",), optional=("views",), grounds=True
        ),
        "revocation_dropped": RequiredFacts(amounts=("granted",), texts=("reasons",), articles=False),
        "waiver_confirmation": RequiredFacts(amounts=("granted", "paid", "to_recover"), dates=("received",)),
        "recovery": RequiredFacts(
            amounts=("granted", "settled", "paid", "to_recover"),
            dates=("decided", "payment_due"),
            texts=("original_decision", "decision_reference", "reference_payment", "iban_office", "weighing"),
            optional=("reasons",),
        ),
    }
)
"""Which facts each of them needs."""
