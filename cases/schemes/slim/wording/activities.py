"""The SLIM activities in plain words, as they are described in a grant (Awb 4:30).
Which of them may be subsidised on which day stands in the rules."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

ACTIVITIES: Mapping[str, str] = MappingProxyType(
    {
        "a": "Uw onderneming doorlichten. Het resultaat is een opleidingsplan of ontwikkelplan.",
        "b": "Loopbaanadviezen of ontwikkeladviezen voor werknemers.",
        "c": "Een methode ontwikkelen of invoeren, zodat werknemers leren tijdens het werk.",
        "d": "Praktijkleerplaatsen bieden voor een beroepsopleiding in de derde leerweg.",
    }
)


def activities_in_words(codes: Iterable[str]) -> str:
    """Give the text `activities` for a letter: one activity per line. Raises KeyError for an unknown code."""
    return "\n".join(f"Activiteit {code}. {ACTIVITIES[code]}" for code in codes)
