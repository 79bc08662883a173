"""Exports the audit trail to a file or to standard output, and records that it did.
How the formats look is in audit/export; a file is checked by `python audit/verify.py FILE`."""

from __future__ import annotations

import os
import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO, cast

from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError
from django.utils import timezone
from tqdm import tqdm

from audit.export.csv import write_csv
from audit.export.jsonl import write_jsonl
from audit.export.selection import Selection
from audit.trail import BadEntry, record
from cases.authority.actors import Actor
from cases.authority.permit import Refused, permit
from cases.models import Case
from workflows.management.days import day, refuse_reversed
from workflows.management.people import person_of

WRITERS = {"jsonl": write_jsonl, "csv": write_csv}
CANNOT = 2


class Command(BaseCommand):
    """Export all events, or those of one case, one stream or some dates."""

    help = "Export the audit trail, without personal values. Check the file with: python audit/verify.py FILE"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Format, file, and which events."""
        parser.add_argument("--format", choices=sorted(WRITERS), default="jsonl")
        parser.add_argument("--out", type=Path, help="file to write; standard output without it")
        which = parser.add_mutually_exclusive_group()
        which.add_argument("--case", default="", help="number of the case, as SLIM-2020-00017, or its key")
        which.add_argument("--stream", default="", help="name of the stream, as window:slim-2020-1")
        parser.add_argument("--from", dest="from_on", type=day, help="first legal date, as 2020-03-02")
        parser.add_argument("--until", dest="until_on", type=day, help="last legal date")
        parser.add_argument("--with-personal", action="store_true", help="add the personal values that still exist")
        parser.add_argument("--purpose", default="", help="what the personal values are needed for")
        parser.add_argument(
            "--by", default="", metavar="USERNAME", help="auditor who exports; needed for personal values"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Exit code 0 when written, 2 when it cannot be."""
        if options["with_personal"] and not (options["purpose"] and options["by"]):
            raise CommandError("--with-personal needs --purpose and --by.", returncode=CANNOT)
        by = person_of(options["by"], "export_audit")
        _refuse_without_role(by)
        refuse_reversed(options["from_on"], options["until_on"])
        selection = Selection(_stream(options), options["from_on"], options["until_on"])
        try:
            _record(selection, by, options)
            count = _write(selection, options)
        except (BadEntry, OperationalError, OSError) as error:
            raise CommandError(f"cannot export: {error}", returncode=CANNOT) from error
        self.stderr.write(f"{count} events{' (a selection: verify with --partial)' if selection.is_partial else ''}")


def _stream(options: dict[str, Any]) -> str:
    case = options["case"]
    if not case:
        return str(options["stream"])
    found = Case.objects.filter(**({"pk": case} if case.isdecimal() else {"number": case})).first()
    if found is None:
        raise CommandError(f"There is no case {case}.", returncode=CANNOT)
    return found.stream


def _refuse_without_role(by: Actor) -> None:
    """Who is named must be an auditor; nobody named is the machine's owner, who gets no personal values."""
    if by.user_id is None:
        return
    try:
        permit(by, "export_audit", on=timezone.localdate())
    except Refused as refusal:
        raise CommandError(str(refusal), returncode=1) from refusal


def _record(selection: Selection, by: Actor, options: dict[str, Any]) -> None:
    today = timezone.localdate()
    limits = {"stream": selection.stream, "from": selection.from_on, "until": selection.until_on}
    record(
        f"export:{today}",
        "export.made",
        actor=str(by),
        origin=by.origin,
        on=today,
        facts={
            "format": options["format"],
            "selection": {name: str(limit) for name, limit in limits.items() if limit},
            "with_personal": options["with_personal"],
            "purpose": options["purpose"],
        },
    )


def _write(selection: Selection, options: dict[str, Any]) -> int:
    with _opened(options["out"]) as file, tqdm(delay=2, unit="B", unit_scale=True, file=sys.stderr) as bar:
        watched = cast(BinaryIO, _Watched(file, bar))
        return WRITERS[options["format"]](watched, selection, with_personal=options["with_personal"])


@contextmanager
def _opened(out: Path | None) -> Iterator[BinaryIO]:
    """A file gets its name only when it is whole, so an interrupted export leaves no half one."""
    if out is None:
        yield sys.stdout.buffer
        return
    unfinished = out.with_name(f"{out.name}.part")
    with unfinished.open("wb") as file:
        yield file
    os.replace(unfinished, out)


class _Watched:
    """A file that counts what goes into it."""

    def __init__(self, file: BinaryIO, bar: Any) -> None:
        self._file, self._bar = file, bar

    def write(self, block: bytes) -> int:
        """Write a block and move the progress bar."""
        self._bar.update(len(block))
        return self._file.write(block)
