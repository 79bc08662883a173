"""Which articles each SLIM letter rests on, and the numbers that the articles have on a day.
The article of a single value stands with that value in `terms`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

from cases.schemes.slim.terms import RENUMBERED, VALUES

ADVANCE_RECOVERY = "SLIM 25 lid 5"
"""Only where the grant or settlement was withdrawn, or settled at nil under SLIM 24 lid 4; else Awb 4:95 lid 4 carries it."""

ARTICLES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "receipt": ("Awb 4:5",),
        "supplement_request": ("Awb 4:5 lid 1", "Awb 4:15 lid 1"),
        "left_unconsidered": ("Awb 4:5 lid 1",),
        "lot_result": ("SLIM 11 lid 3",),
        "refusal_views": ("Awb 4:7",),
        "refusal": ("SLIM 10",),
        "ceiling_refusal": ("Awb 4:25 lid 2", "SLIM 11 lid 3"),
        "withdrawal_confirmation": ("Awb 4:1",),
        "objection_receipt": ("Awb 6:14", "Awb 7:10"),
        "grant": ("Awb 4:29", "Awb 4:31", "SLIM 4 lid 1", "SLIM 18"),
        "change_granted": ("Awb 4:29", "SLIM 5"),
        "change_refused": ("Awb 4:29", "SLIM 5"),
        "advance_granted": ("Awb 4:95", "SLIM 16"),
        "advance_refused": ("Awb 4:95", "SLIM 16"),
        "interim_granted": ("Awb 4:95", "SLIM 16 lid 1"),
        "interim_refused": ("Awb 4:95", "SLIM 16 lid 1"),
        "settlement_reminder": ("Awb 4:44 lid 3",),
        "report_receipt": ("Awb 4:44",),
        "settlement_views": ("Awb 4:7", "Awb 4:8", "Awb 4:12 lid 2"),
        "settlement_as_granted": ("Awb 4:42", "Awb 4:46 lid 1"),
        "settlement_actual": ("Awb 4:42", "Awb 4:46 lid 1", "SLIM 24"),
        "settlement_lower": ("Awb 4:42", "Awb 4:46 lid 2", "SLIM 24 lid 4"),
        "settlement_nil": ("Awb 4:42", "Awb 4:46 lid 2", "SLIM 24 lid 4"),
        "settlement_ex_officio": ("Awb 4:42", "Awb 4:47"),
        "revocation_views": ("Awb 4:8", "Awb 4:12 lid 2"),
        "sample_request": ("Awb 4:37", "Aanwijzing 8 onder b"),
        "revocation_dropped": ("Awb 4:48",),
        "revocation": ("Awb 4:48", "SLIM 25"),
        "revocation_after_settlement": ("Awb 4:49", "SLIM 25"),
        "waiver_confirmation": ("Awb 4:48",),
        "recovery": ("Awb 4:57", "Awb 4:95 lid 4"),
        "recovery_of_whole": ("Awb 4:57", "Awb 4:95 lid 4", ADVANCE_RECOVERY),
    }
)
"""What each letter rests on, in the numbers that SLIM had until 2025."""


def renumbered(cite: str, day: date) -> str:
    """Give the number that an article of SLIM has on a day: `SLIM 18 lid 1` is `SLIM 2.20 lid 1` since 2025."""
    known = RENUMBERED.on(day)
    return re.sub(r"^SLIM (hoofdstuk )?\w+", lambda match: known.get(match.group(), match.group()), cite)


def articles_of(kind: str, day: date) -> tuple[str, ...]:
    """Give the articles of a kind of letter as numbered on a day. Raises KeyError for an unknown kind."""
    if kind not in ARTICLES:
        raise KeyError(f"Voor het besluit {kind!r} noemt SLIM geen artikelen.")
    in_force = (cite for cite in ARTICLES[kind] if cite != ADVANCE_RECOVERY or VALUES["recovery_of_advance"].on(day))
    return tuple(renumbered(cite, day) for cite in in_force)
