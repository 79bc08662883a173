"""The objection clause from 1 January 2026 (Awb 3:45): the applicant has a right to object electronically.
The content of an objection did not change and is taken from the version before."""

from __future__ import annotations

from datetime import date

from cases.schemes.passages import Passages, bullets, day_in_words, heading, paragraph
from letters.blocks.objection_2020 import contents, effect
from letters.blocks.office import Office


def objection(until: date, office: Office, reference: str) -> Passages:
    """Tell how to object until and including a day, online or on paper (Awb 2:13, 6:4 to 6:9, 6:16)."""
    return (
        heading("Zo maakt u bezwaar"),
        paragraph(
            "Bent u het niet eens met dit besluit? Dan kunt u bezwaar maken.",
            "Dat mag ook iemand anders voor wie dit besluit gevolgen heeft.",
            f"U heeft daarvoor zes weken, vanaf de dag na deze brief. Dat is tot en met {day_in_words(until)}.",
            "Bent u te laat? Dan behandelen wij uw bezwaar meestal niet.",
        ),
        paragraph("U kunt kiezen hoe u bezwaar maakt:"),
        bullets(
            (
                f"online, via {office.website};",
                f"met een brief aan {office.name}, {office.objection_address}.",
            )
        ),
        *contents(reference),
        effect(),
    )
