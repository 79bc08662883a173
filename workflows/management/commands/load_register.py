"""Brings our copy of a register up to date from a CSV file. Safe to repeat: the same file changes nothing."""

from __future__ import annotations

import json
import sys
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from tqdm import tqdm

from cases.authority.actors import Actor
from cases.authority.permit import Refused
from cases.registers.loading import Loaded
from cases.registers.reading import BadFile
from cases.registers.shapes import UnknownRegister, shape_of
from workflows.management.people import add_person, person_of
from workflows.steps.opening import attempt
from workflows.steps.registers import ACTION, load_register

WRONG = 2


class Command(BaseCommand):
    """`load_register NAME FILE --by USERNAME [--on DATE]`: 0 loaded, 1 refused (the trail says why), 2 wrong input."""

    help = "Load a register from a CSV file (UTF-8): nothing is loaded when anything is wrong. JSON on standard output."

    def add_arguments(self, parser: CommandParser) -> None:
        """The day is that from which our copy says what the file says."""
        parser.add_argument("name", help="register, as kvk or scholingsregister")
        parser.add_argument("file", type=Path)
        add_person(parser, required=True)

    def handle(self, *args: Any, **options: Any) -> None:
        """Load, and print how many entries began and ended."""
        on: date = options["on"] or timezone.localdate()
        by = person_of(options["by"], "load_register")
        try:
            loaded = self._load(options["name"], options["file"], by, on)
        except UnknownRegister as error:
            raise CommandError(str(error), returncode=WRONG) from error
        except OSError as error:
            text = f"Het bestand {options['file']} kan niet worden gelezen ({error.strerror})."
            raise CommandError(text, returncode=WRONG) from error
        except BadFile as error:
            raise CommandError(_told(error), returncode=WRONG) from error
        except Refused as refusal:
            raise CommandError(str(refusal)) from refusal
        answer = {"register": options["name"], "rows": loaded.rows, "begun": loaded.begun, "ended": loaded.ended}
        self.stdout.write(json.dumps(answer))

    def _load(self, name: str, path: Path, by: Actor, on: date) -> Loaded:
        shape_of(name)
        with path.open("rb") as file, attempt(f"register:{name}", ACTION, by=by, on=on), _progress(path) as bar:
            return load_register(name, file, by=by, on=on, tell=bar.update)


def _progress(path: Path) -> Any:
    """Give a bar on standard error; none where nobody looks."""
    size = path.stat().st_size
    return tqdm(desc="inlezen", total=size, unit="B", unit_scale=True, file=sys.stderr, disable=not sys.stderr.isatty())


def _told(error: BadFile) -> str:
    left = error.count - len(error.errors)
    more = [f"... en nog {left} andere."] if left else []
    return "\n".join([str(error), *map(str, error.errors), *more])
