"""Shows what a scheme says on a day: its states, acts, terms, values and windows, each with its article and source.
What is shown is gathered in workflows/oversight/scheme_overview.py."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from cases.law import NotInForce
from cases.schemes.registry import UnknownScheme, scheme
from workflows.management.days import day
from workflows.oversight.scheme_overview import Overview, overview
from workflows.oversight.scheme_text import as_mermaid, as_text


def as_json(shown: Overview) -> str:
    """Give the same overview for machines."""
    return json.dumps(shown, ensure_ascii=False, indent=2)


WRITERS = {"text": as_text, "json": as_json, "mermaid": as_mermaid}


class Command(BaseCommand):
    """`show_scheme SCHEME [--on DATE] [--format text|json|mermaid]`: 2 for an unknown scheme or a day before it."""

    help = "Show a scheme as it is on a day, with article and source of every value."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The day chooses the rule version."""
        parser.add_argument("scheme")
        parser.add_argument("--on", type=day, default=None, metavar="DATE")
        parser.add_argument("--format", choices=list(WRITERS), default="text")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print the overview."""
        try:
            shown = overview(scheme(options["scheme"]), options["on"] or timezone.localdate())
        except (UnknownScheme, NotInForce) as error:
            raise CommandError(str(error.args[0]), returncode=2) from error
        self.stdout.write(WRITERS[options["format"]](shown))
