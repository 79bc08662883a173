"""What one step costs from lock to announcement, beside plain psycopg writing the same rows: the grant with an advance of 50 %.
Both take turns in one process on the suite's server, which does not wait for the disk: waiting would make the ratio smaller."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from decimal import Decimal
from statistics import median

import psycopg
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cases.authority.permissions import Role
from cases.models import Case, Counter, Decision
from tests import make
from tests.bench.figures import Figures
from tests.bench.plain_grant import PlainGrant
from tests.database import Urls
from workflows.steps.grant import grant_subsidy

pytestmark = [pytest.mark.own_database, pytest.mark.bench]
RUNS, FIRST = 200, 20
"""Pairs that count, and pairs before them in which both sides get their statements planned."""
DEAREST, MOST = 3.0, 16
ASSESSED_ON, ON = date(2023, 11, 11), date(2023, 11, 12)
CONTROL = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE")


def assessed_cases(who: make.People, count: int) -> Iterator[Case]:
    """Give cases with a place and an assessment; one small amount, so that they all fit under the ceiling."""
    for number in range(1, count + 1):
        case = make.applied("mkb-voorschot-2023", number=number, amount="7000.00")
        Counter.objects.update(limit_cents=10**12)
        yield make.assessed(case, who, on=ASSESSED_ON)


@contextmanager
def without_collector() -> Iterator[None]:
    """Keep the garbage collector out of single measurements; both sides would be hit by chance."""
    gc.collect()
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def seconds(work: Callable[[], object]) -> float:
    """Give how long one call takes."""
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def test_a_grant_beside_plain_psycopg_writing_the_same_rows(own_database: Urls, figures: Figures) -> None:
    who = make.people()
    first, *cases = assessed_cases(who, 2 * (RUNS + FIRST) + 1)

    def grant(case: Case) -> Decision:
        return grant_subsidy(case.pk, by=who[Role.DECIDER], on=ON)

    with CaptureQueriesContext(connection) as captured:
        decision = grant(first)
    assert decision.amount_cents
    assert Decimal(decision.facts["advance"]) * 2 == Decimal(decision.amount_cents) / 100
    queries = [query for query in captured.captured_queries if not query["sql"].startswith(CONTROL)]

    steps, writes = [], []
    with psycopg.connect(own_database.default) as plain_connection, without_collector():
        plain = PlainGrant(plain_connection, first.pk)
        for granted, written in zip(cases[::2], cases[1::2], strict=True):
            steps.append(seconds(lambda case=granted: grant(case)))  # type: ignore[misc]
            writes.append(seconds(lambda case=written: plain.write(case.pk)))  # type: ignore[misc]
    step, write = median(steps[FIRST:]) * 1000, median(writes[FIRST:]) * 1000

    assert Case.objects.filter(status="granted").count() == len(cases) + 1, "both sides granted"
    assert Decision.objects.filter(kind="grant").count() == len(cases) + 1
    figures.add(
        "one grant, lock to announcement",
        f"{step:.2f} ms ({step / write:.2f} times)",
        baseline=f"{write:.2f} ms: plain psycopg, the same {plain.count} rows",
        wanted=f"at most {DEAREST:.0f} times",
        is_met=step <= DEAREST * write,
    )
    figures.add(
        "queries of one grant", str(len(queries)), baseline="", wanted=f"at most {MOST}", is_met=len(queries) <= MOST
    )
