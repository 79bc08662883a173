"""Proves the audit trail in the database: chains, query columns, guards, grants and checkpoints.
The checks are in the package audit; an exported file is checked by `python audit/verify.py FILE`."""

from __future__ import annotations

import sys
import time
from argparse import ArgumentParser
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError, connection
from tqdm import tqdm

from audit.chain import check_chains, check_columns
from audit.checkpoints import Line, NotACheckpoint, compare, line_of, read_line
from audit.grants import grants_report
from audit.guards import guards_report
from audit.models import Checkpoint
from audit.verify import Row

BROKEN, CANNOT = 1, 2


class Command(BaseCommand):
    """Run every check, tell what each found, and end with one answer."""

    help = "Prove that the audit trail is whole and guarded. Exit code 0: sound, 1: broken, 2: cannot check."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The lines that were kept outside."""
        parser.add_argument("--checkpoint", type=Path, help="file with lines that checkpoint_audit gave earlier")

    def handle(self, *args: Any, **options: Any) -> None:
        """Raises CommandError with exit code 1 where something is broken, 2 where it cannot be checked."""
        try:
            lines = _kept_lines(options["checkpoint"])
            found = list(self._problems(lines))
        except (DatabaseError, OSError, UnicodeDecodeError, NotACheckpoint) as error:
            reason = str(error).partition("\n")[0]  # the driver adds the statement, which helps nobody here
            raise CommandError(f"cannot check: {reason}", returncode=CANNOT) from error
        if found:
            raise CommandError("BROKEN\n" + "\n".join(found), returncode=BROKEN)
        self.stdout.write("sound")

    def _problems(self, lines: list[Line]) -> Iterator[str]:
        yield from self._chains()
        with connection.cursor() as cursor:
            yield from self._told("guards", guards_report(cursor))
            yield from self._told("grants", [str(deviation) for deviation in grants_report(cursor)])
        yield from self._told(f"{len(lines)} checkpoints", [problem for line in lines for problem in _rewritten(line)])

    def _chains(self) -> Iterator[str]:
        started = time.perf_counter()
        verdict = check_chains(watch=_with_progress)
        speed = round(verdict.events / max(time.perf_counter() - started, 1e-6))
        label = f"chains ({verdict.events} events in {verdict.streams} streams, {speed} events/s)"
        yield from self._told(label, [str(verdict.breach)] if verdict.breach else [])
        if not verdict.breach:
            stray = check_columns()
            yield from self._told("query columns", [str(stray)] if stray else [])

    def _told(self, what: str, problems: list[str]) -> list[str]:
        self.stdout.write(f"{what}: {f'{len(problems)} problems' if problems else 'sound'}")
        return problems


def _with_progress(rows: Iterable[Row]) -> Iterable[Row]:
    bar: Iterable[Row] = tqdm(rows, delay=2, unit=" events", file=sys.stderr)
    return bar


def _kept_lines(file: Path | None) -> list[Line]:
    """The lines from outside, or without them the last checkpoint of the database, which proves less."""
    if file is not None:
        return [read_line(line) for line in file.read_text(encoding="utf-8").splitlines() or [""]]
    last = Checkpoint.objects.order_by("-pk").first()
    return [line_of(last)] if last else []


def _rewritten(line: Line) -> Iterator[str]:
    if difference := compare(line):
        yield f"the checkpoint of {line.made_at}: {difference}"
