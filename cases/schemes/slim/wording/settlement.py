"""SLIM letters about the settlement (Awb 4:42 to 4:47): reminder, receipt, intention, and the decision in each form.
What is decided comes from the facts; nothing is judged or computed here."""

from __future__ import annotations

from cases.schemes.base import LetterFacts
from cases.schemes.letter_facts import day, grounds_of, has, money
from cases.schemes.letter_parts import (
    calculation,
    computed_articles,
    explained,
    grounds,
    legal_basis,
    settled_calculation,
    still_to_come,
    subject,
    views,
    weighing,
    your_views,
)
from cases.schemes.passages import Passages, bullets, enumeration, heading, paragraph

CAPTION = "Zo hebben wij het bedrag berekend"
EX_OFFICIO = "Awb 4:47"
UNASKED = f"Wij doen dit zonder dat u erom heeft gevraagd ({EX_OFFICIO})."


def settlement_reminder(facts: LetterFacts) -> Passages:
    """Set a new term to ask for settlement (Awb 4:44 lid 3), and say what follows without one."""
    documents = enumeration(facts.texts.get("settlement_documents", ""))
    return (
        *subject(facts),
        paragraph(
            f"Uw project is op {day(facts, 'ends')} afgelopen. De subsidie is hoogstens {money(facts, 'granted')}.",
            "U heeft ons nog niet gevraagd om de subsidie vast te stellen.",
        ),
        heading("Wat moet u doen?"),
        paragraph(
            f"Vraag uiterlijk op {day(facts, 'settlement_request_due')} om de vaststelling (Awb 4:44 lid 3).",
            "Gebruik het formulier van het subsidieportaal.",
            "Stuur deze stukken mee:" if documents else "Daarin staat welke stukken u moet meesturen.",
        ),
        *documents,
        heading("Wat als u niets stuurt?"),
        paragraph(
            "Dan kunnen wij de subsidie zelf vaststellen (Awb 4:44 lid 4).",
            "Het bedrag kan dan lager zijn, of nul. Te veel betaald geld kunnen wij terugvragen (Awb 4:57).",
        ),
        *legal_basis(facts, "Awb 4:44", "Awb 4:47", "Awb 4:57"),
    )


def sample_request(facts: LetterFacts) -> Passages:
    """Ask for account after a sample was drawn (Aanwijzing 8 and 9), and say that being drawn accuses nobody."""
    return (
        *subject(facts),
        paragraph(
            f"Uw project is op {day(facts, 'ends')} afgelopen. De subsidie is {money(facts, 'granted')}.",
            "Bij kleine subsidies vragen wij niet aan iedereen om verantwoording. Wij trekken een steekproef.",
            "Uw project is daarbij getrokken. Dat is toeval: het zegt niets over u of uw project.",
        ),
        heading("Wat moet u doen?"),
        paragraph(f"Laat ons uiterlijk op {day(facts, 'sample_report_due')} zien wat u heeft gedaan. Stuur daarvoor:"),
        bullets(
            (
                "het plan, de methode of de getekende prestatieverklaringen;",
                "de facturen en de betaalbewijzen;",
                "uw uren, als u die heeft begroot.",
            )
        ),
        heading("Wat als u niets stuurt?"),
        paragraph(
            "Dan kunnen wij de subsidie lager vaststellen, of op nul (Awb 4:46 lid 2).",
            "Te veel betaald geld kunnen wij terugvragen (Awb 4:57).",
        ),
        *legal_basis(facts, "Awb 4:37", "Awb 4:46 lid 2", "Awb 4:57"),
    )


def report_receipt(facts: LetterFacts) -> Passages:
    """Confirm that the request for settlement was received, and say by when is decided."""
    return (
        *subject(facts),
        paragraph(
            f"Op {day(facts, 'received')} kregen wij uw verzoek om de subsidie vast te stellen.",
            "Met deze brief bevestigen wij de ontvangst.",
        ),
        heading("Wat gebeurt er nu?"),
        paragraph(
            "Wij controleren uw verzoek. Hebben wij vragen? Dan nemen wij contact met u op.",
            f"U krijgt ons besluit uiterlijk op {day(facts, 'decision_due')}.",
        ),
    )


