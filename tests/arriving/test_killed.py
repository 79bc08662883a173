"""A web process or a drain that is killed in the middle of a window loses nobody, decides on nobody twice, and pays nobody twice."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPException
from typing import Any

import pytest
from django.db.models import Count, Sum

from audit.chain import check_chains
from cases.models import Arrival, Case, Counter, Decision, LedgerRow, Reservation, Window
from cases.money.ledger import discrepancies
from letters.models import Letter
from tests import make
from tests.architecture.source import ROOT
from tests.arriving.queueing import FIRST_ON, came_in, drained, in_order, window
from tests.arriving.schemes.rij import envelope
from tests.arriving.serving import ADDRESS, kill, served
from tests.workflows.api.calls import caller

pytestmark = pytest.mark.own_database
COUNT, CLIENTS, BEFORE_KILL = 120, 6, 25
CEILING = "40000.00"


@contextmanager
def program(*words: str) -> Iterator[subprocess.Popen[bytes]]:
    """Run the program of these tests; whatever is left of it is killed at the end."""
    command = [sys.executable, "-m", "tests.arriving.program", *words]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, env=dict(os.environ))
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def until(is_so: Any, patience: float = 60) -> None:
    """Wait until something is so."""
    deadline = time.monotonic() + patience
    while not is_so():
        assert time.monotonic() < deadline, "it took too long"
        time.sleep(0.01)


def assert_exactly_the_first_that_fit(found: Window) -> None:
    """Compare with granting one after the other until one does not fit; nobody twice, and the books close."""
    arrivals, room, expected = in_order(found), 4_000_000, list[str]()
    for one in arrivals:
        fits = one.requested_cents <= room and "ceiling" not in expected
        expected.append("granted" if fits else "ceiling")
        room -= one.requested_cents if fits else 0
    assert [one.outcome for one in arrivals] == expected
    assert 0 < expected.count("granted") < len(arrivals) == COUNT
    assert Case.objects.count() == Decision.objects.count() == Letter.objects.count() == COUNT
    assert not Decision.objects.values("case").annotate(n=Count("pk")).filter(n__gt=1).exists()
    granted = sum(one.requested_cents for one in arrivals if one.outcome == "granted")
    assert LedgerRow.objects.filter(account="committed").aggregate(total=Sum("amount_cents"))["total"] == granted
    money = Reservation.objects.filter(counter__in_units=False).aggregate(total=Sum("amount_cents"))["total"]
    assert money == granted == Counter.objects.get(window=found, bucket="ceiling").taken_cents
    assert not list(discrepancies())
    assert check_chains().breach is None


def test_a_drain_that_is_killed_is_run_again_and_everybody_is_decided_once() -> None:
    found = window(ceiling=CEILING)
    for number in range(1, COUNT + 1):
        came_in(number, f"{500 + number % 400}.00", training=f"T{number % 7}")
    for share in (5, 40, 80):
        with program("drain", found.code, "5") as killed:
            until(lambda share=share: Decision.objects.count() >= share)
            killed.send_signal(signal.SIGKILL)
            killed.wait()
    assert Arrival.objects.filter(handled_at=None).exists(), "it was killed in the middle"
    drained(found)
    assert_exactly_the_first_that_fit(found)


def test_who_heard_a_number_before_the_process_was_killed_is_there_and_the_others_can_try_again() -> None:
    found = window(ceiling=CEILING)
    with program("take-in", "1", str(COUNT)) as killed:
        assert killed.stdout is not None
        heard = [killed.stdout.readline().decode().strip() for _ in range(BEFORE_KILL)]
        killed.send_signal(signal.SIGKILL)
        heard += [line.decode().strip() for line in killed.stdout]
    stored = [one.number for one in in_order(found)]
    assert BEFORE_KILL <= len(heard) < COUNT
    assert stored[: len(heard)] == heard
    assert len(stored) - len(heard) <= 1, "at most the one at hand was stored without being told"
    again = [came_in(number, f"{500 + number % 400}.00") for number in range(1, COUNT + 1)]
    assert [one.number for one in again][: len(heard)] == heard
    assert sum(not one.is_new for one in again) == len(stored)
    drained(found)
    assert_exactly_the_first_that_fit(found)


def sent(port: int, some: Mapping[int, tuple[str, str]]) -> dict[int, str]:
    """Send applications over one connection, and give the numbers that were told until the server was gone."""
    told: dict[int, str] = {}
    connection = HTTPConnection(ADDRESS, port, timeout=20)
    for number, (token, body) in some.items():
        headers = {
            "Authorization": f"Bearer {token}",
            "Content-Type": "application/json",
            "Idempotency-Key": f"k{number}",
        }
        try:
            connection.request("POST", "/api/v1/aanvragen", body, headers)
            response = connection.getresponse()
            answer = json.loads(response.read())
        except (OSError, HTTPException, ValueError):
            return told
        assert response.status in (200, 201), answer
        told[number] = answer["number"]
    return told


def test_a_web_server_that_is_killed_loses_nobody_who_heard_a_number_and_takes_nobody_in_twice() -> None:
    found = window(ceiling=CEILING)
    people = {number: caller(f"{100_000_000 + number}").token for number in range(1, COUNT + 1)}
    sending = {
        number: (token, json.dumps(envelope(number, f"{500 + number % 400}.00", received_at=make.at(FIRST_ON))))
        for number, token in people.items()
    }
    parts = [{n: sending[n] for n in range(first, COUNT + 1, CLIENTS)} for first in range(1, CLIENTS + 1)]
    with served() as (port, group), ThreadPoolExecutor(CLIENTS) as pool:
        running = [pool.submit(sent, port, part) for part in parts]
        until(lambda: Arrival.objects.count() >= BEFORE_KILL)
        kill(group)
        told = {number: name for one in running for number, name in one.result().items()}
    stored = set(Arrival.objects.values_list("number", flat=True))
    assert BEFORE_KILL - CLIENTS <= len(told) < COUNT
    assert set(told.values()) <= stored
    assert len(stored) - len(told) <= CLIENTS
    with served() as (port, _), ThreadPoolExecutor(CLIENTS) as pool:
        again = {n: name for one in pool.map(lambda part: sent(port, part), parts) for n, name in one.items()}
    assert {number: again[number] for number in told} == told
    assert len(set(again.values())) == COUNT == Arrival.objects.count()
    assert [one.order_number for one in in_order(found)] == list(range(1, COUNT + 1))
    drained(found)
    assert_exactly_the_first_that_fit(found)
