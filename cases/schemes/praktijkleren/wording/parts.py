"""What a recipient of Praktijkleren must keep and report. The other pieces of letters are those of every scheme."""

from __future__ import annotations

from cases.schemes.base import LetterFacts
from cases.schemes.passages import Passages, bullets, heading, paragraph


def duties(facts: LetterFacts) -> Passages:
    """Say what the recipient must keep and report (articles 19 and 23; OCW 8 and 9)."""
    return (
        heading("Wat moet u doen?"),
        bullets(
            (
                "Bewaar de overeenkomsten, de aanwezigheid en de administratie van de begeleiding.",
                "Doe dat tot vijf jaar na het studiejaar (Praktijkleren 23).",
                "Wij kunnen die stukken bij u opvragen (Praktijkleren 19 lid 2).",
                "Klopt er iets niet aan uw aanvraag? Meld dat dan direct bij ons (OCW 9).",
                "Voor zeer hoge bedragen geldt zeven jaar. Vraag ons of dat voor u geldt (OCW 8).",
            )
        ),
        paragraph(
            "Blijkt later dat uw aanvraag niet klopte? Dan kunnen wij dit besluit wijzigen (Awb 4:49).",
            "Te veel betaald geld kunnen wij dan terugvragen (Awb 4:57).",
        ),
    )
