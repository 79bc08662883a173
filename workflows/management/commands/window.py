"""The acts on one window by hand: seal the seed, freeze the list, enter and confirm the value, draw, or take over a list;
the ceiling and the budget behind it. Prints JSON; the seed is never printed before the draw."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from cases.amounts import NotAnAmount, euro
from cases.authority.actors import Actor
from cases.authority.permit import Refused
from cases.models import Window
from cases.windows.events import ARRIVALS_CLOSED, CARRIED_OVER, PART_SET
from cases.windows.method import UnknownWindow, find_window
from workflows.management.people import add_person, person_of
from workflows.steps.carrying_over import carry_over, close_arrivals, set_part
from workflows.steps.drawing import commit_seed, confirm_value, enter_value, freeze_list
from workflows.steps.opening import attempt
from workflows.steps.ordering import draw_lot, import_order
from workflows.steps.windows import change_ceiling, set_budget
from workflows.window_status import status_of

Act = Callable[[Window, Mapping[str, Any], Actor, date], object]

ACTIONS: Mapping[str, tuple[str, tuple[str, ...], Act]] = {
    "commit-seed": (
        "window.seed_committed",
        ("source", "due"),
        lambda window, given, by, on: commit_seed(
            window.pk, by=by, on=on, value_source=given["source"], value_due_at=given["due"]
        ),
    ),
    "freeze-list": (
        "window.list_frozen",
        (),
        lambda window, given, by, on: freeze_list(window.pk, by=by, on=on, for_notary=given["for_notary"]),
    ),
    "enter-value": (
        "window.value_entered",
        ("value",),
        lambda window, given, by, on: enter_value(window.pk, given["value"], by=by, on=on),
    ),
    "confirm-value": (
        "window.value_confirmed",
        ("value",),
        lambda window, given, by, on: confirm_value(window.pk, given["value"], by=by, on=on),
    ),
    "draw": ("window.drawn", (), lambda window, given, by, on: draw_lot(window.pk, by=by, on=on)),
    "import-order": (
        "window.list_imported",
        ("file", "notary"),
        lambda window, given, by, on: import_order(
            window.pk, read_text(given["file"]), by=by, on=on, notary=given["notary"]
        ),
    ),
    "change-ceiling": (
        "window.ceiling_changed",
        ("amount", "source"),
        lambda window, given, by, on: change_ceiling(window.pk, given["amount"], by=by, on=on, source=given["source"]),
    ),
    "close-arrivals": (
        ARRIVALS_CLOSED,
        (),
        lambda window, given, by, on: close_arrivals(window.pk, by=by, on=on),
    ),
    "carry-over": (CARRIED_OVER, (), lambda window, given, by, on: carry_over(window.pk, by=by, on=on)),
    "set-part": (
        PART_SET,
        ("part", "amount", "source"),
        lambda window, given, by, on: set_part(
            window.pk, given["part"], given["amount"], by=by, on=on, source=given["source"]
        ),
    ),
    "await-budget": (
        "window.budget_awaited",
        ("source",),
        lambda window, given, by, on: set_budget(window.pk, is_adopted=False, by=by, on=on, source=given["source"]),
    ),
    "adopt-budget": (
        "window.budget_adopted",
        ("source",),
        lambda window, given, by, on: set_budget(window.pk, is_adopted=True, by=by, on=on, source=given["source"]),
    ),
}


class Command(BaseCommand):
    """`window SCHEME WINDOW ACTION --by USERNAME`: 0 done, 1 refused (kept in the trail), 2 not understood."""

    help = "Act on one application window: the lot, a notary's list, the ceiling, the budget; or show how it stands."

    def add_arguments(self, parser: CommandParser) -> None:
        """What the acts need; `status` needs nothing."""
        parser.add_argument("scheme")
        parser.add_argument("window", help="code, as slim-2020-1 or 2020-1")
        parser.add_argument("action", choices=[*ACTIONS, "status"])
        add_person(parser, required=False)
        parser.add_argument("--source", help="commit-seed: the public value; ceiling and budget: the publication")
        parser.add_argument("--due", type=moment, metavar="MOMENT", help="when the value is known: 2020-04-06T18:00")
        parser.add_argument("--value", help="the public value, as published")
        parser.add_argument("--file", type=Path, help="CSV with number,position")
        parser.add_argument("--notary", help="name of the notary")
        parser.add_argument("--for-notary", action="store_true", help="freeze-list: a notary will draw")
        parser.add_argument("--amount", type=amount, help="the ceiling, or a part of it, in euro: 16100000.00")
        parser.add_argument("--part", help="set-part: digital, overrun, or a compartment of the scheme")

    def handle(self, *args: Any, **options: Any) -> None:
        """Do the act, then print how the window stands."""
        try:
            window = find_window(options["scheme"], options["window"])
        except UnknownWindow as error:
            raise CommandError(str(error), returncode=2) from error
        if options["action"] != "status":
            self._act(window, options)
        self.stdout.write(json.dumps(status_of(Window.objects.get(pk=window.pk)), ensure_ascii=False, indent=2))

    def _act(self, window: Window, options: Mapping[str, Any]) -> None:
        action, needed, act = ACTIONS[options["action"]]
        if missing := [f"--{name}" for name in ("by", *needed) if not options[name]]:
            raise CommandError(f"{options['action']} heeft ook nodig: {', '.join(missing)}.", returncode=2)
        by, on = person_of(options["by"], "window"), options["on"] or timezone.localdate()
        try:
            with attempt(window.stream, action, by=by, on=on):
                act(window, options, by, on)
        except Refused as refusal:
            raise CommandError(str(refusal)) from refusal


def moment(text: str) -> datetime:
    """Read a moment; without an offset it is Dutch time. Raises ValueError."""
    read = datetime.fromisoformat(text)
    return read if read.tzinfo else timezone.make_aware(read)


def amount(text: str) -> Decimal:
    """Read an amount in euro. Raises ValueError."""
    try:
        return euro(text)
    except NotAnAmount as error:
        raise ValueError(str(error)) from error


def read_text(path: Path) -> str:
    """Read a file as UTF-8. Raises CommandError."""
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise CommandError(f"Het bestand {path} kan niet worden gelezen: {error}.", returncode=2) from error
