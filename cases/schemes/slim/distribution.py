"""How the money of a SLIM window is divided: lot or order of arrival, who takes part, what a case takes.
Drawing, counting and what happens at the ceiling are done by `cases.windows`, with the settings of `terms.procedure`."""

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
