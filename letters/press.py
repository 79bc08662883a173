"""Where letters are rendered: here for a few, in processes of their own for many, so that composing goes on meanwhile.
What rendering does stands in `render`."""

from __future__ import annotations

import multiprocessing
import signal
from concurrent.futures import Future, ProcessPoolExecutor
from types import TracebackType
from typing import Self

from letters.render import render
from letters.text import LetterText

FEW = 20
"""Up to so many letters, starting a process takes longer than rendering them here."""


class Press:
    """Renders letters. `workers=0` renders at once, in this process; leaving the block stops what was started."""

    def __init__(self, workers: int = 0) -> None:
        spawn = multiprocessing.get_context("spawn")  # a fork would share the database connection
        quiet = (signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for whoever started the press, who then stops it
        self._pool = (
            ProcessPoolExecutor(workers, mp_context=spawn, initializer=signal.signal, initargs=quiet)
            if workers
            else None
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._pool:
            self._pool.shutdown(wait=True, cancel_futures=True)

    def render(self, text: LetterText) -> Future[bytes]:
        """Take a letter on; the outcome is its PDF or the error that rendering it raised."""
        if self._pool:
            return self._pool.submit(render, text)
        done: Future[bytes] = Future()
        try:
            done.set_result(render(text))
        except Exception as error:  # kept for the one who asks, exactly as from another process
            done.set_exception(error)
        return done


def press_for(count: int) -> Press:
    """Give a press that fits the number of letters."""
    return Press(workers=0 if count <= FEW else 2)
