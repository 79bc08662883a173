"""Divides the money of a window in its order. Can be interrupted and run again; also when money came free."""

from __future__ import annotations

import json
import sys
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from tqdm import tqdm

from cases.amounts import plain
from cases.authority.actors import Actor
from cases.authority.permit import Refused
from cases.models import Position, Window
from cases.windows.events import PLACES_ADDED, PLACES_RESERVED, REFUSALS_BEGUN
from cases.windows.method import UnknownWindow, find_window
from workflows.management.people import add_person, person_of
from workflows.steps.distribution import refuse_unreached, reserve_reached
from workflows.steps.opening import attempt
from workflows.steps.ordering import join_order


class Command(BaseCommand):
    """`distribute SCHEME WINDOW [--by USERNAME] [--on DATE] [--refuse-unreached]`: 0 done, 1 refused, 2 not understood,
    130 broken off (run it again)."""

    help = "Reserve places for the numbers that are reached, in order; with --refuse-unreached refuse the others."

    def add_arguments(self, parser: CommandParser) -> None:
        """Refusing needs an employee with a mandate."""
        parser.add_argument("scheme")
        parser.add_argument("window", help="code, as slim-2020-1 or 2020-1")
        add_person(parser, required=False)
        parser.add_argument("--refuse-unreached", action="store_true", help="send the ceiling refusals (Awb 4:25)")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print what was done as JSON; progress goes to standard error."""
        on: date = options["on"] or timezone.localdate()
        by = person_of(options["by"], "distribute")
        try:
            window = find_window(options["scheme"], options["window"])
            answer = divide(window, by=by, on=on, refuse=options["refuse_unreached"])
        except UnknownWindow as error:
            raise CommandError(str(error), returncode=2) from error
        except KeyboardInterrupt as stop:
            raise CommandError(
                "Afgebroken. Wat gedaan is, staat vast; voer distribute opnieuw uit.", returncode=130
            ) from stop
        except Refused as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(json.dumps(answer))


def divide(window: Window, *, by: Actor, on: date, refuse: bool) -> dict[str, Any]:
    """Number what was completed, reserve in order, and refuse where asked. Raises Refused, kept on the window's stream."""
    with attempt(window.stream, PLACES_ADDED, by=by, on=on):
        join_order(window.pk, by=by, on=on)
    with attempt(window.stream, PLACES_RESERVED, by=by, on=on), progress("plaatsen") as bar:
        reserved = reserve_reached(window.pk, by=by, on=on, tell=bar.update)
    refused = 0
    if refuse:
        with attempt(window.stream, REFUSALS_BEGUN, by=by, on=on), progress("afwijzingen") as bar:
            refused = refuse_unreached(window.pk, by=by, on=on, tell=bar.update)
    return {
        "window": window.code,
        "positions": Position.objects.filter(window=window).count(),
        "reached": reserved.reached,
        "reserved": plain(reserved.amount),
        "left": plain(reserved.left),
        "refused": refused,
    }


def progress(what: str) -> Any:
    """Give a bar on standard error; none where nobody looks."""
    return tqdm(desc=what, unit=" zaken", file=sys.stderr, disable=not sys.stderr.isatty())
