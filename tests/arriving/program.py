"""A program of its own for tests that kill one: it takes applications in, or drains a window, with the small scheme among the others.
`python -m tests.arriving.program take-in FIRST COUNT` prints each number once it is stored; `drain WINDOW CHUNK` drains."""

from __future__ import annotations

import os
import sys

import django


def main() -> None:
    """Set Django up as a command does, then do what is asked."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    from tests.arriving.queueing import with_scheme

    with with_scheme():
        if sys.argv[1] == "take-in":
            take_in(int(sys.argv[2]), int(sys.argv[3]))
        else:
            drain(sys.argv[2], int(sys.argv[3]))


def take_in(first: int, count: int) -> None:
    """Take some applications in, and say each number."""
    from tests.arriving.queueing import came_in

    for number in range(first, first + count):
        print(came_in(number, f"{500 + number % 400}.00").number, flush=True)


def drain(code: str, chunk: int) -> None:
    """Drain a window, so many arrivals at a time."""
    from cases.models import Window
    from tests.arriving.queueing import drained
    from workflows.steps import draining

    draining.CHUNK = chunk
    print(drained(Window.objects.get(code=code)).count, flush=True)


if __name__ == "__main__":
    main()
