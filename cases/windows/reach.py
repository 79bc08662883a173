"""Who is reached now: an order with amounts, the room that is left, and the two settings that say what happens at the ceiling.
Pure; nothing is claimed here."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from cases.amounts import ZERO


@dataclass(frozen=True)
class Turn:
    """A number that waits for its turn, and the amount in euro that it needs."""

    number: int
    amount: Decimal


def reached(
    turns: Iterable[Turn], room: Decimal, *, later_number_may_pass: bool = False, last_at_ceiling: str = "refuse"
) -> tuple[Turn, ...]:
    """Give the numbers that are reached with this room, each with the amount that it gets; together never above the room.

    Awb 4:25 lid 2. A number that does not fit ends the handling, unless a later one may pass it (open question); with
    "partial" the first that does not fit gets what is left ("voor zover"), with "refuse" nothing.
    """
    found: list[Turn] = []
    for turn in sorted(turns, key=lambda waiting: waiting.number):
        if turn.amount <= room:
            found.append(turn)
            room -= turn.amount
        elif last_at_ceiling == "partial" and room > 0:
            found.append(Turn(turn.number, room))
            room = ZERO
        elif not later_number_may_pass:
            break
    return tuple(found)


def guaranteed(turns: Iterable[Turn], ceiling: Decimal) -> int:
    """Count the numbers that are certain to be handled: those whose amounts, added in order, fit under the ceiling."""
    return len(reached(turns, ceiling))
