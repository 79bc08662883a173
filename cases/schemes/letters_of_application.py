"""Letters of every scheme from the request for a supplement to the refusal, as the Awb asks for them.
What is decided comes from the facts; nothing is judged or computed here. A scheme takes up those that fit it."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from cases.schemes.base import LetterFacts, Wording
from cases.schemes.letter_facts import RequiredFacts, day, has, money, text
from cases.schemes.letter_parts import (
    calculation,
    computed_articles,
    draw_account,
    grounds,
    legal_basis,
    opening,
    reasons,
    refused_calculation,
    views,
    weighing,
    your_views,
)
from cases.schemes.passages import Passages, enumeration, heading, paragraph

CAPTION = "Zo hebben wij gerekend"
LOT = "Wij behandelden de aanvragen in de volgorde van de loting, totdat het geld op was."
ARRIVAL_LOT = "Op die dag was er niet genoeg geld voor alle aanvragen. Wij hebben die aanvragen daarom geloot."


def supplement_request(facts: LetterFacts) -> Passages:
    """Ask for what is missing (Awb 4:5), and say that the term for the decision is suspended (Awb 4:15)."""
    return (
        *opening(facts),
        paragraph("Uw aanvraag is nog niet compleet. Daarom kunnen wij nog niet beslissen."),
        heading("Wat ontbreekt er?"),
        *enumeration(text(facts, "missing")),
        heading("Wat moet u doen?"),
        paragraph(
            "Stuur ons de ontbrekende stukken.",
            f"Wij moeten ze uiterlijk op {day(facts, 'supplement_due')} hebben.",
        ),
        paragraph(
            "Krijgen wij de stukken niet op tijd? Dan kunnen wij uw aanvraag buiten behandeling laten (Awb 4:5 lid 1).",
            "U krijgt dan geen subsidie.",
        ),
        heading("Wat betekent dit voor u?"),
        paragraph(
            "De tijd waarin wij moeten beslissen, staat nu stil (Awb 4:15 lid 1).",
            "Die tijd loopt weer door als uw aanvraag compleet is, of als de termijn voorbij is.",
            "De dag waarop uw aanvraag compleet is, kan meetellen voor uw plaats in de volgorde.",
        ),
        *legal_basis(facts, "Awb 4:5", "Awb 4:15"),
    )


def left_unconsidered(facts: LetterFacts) -> Passages:
    """Tell that the application is not considered, because it was not completed in time (Awb 4:5)."""
    return (
        *opening(facts),
        heading("Ons besluit"),
        paragraph("Wij laten uw aanvraag buiten behandeling. U krijgt geen subsidie."),
        heading("Waarom"),
        paragraph(
            "Uw aanvraag was niet compleet. Wij hebben u gevraagd om uw aanvraag aan te vullen.",
            f"Dat kon tot en met {day(facts, 'supplement_due')}. Dit hebben wij niet of niet goed gekregen:",
        ),
        *enumeration(text(facts, "missing")),
        paragraph("Zonder deze stukken kunnen wij uw aanvraag niet beoordelen (Awb 4:5 lid 1)."),
        *reasons(facts),
        heading("Wat kunt u doen?"),
        paragraph("U kunt opnieuw subsidie aanvragen als er weer een tijdvak opengaat."),
        *legal_basis(facts, "Awb 4:5 lid 1", "Awb 4:5 lid 4"),
    )


def lot_result(facts: LetterFacts) -> Passages:
    """Tell the number that was drawn, what it means, and how to check the draw."""
    return (
        *opening(facts),
        paragraph(
            f"Voor dit tijdvak is {money(facts, 'ceiling')} beschikbaar. U vraagt {money(facts, 'requested')}.",
            "Alle aanvragers samen vragen meer dan er is. Daarom is er geloot.",
        ),
        heading("Uw nummer"),
        *draw_account(facts),
        heading("Wat gebeurt er nu?"),
        paragraph(
            "Wij behandelen de aanvragen in de volgorde van de loting. Nummer 1 is het eerst aan de beurt.",
            "Dat doen wij totdat het geld op is. Komt er geld vrij? Dan gaat dat naar het volgende nummer.",
            "U krijgt een brief als wij over uw aanvraag beslissen.",
            "Deze brief is nog geen besluit. U kunt er geen bezwaar tegen maken.",
        ),
    )


def refusal_views(facts: LetterFacts) -> Passages:
    """Tell that a refusal is intended and ask for the applicant's views (Awb 4:7)."""
    return (
        *opening(facts),
        heading("Ons plan"),
        paragraph(
            f"U vraagt {money(facts, 'requested')}. Wij zijn van plan om uw aanvraag af te wijzen.",
            "Dit is nog geen besluit.",
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
        paragraph(f"Wij wijzen uw aanvraag af. U vroeg {money(facts, 'requested')}. U krijgt geen subsidie."),
        *grounds(facts),
        *refused_calculation(facts, CAPTION),
        *views(facts),
        *weighing(facts),
        *legal_basis(facts, *computed_articles(facts)),
    )


def ceiling_refusal(facts: LetterFacts) -> Passages:
    """Refuse because the ceiling is reached (Awb 4:25 lid 2), with the place in the order and how to check it."""
    return (
        *opening(facts),
        heading("Ons besluit"),
        paragraph(f"Wij wijzen uw aanvraag af. U vroeg {money(facts, 'requested')}. U krijgt geen subsidie."),
        heading("Waarom"),
        paragraph(
            f"Voor dit tijdvak is {money(facts, 'ceiling')} beschikbaar. Dat is het subsidieplafond.",
            "Dit geld is verdeeld. Er is niet genoeg over voor uw aanvraag.",
            "Wij moeten uw aanvraag dan afwijzen (Awb 4:25 lid 2). Wij hebben daarin geen keuze.",
            "Dit besluit zegt niets over de kwaliteit van uw plan.",
        ),
        heading("De volgorde"),
        *_order(facts),
        heading("Wat kunt u doen?"),
        paragraph("U kunt opnieuw subsidie aanvragen als er weer een tijdvak opengaat."),
        *legal_basis(facts, "Awb 4:25 lid 2"),
    )


def _order(facts: LetterFacts) -> Passages:
    arrival = paragraph(
        "Wij behandelen aanvragen op volgorde van de dag waarop zij compleet zijn.",
        f"Uw aanvraag was compleet op {day(facts, 'completed')}." if has(facts, "completed") else "",
    )
    why = ARRIVAL_LOT if has(facts, "completed") else LOT
    drawn = (paragraph(why), *draw_account(facts)) if has(facts, "lot_number") else ()
    return (*((arrival,) if has(facts, "completed") else ()), *drawn)


def withdrawal_confirmation(facts: LetterFacts) -> Passages:
    """Confirm that the applicant withdrew the application."""
    return (
        *opening(facts),
        paragraph(
            f"Op {day(facts, 'received')} heeft u uw aanvraag ingetrokken. Met deze brief bevestigen wij dat.",
            f"U vroeg {money(facts, 'requested')}. Wij nemen daarover geen besluit meer. U krijgt geen subsidie.",
        ),
        heading("Wat gebeurt er nu?"),
        paragraph(
            "U hoeft niets meer te doen. Wij sluiten uw aanvraag.",
            "Heeft u de aanvraag niet zelf ingetrokken? Neem dan direct contact met ons op.",
        ),
    )


WRITERS: Mapping[str, Wording] = MappingProxyType(
    {
        "supplement_request": supplement_request,
        "left_unconsidered": left_unconsidered,
        "lot_result": lot_result,
        "refusal_views": refusal_views,
        "refusal": refusal,
        "ceiling_refusal": ceiling_refusal,
        "withdrawal_confirmation": withdrawal_confirmation,
    }
)
"""The letters by kind, for the `wording` of a scheme."""

DRAW = ("lot_count", "drawn", "public_value_source", "notary", "draw_page")
REQUIRED: Mapping[str, RequiredFacts] = MappingProxyType(
    {
        "supplement_request": RequiredFacts(dates=("supplement_due",), texts=("missing",), articles=False),
        "left_unconsidered": RequiredFacts(dates=("supplement_due",), texts=("missing",), optional=("reasons",)),
        "lot_result": RequiredFacts(
            amounts=("ceiling", "requested"),
            dates=("drawn",),
            texts=("lot_number", "lot_count"),
            optional=("draw_page",),
            one_of=(("public_value_source", "notary"),),
            articles=False,
        ),
        "refusal_views": RequiredFacts(amounts=("requested",), dates=("views_due",), grounds=True),
        "refusal": RequiredFacts(amounts=("requested",), optional=("weighing", "views"), grounds=True),
        "ceiling_refusal": RequiredFacts(
            amounts=("ceiling", "requested"), one_of=(("lot_number", "completed"),), optional=DRAW
        ),
        "withdrawal_confirmation": RequiredFacts(amounts=("requested",), dates=("received",), articles=False),
    }
)
"""Which facts each of them needs."""
