"""The objection clause for letters of 2020 to 2025 (Awb 3:45): by whom, within which term, where and how.
From 2026 the law on electronic traffic changed; see `objection_2026`."""

from __future__ import annotations

from datetime import date

from cases.schemes.base import Passage
from cases.schemes.passages import Passages, bullets, day_in_words, heading, paragraph
from letters.blocks.office import Office


def objection(until: date, office: Office, reference: str) -> Passages:
    """Tell how to object until and including a day (Awb 6:4 to 6:9, 6:16)."""
    return (
        heading("Zo maakt u bezwaar"),
        paragraph(
            "Bent u het niet eens met dit besluit? Dan kunt u bezwaar maken.",
            "Dat mag ook iemand anders voor wie dit besluit gevolgen heeft.",
            f"U heeft daarvoor zes weken, vanaf de dag na deze brief. Dat is tot en met {day_in_words(until)}.",
            "Bent u te laat? Dan behandelen wij uw bezwaar meestal niet.",
        ),
        paragraph(f"Stuur uw bezwaar naar {office.name}, {office.objection_address}."),
        *contents(reference),
        effect(),
    )


def contents(reference: str) -> Passages:
    """List what an objection must hold (Awb 6:5)."""
    return (
        paragraph("Zet in uw bezwaar:"),
        bullets(
            (
                "uw naam en uw adres;",
                "de datum;",
                f"het kenmerk van deze brief: {reference};",
                "waarom u het niet eens bent met het besluit;",
                "uw handtekening.",
            )
        ),
        paragraph("Heeft u meer tijd nodig voor uw uitleg? Stuur uw bezwaar dan toch op tijd, en schrijf dat erbij."),
    )


def effect() -> Passage:
    """Say that the decision holds meanwhile, and what is possible in a hurry (Awb 6:16, 8:81)."""
    return paragraph(
        "Het besluit blijft gelden zolang wij uw bezwaar behandelen.",
        "Kunt u daar niet op wachten? Vraag de rechtbank dan om een voorlopige voorziening. Dat kost geld.",
    )
