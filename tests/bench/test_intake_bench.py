"""Intake over HTTP in the rush of an opening window: fifty callers at once, two web workers, each applicant with its own token and
key, beside a bare endpoint that does one INSERT. The two are measured in turns, so that a busy machine is busy for both."""

from __future__ import annotations

import hashlib
import json
import os
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

import psycopg
import pytest

from cases.identity import pseudonym
from cases.models import Arrival, Party
from config.embedded import EmbeddedServer
from tests import make
from tests.architecture.source import ROOT
from tests.arriving.queueing import OPEN, window, with_scheme
from tests.arriving.schemes.rij import envelope
from tests.bench.figures import Figures
from tests.bench.intake_site import PLAIN
from workflows.api.models import ApiClient

pytestmark = pytest.mark.bench
CALLERS, WORKERS, TURNS, EACH = 50, 2, 5, 600
SHARE, SLOWEST = 0.5, 0.5
"""Of the requests a second of the bare endpoint; seconds within which 95 of 100 requests are answered."""


@dataclass(frozen=True)
class Turn:
    """What one turn measured."""

    a_second: float
    p95: float


@contextmanager
def served(*, is_bare: bool) -> Iterator[int]:
    """Serve the site or the bare endpoint on a free port."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port = int(listener.getsockname()[1])
    options = [
        "--bind",
        f"127.0.0.1:{port}",
        "--workers",
        str(WORKERS),
        "--log-level",
        "warning",
        "--no-control-socket",
    ]
    command = [sys.executable, "-m", "gunicorn", *options, "tests.bench.intake_site:application"]
    environment = os.environ | {"BENCH_BARE": str(int(is_bare)), "DJANGO_SETTINGS_MODULE": "config.settings"}
    program = subprocess.Popen(command, cwd=ROOT, env=environment)
    try:
        _wait(port)
        yield port
    finally:
        program.terminate()
        program.wait(20)


def _wait(port: int) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        try:
            connection = HTTPConnection("127.0.0.1", port, timeout=5)
            connection.request("GET", "/api/v1/openapi.json")
            connection.getresponse().read()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise AssertionError("the site does not answer")


def request(path: str, body: bytes, **headers: str) -> bytes:
    """Write a request down as it goes over the line."""
    lines = [
        f"POST {path} HTTP/1.1",
        "Host: 127.0.0.1",
        "Content-Type: application/json",
        f"Content-Length: {len(body)}",
    ]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()] + ["Connection: close", "", ""]
    return "\r\n".join(lines).encode() + body


def applications(first: int, count: int) -> list[bytes]:
    """Let applicants in, and give the request of each."""
    found, moment = [], make.at(OPEN["rij-1"])
    numbers = range(first, first + count)
    bodies = {number: envelope(number, "1000.00", received_at=moment) for number in numbers}
    parties = Party.objects.bulk_create(
        Party(
            identifier=pseudonym(bodies[n]["application"]["applicant"]["bsn"]), kind="person", name="A", sort_name="a"
        )
        for n in numbers
    )
    ApiClient.objects.bulk_create(
        ApiClient(
            name=f"bench {number}",
            digest=hashlib.sha256(f"token-{number}".encode()).hexdigest(),
            scope="applicant",
            party=party,
            from_on=make.SINCE,
            per_minute=600,
            may_date=True,
        )
        for number, party in zip(numbers, parties, strict=True)
    )
    for number in numbers:
        body = json.dumps(bodies[number]).encode()
        found.append(
            request("/api/v1/aanvragen", body, Authorization=f"Bearer token-{number}", Idempotency_Key=f"key-{number}")
        )
    return found


def sent(port: int, requests: list[bytes], file: Path) -> Turn:
    """Let the callers send these requests."""
    file.write_text("\n".join(each.hex() for each in requests), encoding="ascii")
    command = [sys.executable, str(ROOT / "tests" / "bench" / "callers.py"), str(port), str(CALLERS), str(file)]
    told: dict[str, Any] = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    assert told["statuses"] == {"201": len(requests)}
    return Turn(len(requests) / told["seconds"], told["times"][int(len(requests) * 0.95)])


def test_intake_beside_a_bare_endpoint(durable_server: EmbeddedServer, figures: Figures, tmp_path: Path) -> None:
    with psycopg.connect(durable_server.url("owner"), autocommit=True) as owner:
        owner.execute(PLAIN)
        owner.execute("GRANT INSERT ON bench_plain TO PUBLIC; GRANT USAGE ON SEQUENCE bench_plain_id_seq TO PUBLIC")
    plain, ours, file = [], [], tmp_path / "requests"
    with with_scheme(), served(is_bare=True) as bare, served(is_bare=False) as site:
        found = window()
        for turn in range(TURNS):
            prepared = applications(1 + turn * EACH, EACH)
            body = prepared[0].partition(b"\r\n\r\n")[2]
            plain.append(sent(bare, [request("/plain", body)] * EACH, file))
            ours.append(sent(site, prepared, file))
    assert Arrival.objects.filter(window=found).count() == TURNS * EACH
    bare_speed, speed = (statistics.median(turn.a_second for turn in turns) for turns in (plain, ours))
    slowest = max(turn.p95 for turn in ours)
    figures.add(
        "applications a second over HTTP",
        f"{speed:.0f}",
        baseline=f"{bare_speed:.0f}: one bare INSERT",
        wanted=f"at least {SHARE:.0%} of it (here {speed / bare_speed:.0%})",
        is_met=speed >= SHARE * bare_speed,
    )
    figures.add(
        "95 of 100 applications answered in",
        f"{slowest * 1000:.0f} ms",
        baseline=f"{max(turn.p95 for turn in plain) * 1000:.0f} ms: one bare INSERT",
        wanted=f"under {SLOWEST * 1000:.0f} ms",
        is_met=slowest < SLOWEST,
    )
