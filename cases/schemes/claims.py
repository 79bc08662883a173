"""What one application takes from the counters of its window, and what a machine may decide on it: both said by the scheme.
How counters are kept stands in `cases.windows`, who decides in `workflows.steps`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from cases.amounts import ZERO
from cases.law import Values

CEILING, DIGITAL, OVERRUN = "ceiling", "digital", "overrun"
"""The buckets that the house knows by name: the ceiling itself; the part of it that whoever applies digitally can take, so that
the rest is kept for those who cannot; and what these may take above the ceiling, which lowers that of the next window."""


@dataclass(frozen=True)
class Claim:
    """What one application takes from one counter (bucket) of its window: an amount in euro, or a number of units.

    Money: a window without this bucket sets no limit of that kind. `otherwise` is the bucket to take from where this one has
    no room or is not there, as an overrun that a later window makes up for.
    Units (places on a training): the counter is made on demand. `most` is what the window may give at most; None: no limit
    inside the window, as for a cap that excludes from the next window on (`taken_before` in the extracts).
    """

    bucket: str
    amount: Decimal = ZERO
    units: int = 0
    most: int | None = None
    otherwise: str = ""


@dataclass(frozen=True)
class MachineRules:
    """What a machine may decide in this scheme besides a grant and a refusal for the ceiling, and nothing else.

    `refuses_on`: codes of findings that bind the office and rest on the applicant's own data alone (Awb 4:7 lid 1). With any
    other ground, an open question, a register that differs or an open signal, the application goes to a person.
    """

    refuses_on: frozenset[str]


def ceiling_only(application: Any, values: Values, extracts: Mapping[str, Any], amount: Decimal) -> tuple[Claim, ...]:
    """Take the whole amount from the ceiling of the window, and from nothing else."""
    return (Claim(CEILING, amount),)
