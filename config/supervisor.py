"""Runs several services as one: starts them in order, waits for each, stops all when one ends or we are told to.
It stops only what it started. Which services make up the site stands in services.py."""

import signal
import sys
import time
from collections.abc import Callable, Sequence
from types import FrameType
from typing import Protocol

from config.environment import SetupError

STEP = 0.1
"""Seconds between two looks at the services."""
SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Service(Protocol):
    """What the supervisor needs to know of a service."""

    name: str
    patience: float
    """Seconds it may take to get ready."""

    def start(self) -> None:
        """Begin. Raises SetupError with one sentence when that is impossible."""

    def is_ready(self) -> bool:
        """Does it do its work by now?"""

    def is_alive(self) -> bool:
        """Does it still run?"""

    def stop(self) -> None:
        """End it if this object started it, and wait until it is gone."""


class Supervisor:
    """Runs services until a signal or the end of one of them; told things go to standard error."""

    def __init__(self, services: Sequence[Service], *, tell: Callable[[str], None] | None = None) -> None:
        self._services = services
        self._tell = tell or _to_stderr
        self._started: list[Service] = []
        self._asked_to_stop = False

    def run(self, ready: str = "") -> int:
        """Run until the end: 0 when asked to stop, 1 when a service failed. `ready` is told once all are ready."""
        before = {number: signal.signal(number, self._on_signal) for number in SIGNALS}
        try:
            return self._run(ready)
        except SetupError as error:
            self._tell(str(error))
            return 1
        finally:
            self._stop_all()
            for number, handler in before.items():
                signal.signal(number, handler)

    def _run(self, ready: str) -> int:
        for service in self._services:
            self._started.append(service)
            service.start()
            self._wait_for(service)
            if self._asked_to_stop:
                return 0
        if ready:
            self._tell(ready)
        return self._watch()

    def _wait_for(self, service: Service) -> None:
        deadline = time.monotonic() + service.patience
        while not self._asked_to_stop and not service.is_ready():
            if not service.is_alive():
                raise SetupError(f"{service.name} ended before it was ready; its own message stands above.")
            if time.monotonic() > deadline:
                raise SetupError(f"{service.name} was not ready after {service.patience:.0f} seconds.")
            time.sleep(STEP)

    def _watch(self) -> int:
        while not self._asked_to_stop:
            dead = next((service for service in self._services if not service.is_alive()), None)
            if dead is not None:
                self._tell(f"{dead.name} ended unexpectedly; the rest is stopped too.")
                return 1
            time.sleep(STEP)
        return 0

    def _stop_all(self) -> None:
        """In reverse order, so nobody loses the database under its feet; one that resists does not save the others."""
        while self._started:
            service = self._started.pop()
            try:
                service.stop()
            except (SetupError, OSError) as error:
                self._tell(f"{service.name} could not be stopped: {error}")

    def _on_signal(self, number: int, frame: FrameType | None) -> None:
        self._asked_to_stop = True


def _to_stderr(sentence: str) -> None:
    print(sentence, file=sys.stderr, flush=True)
