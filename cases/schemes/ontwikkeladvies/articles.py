"""Which articles each letter of this scheme rests on.
The article of a single value stands with that value in `terms`; of the scheme itself only articles 1 and 7 were seen."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

from cases.schemes.ontwikkeladvies.terms.sources import UNKNOWN

ARTICLES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "receipt": ("Awb 4:5",),
        "supplement_request": ("Awb 4:5 lid 1", "Awb 4:15 lid 1"),
        "left_unconsidered": ("Awb 4:5 lid 1",),
        "refusal_views": ("Awb 4:7",),
        "refusal": (UNKNOWN,),
        "ceiling_refusal": ("Awb 4:25 lid 2",),
        "withdrawal_confirmation": ("Awb 4:1",),
        "objection_receipt": ("Awb 6:14", "Awb 7:10"),
        "direct_settlement": ("Awb 4:42", "Awb 4:43", UNKNOWN),
        "revocation_views": ("Awb 4:8", "Awb 4:12 lid 2"),
        "revocation_dropped": ("Awb 4:49",),
        "revocation": ("Awb 4:49",),
        "revocation_after_settlement": ("Awb 4:49",),
        "recovery": ("Awb 4:57",),
        "recovery_of_whole": ("Awb 4:57",),
    }
)


def articles_of(kind: str, day: date) -> tuple[str, ...]:
    """Give the articles of a kind of letter on a day. Raises KeyError for an unknown kind."""
    if kind not in ARTICLES:
        raise KeyError(f"Voor het besluit {kind!r} noemt Ontwikkeladvies geen artikelen.")
    return ARTICLES[kind]