def settlement_views(facts: LetterFacts) -> Passages:
    """Tell that a lower or nil settlement is intended and ask for the recipient's views (Awb 4:7 on a request, 4:8 without)."""
    return (
        *subject(facts),
        heading("Ons plan"),
        paragraph(
            f"Wij verleenden hoogstens {money(facts, 'granted')}.",
            f"Wij zijn van plan om de subsidie vast te stellen op {money(facts, 'settled')}.",
            "Dit is nog geen besluit.",
        ),
        *grounds(facts),
        *calculation(facts, CAPTION),
        *your_views(facts, "Voordat wij besluiten, mag u reageren (Awb 4:7 en 4:8)."),
        paragraph("Laat ook weten wat een lager bedrag voor u betekent. Dat wegen wij mee (Awb 3:4)."),
        *legal_basis(facts, *computed_articles(facts), "Awb 3:4", "Awb 4:9", "Awb 4:46 lid 2"),
    )


def settlement_as_granted(facts: LetterFacts) -> Passages:
    """Settle in accordance with the grant (Awb 4:46 lid 1)."""
    why = "Uw project is klaar. Wij stellen de subsidie vast zoals wij die hebben verleend (Awb 4:46 lid 1)."
    return (
        *_decision(facts, why),
        *explained(facts),
        *calculation(facts, CAPTION),
        *views(facts),
        *_ending(facts, "Awb 4:46 lid 1"),
    )


def settlement_actual(facts: LetterFacts) -> Passages:
    """Settle on the actual costs, which is still in accordance with the grant (Awb 4:46 lid 1 and 3)."""
    return (
        *_decision(facts, _actual(facts)),
        *_judged(facts),
        *calculation(facts, CAPTION),
        *views(facts),
        *_ending(facts, "Awb 4:46 lid 1"),
    )


def _judged(facts: LetterFacts) -> Passages:
    """Name what was not met, such as costs that were left out (Awb 3:46, 4:46 lid 3); else what the case handler wrote."""
    return grounds(facts) if grounds_of(facts) else explained(facts)


def _actual(facts: LetterFacts) -> str:
    """Say what the amount depends on; a project of fixed amounts only, such as practice places, has no costs to name."""
    if not has(facts, "eligible"):
        return "De hoogte van uw subsidie hangt af van wat u heeft uitgevoerd (Awb 4:46 lid 1)."
    return (
        "De hoogte van uw subsidie hangt af van uw werkelijke kosten (Awb 4:46 lid 1). "
        f"Uw subsidiabele kosten zijn {money(facts, 'eligible')}."
    )


def settlement_lower(facts: LetterFacts) -> Passages:
    """Settle lower than granted (Awb 4:46 lid 2), with the grounds and the weighing of interests."""
    why = "Dit bedrag is lager dan het bedrag dat wij hebben verleend. Dat mag op grond van Awb 4:46 lid 2."
    return (
        *_decision(facts, why),
        *grounds(facts),
        *settled_calculation(facts, CAPTION),
        *views(facts),
        *weighing(facts),
        *_ending(facts, "Awb 4:46 lid 2"),
    )


def settlement_nil(facts: LetterFacts) -> Passages:
    """Settle at nil (Awb 4:46 lid 2), with the grounds and the weighing of interests."""
    return (
        *_decision(facts, "U krijgt dus geen subsidie. Dat mag op grond van Awb 4:46 lid 2."),
        *grounds(facts),
        *settled_calculation(facts, CAPTION),
        *views(facts),
        *weighing(facts),
        *_ending(facts, "Awb 4:46 lid 2"),
    )


def settlement_ex_officio(facts: LetterFacts) -> Passages:
    """Settle without a request (Awb 4:47)."""
    return (
        *_decision(facts, UNASKED),
        *_judged(facts),
        *calculation(facts, CAPTION),
        *views(facts),
        *weighing(facts),
        *_ending(facts, EX_OFFICIO),
    )


def _decision(facts: LetterFacts, why: str) -> Passages:
    return (
        *subject(facts),
        heading("Ons besluit"),
        paragraph(
            f"Wij stellen uw subsidie vast op {money(facts, 'settled')}.",
            f"Wij verleenden hoogstens {money(facts, 'granted')}.",
        ),
        paragraph(*dict.fromkeys((why, UNASKED if EX_OFFICIO in facts.articles else ""))),
    )


def _ending(facts: LetterFacts, *awb: str) -> Passages:
    return (
        *still_to_come(facts),
        heading("Wat gebeurt er verder?"),
        paragraph(
            "Dit is het definitieve bedrag. Toch kunnen wij dit besluit later nog wijzigen of intrekken (Awb 4:49).",
            "Dat kan tot vijf jaar na dit besluit, bijvoorbeeld als uw gegevens niet kloppen.",
        ),
        *legal_basis(facts, *computed_articles(facts), *awb, "Awb 4:42", "Awb 4:49", "Awb 4:87", "Awb 4:95 lid 4"),
    )
