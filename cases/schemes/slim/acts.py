"""What may come after the application: each act typed, with its reader and the statuses in which it may come.
What follows from it is decided by steps, not here."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal

from pydantic.dataclasses import dataclass

from cases.schemes.base import ActKind
from cases.schemes.general_acts import SUPPLEMENT, VIEWS, WAIVER, WITHDRAWAL, act_of, objection
from cases.schemes.reading import STRICT, Amount, Day, LongText
from cases.schemes.slim.costs import Budget


@dataclass(config=STRICT)
class Change:
    """A request to change the project as granted; `new_ends_on` is the new last day of the project."""

    subject: Literal["periode", "activiteiten", "begroting", "deelnemers", "gegevens"]
    reason: LongText
    new_ends_on: Day | None = None


@dataclass(config=STRICT)
class InterimRequest:
    """A request for an interim payment (2021-2024) or for the second advance with a progress report (from 2025)."""

    moment: Literal["request", "progress_report"]
    progress: LongText
    costs_made: Amount


@dataclass(config=STRICT)
class Report:
    """The request for settlement (Awb 4:44 and 4:45): what was realised, in the form of the budget."""

    ended_on: Day
    description: LongText
    realised: Budget


ACTS: Mapping[str, ActKind] = MappingProxyType(
    {
        act.code: act
        for act in (
            SUPPLEMENT,
            VIEWS,
            act_of("change", "Wijzigingsverzoek", Change, "granted"),
            act_of("interim_request", "Verzoek om tussentijdse betaling", InterimRequest, "granted"),
            act_of("report", "Verzoek om vaststelling", Report, "granted"),
            WAIVER,
            WITHDRAWAL,
            objection(
                "refused",
                "left_unconsidered",
                "granted",
                "reported",
                "settlement_views",
                "settled",
                "revocation_views",
                "revoked",
                "waived",
                "recovery",
            ),
        )
    }
)
