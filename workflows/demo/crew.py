"""The same deed for many cases on several processors: each worker opens its own connection; each item is its own transaction."""

from __future__ import annotations

import multiprocessing
import signal
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from typing import TypeVar

import django
from django.db import connections
from tqdm import tqdm

from workflows.demo.show import Show

T = TypeVar("T")
WORKERS = 2
CHUNK = 20


def for_all(items: Sequence[T], deed: Callable[[Sequence[T]], int], label: str, show: Show) -> int:
    """Do the deed for all items in chunks, with a progress bar; gives the sum of what the chunks gave.

    The deed is a module's function (or a partial of one): a worker finds it by name. A few items are done here.
    After Ctrl-C the chunks in hand are finished, and no other is begun.
    """
    if not items:
        return 0
    if len(items) <= CHUNK:
        return deed(items)
    chunks = [items[start : start + CHUNK] for start in range(0, len(items), CHUNK)]
    connections.close_all()
    context = multiprocessing.get_context("spawn")
    pool = ProcessPoolExecutor(WORKERS, mp_context=context, initializer=_begin)
    try:
        with show.bar(len(items), label) as bar:
            return sum(_outcomes(pool, chunks, deed, bar))
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _begin() -> None:
    """A worker leaves Ctrl-C to whoever started it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    django.setup()


def _outcomes(
    pool: ProcessPoolExecutor, chunks: Sequence[Sequence[T]], deed: Callable[[Sequence[T]], int], bar: tqdm[object]
) -> Iterator[int]:
    waiting = {pool.submit(deed, chunk): len(chunk) for chunk in chunks}
    for done in as_completed(waiting):
        bar.update(waiting[done])
        yield done.result()
