"""What the stories sent, read back from the frozen texts. Nothing is asserted here."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from letters.models import Composition, Notice
from letters.text import LetterText

NEVER: Mapping[str, frozenset[str]] = {"stap": frozenset({"settlement_actual", "sample_request"})}
"""Kinds that a scheme has a text for and that no case of it reaches: STAP settles at what was granted or lower, and asks nobody in a
sample for account while its terms know no settlement ex officio."""


@dataclass(frozen=True)
class Sent:
    """A letter that was sent, with what its decision noted about who took it."""

    kind: str
    text: LetterText
    decided: dict[str, Any]


def sent() -> Iterator[Sent]:
    """Give all that was sent to anybody, in order."""
    for row in Composition.objects.select_related("letter__decision").order_by("pk"):
        decision = row.letter.decision
        yield Sent(row.letter.kind, text_of(row.text), decision.facts if decision else {})
    for notice in Notice.objects.order_by("pk"):
        yield Sent(notice.kind, text_of(notice.text), {})


def text_of(stored: str) -> LetterText:
    """Read the frozen text of a letter."""
    return LetterText.from_json(json.loads(stored))
