"""What if: runs a changed ceiling, percentage, cap or other value over the stored cases of a window. Nothing is written.
How the money is divided stands in workflows/oversight/simulation."""

from __future__ import annotations

import os
import sys
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from tqdm import tqdm

from cases.authority.permit import Refused
from cases.models import Case, Window
from cases.schemes.registry import UnknownScheme, scheme
from cases.windows.method import UnknownWindow, find_window
from workflows.oversight.simulation.changes import Changes, NotToBeSet, read_changes
from workflows.oversight.simulation.picture import picture
from workflows.oversight.simulation.report import Compared, Summary, counted, table, write_csv
from workflows.oversight.simulation.running import reading_only, simulate


class Command(BaseCommand):
    """`simulate SCHEME WINDOW [--set NAME=VALUE]... [--csv FILE] [--svg FILE]`: 0 done, 1 no division is possible yet,
    2 what was asked cannot be set or does not exist."""

    help = "Show who gains and who loses when a value of the scheme or a ceiling is another; nothing is written."

    def add_arguments(self, parser: CommandParser) -> None:
        """Changes may be named more than once; they hold together."""
        parser.add_argument("scheme")
        parser.add_argument("window", help="code, as slim-2020-1 or 2020-1")
        change = "a value of the scheme, or ceiling, ceiling.BUCKET or reallocate: ceiling=16000000"
        parser.add_argument("--set", action="append", default=[], metavar="NAME=VALUE", dest="changes", help=change)
        parser.add_argument("--csv", type=Path, default=None, metavar="FILE", help="write a row for each case")
        parser.add_argument("--svg", type=Path, default=None, metavar="FILE", help="write the picture")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print the table; progress goes to standard error."""
        try:
            scheme(options["scheme"])
            window = find_window(options["scheme"], options["window"])
            changes = read_changes(options["changes"], window)
            summary = self._run(window, changes, options["csv"])
            if options["svg"]:
                with _whole(options["svg"]) as file:
                    file.write(picture(summary, f"Wat als: {window.label}", changes.told))
        except (UnknownScheme, UnknownWindow, NotToBeSet) as error:
            raise CommandError(str(error.args[0]), returncode=2) from error
        except OSError as error:
            raise CommandError(f"Het bestand kan niet worden geschreven: {error}.", returncode=2) from error
        except Refused as refusal:
            raise CommandError(str(refusal), returncode=1) from refusal
        for line in table(summary, changes.told):
            self.stdout.write(line)

    def _run(self, window: Window, changes: Changes, path: Path | None) -> Summary:
        """Go through the cases once, within a transaction that can only read."""
        summary = Summary()
        with reading_only():
            total = Case.objects.filter(window=window).count()
            compared = _watched(counted(simulate(window, changes), summary), total)
            if path is None:
                deque(compared, maxlen=0)
            else:
                with _whole(path) as file:
                    write_csv(file, compared)
        return summary


def _watched(compared: Iterable[Compared], total: int) -> Iterable[Compared]:
    return tqdm(compared, total=total, unit=" zaken", disable=not sys.stderr.isatty())


@contextmanager
def _whole(path: Path) -> Iterator[Any]:
    """A file gets its name only when it is whole, so that an interrupted run leaves no half one."""
    unfinished = path.with_name(f"{path.name}.part")
    with unfinished.open("w", encoding="utf-8", newline="") as file:
        yield file
    os.replace(unfinished, path)
