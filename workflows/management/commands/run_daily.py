"""The daily run: what the calendar brings. Safe to interrupt and to run again, also for a day in the past."""

from __future__ import annotations

import json
import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone
from tqdm import tqdm

from cases.authority.actors import system
from workflows.api.once import forget_old
from workflows.management.days import day
from workflows.steps.daily import DUTIES, SIGNALS, run_duty


class Command(BaseCommand):
    """`run_daily [--on DATE]`: 0 when all was done, 1 when an item was refused (the trail says why)."""

    help = "Let terms lapse, send reminders, open ex-officio work, close finished cases, look for signals."

    def add_arguments(self, parser: CommandParser) -> None:
        """The day to act on."""
        parser.add_argument("--on", type=day, default=None, metavar="DATE")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print the counts for each duty as JSON."""
        on, by = options["on"] or timezone.localdate(), system("run_daily")
        counts, refused = {}, 0
        for duty in (*DUTIES, SIGNALS):
            bar = tqdm(run_duty(duty, by=by, on=on), desc=duty.name, disable=not sys.stderr.isatty())
            outcomes = list(bar)
            counts[duty.name] = sum(outcomes)
            refused += len(outcomes) - sum(outcomes)
        counts["idempotency_keys_forgotten"] = forget_old(on)
        self.stdout.write(json.dumps({"on": on.isoformat(), **counts, "refused": refused}))
        if refused:
            sys.exit(1)
