"""Who decided, in a letter about a decision that was made by machine: that no person looked at it, and how to reach one.
Whether a decision was made by machine stands with the decision."""

from __future__ import annotations

from cases.schemes.passages import Passages, heading, paragraph
from letters.blocks.office import Office


def machine(office: Office, reference: str) -> Passages:
    """Tell that the decision was made by machine, on what, and how to speak to a person about it."""
    return (
        heading("Dit besluit is automatisch genomen"),
        paragraph(
            "Onze computer heeft dit besluit genomen. Er heeft geen medewerker naar uw aanvraag gekeken.",
            "De computer gebruikte de gegevens uit uw aanvraag en uit onze registers, en de regels van deze subsidie.",
        ),
        paragraph(
            "Wilt u dat een medewerker ernaar kijkt, of wilt u het met iemand bespreken?",
            f"Bel dan {office.telephone}, of mail naar {office.email}. Noem het kenmerk {reference}.",
        ),
    )
