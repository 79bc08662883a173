"""A background worker of its own for tests that kill one, with the small shared scheme among the others.
`python -m tests.workflows.windows.worker CHUNKS` does the jobs that wait, and is killed after so many chunks of lines."""

from __future__ import annotations

import os
import signal
import sys
from typing import Any

import django


def main() -> None:
    """Set Django up as a command does, then work."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    from django.core.management import call_command

    from tests.workflows.windows import shared
    from workflows.steps import lines

    really, left, lines.CHUNK = lines.take_up_chunk, int(sys.argv[1]), 1

    def deadly(*arguments: Any, **options: Any) -> int:
        nonlocal left
        if not left:
            os.kill(os.getpid(), signal.SIGKILL)
        left -= 1
        return really(*arguments, **options)

    lines.take_up_chunk = deadly
    with shared.known(shared.a_scheme()):
        call_command("procrastinate", "worker", "--one-shot", "--queues", "default", skip_checks=True)


if __name__ == "__main__":
    main()
