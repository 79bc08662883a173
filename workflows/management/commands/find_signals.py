"""Looks at all open cases of a scheme with its signal rules. What a rule looks for stands in the scheme's signals.py."""

from __future__ import annotations

import json
import sys
from dataclasses import replace
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from tqdm import tqdm

from cases.authority.actors import system
from cases.models import Signal, SignalStatus
from cases.schemes.registry import UnknownScheme, scheme
from workflows.management.days import day
from workflows.steps.daily import SIGNALS, run_duty, to_be_looked_at


class Command(BaseCommand):
    """`find_signals SCHEME [--on DATE]`: 0 when all cases were looked at, 1 when one was refused, 2 for an unknown scheme."""

    help = "Look for signals of misuse in all open cases of a scheme; counts per rule as JSON on standard output."

    def add_arguments(self, parser: CommandParser) -> None:
        """The day chooses the limits."""
        parser.add_argument("scheme")
        parser.add_argument("--on", type=day, default=None, metavar="DATE")

    def handle(self, *args: Any, **options: Any) -> None:
        """Look, and print how many cases were looked at and how many signals are open for each rule."""
        on, by = options["on"] or timezone.localdate(), system("find_signals")
        try:
            rules = scheme(options["scheme"]).signals
        except UnknownScheme as error:
            raise CommandError(str(error.args[0]), returncode=2) from error
        duty = replace(SIGNALS, cases=lambda _: to_be_looked_at([options["scheme"]]))
        outcomes = list(tqdm(run_duty(duty, by=by, on=on), unit=" zaken", disable=not sys.stderr.isatty()))
        waiting = Signal.objects.filter(scheme=options["scheme"], status=SignalStatus.OPEN)
        counts = {rule.code: waiting.filter(rule=rule.code).count() for rule in rules}
        told = {"on": on.isoformat(), "looked_at": sum(outcomes), "refused": len(outcomes) - sum(outcomes)}
        self.stdout.write(json.dumps({**told, "open": {**counts, "by_hand": waiting.filter(rule="").count()}}))
        if not all(outcomes):
            sys.exit(1)
