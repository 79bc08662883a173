"""A window in order of arrival at its full size, on a server that waits for the disk: intake over HTTP beside an endpoint that does
one INSERT, intake and drain of 40,000 applications beside a plain sequential walk, and the sum of 200,000 ledger rows."""

from __future__ import annotations

import json
import os
import signal
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import psycopg
import pytest
from django.db import connections, transaction
from django.db.models import Sum
from django.utils import timezone

from cases.intake import read_submission
from cases.models import Arrival, Counter, LedgerRow, Signal, Window
from cases.money.ledger import discrepancies
from config.embedded import EmbeddedServer
from tests.architecture.source import ROOT
from tests.arriving.serving import served
from tests.bench.figures import Figures
from tests.bench.intake_site import PLAIN
from tests.bench.load_client import Load, load, posted
from tests.bench.population import CODE, OPENED_ON, WINDOW, Applicant, applicants, expected, opened
from workflows.steps.taking_in import take_in

pytestmark = pytest.mark.bench
CLIENTS, EACH, ROUNDS = 50, 1000, 5
LEAST_SHARE, SLOWEST_P95 = 0.5, 0.5
COUNT, LONGEST = 40_000, 15 * 60
SLOW_SECONDS = 5
LEDGER_ROWS, LONGEST_SUM = 200_000, 1.0


def test_intake_over_http_beside_one_insert(durable_server: EmbeddedServer, figures: Figures) -> None:
    window = opened()
    people = applicants(window, EACH * ROUNDS + CLIENTS)
    make_table(durable_server)
    plain = [posted("/plain", one.request.partition(b"\r\n\r\n")[2]) for one in people[:EACH]]
    intake, bare = list[Load](), list[Load]()
    floor_site = served("tests.bench.intake_site:application", BENCH_BARE="1")
    with served("config.wsgi:application") as (port, _), floor_site as (bare_port, _):
        load(port, [one.request for one in people[:CLIENTS]], clients=CLIENTS)
        load(bare_port, plain[:CLIENTS], clients=CLIENTS)
        for turn in range(ROUNDS):
            first = CLIENTS + turn * EACH
            bare.append(load(bare_port, plain, clients=CLIENTS))
            intake.append(load(port, [one.request for one in people[first : first + EACH]], clients=CLIENTS))
    assert {answer.status for one in (*intake, *bare) for answer in one.answers} == {201}
    assert Arrival.objects.filter(window=window).count() == len(people)
    speed, floor = usual(intake), usual(bare)
    p95 = max(one.percentile(0.95) for one in intake)
    figures.add(
        f"intake over HTTP, {CLIENTS} clients, two workers",
        f"{speed:.0f} requests/s ({speed / floor:.2f} of it)",
        baseline=f"{floor:.0f} requests/s: one INSERT of the same message, and nothing around it",
        wanted=f"at least {LEAST_SHARE} of it",
        is_met=speed >= LEAST_SHARE * floor,
    )
    figures.add(
        "intake over HTTP, 95th percentile",
        f"{p95 * 1000:.0f} ms",
        baseline=f"{max(one.percentile(0.95) for one in bare) * 1000:.0f} ms: that endpoint",
        wanted=f"under {SLOWEST_P95 * 1000:.0f} ms",
        is_met=p95 < SLOWEST_P95,
    )


def usual(loads: Sequence[Load]) -> float:
    """Give the median of the requests per second of the rounds."""
    return statistics.median(one.per_second for one in loads)


def make_table(server: EmbeddedServer) -> None:
    """Make the table of the bare endpoint."""
    with psycopg.connect(server.url("owner"), autocommit=True) as owner:
        owner.execute(PLAIN)
        owner.execute("GRANT INSERT ON bench_plain TO subsidy_app")
        owner.execute("GRANT USAGE ON SEQUENCE bench_plain_id_seq TO subsidy_app")


def test_forty_thousand_are_taken_in_and_decided(durable_server: EmbeddedServer, figures: Figures) -> None:
    window = opened()
    people = applicants(window, COUNT + 1)
    *sending, slow = people
    started = time.perf_counter()
    with served("config.wsgi:application") as (port, _), draining():
        slowly = threading.Thread(target=come_in_slowly, args=(slow,))
        slowly.start()
        intake = load(port, [one.request for one in sending], clients=CLIENTS)
        taken_in = time.perf_counter() - started
        slowly.join()
        while Arrival.objects.filter(window=window, handled_at=None).exists():
            time.sleep(0.5)
        seconds = time.perf_counter() - started
    assert {one.status for one in intake.answers} == {201}
    assert_exactly_the_right_ones(window, people, intake, figures)
    walk = seconds_to_walk(people)
    figures.note("intake alone, while the drain ran", f"{taken_in:.0f} s, {intake.per_second:.0f} requests/s")
    figures.add(
        f"intake and drain of {COUNT:,}, one transaction slow",
        f"{seconds:.0f} s",
        baseline=f"{walk * 1000:.0f} ms: a plain sequential walk over the same amounts",
        wanted=f"at most {LONGEST} s",
        is_met=seconds <= LONGEST,
    )
    sum_of_ledger(durable_server, figures)


