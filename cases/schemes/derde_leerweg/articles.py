"""Which articles each letter rests on. The article of a single value stands with that value in `terms`."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

ARTICLES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "receipt": ("Awb 4:5",),
        "supplement_request": ("Awb 4:5 lid 1", "Awb 4:15 lid 1"),
        "left_unconsidered": ("Awb 4:5 lid 1",),
        "late_refusal": ("Derde leerweg 6",),
        "late_refusal_after_supplement": ("Derde leerweg 6",),
        "refusal_views": ("Awb 4:7",),
        "withdrawal_confirmation": ("Awb 4:1",),
        "objection_receipt": ("Awb 6:14", "Awb 7:10"),
        "direct_settlement": ("Awb 4:42", "Awb 4:43", "Derde leerweg 4", "Derde leerweg 7"),
        "direct_refusal": ("Awb 4:43", "Derde leerweg 5"),
        "documents_request": ("Awb 4:37",),
        "settlement_amended": ("Awb 4:49 lid 1", "Derde leerweg 7"),
        "line_awarded": ("Awb 4:43", "Derde leerweg 7"),
        "line_refused": ("Awb 4:43", "Derde leerweg 5"),
        "revocation_views": ("Awb 4:8", "Awb 4:12 lid 2"),
        "revocation_dropped": ("Awb 4:49 lid 1",),
        "revocation": ("Awb 4:49 lid 1",),
        "revocation_after_settlement": ("Awb 4:49 lid 1",),
        "recovery": ("Awb 4:57",),
        "recovery_of_whole": ("Awb 4:57",),
        "recovery_forgone": ("Awb 4:57", "Awb 3:4"),
    }
)


def articles_of(kind: str, day: date) -> tuple[str, ...]:
    """Give the articles of a kind of letter on a day. Raises KeyError for an unknown kind."""
    if kind not in ARTICLES:
        raise KeyError(f"Voor het besluit {kind!r} noemt de regeling geen artikelen.")
    return ARTICLES[kind]
