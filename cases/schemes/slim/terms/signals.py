"""Above which number a signal asks a reviewer to look: none of these numbers stands in the law, so each is a question.
What the signals look for stands in `signals.py` of this scheme."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from cases.law import Dated
from cases.schemes.noting import open_question
from cases.schemes.slim.terms import sources as s

ARTICLE = "Aanwijzing 20"

VALUES: Mapping[str, Dated[Any]] = {
    "signal_account_limit": open_question(
        {s.START: 3},
        ARTICLE,
        "Hoeveel aanvragers mogen dezelfde rekening noemen (een concern, een brancheorganisatie) voor een controleur kijkt?",
        s.INSTRUCTIONS,
    ),
    "signal_adviser_limit": open_question(
        {s.START: 25},
        ARTICLE,
        "Hoeveel aanvragen in een tijdvak mogen via dezelfde adviseur komen voor een controleur kijkt?",
        s.INSTRUCTIONS,
    ),
    "signal_summary_limit": open_question(
        {s.START: 3},
        ARTICLE,
        "Hoeveel aanvragers mogen hun project met dezelfde woorden beschrijven voor een controleur kijkt?",
        s.INSTRUCTIONS,
    ),
}
