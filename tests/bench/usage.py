"""What this program and the workers that it starts use: memory, sampled while something runs, and processor time.
The memory of the database server is counted apart: it is no part of the program, and its processes share most of their pages."""

from __future__ import annotations

import os
import threading
from dataclasses import dataclass, field
from types import TracebackType
from typing import Self

import psutil

EVERY = 0.1
"""Seconds between two samples."""


@dataclass
class Peak:
    """The highest sums of resident memory in bytes that were seen inside the block."""

    server_pid: int
    program: int = 0
    server: int = 0
    _done: threading.Event = field(default_factory=threading.Event)
    _thread: threading.Thread | None = None

    def __enter__(self) -> Self:
        self._thread = threading.Thread(target=self._watch, daemon=True)
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._done.set()
        if self._thread:
            self._thread.join()

    def _watch(self) -> None:
        while not self._done.wait(EVERY):
            self.program = max(self.program, _resident(psutil.Process()))
            self.server = max(self.server, _resident(psutil.Process(self.server_pid), own_pages_only=True))


def _resident(process: psutil.Process, *, own_pages_only: bool = False) -> int:
    return sum(_size(each, own_pages_only) for each in [process, *_children(process)])


def _children(process: psutil.Process) -> list[psutil.Process]:
    try:
        return list(process.children(recursive=True))
    except psutil.Error:
        return []


def _size(process: psutil.Process, own_pages_only: bool) -> int:
    """A process may end between being listed and being asked."""
    try:
        memory = process.memory_info()
    except psutil.Error:
        return 0
    return int(memory.rss - memory.shared) if own_pages_only else int(memory.rss)


def processor_time(server_pid: int) -> float:
    """Give the seconds of processor time that this program, its ended workers and the database server took until now."""
    times = os.times()
    server = sum(_spent(each) for each in [psutil.Process(server_pid), *_children(psutil.Process(server_pid))])
    return times.user + times.system + times.children_user + times.children_system + server


def _spent(process: psutil.Process) -> float:
    try:
        return float(sum(process.cpu_times()[:4]))
    except psutil.Error:
        return 0.0
