"""The letters of this scheme from receipt to settlement that no other scheme has so.
What is decided comes from the facts; nothing is judged or computed here."""

from __future__ import annotations

from cases.schemes.base import LetterFacts
from cases.schemes.letter_facts import day, money
from cases.schemes.letter_parts import (
    calculation,
    computed_articles,
    explained,
    legal_basis,
    opening,
    still_to_come,
    views,
)
from cases.schemes.passages import Passages, bullets, heading, paragraph

CAPTION = "Zo hebben wij gerekend"


def receipt(facts: LetterFacts) -> Passages:
    """Confirm that the application was received, and say by when the applicant hears more."""
    return (
        *opening(facts),
        paragraph(
            f"U vraagt {money(facts, 'requested')} voor één traject van één deelnemer.",
            "Met deze brief bevestigen wij de ontvangst.",
        ),
        heading("Wat gebeurt er nu?"),
        bullets(
            (
                "Wij kijken of uw aanvraag compleet is. Ontbreekt er iets? Dan krijgt u daarover een brief.",
                "Wij vragen aan het ontwikkeladviesportaal welke aanmelding daar staat.",
                "De dag waarop uw aanvraag compleet is, bepaalt uw plaats in de volgorde.",
                "Een medewerker beoordeelt uw aanvraag. Op is op: is het geld verdeeld, dan krijgt u niets.",
                f"U krijgt ons besluit uiterlijk op {day(facts, 'decision_due')}.",
            )
        ),
        paragraph("Moet u uw aanvraag aanvullen? Dan schuift deze datum op."),
    )


def direct_settlement(facts: LetterFacts) -> Passages:
    """Settle at once, without a grant before (Awb 4:43): the amount, when it is paid, and what the applicant must keep."""
    return (
        *opening(facts),
        heading("Ons besluit"),
        paragraph(
            f"Wij stellen uw subsidie vast op {money(facts, 'settled')}.",
            "Het traject is al klaar. Daarom verlenen wij niet eerst een subsidie (Awb 4:43).",
        ),
        *explained(facts),
        *calculation(facts, CAPTION),
        *views(facts),
        *still_to_come(facts),
        *duties(),
        *legal_basis(facts, "Awb 4:49", "Awb 4:57", "Awb 4:87", "Awb 4:95 lid 4", *computed_articles(facts)),
    )


def duties() -> Passages:
    """Say what the applicant keeps and reports, and from whom money is asked back."""
    return (
        heading("Wat moet u doen?"),
        bullets(
            (
                "Bewaar het ontwikkelplan, de prestatieverklaring en de eigen verklaringen van de deelnemer.",
                "Huurde u de adviseur in? Bewaar dan ook het bewijs van wat u betaalde.",
                "Bewaar geen kopie van het identiteitsbewijs van de deelnemer.",
                "Klopt er iets niet aan uw aanvraag? Meld dat dan direct bij ons.",
            )
        ),
        paragraph(
            "Wij kunnen uw aanvraag later controleren.",
            "Blijkt dan dat zij niet klopte? Dan kunnen wij de subsidie intrekken (Awb 4:49).",
            "Te veel betaald geld kunnen wij terugvragen (Awb 4:57).",
            "Dat vragen wij van u, ook als de deelnemer iets onjuists verklaarde. De deelnemer betaalt niets.",
        ),
    )
