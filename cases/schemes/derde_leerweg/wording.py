"""The letters of praktijkleren in de derde leerweg: its own here, the others as every scheme has them.
What is decided comes from the facts; nothing is judged or computed here."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from cases.schemes import (
    letters_of_application,
    letters_of_delivery,
    letters_of_lines,
    letters_of_lowering,
    letters_of_objection,
)
from cases.schemes.base import LetterFacts, Wording
from cases.schemes.letter_facts import RequiredFacts, checked_wording, day, has, money, text
from cases.schemes.letter_parts import explained, legal_basis, opening, reasons, subject, views
from cases.schemes.letters_of_lines import (
    MONEY,
    line_table,
    lines_to_come,
    rate_table,
    refused_lines,
    still_to_come,
)
from cases.schemes.passages import Passages, bullets, enumeration, heading, paragraph

GENERAL = ("supplement_request", "left_unconsidered", "refusal_views", "withdrawal_confirmation")
"""The letters that are taken up as every scheme has them."""

PAPERS = (
    "de praktijkovereenkomst, getekend door uw bedrijf, de school en de deelnemer;",
    "de urenverantwoording van de weken in de praktijk;",
    "de verklaring van de school over de beroepspraktijkvorming.",
)


def receipt(facts: LetterFacts) -> Passages:
    """Confirm that the application was received, and say by when the applicant hears more."""
    return (
        *opening(facts),
        paragraph(f"U vraagt ten hoogste {money(facts, 'requested')}.", "Met deze brief bevestigen wij de ontvangst."),
        heading("Wat gebeurt er nu?"),
        bullets(
            (
                "Wij kijken of uw aanvraag compleet is. Ontbreekt er iets? Dan krijgt u daarover een brief.",
                "Wij beslissen over alle aanvragen van deze ronde samen.",
                "Vragen alle bedrijven samen te veel? Dan krijgt iedereen hetzelfde percentage.",
                f"U krijgt ons besluit uiterlijk op {day(facts, 'decision_due')}.",
            )
        ),
    )


def late_refusal(facts: LetterFacts) -> Passages:
    """Reject an application that came, or was completed, after the round had closed (article 6)."""
    why = (
        f"Uw aanvraag was niet compleet. Uw aanvulling kwam op {text(facts, 'completed_late')}."
        if has(facts, "completed_late")
        else f"Wij kregen uw aanvraag pas op {text(facts, 'arrived')}."
    )
    return (
        *opening(facts),
        heading("Ons besluit"),
        paragraph("Wij wijzen uw aanvraag af. U krijgt geen subsidie."),
        heading("Waarom"),
        paragraph(
            f"De ronde sloot op {text(facts, 'closed')}.",
            why,
            "Aanvragen buiten een ronde moeten wij afwijzen (Derde leerweg 6). Wij hebben daarin geen keuze.",
        ),
        *reasons(facts),
        heading("Wat kunt u doen?"),
        paragraph("Is er weer een ronde? Dan kunt u opnieuw aanvragen, binnen een jaar na het einde van de plaats."),
        *legal_basis(facts),
    )


def direct_settlement(facts: LetterFacts) -> Passages:
    """Settle without a grant before (Awb 4:43): the amount, every place, the percentage of the round and how it came about."""
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
        *rate_table(facts),
        *views(facts),
        *still_to_come(facts),
        heading("Wat moet u doen?"),
        paragraph("Bewaar deze stukken:"),
        bullets(PAPERS),
        paragraph("Klopt er iets niet aan uw aanvraag? Meld dat dan direct bij ons."),
        paragraph(
            "Blijkt later dat uw aanvraag niet klopte? Dan kunnen wij dit besluit wijzigen (Awb 4:49).",
            "Te veel betaald geld kunnen wij dan terugvragen (Awb 4:57).",
        ),
        *legal_basis(facts, "Awb 4:49", "Awb 4:57", "Awb 4:87"),
    )


def documents_request(facts: LetterFacts) -> Passages:
    """Ask for the papers of a settled application (Awb 4:37)."""
    asked = enumeration(text(facts, "documents")) if has(facts, "documents") else (bullets(PAPERS),)
    return (
        *subject(facts),
        paragraph(
            "Wij controleren een deel van de aanvragen. Uw aanvraag hoort daarbij.",
            "Dat wij vragen stellen, betekent niet dat er iets mis is.",
        ),
        heading("Wat moet u doen?"),
        paragraph(f"Stuur ons uiterlijk op {day(facts, 'documents_due')} deze stukken:"),
        *asked,
        *reasons(facts),
        paragraph(
            "Krijgen wij ze niet? Dan kunnen wij uw subsidie verlagen (Awb 4:49) en geld terugvragen (Awb 4:57)."
        ),
        *legal_basis(facts, "Awb 4:49", "Awb 4:57"),
    )


WRITERS: Mapping[str, Wording] = MappingProxyType(
    {
        **{kind: letters_of_application.WRITERS[kind] for kind in GENERAL},
        **letters_of_lines.WRITERS,
        **letters_of_lowering.WRITERS,
        "recovery_forgone": letters_of_delivery.WRITERS["recovery_forgone"],
        "receipt": receipt,
        "late_refusal": late_refusal,
        "direct_settlement": direct_settlement,
        "documents_request": documents_request,
        **letters_of_objection.WRITERS,
    }
)

REQUIRED: Mapping[str, RequiredFacts] = MappingProxyType(
    {
        **{kind: letters_of_application.REQUIRED[kind] for kind in GENERAL},
        **letters_of_lines.REQUIRED,
        **letters_of_lowering.REQUIRED,
        "recovery_forgone": letters_of_delivery.REQUIRED["recovery_forgone"],
        "receipt": RequiredFacts(amounts=("requested",), dates=("decision_due",), articles=False),
        "late_refusal": RequiredFacts(texts=("closed", "arrived"), optional=("completed_late", "reasons")),
        "direct_settlement": RequiredFacts(amounts=("settled",), optional=(*MONEY, "reasons", "views")),
        "documents_request": RequiredFacts(dates=("documents_due",), optional=("documents", "reasons"), articles=False),
        **letters_of_objection.REQUIRED,
    }
)

WORDING: Mapping[str, Wording] = MappingProxyType(dict(checked_wording(REQUIRED, WRITERS)))
