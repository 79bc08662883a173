"""Waiting for another body no longer than we said, even where its own way of answering knows no time limit."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Generic, TypeVar

T = TypeVar("T")


class _Work(threading.Thread, Generic[T]):
    """Work in a thread that ends with the program: one that hangs keeps nobody waiting."""

    def __init__(self, work: Callable[[], T]) -> None:
        super().__init__(daemon=True)
        self._work = work
        self.given: list[T] = []
        self.error: Exception | None = None

    def run(self) -> None:
        """Do the work and keep what came of it."""
        try:
            self.given.append(self._work())
        except Exception as error:
            self.error = error


def in_time(work: Callable[[], T], seconds: int) -> T:
    """Give what the work gives. Raises TimeoutError where it takes longer, and whatever the work itself raises."""
    thread = _Work(work)
    thread.start()
    thread.join(seconds)
    if thread.error:
        raise thread.error
    if not thread.given:
        raise TimeoutError("Het register antwoordde niet op tijd.")
    return thread.given[0]
