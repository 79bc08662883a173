"""Makes the windows that a scheme publishes, with their ceilings. Safe to repeat; what is there already is left alone."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from cases.authority.permit import Refused
from cases.schemes.registry import UnknownScheme
from workflows.management.people import add_person, person_of
from workflows.steps.opening import attempt
from workflows.steps.windows import load_windows


class Command(BaseCommand):
    """`load_windows SCHEME --by USERNAME [--on DATE]`: 0 when all stand, 1 when refused, 3 when a window differs."""

    help = "Make the application windows of a scheme as published, each with its ceiling."

    def add_arguments(self, parser: CommandParser) -> None:
        """The scheme and who acts."""
        parser.add_argument("scheme")
        add_person(parser, required=True)

    def handle(self, *args: Any, **options: Any) -> None:
        """Print which windows were made, known, different from the scheme's folder, and waiting for a ceiling."""
        on: date = options["on"] or timezone.localdate()
        by = person_of(options["by"], "load_windows")
        try:
            with attempt(f"scheme:{options['scheme']}", "window.loaded", by=by, on=on):
                loaded = load_windows(options["scheme"], by=by, on=on)
        except UnknownScheme as error:
            raise CommandError(str(error), returncode=2) from error
        except Refused as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(json.dumps(asdict(loaded)))
        if loaded.differing:
            sys.exit(3)
