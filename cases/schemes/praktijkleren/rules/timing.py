"""When an application counts as received, and whether that was in time (articles 17 and 19).
The closing of a window, also after an outage, comes from the house; nothing is sent or decided here."""

from __future__ import annotations

from datetime import datetime

from cases.law import Values
from cases.schemes.base import Finding
from cases.schemes.stating import found


def counts_as_received(
    received_at: datetime, values: Values, *, supplemented_at: datetime | None = None, proven_at: datetime | None = None
) -> datetime:
    """Give the moment that counts: that of the supplement (article 17 lid 3), never that of documents asked later (19 lid 2)."""
    moments = [received_at]
    if supplemented_at and values.supplement_moves_receipt:
        moments.append(supplemented_at)
    if proven_at and values.documents_move_receipt:
        moments.append(proven_at)
    return max(moments)


def is_in_time(
    received_at: datetime, closes_at: datetime, values: Values, *, supplemented_at: datetime | None = None
) -> Finding:
    """Article 17: received by 17:00 on the closing day, or by the new moment that was set after a calamity (lid 2)."""
    is_supplemented = supplemented_at is not None and received_at <= closes_at
    source = "supplement_moves_receipt" if is_supplemented else "late_is_rejected"
    is_met = counts_as_received(received_at, values, supplemented_at=supplemented_at) <= closes_at
    label = "De volledige aanvraag is op tijd ontvangen."
    return found(values, "in_time", source, is_met, label, closes_at=closes_at.isoformat())
