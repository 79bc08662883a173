"""The budget condition (begrotingsvoorbehoud), for a grant charged to a budget that is not adopted yet (Awb 4:34).
Whether it is due follows from the budget that the window is charged to."""

from __future__ import annotations

from cases.schemes.passages import Passages, heading, paragraph


def budget_condition(budget_year: str, article: str) -> Passages:
    """Word the condition for a budget year; `article` is what binds the authority to it, such as `Kaderwet SZW 6`."""
    return (
        heading("Voorwaarde: er moet genoeg geld zijn"),
        paragraph(
            f"De begroting voor {budget_year} is nog niet vastgesteld.",
            "U krijgt de subsidie onder de voorwaarde dat daarin genoeg geld beschikbaar komt.",
            f"Dat staat in Awb 4:34 en {article}.",
        ),
        paragraph(
            "Komt er niet genoeg geld? Dan kunnen wij de subsidie intrekken of verlagen.",
            "Dat moeten wij doen binnen vier weken nadat de begroting is vastgesteld.",
            "Hoort u dan niets? Dan vervalt deze voorwaarde.",
        ),
    )
