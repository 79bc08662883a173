"""Takes applications in from files. One bad line stops only itself; every rejection names all its errors at once."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any, BinaryIO

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from tqdm import tqdm

from cases.authority.permit import Refused
from cases.intake import read_submission
from cases.schemes.reading import InputError, InvalidInput
from workflows.steps.rejection import record_rejection
from workflows.steps.taking_in import take_in as take_in_application


class Command(BaseCommand):
    """`submit FILE...`: 0 when all are cases now, 1 when some were rejected, 2 when a file cannot be read."""

    help = "Take in applications from JSON files (one application each) or JSONL files (one a line)."

    def add_arguments(self, parser: CommandParser) -> None:
        """Files, or - for standard input as JSONL."""
        parser.add_argument("files", nargs="+", metavar="FILE")
        parser.add_argument("--quiet", action="store_true", help="print rejections and the summary only")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print one JSON line for each application and a summary as the last line."""
        _refuse_unreadable(options["files"])
        counts = {"submitted": 0, "known": 0, "rejected": 0}
        for name in options["files"]:
            for place, raw in tqdm(_entries(name), desc=name, unit=" aanvragen", disable=not sys.stderr.isatty()):
                answer = take_in(raw)
                counts[answer["result"]] += 1
                if answer["result"] == "rejected" or not options["quiet"]:
                    self.stdout.write(json.dumps({"file": name, "line": place, **answer}, ensure_ascii=False))
        self.stdout.write(json.dumps({"summary": counts}))
        if counts["rejected"]:
            sys.exit(1)


def take_in(raw: bytes, *, now: datetime | None = None) -> dict[str, Any]:
    """Read and store one application; a rejection leaves its trace and nothing else."""
    moment = now or timezone.now()
    try:
        receipt = take_in_application(read_submission(raw, received_at=moment))
    except InvalidInput as error:
        errors = error.errors
    except Refused as refusal:
        errors = (InputError("(geheel)", str(refusal)),)
    else:
        return {"result": "submitted" if receipt.is_new else "known", "number": receipt.number, "place": receipt.place}
    record_rejection(raw, errors, on=timezone.localdate(moment))
    return {"result": "rejected", "errors": [{"path": each.path, "message": each.message} for each in errors]}


def _refuse_unreadable(names: list[str]) -> None:
    """Before anything is taken in, so that a mistyped name does not stop half way. Raises CommandError."""
    wrong = [name for name in names if name != "-" and (Path(name).is_dir() or not os.access(name, os.R_OK))]
    if wrong:
        raise CommandError(f"Dit is geen bestand dat kan worden gelezen: {', '.join(wrong)}.", returncode=2)


def _entries(name: str) -> Iterator[tuple[int, bytes]]:
    """Give each application with its line; a .json file holds one, anything else one a line."""
    if name == "-":
        yield from _lines(sys.stdin.buffer)
        return
    path = Path(name)
    with path.open("rb") as file:
        if path.suffix == ".json":
            yield 1, file.read(settings.MAX_SUBMISSION_BYTES + 1)
        else:
            yield from _lines(file)


def _lines(file: BinaryIO) -> Iterator[tuple[int, bytes]]:
    """Give the lines that are not empty; of a line that is too long only as much as shows that it is."""
    limit = settings.MAX_SUBMISSION_BYTES
    number = 0
    while line := file.readline(limit + 1):
        number += 1
        if len(line) > limit:
            while (rest := file.readline(limit)) and not rest.endswith(b"\n"):
                continue
        if line.strip():
            yield number, line
