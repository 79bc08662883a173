"""Acts that the Awb gives to every party, whatever the scheme: a scheme takes them up among its own with the fitting statuses.
What a scheme itself lets its applicants send stands in its `acts`."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from pydantic.dataclasses import dataclass

from cases.schemes.base import APPLICANTS, ActKind
from cases.schemes.reading import STRICT, Day, LongText, read


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
class Waiver:
    """The recipient gives the subsidy up."""

    reason: LongText


@dataclass(config=STRICT)
class Withdrawal:
    """The applicant takes the application back."""

    reason: LongText | None = None


@dataclass(config=STRICT)
class Objection:
    """An objection (Awb 6:4, 6:5): the decision is named by the day of its letter; grounds may follow later (6:6)."""

    announced_on: Day
    grounds: LongText | None = None


def act_of(code: str, label: str, shape: type[Any], *statuses: str, senders: tuple[str, ...] = APPLICANTS) -> ActKind:
    """Give an act with the reader of its typed class, for the statuses and the senders that the scheme names."""

    def read_act(data: Mapping[str, Any], on: date) -> Any:
        return read(shape, data)

    return ActKind(code, label, read_act, statuses, shape, senders)


SUPPLEMENT = act_of("supplement", "Aanvulling", Supplement, "supplement_requested")
VIEWS = act_of("views", "Zienswijze", Views, "refusal_views", "settlement_views", "revocation_views")
WAIVER = act_of("waiver", "Afstand van de subsidie", Waiver, "granted")
WITHDRAWAL = act_of(
    "withdrawal",
    "Intrekking van de aanvraag",
    Withdrawal,
    *("submitted", "supplement_requested", "assessment", "refusal_views"),
)


def objection(*statuses: str) -> ActKind:
    """Give the objection as an act of a scheme, in the statuses in which a decision has been taken."""
    return act_of("objection", "Bezwaarschrift", Objection, *statuses)
