"""Praktijkleren letters that settle by line (Awb 4:43), award or refuse a line afterwards, and check what was settled.
What is decided comes from the facts; nothing is judged or computed here."""

from __future__ import annotations

from cases.schemes.base import LetterFacts
from cases.schemes.letter_facts import day, has, money, text
from cases.schemes.letter_parts import explained, legal_basis, opening, reasons, subject, views
from cases.schemes.letters_of_lines import (
    line_table,
    lines_to_come,
    rate_table,
    refused_lines,
    still_to_come,
    supplements,
)
from cases.schemes.passages import Passages, bullets, enumeration, heading, paragraph
from cases.schemes.praktijkleren.wording.parts import acts_cited, duties, how_paid


def direct_settlement(facts: LetterFacts) -> Passages:
    """Settle without a grant before (Awb 4:43): the amount, every line, the rate of the year and how it came about."""
    return (
        *opening(facts),
        heading("Ons besluit"),
        paragraph(
            f"Wij stellen uw subsidie vast op {money(facts, 'settled')}.",
            "Wij doen dat direct, zonder eerst een subsidie te verlenen (Awb 4:43).",
            refused_lines(facts),
            lines_to_come(facts),
        ),
        *explained(facts),
        *line_table(facts),
        *supplements(facts),
        *rate_table(facts, "Praktijkleren 14", "Praktijkleren 15", "Praktijkleren 14 lid 2"),
        *views(facts),
        *still_to_come(facts, how_paid(facts)),
        *duties(facts),
        *legal_basis(facts, "Awb 4:87", "Praktijkleren 23", *acts_cited(facts)),
    )


def documents_request(facts: LetterFacts) -> Passages:
    """Demand the documents of articles 5, 7, 9 and 11 (article 19 lid 2); this moves no date of receipt."""
    asked = enumeration(text(facts, "documents")) if has(facts, "documents") else (bullets(_documents()),)
    return (
        *subject(facts),
        paragraph(
            "Wij controleren een deel van de aanvragen. Uw aanvraag hoort daarbij.",
            "Dat wij vragen stellen, betekent niet dat er iets mis is.",
        ),
        heading("Wat moet u doen?"),
        paragraph(f"Stuur ons uiterlijk op {day(facts, 'documents_due')} deze stukken (Praktijkleren 19 lid 2):"),
        *asked,
        *reasons(facts),
        heading("Wat als u niets stuurt?"),
        paragraph(
            "Dan kunnen wij niet zien of u aan de voorwaarden voldeed.",
            "Wij kunnen regels dan afwijzen, of uw subsidie verlagen (Awb 4:49).",
            "Te veel betaald geld kunnen wij terugvragen (Awb 4:57).",
        ),
        *legal_basis(facts, "Awb 4:49", "Awb 4:57"),
    )


def _documents() -> tuple[str, ...]:
    return (
        "de praktijkleerovereenkomst, getekend door alle partijen;",
        "de aanwezigheid van de leerling per dag of per week;",
        "de administratie van de begeleiding en van de bereikte leerdoelen.",
    )
