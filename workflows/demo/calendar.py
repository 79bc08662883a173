"""Days go by in the demonstration: the daily run with its letters, and applications that were never completed."""

from __future__ import annotations

from datetime import date

from cases.authority.actors import system
from cases.authority.permissions import Role
from cases.models import Case, Status, Window
from workflows.demo.deciding import People
from workflows.steps.daily import DUTIES, run_duty
from workflows.steps.supplement import leave_unconsidered


def run_daily(on: date) -> int:
    """Do every daily duty for a day; gives how many items were done."""
    by = system("run_daily")
    return sum(sum(run_duty(duty, by=by, on=on)) for duty in DUTIES)


def leave_incomplete(window: Window, who: People, *, on: date, waiting: int = 0) -> int:
    """Decide not to consider the applications whose supplement never came, but for some that still wait; gives how many."""
    incomplete = Case.objects.filter(window=window, status=Status.SUPPLEMENT_REQUESTED).order_by("pk")
    keys = list(incomplete.values_list("pk", flat=True))[waiting:]
    for key in keys:
        leave_unconsidered(key, by=who[Role.DECIDER], on=on)
    return len(keys)
