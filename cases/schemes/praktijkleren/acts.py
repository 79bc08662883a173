"""What may come after the application: each act typed, with its reader and the statuses in which it may come.
Before closing a change is a new application (the old one is withdrawn); after it nothing can be asked for more.
What follows from an act is decided by steps, not here."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Annotated, Any

from pydantic import Field
from pydantic.dataclasses import dataclass

from cases.schemes.base import ActKind
from cases.schemes.general_acts import objection
from cases.schemes.reading import STRICT, LongText, read


@dataclass(config=STRICT)
class Supplement:
    """An answer to a request to complete the application (Awb 4:5): its receipt is the receipt of the whole (article 17 lid 3)."""

    note: LongText | None = None


@dataclass(config=STRICT)
class Views:
    """What the applicant or recipient brings forward before a decision (Awb 4:7 to 4:9)."""

    text: LongText
    wants_hearing: bool = False


@dataclass(config=STRICT)
class Withdrawal:
    """The applicant takes the application back; `kept_number` names the application that stays, where it was filed anew."""

    reason: LongText | None = None
    kept_number: Annotated[str, Field(min_length=1, max_length=40)] | None = None


def _act(code: str, label: str, shape: type[Any], *statuses: str) -> ActKind:
    def read_act(data: Mapping[str, Any], on: date) -> Any:
        return read(shape, data)

    return ActKind(code, label, read_act, statuses, shape)


UNDECIDED = ("submitted", "supplement_requested", "assessment", "refusal_views")
DECIDED = ("refused", "left_unconsidered", "granted", "settled", "revocation_views", "revoked", "recovery")

ACTS: Mapping[str, ActKind] = MappingProxyType(
    {
        act.code: act
        for act in (
            _act("supplement", "Aanvulling", Supplement, "supplement_requested"),
            _act("views", "Zienswijze", Views, "refusal_views", "revocation_views"),
            _act("withdrawal", "Intrekking van de aanvraag", Withdrawal, *UNDECIDED),
            objection(*DECIDED),
        )
    }
)
