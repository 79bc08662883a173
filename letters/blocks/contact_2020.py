"""How to reach the office, at the end of every letter.
The addresses themselves come from the settings of the installation."""

from __future__ import annotations

from cases.schemes.passages import Passages, heading, paragraph
from letters.blocks.office import Office


def contact(office: Office, reference: str) -> Passages:
    """Tell how to ask a question about this letter."""
    return (
        heading("Heeft u vragen?"),
        paragraph(
            f"Bel dan {office.telephone}, of mail naar {office.email}. Meer informatie vindt u op {office.website}.",
            f"Noem altijd het kenmerk {reference}.",
        ),
    )
