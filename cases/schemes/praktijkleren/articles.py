"""Which articles each Praktijkleren letter rests on. The article of a single value stands with that value in `terms`."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

ARTICLES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "receipt": ("Awb 4:5",),
        "supplement_request": ("Awb 4:5 lid 1", "Awb 4:15 lid 1", "Praktijkleren 17 lid 3"),
        "left_unconsidered": ("Awb 4:5 lid 1",),
        "late_refusal": ("Praktijkleren 17 lid 1",),
        "late_refusal_after_supplement": ("Praktijkleren 17 lid 1", "Praktijkleren 17 lid 3"),
        "refusal_views": ("Awb 4:7",),
        "revocation_views": ("Awb 4:8", "Awb 4:12 lid 2"),
        "revocation_dropped": ("Awb 4:49 lid 1",),
        "withdrawal_confirmation": ("Awb 4:1",),
        "objection_receipt": ("Awb 6:14", "Awb 7:10"),
        "direct_settlement": (
            "Awb 4:42",
            "Awb 4:43",
            "Praktijkleren 14",
            "Praktijkleren 15",
            "Praktijkleren 21",
        ),
        "direct_refusal": ("Awb 4:43", "Praktijkleren 21"),
        "documents_request": ("Praktijkleren 19 lid 2", "Praktijkleren 23"),
        "settlement_amended": ("Awb 4:49 lid 1", "Praktijkleren 15"),
        "line_awarded": ("Awb 4:43", "Praktijkleren 15"),
        "line_refused": ("Awb 4:43", "Praktijkleren 15"),
        "prior_advance": ("Awb 4:95",),
        "revocation": ("Awb 4:95 lid 4",),
        "revocation_after_settlement": ("Awb 4:49 lid 1",),
        "refusal": ("Awb 4:95",),
        "recovery_forgone": ("Awb 4:57", "Awb 3:4"),
        "recovery": ("Awb 4:57",),
        "recovery_of_whole": ("Awb 4:57",),
    }
)
"""In the numbers of the text of 2015; whether they changed in 2023 is an open question (see `terms.VERSIONS`)."""


def articles_of(kind: str, day: date) -> tuple[str, ...]:
    """Give the articles of a kind of letter on a day. Raises KeyError for an unknown kind."""
    if kind not in ARTICLES:
        raise KeyError(f"Voor het besluit {kind!r} noemt Praktijkleren geen artikelen.")
    return ARTICLES[kind]
