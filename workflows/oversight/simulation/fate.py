"""What can become of a case in a division of money, in a simulation and as it is told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

GRANTED, REFUSED, CEILING, PERSON, OUT = "granted", "refused", "ceiling", "person", "out"
"""`PERSON` waits for somebody with its place reserved, `OUT` takes no part in the division."""

STATES: Mapping[str, str] = MappingProxyType(
    {
        GRANTED: "toegekend",
        REFUSED: "afgewezen",
        CEILING: "plafond bereikt",
        PERSON: "beoordelaar beslist",
        OUT: "doet niet mee",
    }
)


@dataclass(frozen=True)
class Fate:
    """What becomes of a case, with the cents that it gets or that are kept for it."""

    state: str
    cents: int = 0
