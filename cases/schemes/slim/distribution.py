"""How the money of a SLIM window is divided: lot or order of arrival, what a case takes, what happens at the ceiling.
Drawing and counting are done by `cases.windows`; here stands only what SLIM says about it."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from cases.law import Values
from cases.schemes.base import Judgement
from cases.schemes.slim.application import SlimApplication

Claims = Mapping[str, Decimal]


def order_method(applicant_kind: str, values: Values) -> str:
    """Name the order of handling for a kind of applicant (SLIM 11): "lot" or "arrival"."""
    method: str = getattr(values, f"order_{applicant_kind.lower()}")
    return method


def takers(application: SlimApplication) -> tuple[str, ...]:
    """Name the KvK numbers that take part: each at most once per window, also as participant (SLIM 2.8 lid 4)."""
    return application.participant_numbers


def claims(judgement: Judgement) -> Claims:
    """Give what a case takes from each counter of its window, in euro: all of it from the ceiling."""
    return {"ceiling": judgement.calculation.amount}


def amount_at_ceiling(amount: Decimal, room: Decimal, values: Values) -> Decimal | None:
    """Give what a case receives at the ceiling, in euro: all, the room that is left, or None to refuse it whole."""
    if amount <= room:
        return amount
    return room if values.last_at_ceiling == "partial" and room > 0 else None


def ends_handling(values: Values) -> bool:
    """Say whether a case that no longer fits ends the handling: no later number may pass it (Awb 4:25 lid 2)."""
    return not values.later_number_may_pass
