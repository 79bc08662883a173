"""A web server of its own for a test: gunicorn with two workers on a free port of this machine, killed or stopped with the block."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from tests.architecture.source import ROOT

ADDRESS, WORKERS = "127.0.0.1", 2
PATIENCE = 60
"""Seconds until the server must answer."""


@contextmanager
def served(application: str = "tests.arriving.web:application", **environment: str) -> Iterator[tuple[int, int]]:
    """Serve an application, and give its port and the process group of the server; whatever is left of it is killed at the end."""
    port = free_port()
    options = [
        "--bind",
        f"{ADDRESS}:{port}",
        "--workers",
        str(WORKERS),
        "--log-level",
        "warning",
        "--no-control-socket",
    ]
    command = [sys.executable, "-m", "gunicorn", *options, application]
    process = subprocess.Popen(command, cwd=ROOT, start_new_session=True, env=os.environ | environment)
    try:
        wait_for(port, process)
        yield port, process.pid
    finally:
        kill(process.pid)
        process.wait()


def kill(group: int) -> None:
    """Kill every process of a group at once, as a machine that stops does."""
    with suppress(ProcessLookupError):
        os.killpg(group, signal.SIGKILL)


def free_port() -> int:
    """Give a port that nobody listens on now."""
    with socket.socket() as one:
        one.bind((ADDRESS, 0))
        return int(one.getsockname()[1])


def wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    """Wait until the server answers. Raises AssertionError where it does not."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline and process.poll() is None:
        with socket.socket() as client:
            if client.connect_ex((ADDRESS, port)) == 0:
                return
        time.sleep(0.05)
    raise AssertionError("the web server did not start")
