"""Writes what the public may have of a lot now: commitment, frozen list, value, and after the draw seed and order."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from cases.authority.permit import Refused
from cases.documents.store import FileDamaged
from cases.models import Window
from workflows.publishing import published_files


class Command(BaseCommand):
    """`publish_lot WINDOW --to FOLDER`: 0 written, 1 nothing to publish yet or a damaged list, 2 not understood."""

    help = "Write the public files of a lot; run it again after each act."

    def add_arguments(self, parser: CommandParser) -> None:
        """Which window, and where to."""
        parser.add_argument("window", help="code, as slim-2020-1")
        parser.add_argument("--to", type=Path, required=True, metavar="FOLDER")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print the names of the files as JSON. Raises CommandError."""
        window = Window.objects.filter(code=options["window"]).first()
        if window is None:
            raise CommandError(f"Het aanvraagtijdvak {options['window']!r} bestaat niet.", returncode=2)
        try:
            files = published_files(window)
        except (Refused, FileDamaged, FileNotFoundError) as error:
            raise CommandError(str(error)) from error
        try:
            written = [str(write_whole(options["to"] / name, text)) for name, text in files.items()]
        except OSError as error:
            raise CommandError(f"Schrijven naar {options['to']} lukt niet: {error.strerror}.", returncode=2) from error
        self.stdout.write(json.dumps({"files": written}))


def write_whole(path: Path, text: str) -> Path:
    """Write a file byte for byte (no other line ends on any system); a reader never finds half of it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_suffix(f"{path.suffix}.part")
    partial.write_bytes(text.encode())
    os.replace(partial, path)
    return path
