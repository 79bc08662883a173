"""Signals in the demonstration: the night's look at a window, one given by hand, and one that a reviewer looked at."""

from __future__ import annotations

from datetime import date

from cases.authority.actors import system
from cases.authority.permissions import Role
from cases.models import Case, Signal, SignalOrigin, SignalOutcome, SignalStatus, Window
from workflows.demo.deciding import People
from workflows.steps.daily import CHUNK
from workflows.steps.signals import raise_by_hand, raise_signals, review_signal

REMARK = "De begroting en de offerte hebben dezelfde opmaak; bijlage 2 en 3 (voorbeeld uit de demonstratie)."
REASON = "Nagekeken: de ondernemingen zijn één groep en gebruiken haar rekening (voorbeeld uit de demonstratie)."


def look_for_signals(window: Window, who: People, *, on: date) -> int:
    """Look at all cases of a window, give one signal by hand, and review one; gives how many signals are open."""
    keys = list(Case.objects.filter(window=window).order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(keys), CHUNK):
        raise_signals(keys[start : start + CHUNK], by=system("find_signals"), on=on)
    if keys:
        raise_by_hand(keys[-1], remark=REMARK, by=who[Role.HANDLER], on=on)
    waiting = Signal.objects.filter(case__window=window, status=SignalStatus.OPEN)
    first = waiting.filter(origin=SignalOrigin.RULE).order_by("pk").first()
    if first is not None:
        review_signal(first.pk, outcome=SignalOutcome.UNFOUNDED, reason=REASON, by=who[Role.REVIEWER], on=on)
    return waiting.count()
