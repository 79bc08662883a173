"""STAP letters from the receipt of an application to its refusal.
What is decided comes from the facts; nothing is judged or computed here."""

from __future__ import annotations

from cases.schemes.base import LetterFacts
from cases.schemes.letter_facts import day, has, money, text
from cases.schemes.letter_parts import (
    calculation,
    computed_articles,
    grounds,
    legal_basis,
    opening,
    refused_calculation,
    views,
    weighing,
    your_views,
)
from cases.schemes.passages import Passages, bullets, enumeration, heading, paragraph

CAPTION = "Zo hebben wij gerekend"
AGAIN = (
    "U kunt opnieuw aanvragen als er weer een tijdvak opengaat. Een afwijzing telt niet mee voor uw ene keer per jaar."
)


def receipt(facts: LetterFacts) -> Passages:
    """Confirm that the application was received, with its place in the queue, and say by when the applicant hears more."""
    training = f"Uw scholing is {text(facts, 'project_title')}." if has(facts, "project_title") else ""
    return (
        *opening(facts),
        paragraph(f"U vraagt {money(facts, 'requested')}.", training, "Met deze brief bevestigen wij de ontvangst."),
        *_place(facts),
        heading("Wat gebeurt er nu?"),
        bullets(
            (
                "Wij kijken of uw aanvraag compleet is. Ontbreekt er iets? Dan krijgt u daarover een brief.",
                "Wij behandelen de aanvragen op volgorde van binnenkomst, totdat het geld op is.",
                f"U krijgt ons besluit uiterlijk op {day(facts, 'decision_due')}.",
            )
        ),
        paragraph(
            "Moet u uw aanvraag aanvullen? Dan schuift deze datum op.",
            "Betaal uw opleider nog niet. Krijgt u STAP-budget? Dan betalen wij de opleider.",
        ),
    )


def _place(facts: LetterFacts) -> Passages:
    if not has(facts, "place"):
        return ()
    return (
        heading("Uw plaats in de rij"),
        paragraph(
            f"Uw aanvraag heeft nummer {text(facts, 'place')}.",
            "Dat nummer zegt wanneer uw aanvraag bij ons binnenkwam. Het verandert niet meer.",
        ),
    )


def supplement_request(facts: LetterFacts) -> Passages:
    """Ask for what is missing (Awb 4:5), and say that the term for the decision is suspended (Awb 4:15)."""
    return (
        *opening(facts),
        paragraph("Uw aanvraag is nog niet compleet. Daarom kunnen wij nog niet beslissen."),
        heading("Wat ontbreekt er?"),
        *enumeration(text(facts, "missing")),
        heading("Wat moet u doen?"),
        paragraph(
            "Stuur ons de ontbrekende stukken. U krijgt het STAP-aanmeldingsbewijs van uw opleider.",
            f"Wij moeten de stukken uiterlijk op {day(facts, 'supplement_due')} hebben.",
        ),
        paragraph(
            "Krijgen wij de stukken niet op tijd? Dan kunnen wij uw aanvraag buiten behandeling laten (Awb 4:5 lid 1).",
            "U krijgt dan geen STAP-budget.",
        ),
        heading("Wat betekent dit voor u?"),
        paragraph(
            "De tijd waarin wij moeten beslissen, staat nu stil (Awb 4:15 lid 1).",
            "Die tijd loopt weer door als uw aanvraag compleet is, of als de termijn voorbij is.",
            "Uw plaats in de rij hangt af van het moment waarop uw aanvraag compleet is.",
        ),
        *legal_basis(facts, "Awb 4:5", "Awb 4:15"),
    )


def refusal_views(facts: LetterFacts) -> Passages:
    """Tell that a refusal is intended and ask for the applicant's views (Awb 4:7)."""
    return (
        *opening(facts),
        heading("Ons plan"),
        paragraph(
            f"U vraagt {money(facts, 'requested')}. Wij zijn van plan om uw aanvraag af te wijzen.",
            "Wij gebruiken daarvoor gegevens uit een register. Die zijn anders dan in uw aanvraag.",
            "Dit is nog geen besluit. Het geld voor uw aanvraag houden wij apart.",
        ),
        *grounds(facts),
        *calculation(facts, CAPTION),
        *your_views(facts, "Voordat wij besluiten, mag u reageren (Awb 4:7)."),
        *legal_basis(facts, "Awb 4:7", "Awb 4:9", *computed_articles(facts)),
    )


def refusal(facts: LetterFacts) -> Passages:
    """Refuse the application, with every ground and its article."""
    return (
        *opening(facts),
        heading("Ons besluit"),
        paragraph(f"Wij wijzen uw aanvraag af. U vroeg {money(facts, 'requested')}. U krijgt geen STAP-budget."),
        *grounds(facts),
        *refused_calculation(facts, CAPTION),
        *views(facts),
        *weighing(facts),
        heading("Wat kunt u doen?"),
        paragraph(
            AGAIN,
            "Heeft u zich al aangemeld bij de opleider? Vraag de opleider wat u met uw inschrijving kunt doen.",
        ),
        *legal_basis(facts, *computed_articles(facts)),
    )


def ceiling_refusal(facts: LetterFacts) -> Passages:
    """Refuse because the ceiling is reached (Awb 4:25 lid 2), with the moment that decided about the order."""
    return (
        *opening(facts),
        heading("Ons besluit"),
        paragraph(f"Wij wijzen uw aanvraag af. U vroeg {money(facts, 'requested')}. U krijgt geen STAP-budget."),
        heading("Waarom"),
        paragraph(
            f"Voor dit tijdvak is {money(facts, 'ceiling')} beschikbaar. Dat is het subsidieplafond.",
            "Dit geld is verdeeld. Er is niet genoeg over voor uw aanvraag.",
            "Wij moeten uw aanvraag dan afwijzen (Awb 4:25 lid 2). Wij hebben daarin geen keuze.",
            "Dit besluit zegt niets over u of uw scholing.",
        ),
        heading("De volgorde"),
        paragraph(
            "Wij behandelen aanvragen op volgorde van binnenkomst. Een onvolledige aanvraag telt vanaf het moment "
            "dat die compleet is.",
            f"Uw aanvraag was compleet op {day(facts, 'completed')}." if has(facts, "completed") else "",
            f"Uw nummer in de rij was {text(facts, 'place')}." if has(facts, "place") else "",
            "Er is geen wachtlijst voor een volgend tijdvak.",
        ),
        heading("Wat kunt u doen?"),
        paragraph(AGAIN),
        *legal_basis(facts, "Awb 4:25 lid 2"),
    )
