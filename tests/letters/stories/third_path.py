"""The letters of praktijkleren in de derde leerweg. Nothing is asserted here."""

from __future__ import annotations

from datetime import date
from typing import Any

from tests import make
from tests.letters.stories.rounds import Round, stories
from tests.letters.stories.story import Stories
from tests.schemes.derde_leerweg.builders import DERDE_LEERWEG, data, place

APPLIED = date(2023, 6, 12)


def envelope(number: int, lines: int) -> dict[str, Any]:
    """The application of a firm by number, with so many places."""
    firm = {**data()["applicant"], "kvk_number": f"{84_000_000 + number}"}
    places = [place(100 * number + each, weeks=20 + each % 21) for each in range(lines)]
    return {
        "scheme": DERDE_LEERWEG.code,
        "received_at": make.at(APPLIED).isoformat(),
        "application": data(*places) | {"applicant": firm},
        "documents": [],
    }


def spoiled(line: dict[str, Any]) -> None:
    """Nobody signed."""
    line["agreement_is_signed"] = False


def incomplete(envelope: dict[str, Any]) -> str:
    """The declaration is missing."""
    envelope["application"]["declares"] = False
    return "verklaring"


STORIES: Stories = stories(
    Round(
        code=DERDE_LEERWEG.code,
        window="derde_leerweg-4",
        opened_on=date(2023, 5, 1),
        closes_on=date(2023, 6, 30),
        decided_on=date(2023, 9, 18),
        envelope=envelope,
        spoiled=spoiled,
        incomplete=incomplete,
        lines="places",
    )
)
