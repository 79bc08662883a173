"""What may come after the application, and in which statuses. What follows from an act is decided by steps."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from cases.schemes.base import ActKind
from cases.schemes.general_acts import SUPPLEMENT, VIEWS, WITHDRAWAL, objection

ACTS: Mapping[str, ActKind] = MappingProxyType(
    {
        act.code: act
        for act in (
            SUPPLEMENT,
            VIEWS,
            WITHDRAWAL,
            objection("refused", "left_unconsidered", "settled", "revocation_views", "revoked", "recovery"),
        )
    }
)
