"""A trial calculation: what would the rules find on this application? Stores nothing and needs no case."""

from __future__ import annotations

import json
import sys
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from cases.intake import Incoming, read_submission
from cases.schemes.reading import InvalidInput
from cases.schemes.registry import UnknownScheme, scheme
from workflows.management.days import day
from workflows.trial import trial


class Command(BaseCommand):
    """`assess SCHEME FILE [--on DATE]`: 0 grant, 1 refuse, 3 a person must judge, 2 input that cannot be read."""

    help = "Calculate an application without storing anything; JSON on standard output."
    EXIT = {"grant": 0, "refuse": 1, "person": 3}

    def add_arguments(self, parser: CommandParser) -> None:
        """The day of application chooses the rule version."""
        parser.add_argument("scheme")
        parser.add_argument("file")
        parser.add_argument("--on", type=day, default=None, metavar="DATE")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print the trial calculation."""
        try:
            scheme(options["scheme"])
            incoming = self._read(options["file"], options["on"])
        except UnknownScheme as error:
            raise CommandError(str(error), returncode=2) from error
        except OSError as error:
            text = f"Het bestand {options['file']} kan niet worden gelezen ({error.strerror})."
            raise CommandError(text, returncode=2) from error
        except InvalidInput as error:
            errors = [{"path": entry.path, "message": entry.message} for entry in error.errors]
            self.stdout.write(json.dumps({"scheme": options["scheme"], "errors": errors}, ensure_ascii=False, indent=2))
            sys.exit(2)
        answer = trial(incoming, options["on"] or incoming.received_on)
        self.stdout.write(json.dumps(answer, ensure_ascii=False, indent=2))
        sys.exit(self.EXIT[answer["outcome"]])

    def _read(self, file: str, on: date | None) -> Incoming:
        raw = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
        moment = timezone.make_aware(datetime.combine(on, time(12))) if on else timezone.now()
        return read_submission(raw, received_at=max(moment, timezone.now()))
