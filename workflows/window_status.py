"""How a window stands now, in figures, for commands and pages. Reads only; of the lot only what is public."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from cases.amounts import from_cents, plain
from cases.models import Arrival, Case, Counter, Draw, Position, Window
from cases.windows.arrivals import count_waiting, troubled
from cases.windows.counters import CEILING, room
from cases.windows.lot import needs_lot, requested
from cases.windows.queue import entries, waiting
from workflows.publishing import facts_of_lot


def status_of(window: Window) -> dict[str, Any]:
    """Give ceiling, applications, order and lot of a window as JSON; amounts in euro as text."""
    counter = Counter.objects.get(window=window, bucket=CEILING)
    draw = Draw.objects.select_related("window").filter(window=window).first()
    queue = waiting(window)
    refused_on = window.refused_for_ceiling_on
    return {
        "window": window.code,
        "label": window.label,
        "method": window.method,
        "opens_at": timezone.localtime(window.opens_at).isoformat(),
        "closes_at": timezone.localtime(window.closes_at).isoformat(),
        "ceiling": plain(from_cents(counter.limit_cents)),
        "taken": plain(from_cents(counter.taken_cents)),
        "left": plain(room(counter)),
        "is_budget_adopted": window.is_budget_adopted,
        **_applications(window, counter),
        "positions": Position.objects.filter(window=window).count(),
        "waiting": len(queue),
        "next": queue[0].turn.number if queue else None,
        "refused_for_ceiling_on": refused_on.isoformat() if refused_on else None,
        **_arrivals(window),
        "lot": facts_of_lot(draw) if draw else None,
    }


def _arrivals(window: Window) -> dict[str, Any]:
    """How far the drain is, where the order of arrival decides, and what is left in the parts of the ceiling."""
    if not Arrival.objects.filter(window=window).exists():
        return {}
    closed_on = window.arrivals_closed_on
    parts = Counter.objects.filter(window=window, in_units=False).exclude(bucket=CEILING).order_by("bucket")
    return {
        "arrivals": Arrival.objects.filter(window=window).count(),
        "arrivals_waiting": count_waiting(window),
        "arrivals_troubled": [one.number for one in troubled(window)],
        "arrivals_closed_on": closed_on.isoformat() if closed_on else None,
        "parts": {
            part.bucket: {"limit": plain(from_cents(part.limit_cents)), "left": plain(room(part))} for part in parts
        },
    }


def _applications(window: Window, counter: Counter) -> dict[str, Any]:
    listed = entries(window)
    return {
        "applications": Case.objects.filter(window=window).count(),
        "open": len(listed),
        "open_and_complete": sum(entry.is_complete for entry in listed),
        "open_and_complete_amount": plain(requested(listed)),
        "needs_lot": needs_lot(listed, from_cents(counter.limit_cents)),
    }
