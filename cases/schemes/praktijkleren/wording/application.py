"""Praktijkleren letters from the receipt of an application up to its refusal as too late.
What is decided comes from the facts; nothing is judged or computed here."""

from __future__ import annotations

from cases.schemes.base import LetterFacts
from cases.schemes.letter_facts import day, has, money, text
from cases.schemes.letter_parts import (
    explained,
    grounds,
    legal_basis,
    opening,
    reasons,
    your_views,
)
from cases.schemes.passages import Passages, bullets, enumeration, heading, paragraph


def receipt(facts: LetterFacts) -> Passages:
    """Confirm that the application was received, and say by when the applicant hears more."""
    return (
        *opening(facts),
        paragraph(
            f"U vraagt ten hoogste {money(facts, 'requested')}, zonder toeslagen.",
            "Met deze brief bevestigen wij de ontvangst.",
        ),
        heading("Wat gebeurt er nu?"),
        bullets(
            (
                "Wij kijken of uw aanvraag compleet is. Ontbreekt er iets? Dan krijgt u daarover een brief.",
                "Wij beslissen op één dag over alle aanvragen van dit studiejaar (Praktijkleren 21).",
                "Vragen alle werkgevers samen te veel? Dan krijgt iedereen in een onderdeel hetzelfde percentage.",
                f"U krijgt ons besluit uiterlijk op {day(facts, 'decision_due')} (Praktijkleren 22).",
            )
        ),
        heading("Wilt u iets veranderen?"),
        paragraph(
            "Zolang het tijdvak open is, dient u een nieuwe aanvraag in. Daarna trekt u deze aanvraag in.",
            "Na de sluiting kan dat niet meer. U kunt dan geen leerlingen of weken meer toevoegen.",
        ),
    )


def supplement_request(facts: LetterFacts) -> Passages:
    """Ask for what is missing (Awb 4:5), and warn that the supplement is the receipt (article 17 lid 3)."""
    return (
        *opening(facts),
        paragraph("Uw aanvraag is nog niet compleet. Daarom kunnen wij nog niet beslissen."),
        heading("Wat ontbreekt er?"),
        *enumeration(text(facts, "missing")),
        heading("Wat moet u doen?"),
        paragraph(
            f"Stuur ons de ontbrekende gegevens. Wij moeten ze uiterlijk op {day(facts, 'supplement_due')} hebben.",
            "Let op: uw aanvraag telt pas als ontvangen op de dag van uw aanvulling (Praktijkleren 17 lid 3).",
            "Is het tijdvak dan gesloten? Dan moeten wij uw aanvraag afwijzen (Praktijkleren 17 lid 1).",
        ),
        paragraph(
            "Krijgen wij niets? Dan kunnen wij uw aanvraag buiten behandeling laten (Awb 4:5 lid 1).",
            "De tijd waarin wij moeten beslissen, staat nu stil (Awb 4:15 lid 1).",
        ),
        *legal_basis(facts, "Awb 4:5", "Awb 4:15"),
    )


def left_unconsidered(facts: LetterFacts) -> Passages:
    """Tell that the application is not considered, because it was not completed in time (Awb 4:5)."""
    return (
        *opening(facts),
        heading("Ons besluit"),
        paragraph("Wij laten uw aanvraag buiten behandeling. U krijgt geen subsidie."),
        heading("Waarom"),
        paragraph(
            "Uw aanvraag was niet compleet. Wij hebben u gevraagd om uw aanvraag aan te vullen.",
            f"Dat kon tot en met {day(facts, 'supplement_due')}. Dit hebben wij niet of niet goed gekregen:",
        ),
        *enumeration(text(facts, "missing")),
        paragraph("Zonder deze gegevens kunnen wij uw aanvraag niet beoordelen (Awb 4:5 lid 1)."),
        *reasons(facts),
        *legal_basis(facts, "Awb 4:5 lid 1", "Awb 4:5 lid 4"),
    )


