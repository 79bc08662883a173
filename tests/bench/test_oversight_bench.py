"""Looking at many cases at once beside looking at each alone, and a simulation of a window beside typing its applications."""

from __future__ import annotations

import json
import time
from collections import deque
from collections.abc import Callable
from datetime import date
from random import Random
from tracemalloc import get_traced_memory, start, stop

import pytest
from django.utils import timezone

from cases.authority.actors import system
from cases.intake import read_submission
from cases.models import Case, Position, SignalKey
from cases.queries import application_of
from cases.schemes.registry import scheme
from tests import make
from tests.bench.figures import Figures
from workflows.oversight.simulation.changes import read_changes
from workflows.oversight.simulation.report import Summary, counted
from workflows.oversight.simulation.running import simulate
from workflows.steps.daily import SIGNALS, run_duty
from workflows.steps.signals import raise_signals
from workflows.steps.submission import submit_application

pytestmark = [pytest.mark.bench, pytest.mark.django_db]
COUNT, ON = 400, date(2020, 4, 2)
TIMES_FASTER, MOST_TIMES, MOST_MB = 4.0, 20.0, 8
"""Many at once beside each alone; a simulation beside typing; what it holds above the rows of a chunk."""


def window_of_many() -> None:
    """Fill the first window with made-up applications, in an order by number."""
    make.people()
    window, slim = make.window("slim-2020-1"), scheme("slim")
    values = slim.values_on(date(2020, 3, 3))
    random = Random(1)  # noqa: S311 - made-up applications
    for number in range(COUNT):
        envelope = slim.demonstration.fabricate(number, random, make.at(date(2020, 3, 3)), values)
        submit_application(read_submission(json.dumps(envelope), received_at=timezone.now()), channel="test")
    cases = Case.objects.filter(window=window).order_by("pk")
    Position.objects.bulk_create(
        Position(window=window, case=case, number=place, key="", was_complete=True)
        for place, case in enumerate(cases, start=1)
    )


def seconds(work: Callable[[], object]) -> float:
    """Time some work."""
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def typed() -> int:
    """Type every application: the floor under all that judges."""
    return sum(1 for case in Case.objects.select_related("application") if application_of(case))


def test_many_are_looked_at_together(figures: Figures) -> None:
    window_of_many()
    SignalKey.objects.all().delete()
    together = seconds(lambda: list(run_duty(SIGNALS, by=system("bench"), on=ON)))
    some = list(Case.objects.order_by("pk").values_list("pk", flat=True)[:50])
    alone = seconds(lambda: [raise_signals([pk], by=system("bench"), on=ON) for pk in some]) * COUNT / len(some)
    figures.add(
        f"a night's look at {COUNT} cases",
        f"{together * 1000 / COUNT:.2f} ms a case ({alone / together:.1f} times as fast)",
        baseline=f"{alone * 1000 / COUNT:.2f} ms: each by itself; {seconds(typed) * 1000 / COUNT:.2f} ms: typing it",
        wanted=f"at least {TIMES_FASTER:.0f} times as fast",
        is_met=alone / together >= TIMES_FASTER,
    )


def test_a_simulation_streams(figures: Figures) -> None:
    window_of_many()
    window = make.window("slim-2020-1")
    changes = read_changes(["percentage_mkb_small=0.70", "ceiling=1000000.00"], window)
    floor, summary = seconds(typed), Summary()
    took = seconds(lambda: deque(counted(simulate(window, changes), summary), maxlen=0))
    start()
    deque(simulate(window, changes), maxlen=0)
    _, peak = get_traced_memory()
    stop()
    assert summary.total.count == COUNT
    figures.add(
        f"a simulation of {COUNT} cases",
        f"{took * 1000 / COUNT:.2f} ms a case ({took / floor:.1f} times)",
        baseline=f"{floor * 1000 / COUNT:.2f} ms: typing it",
        wanted=f"at most {MOST_TIMES:.0f} times",
        is_met=took / floor <= MOST_TIMES,
    )
    figures.add(
        "memory of a simulation",
        f"{peak / 1e6:.1f} MB at most",
        baseline="",
        wanted=f"at most {MOST_MB} MB",
        is_met=peak <= MOST_MB * 1e6,
    )
