"""The command behind every table that leaves the house: format, period, file, and the event that says it was made.
Which table is a class attribute of each command."""

from __future__ import annotations

import os
import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TextIO, cast

from django.core.management.base import BaseCommand, CommandError, OutputWrapper
from django.db import OperationalError
from django.utils import timezone
from tqdm import tqdm

from audit.canonical import JSON
from audit.trail import BadEntry, record
from cases.authority.actors import Actor
from workflows.management.days import day, refuse_reversed
from workflows.management.people import person_of
from workflows.oversight.tables import WRITERS, Period, Table


class TableCommand(BaseCommand):
    """Exit code 0 when the table was written, 2 when it cannot be."""

    table: Table

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Format, file, period, and who asks."""
        parser.add_argument("--format", choices=sorted(WRITERS), default="csv")
        parser.add_argument("--out", type=Path, help="file to write; standard output without it")
        parser.add_argument("--from", dest="from_on", type=day, help="first day, as 2020-03-02")
        parser.add_argument("--until", dest="until_on", type=day, help="last day")
        parser.add_argument("--by", default="", metavar="USERNAME", help="employee who exports")

    def handle(self, *args: Any, **options: Any) -> None:
        """Record the export, write the rows, and tell how many there are."""
        refuse_reversed(options["from_on"], options["until_on"])
        period = Period(options["from_on"], options["until_on"])
        try:
            self._record(period, options["format"], person_of(options["by"], f"export_{self.table.name}"))
            with self._opened(options["out"]) as file, self.table.rows(period) as rows:
                watched = tqdm(rows, unit=" regels", disable=not sys.stderr.isatty())
                count = WRITERS[options["format"]](file, self.table.columns, iter(watched))
        except (BadEntry, OperationalError, OSError) as error:
            raise CommandError(f"De export is niet gelukt: {error}", returncode=2) from error
        self.stderr.write(f"{count} regels")

    def _record(self, period: Period, form: str, by: Actor) -> None:
        today = timezone.localdate()
        chosen: dict[str, JSON] = {"table": self.table.name}
        limits = {"from": period.from_on, "until": period.until_on}
        chosen.update({name: str(day) for name, day in limits.items() if day})
        facts: dict[str, JSON] = {"format": form, "selection": chosen}
        record(f"export:{today}", "export.made", actor=str(by), origin=by.origin, on=today, facts=facts)

    @contextmanager
    def _opened(self, out: Path | None) -> Iterator[TextIO]:
        """A file gets its name only when it is whole, so an interrupted export leaves no half one."""
        if out is None:
            yield cast(TextIO, _Exact(self.stdout))
            return
        unfinished = out.with_name(f"{out.name}.part")
        with unfinished.open("w", encoding="utf-8", newline="") as file:
            yield file
        os.replace(unfinished, out)


class _Exact:
    """Standard output without the line end that Django adds to each piece."""

    def __init__(self, out: OutputWrapper) -> None:
        self._out = out

    def write(self, text: str) -> None:
        """Write the text as it is."""
        self._out.write(text, ending="")
