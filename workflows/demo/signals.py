"""Signals in the demonstration: the night's look at a window, one given by hand, and one that a reviewer looked at."""

from __future__ import annotations

from datetime import date

from cases.authority.actors import system
from cases.authority.permissions import Role
from cases.models import Case, Signal, SignalOrigin, SignalOutcome, SignalStatus, Window
from workflows.demo.deciding import People
from workflows.demo.show import Show
from workflows.steps.signals import raise_by_hand, raise_signals, review_signal

CHUNK = 500
"""Cases looked at together: what many of them share is then counted once for all."""

REMARK = "De begroting en de offerte hebben dezelfde opmaak; bijlage 2 en 3 (voorbeeld uit de demonstratie)."
REASON = "Nagekeken: de ondernemingen zijn één groep en gebruiken haar rekening (voorbeeld uit de demonstratie)."


def look_for_signals(window: Window, who: People, show: Show, *, on: date) -> int:
    """Look at all cases of a window, review one signal, and give one by hand; gives how many signals are open."""
    keys = list(Case.objects.filter(window=window).order_by("pk").values_list("pk", flat=True))
    with show.bar(len(keys), "zaken op signalen bekeken") as bar:
        for start in range(0, len(keys), CHUNK):
            raise_signals(keys[start : start + CHUNK], by=system("find_signals"), on=on)
            bar.update(len(keys[start : start + CHUNK]))
    waiting = Signal.objects.filter(case__window=window, status=SignalStatus.OPEN)
    first = waiting.filter(origin=SignalOrigin.RULE).order_by("pk").first()
    if first is not None:
        review_signal(first.pk, outcome=SignalOutcome.UNFOUNDED, reason=REASON, by=who[Role.REVIEWER], on=on)
    if keys:
        raise_by_hand(keys[-1], remark=REMARK, by=who[Role.HANDLER], on=on)
    return waiting.count()


def was_looked_at(window: Window) -> bool:
    """Say whether the last thing that a scenario does was done: the signal that is given by hand."""
    return Signal.objects.filter(case__window=window, origin=SignalOrigin.PERSON, remark=REMARK).exists()
