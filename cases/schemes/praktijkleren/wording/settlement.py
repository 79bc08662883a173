"""Praktijkleren letters that settle by line (Awb 4:43), award or refuse a line afterwards, and check what was settled.
What is decided comes from the facts; nothing is judged or computed here."""

from __future__ import annotations

from cases.schemes.base import LetterFacts
from cases.schemes.letter_facts import day, has, money, text
from cases.schemes.letter_parts import explained, opening, reasons, views, weighing
from cases.schemes.passages import Passages, bullets, enumeration, heading, paragraph
from cases.schemes.praktijkleren.wording.parts import (
    duties,
    legal_basis,
    line_table,
    rate_table,
    still_to_come,
    subject,
    supplements,
)


def direct_settlement(facts: LetterFacts) -> Passages:
    """Settle without a grant before (Awb 4:43): the amount, every line, the rate of the year and how it came about."""
    return (
        *opening(facts),
        heading("Ons besluit"),
        paragraph(
            f"Wij stellen uw subsidie vast op {money(facts, 'settled')}.",
            "Wij doen dat direct, zonder eerst een subsidie te verlenen (Awb 4:43).",
            _refused(facts),
            _to_come(facts),
        ),
        *explained(facts),
        *line_table(facts),
        *supplements(facts),
        *rate_table(facts),
        *views(facts),
        *still_to_come(facts),
        *duties(facts),
        *legal_basis(facts, "Awb 4:87", "Praktijkleren 23", "OCW 8", "OCW 9", "OCW 11"),
    )


def _refused(facts: LetterFacts) -> str:
    count = sum(line.outcome == "refused" for line in facts.lines)
    if not count:
        return ""
    return "Eén regel wijzen wij af." if count == 1 else f"{count} regels wijzen wij af."


def _to_come(facts: LetterFacts) -> str:
    is_open = any(line.outcome == "person" for line in facts.lines)
    return "Over één of meer regels beslissen wij later. U krijgt daarover een aparte brief." if is_open else ""


def direct_refusal(facts: LetterFacts) -> Passages:
    """Refuse the application: no line of it is met, each with its ground and article."""
    return (
        *opening(facts),
        heading("Ons besluit"),
        paragraph("Wij wijzen uw aanvraag af. Geen van uw regels voldoet. U krijgt geen subsidie."),
        *explained(facts),
        *line_table(facts),
        *views(facts),
        *legal_basis(facts),
    )


def line_awarded(facts: LetterFacts) -> Passages:
    """Settle one more line at the rate of its year: after an objection, or after a question was answered."""
    return (
        *subject(facts),
        heading("Ons besluit"),
        paragraph(
            f"U krijgt alsnog subsidie voor regel {text(facts, 'line')}.",
            f"Uw subsidie is nu {money(facts, 'settled')}.",
            "Voor deze regel geldt het percentage van dat studiejaar. Dat rekenen wij niet opnieuw uit.",
        ),
        *explained(facts),
        *line_table(facts),
        *rate_table(facts),
        *still_to_come(facts),
        *legal_basis(facts, "Awb 4:87"),
    )


def line_refused(facts: LetterFacts) -> Passages:
    """Refuse a line of which the outcome was still to come; the rest of the settlement stays."""
    return (
        *subject(facts),
        heading("Ons besluit"),
        paragraph(
            f"Wij wijzen regel {text(facts, 'line')} van uw aanvraag af.",
            f"Uw subsidie blijft {money(facts, 'settled')}.",
        ),
        heading("Waarom"),
        *reasons(facts),
        *legal_basis(facts),
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


def settlement_amended(facts: LetterFacts) -> Passages:
    """Lower the settlement after a check (Awb 4:49 lid 1), at the rate of that year, with the weighing of interests."""
    return (
        *subject(facts),
        heading("Ons besluit"),
        paragraph(
            f"Wij verlagen uw subsidie. De subsidie is nu {money(facts, 'settled')} (Awb 4:49 lid 1).",
            "Het percentage van dat studiejaar verandert niet. Wij rekenen alleen met andere weken of regels.",
        ),
        heading("Waarom"),
        *reasons(facts),
        *line_table(facts),
        *rate_table(facts),
        *views(facts),
        *weighing(facts),
        *still_to_come(facts),
        *legal_basis(facts, "Awb 4:49 lid 1", "Awb 4:57"),
    )
