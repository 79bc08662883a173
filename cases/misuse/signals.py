"""Which cases have an open signal: asked before a machine decides. Who may see a signal is a matter of roles."""

from __future__ import annotations

from collections.abc import Sequence

from cases.models import Signal, SignalStatus


def has_open_signal(case_pk: int) -> bool:
    """Say whether a person still has to look at a signal on this case."""
    return Signal.objects.filter(case=case_pk, status=SignalStatus.OPEN).exists()


def with_open_signal(case_pks: Sequence[int]) -> frozenset[int]:
    """Give those of the cases that have an open signal, in one query."""
    rows = Signal.objects.filter(case__in=case_pks, status=SignalStatus.OPEN)
    return frozenset(rows.values_list("case", flat=True))