def late_refusal(facts: LetterFacts) -> Passages:
    """Reject an application that came, or was completed, after the closing (article 17 lid 1 and 3). There is no choice in it."""
    return (
        *opening(facts),
        heading("Ons besluit"),
        paragraph("Wij wijzen uw aanvraag af. U krijgt geen subsidie."),
        heading("Waarom"),
        paragraph(f"Uw aanvraag moest er uiterlijk op {text(facts, 'closed')} zijn.", *_late(facts)),
        paragraph(
            "Aanvragen die later komen, moeten wij afwijzen (Praktijkleren 17 lid 1). Wij hebben daarin geen keuze.",
            "Had ons digitale loket een storing? Dan is de sluiting verschoven, en dat is al meegeteld (Praktijkleren 17 lid 2).",
        ),
        *reasons(facts),
        *legal_basis(
            facts, "Praktijkleren 17 lid 2", *(["Praktijkleren 17 lid 3"] if has(facts, "completed_late") else [])
        ),
    )


def _late(facts: LetterFacts) -> tuple[str, ...]:
    if has(facts, "completed_late"):
        return (
            f"Uw aanvraag was niet compleet. Uw aanvulling kwam op {text(facts, 'completed_late')}.",
            "De dag van de aanvulling telt als de dag van ontvangst (Praktijkleren 17 lid 3).",
        )
    return (f"Wij kregen uw aanvraag pas op {text(facts, 'arrived')}.",)


def refusal_views(facts: LetterFacts) -> Passages:
    """Tell that a refusal is intended and ask for the applicant's views (Awb 4:7)."""
    return (
        *opening(facts),
        heading("Ons plan"),
        paragraph(
            "Wij zijn van plan om uw aanvraag, of een deel daarvan, af te wijzen.",
            "Onze gegevens zijn anders dan wat u heeft opgegeven. Dit is nog geen besluit.",
        ),
        *grounds(facts),
        *your_views(facts, "Voordat wij besluiten, mag u reageren (Awb 4:7)."),
        *legal_basis(facts, "Awb 4:7", "Awb 4:9"),
    )


def withdrawal_confirmation(facts: LetterFacts) -> Passages:
    """Confirm that the applicant withdrew the application."""
    return (
        *opening(facts),
        paragraph(
            f"Op {day(facts, 'received')} heeft u deze aanvraag ingetrokken. Met deze brief bevestigen wij dat.",
            "Wij nemen over deze aanvraag geen besluit meer.",
        ),
        heading("Wat gebeurt er nu?"),
        paragraph(
            "Heeft u een nieuwe aanvraag gedaan? Die behandelen wij gewoon. U krijgt daarover een eigen brief.",
            "Heeft u deze aanvraag niet zelf ingetrokken? Neem dan direct contact met ons op.",
        ),
    )


def prior_advance(facts: LetterFacts) -> Passages:
    """Grant the advance of 2020, with the duty to apply later and what follows without (Awb 4:95)."""
    return (
        *opening(facts),
        heading("Ons besluit"),
        paragraph(f"U krijgt een voorschot van {money(facts, 'advance')} (Awb 4:95)."),
        *explained(facts),
        heading("Wanneer krijgt u het geld?"),
        paragraph(
            f"Wij betalen uiterlijk op {day(facts, 'payment_due')} (Awb 4:87).",
            "Het geld komt op de rekening die u heeft opgegeven.",
        ),
        heading("Wat moet u doen?"),
        paragraph(
            "Vraag na 1 juli de subsidie aan voor hetzelfde studiejaar. Dat is verplicht.",
            "Wij trekken het voorschot af van uw subsidie (Awb 4:95 lid 4).",
            "Vraagt u niets aan, of wijzen wij uw aanvraag af? Dan vragen wij het voorschot terug.",
        ),
        *legal_basis(facts, "Awb 4:87", "Awb 4:95"),
    )
