"""Who decided, in a letter about an application that was decided on together with all others of its window: a machine judged the lines
and computed the amounts, one person approved, another signed, and how to reach one. Whether it was so stands with the decision."""

from __future__ import annotations

from collections.abc import Sequence

from cases.schemes.passages import Passages, heading, paragraph
from letters.blocks.office import Office


def sharing(office: Office, reference: str, judged: Sequence[int]) -> Passages:
    """Tell what the machine did and what people did; `judged` are the numbers of the lines that a person looked at."""
    return (
        heading("Dit besluit is met een computer gemaakt"),
        paragraph(
            "Onze computer heeft alle aanvragen van dit tijdvak regel voor regel getoetst en de bedragen berekend.",
            "De computer gebruikte de gegevens uit de aanvragen en uit onze registers, en de voorwaarden van de regeling.",
            f"Bij {_named(judged)} van uw aanvraag heeft een medewerker beoordeeld wat de computer niet kon zien."
            if judged
            else "",
        ),
        paragraph(
            "Een medewerker heeft de uitkomst van de verdeling goedgekeurd.",
            "Een andere medewerker heeft de verdeling getekend en zo ook over uw aanvraag besloten.",
            "De naam van die medewerker staat onder deze brief.",
            "Zij hebben niet elke aanvraag apart bekeken.",
        ),
        paragraph(
            "Wilt u dat een medewerker naar uw aanvraag kijkt, of wilt u het met iemand bespreken?",
            f"Bel dan {office.telephone}, of mail naar {office.email}. Noem het kenmerk {reference}.",
        ),
    )


def _named(numbers: Sequence[int]) -> str:
    *first, last = map(str, numbers)
    return f"de regels {', '.join(first)} en {last}" if first else f"regel {last}"
