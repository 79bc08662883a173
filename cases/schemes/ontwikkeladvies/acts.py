"""What may come after the application: those acts of the Awb that fit a subsidy that is settled at once.
What follows from an act is decided by steps, not here."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from cases.schemes.base import ActKind
from cases.schemes.general_acts import SUPPLEMENT, WITHDRAWAL, Views, act_of, objection

VIEWS = act_of("views", "Zienswijze", Views, "refusal_views", "revocation_views")
DECIDED = ("refused", "left_unconsidered", "settled", "revocation_views", "revoked", "recovery")

ACTS: Mapping[str, ActKind] = MappingProxyType(
    {act.code: act for act in (SUPPLEMENT, VIEWS, WITHDRAWAL, objection(*DECIDED))}
)
