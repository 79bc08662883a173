"""The same deed for many cases on several processors: each worker opens its own connection; each item is its own transaction."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from typing import TypeVar

import django
from django.db import connections
from tqdm import tqdm

T = TypeVar("T")
WORKERS = 2
CHUNK = 20


def for_all(items: Sequence[T], deed: Callable[[Sequence[T]], int], label: str, *, is_quiet: bool = False) -> int:
    """Do the deed for all items in chunks, with a progress bar; gives the sum of what the chunks gave.

    The deed is a module's function (or a partial of one): a worker finds it by name. A few items are done here.
    """
    if not items:
        return 0
    if len(items) <= CHUNK:
        return deed(items)
    chunks = [items[start : start + CHUNK] for start in range(0, len(items), CHUNK)]
    connections.close_all()
    context = multiprocessing.get_context("spawn")
    with (
        tqdm(total=len(items), desc=label, unit="", disable=is_quiet) as bar,
        ProcessPoolExecutor(WORKERS, mp_context=context, initializer=django.setup) as pool,
    ):
        return sum(_outcomes(pool, chunks, deed, bar))


def _outcomes(
    pool: ProcessPoolExecutor, chunks: Sequence[Sequence[T]], deed: Callable[[Sequence[T]], int], bar: tqdm[object]
) -> Iterator[int]:
    waiting = {pool.submit(deed, chunk): len(chunk) for chunk in chunks}
    for done in as_completed(waiting):
        bar.update(waiting[done])
        yield done.result()
