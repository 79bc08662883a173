"""Which articles each STAP letter rests on.
The article of a single value stands with that value in `terms`; many articles of the regulation itself were not seen."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

ARTICLES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "receipt": ("Awb 4:5",),
        "supplement_request": ("Awb 4:5 lid 1", "Awb 4:15 lid 1"),
        "left_unconsidered": ("Awb 4:5 lid 1",),
        "refusal_views": ("Awb 4:7",),
        "refusal": ("STAP 12 lid 1",),
        "ceiling_refusal": ("Awb 4:25 lid 2", "STAP 9"),
        "withdrawal_confirmation": ("Awb 4:1",),
        "objection_receipt": ("Awb 6:14", "Awb 7:10"),
        "grant": ("Awb 4:29", "Awb 4:31", "STAP 4 lid 1", "STAP 5"),
        "change_granted": ("Awb 4:29", "STAP 14"),
        "change_refused": ("Awb 4:29", "STAP 14"),
        "settlement_reminder": ("Awb 4:37", "STAP 14"),
        "report_receipt": ("Awb 4:45",),
        "invoice_rejected": ("Awb 4:95",),
        "sample_request": ("Awb 4:37", "STAP 14"),
        "settlement_views": ("Awb 4:8", "Awb 4:12 lid 2"),
        "settlement_as_granted": ("Awb 4:42", "Awb 4:46 lid 1", "Awb 4:47"),
        "settlement_actual": ("Awb 4:42", "Awb 4:46 lid 1", "Awb 4:47"),
        "settlement_lower": ("Awb 4:42", "Awb 4:46 lid 2", "Awb 4:47", "STAP 14"),
        "settlement_nil": ("Awb 4:42", "Awb 4:46 lid 2", "Awb 4:47", "STAP 14"),
        "settlement_ex_officio": ("Awb 4:42", "Awb 4:47"),
        "revocation_views": ("Awb 4:8", "Awb 4:12 lid 2"),
        "revocation_dropped": ("Awb 4:48",),
        "revocation": ("Awb 4:48", "STAP 14"),
        "revocation_after_settlement": ("Awb 4:49", "STAP 14"),
        "waiver_confirmation": ("Awb 4:48",),
        "trainer_recovery": ("Awb 4:57", "Awb 4:95 lid 4"),
        "recovery_forgone": ("Awb 4:57", "Awb 3:4"),
        "training_removed": ("Awb 4:37",),
        "exclusion_views": ("Awb 4:8",),
        "exclusion": ("Awb 4:38", "STAP-regeling"),
        "exclusion_dropped": ("Awb 4:8",),
        "exclusion_lifted": ("STAP-regeling",),
        "removal_views": ("Awb 4:8",),
        "removal": ("STAP 19a",),
        "removal_dropped": ("Awb 4:8",),
        "removal_lifted": ("STAP 19a",),
        "training_removal_views": ("Awb 4:8",),
        "training_removal": ("STAP 19a",),
        "training_removal_dropped": ("Awb 4:8",),
        "training_removal_lifted": ("STAP 19a",),
        "recovery": ("Awb 4:57", "Awb 4:95 lid 4"),
        "recovery_of_whole": ("Awb 4:57", "Awb 4:95 lid 4"),
    }
)
"""What each letter rests on, in every version."""


def articles_of(kind: str, day: date) -> tuple[str, ...]:
    """Give the articles of a kind of letter. Raises KeyError for an unknown kind."""
    if kind not in ARTICLES:
        raise KeyError(f"Voor het besluit {kind!r} noemt STAP geen artikelen.")
    return ARTICLES[kind]
