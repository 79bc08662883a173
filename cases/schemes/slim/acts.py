"""What may come after the application: each act typed, with its reader and the statuses in which it may come.
What follows from it is decided by steps, not here."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Any, Literal

from pydantic.dataclasses import dataclass

from cases.schemes.base import ActKind
from cases.schemes.general_acts import objection
from cases.schemes.reading import STRICT, Amount, Day, LongText, read
from cases.schemes.slim.costs import Budget


@dataclass(config=STRICT)
class Supplement:
    """An answer to a request to complete the application (Awb 4:5); the missing documents come beside it."""

    note: LongText | None = None


@dataclass(config=STRICT)
class Views:
    """What the applicant or recipient brings forward before a decision (Awb 4:7 to 4:9)."""

    text: LongText
    wants_hearing: bool = False


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


@dataclass(config=STRICT)
class Waiver:
    """The recipient gives the subsidy up."""

    reason: LongText


@dataclass(config=STRICT)
class Withdrawal:
    """The applicant takes the application back."""

    reason: LongText | None = None


def _act(code: str, label: str, shape: type[Any], *statuses: str) -> ActKind:
    def read_act(data: Mapping[str, Any], on: date) -> Any:
        return read(shape, data)

    return ActKind(code, label, read_act, statuses, shape)


ACTS: Mapping[str, ActKind] = MappingProxyType(
    {
        act.code: act
        for act in (
            _act("supplement", "Aanvulling", Supplement, "supplement_requested"),
            _act("views", "Zienswijze", Views, "refusal_views", "settlement_views", "revocation_views"),
            _act("change", "Wijzigingsverzoek", Change, "granted"),
            _act("interim_request", "Verzoek om tussentijdse betaling", InterimRequest, "granted"),
            _act("report", "Verzoek om vaststelling", Report, "granted"),
            _act("waiver", "Afstand van de subsidie", Waiver, "granted"),
            _act(
                "withdrawal",
                "Intrekking van de aanvraag",
                Withdrawal,
                "submitted",
                "supplement_requested",
                "assessment",
                "refusal_views",
            ),
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
