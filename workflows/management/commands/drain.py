"""Handles the applications of a window in the order in which they came in. Can be killed at any moment and run again."""

from __future__ import annotations

import json
import sys
import time
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection
from django.utils import timezone
from tqdm import tqdm

from cases.amounts import plain
from cases.authority.actors import system
from cases.authority.permit import Refused
from cases.models import Arrival, Window
from cases.windows.arrivals import count_waiting, troubled
from cases.windows.method import UnknownWindow, find_window
from workflows.management.days import day
from workflows.steps.draining import Drained, drain_window
from workflows.steps.making_cases import LOST

PAUSE = 1
"""Seconds between two looks of a drain that watches."""


class Command(BaseCommand):
    """`drain SCHEME WINDOW [--watch] [--retry] [--on DATE]`: 0 done, 1 refused or some could not be opened, 2 not understood,
    130 broken off (run it again)."""

    help = "Decide on the applications of a window in order of arrival; with --watch go on until Ctrl-C."

    def add_arguments(self, parser: CommandParser) -> None:
        """The window, and whether to stay."""
        parser.add_argument("scheme")
        parser.add_argument("window", help="code, as slim-2020-1 or 2020-1")
        parser.add_argument("--watch", action="store_true", help="handle what comes in until Ctrl-C")
        parser.add_argument("--retry", action="store_true", help="try those again that could not be opened")
        parser.add_argument("--on", type=day, default=None, metavar="DATE", help="day of the decisions (today)")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print what was done as JSON; progress goes to standard error."""
        try:
            window = find_window(options["scheme"], options["window"])
        except UnknownWindow as error:
            raise CommandError(str(error), returncode=2) from error
        if options["retry"]:
            Arrival.objects.filter(pk__in=[one.pk for one in troubled(window)]).update(problem="")
        try:
            done = drain(window, on=options["on"], watches=options["watch"])
        except KeyboardInterrupt as stop:
            raise CommandError(
                "Afgebroken. Wat gedaan is, staat vast; voer drain opnieuw uit.", returncode=130
            ) from stop
        except Refused as refusal:
            raise CommandError(str(refusal)) from refusal
        left = [one.number for one in troubled(window)]
        self.stdout.write(json.dumps(answer(window, done, left)))
        if left:
            sys.exit(1)


def answer(window: Window, done: Drained, left: list[str]) -> dict[str, Any]:
    """Give what a run did: how many met each fate, the amount granted, who waits, and who could not be opened."""
    return {
        "window": window.code,
        "handled": done.count,
        **{fate: count for fate, count in sorted(done.fates.items()) if count},
        "amount": plain(done.amount),
        "waiting": count_waiting(window),
        "troubled": left,
    }


def drain(window: Window, *, on: date | None, watches: bool) -> Drained:
    """Drain once, or until Ctrl-C: then also when the database was away for a while. Raises Refused."""
    total, by = Drained(), system("drain")
    with tqdm(desc="aanvragen", unit="", file=sys.stderr, disable=not sys.stderr.isatty()) as bar:
        while True:
            try:
                done = drain_window(window.pk, by=by, on=on or timezone.localdate(), tell=bar.update)
            except LOST:
                if not watches:
                    raise
                connection.close()
                done = Drained()
            total.fates.update(done.fates)
            total.amount += done.amount
            if not watches:
                return total
            time.sleep(PAUSE)
