"""The services of a site on one machine: the embedded database, programs such as the worker, and the web server.
Starting and stopping them together is the business of supervisor.py."""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from types import FrameType

from config.embedded import EmbeddedServer
from config.environment import SetupError

BASE_DIR = Path(__file__).resolve().parent.parent
ADDRESS = "127.0.0.1"
GRACE = 10.0
"""Seconds a program gets to finish its work after SIGTERM before it is killed."""


class Database:
    """Watches the embedded server, so the site ends when it does; `running_database` starts and stops it."""

    name = "The database"
    patience = 60.0

    def __init__(self, server: EmbeddedServer) -> None:
        self._server = server

    def start(self) -> None:
        """Nothing: it runs already."""

    def is_ready(self) -> bool:
        """Does it answer?"""
        return self._server.is_running()

    def is_alive(self) -> bool:
        """Does it answer?"""
        return self._server.is_running()

    def stop(self) -> None:
        """Nothing: whoever started it stops it."""


@contextmanager
def running_database(server: EmbeddedServer | None) -> Iterator[None]:
    """Let the embedded server run for a while; at the end it stops if it was started here. None: a real server.

    SIGTERM and a closed terminal end the program like Ctrl-C does, so that the server is not left behind.
    """
    if server is None:
        yield
        return
    before = {number: signal.signal(number, _leave) for number in (signal.SIGTERM, signal.SIGHUP)}
    started = server.start()
    try:
        yield
    finally:
        if started:
            server.stop()
        for number, handler in before.items():
            signal.signal(number, handler)


def _leave(number: int, frame: FrameType | None) -> None:
    raise SystemExit(128 + number)


class Program:
    """A program of its own in a session of its own: Ctrl-C in the terminal reaches the supervisor only."""

    def __init__(self, name: str, command: list[str], *, patience: float = 30.0) -> None:
        self.name = name
        self.patience = patience
        self._command = command
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start the program. Raises SetupError when it cannot be started."""
        try:
            self._process = subprocess.Popen(self._command, cwd=BASE_DIR, start_new_session=True)  # noqa: S603
        except OSError as error:
            raise SetupError(f"{self.name} cannot be started: {error.strerror}.") from error

    def is_ready(self) -> bool:
        """A program without an address is ready when it runs."""
        return self.is_alive()

    def is_alive(self) -> bool:
        """Is the process still there?"""
        return self._process is not None and self._process.poll() is None

    def stop(self) -> None:
        """Ask it to end, then kill it and whatever it left in its session."""
        if self._process is None:
            return
        self._process.terminate()
        try:
            with suppress(subprocess.TimeoutExpired):
                self._process.wait(GRACE)
        finally:
            with suppress(ProcessLookupError, PermissionError):  # macOS says the latter when only zombies are left
                os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()


class Web(Program):
    """A program that listens on a port of this machine, and is ready when it answers."""

    def __init__(self, name: str, command: list[str], port: int, *, patience: float = 30.0) -> None:
        super().__init__(name, command, patience=patience)
        self._port = port

    def start(self) -> None:
        """Start the program. Raises SetupError when the port is taken, before anything is started."""
        refuse_taken_port(self._port)
        super().start()

    def is_ready(self) -> bool:
        """Does the site answer? Accepting connections is not enough: the server does so before its pages are loaded."""
        connection = HTTPConnection(ADDRESS, self._port, timeout=self.patience)
        try:
            connection.request("GET", "/")
            return connection.getresponse().status < 500
        except (OSError, HTTPException):
            return False
        finally:
            connection.close()


def refuse_taken_port(port: int) -> None:
    """Raises SetupError when another program listens on the port of this machine."""
    with socket.socket() as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((ADDRESS, port))
        except OSError as error:
            text = f"Port {port} of {ADDRESS} cannot be used ({error.strerror}): stop what listens there or set PORT."
            raise SetupError(text) from error


def web(port: int) -> Web:
    """gunicorn with two workers; no access log, because addresses of visitors are personal data."""
    options = ["--bind", f"{ADDRESS}:{port}", "--workers", "2", "--log-level", "warning", "--no-control-socket"]
    return Web("The web server", [sys.executable, "-m", "gunicorn", *options, "config.wsgi:application"], port)


def worker() -> Program:
    """The background worker: letters, rendering and other jobs that carry an id only."""
    command = [sys.executable, str(BASE_DIR / "manage.py"), "procrastinate", "worker"]
    return Program("The worker", command)
