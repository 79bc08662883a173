"""The receipt of a SLIM application; the other letters about an application are those of every scheme.
What is decided comes from the facts; nothing is judged or computed here."""

from __future__ import annotations

from cases.schemes.base import LetterFacts
from cases.schemes.letter_facts import day, has, money, text
from cases.schemes.letter_parts import opening
from cases.schemes.passages import Passages, bullets, heading, paragraph


def receipt(facts: LetterFacts) -> Passages:
    """Confirm that the application was received, and say by when the applicant hears more."""
    title = f"Uw project heet {text(facts, 'project_title')}." if has(facts, "project_title") else ""
    return (
        *opening(facts),
        paragraph(f"U vraagt {money(facts, 'requested')}.", title, "Met deze brief bevestigen wij de ontvangst."),
        heading("Wat gebeurt er nu?"),
        bullets(
            (
                "Wij kijken of uw aanvraag compleet is. Ontbreekt er iets? Dan krijgt u daarover een brief.",
                "Vragen alle aanvragers samen te veel geld? Dan geldt de verdeelregel van uw tijdvak.",
                f"U krijgt ons besluit uiterlijk op {day(facts, 'decision_due')}.",
            )
        ),
        paragraph(
            "Moet u uw aanvraag aanvullen? Dan schuift deze datum op.",
            "Wacht met uw project tot u ons besluit heeft.",
            "Begint u toch eerder? Dan kan het zijn dat u die kosten zelf moet betalen.",
        ),
    )
