"""How to give views before a decision (Awb 4:7 to 4:9).
Why views are asked stands in the wording of the scheme."""

from __future__ import annotations

from datetime import date

from cases.schemes.passages import Passages, bullets, day_in_words, heading, paragraph
from letters.blocks.office import Office


def hearing(until: date, office: Office, reference: str) -> Passages:
    """Tell how to give views, in writing or by word of mouth, until and including a day (Awb 4:9)."""
    return (
        heading("Zo geeft u uw reactie"),
        bullets(
            (
                f"Schriftelijk: mail naar {office.email}. Noem het kenmerk {reference}.",
                f"Mondeling: bel {office.telephone}. Dan maken wij een afspraak en een verslag.",
            )
        ),
        paragraph(
            f"Reageer uiterlijk op {day_in_words(until)}.",
            "Heeft u meer tijd nodig? Vraag ons dan voor die dag om uitstel.",
        ),
    )