@contextmanager
def draining() -> Iterator[None]:
    """Let a drain watch the window, as in use, until the block ends."""
    command = [
        sys.executable,
        "manage.py",
        "drain",
        CODE,
        WINDOW,
        "--watch",
        "--on",
        OPENED_ON.isoformat(),
        "--skip-checks",
    ]
    process = subprocess.Popen(command, cwd=ROOT, env=dict(os.environ), stdout=subprocess.DEVNULL)
    try:
        yield
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(60)


def come_in_slowly(one: Applicant) -> None:
    """Take an application in by a transaction that keeps its number to itself for seconds; everybody after it waits."""
    time.sleep(2)
    body = one.request.partition(b"\r\n\r\n")[2]
    with transaction.atomic():
        take_in(read_submission(body, received_at=timezone.now()), channel="test")
        time.sleep(SLOW_SECONDS)
    connections.close_all()


def assert_exactly_the_right_ones(window: Window, people: Sequence[Applicant], intake: Load, figures: Figures) -> None:
    """Walk over the applicants in the order of arrival, and compare what became of each."""
    by_number = {json.loads(one.body)["number"]: people[one.place] for one in intake.answers}
    arrivals = list(Arrival.objects.filter(window=window).order_by("order_number"))
    order = [by_number.get(one.number, people[-1]) for one in arrivals]
    assert [one.order_number for one in arrivals] == list(range(1, COUNT + 2))
    signalled = set(Signal.objects.filter(case__window=window).values_list("case", flat=True))
    ceiling = Counter.objects.get(window=window, bucket="ceiling")
    wanted = expected(order, ceiling.limit_cents, [one.case_key in signalled for one in arrivals])
    assert [one.outcome for one in arrivals] == wanted
    held = sum(one.cents for one, fate in zip(order, wanted, strict=True) if fate in ("granted", "person"))
    assert ceiling.taken_cents == held <= ceiling.limit_cents
    assert wanted.count("ceiling") > 0
    assert not list(discrepancies())
    counts = {fate: wanted.count(fate) for fate in sorted(set(wanted))}
    figures.note("what became of them", ", ".join(f"{count} {fate}" for fate, count in counts.items()))


def seconds_to_walk(people: Sequence[Applicant]) -> float:
    """Give how long the plain walk takes."""
    started = time.perf_counter()
    expected(people, 3_400_000_000, [False] * len(people))
    return time.perf_counter() - started


FILL = """INSERT INTO cases_ledgerrow (case_id, account, amount_cents, booked_on, reason)
SELECT case_id, account, amount_cents, booked_on, reason FROM cases_ledgerrow, generate_series(1, %s) LIMIT %s"""


def sum_of_ledger(server: EmbeddedServer, figures: Figures) -> None:
    """Fill the ledger up and add it, by account, as balances are read."""
    missing = LEDGER_ROWS - LedgerRow.objects.count()
    with psycopg.connect(server.url("owner")) as owner:
        owner.execute(FILL, [missing // max(1, LedgerRow.objects.count()) + 1, missing])
        owner.commit()
        started = time.perf_counter()
        owner.execute("SELECT account, SUM(amount_cents) FROM cases_ledgerrow GROUP BY account").fetchall()
        plain = time.perf_counter() - started
    started = time.perf_counter()
    sums = dict(LedgerRow.objects.values_list("account").annotate(total=Sum("amount_cents")).order_by())
    seconds = time.perf_counter() - started
    assert sums
    assert LedgerRow.objects.count() >= LEDGER_ROWS
    figures.add(
        f"the sum of {LEDGER_ROWS:,} ledger rows",
        f"{seconds * 1000:.0f} ms",
        baseline=f"{plain * 1000:.0f} ms: plain psycopg",
        wanted=f"under {LONGEST_SUM:.0f} s",
        is_met=seconds < LONGEST_SUM,
    )
