"""What may come after the application: each act typed, with its reader and the statuses in which it may come.
What follows from it is decided by steps, not here."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from types import MappingProxyType
from typing import Any, Literal

from pydantic.dataclasses import dataclass

from cases.schemes.base import ActKind
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


def _reader(kind: type[Any]) -> Callable[[Mapping[str, Any], date], Any]:
    def read_act(data: Mapping[str, Any], on: date) -> Any:
        return read(kind, data)

    return read_act


ACTS: Mapping[str, ActKind] = MappingProxyType(
    {
        act.code: act
        for act in (
            ActKind("supplement", "Aanvulling", _reader(Supplement), ("supplement_requested",)),
            ActKind("views", "Zienswijze", _reader(Views), ("refusal_views", "settlement_views", "revocation_views")),
            ActKind("change", "Wijzigingsverzoek", _reader(Change), ("granted",)),
            ActKind("interim_request", "Verzoek om tussentijdse betaling", _reader(InterimRequest), ("granted",)),
            ActKind("report", "Verzoek om vaststelling", _reader(Report), ("granted",)),
            ActKind("waiver", "Afstand van de subsidie", _reader(Waiver), ("granted",)),
            ActKind(
                "withdrawal",
                "Intrekking van de aanvraag",
                _reader(Withdrawal),
                ("submitted", "supplement_requested", "assessment", "refusal_views"),
            ),
        )
    }
)
