"""Takes proofs of participation in from a CSV file. One bad line stops only itself; a second run of the same file does nothing."""

from __future__ import annotations

import csv
import json
import os
import sys
from collections import Counter
from collections.abc import Iterable
from datetime import datetime, time
from pathlib import Path
from typing import Any, TextIO

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from tqdm import tqdm

from cases.schemes.registry import UnknownScheme, scheme
from workflows.management.people import add_person, person_of
from workflows.oversight.tables import safe_cell
from workflows.proof_files import LineOutcome, WrongFile, load_proofs, opened_file

COLUMNS = ("line", "order", "result", "reason")


class Command(BaseCommand):
    """`load_proofs SCHEME FILE --by USERNAME`: 0 all are in, 1 some lines were rejected, 2 the file cannot be read."""

    help = "Take in the proofs of participation in a CSV file; what came of each line is written to FILE.uitkomst.csv."

    def add_arguments(self, parser: CommandParser) -> None:
        """The scheme, the file, and who enters it."""
        parser.add_argument("scheme")
        parser.add_argument("file", type=Path)
        parser.add_argument("--outcome", type=Path, default=None, metavar="FILE", help="where to write the outcome")
        parser.add_argument("--overwrite", action="store_true", help="replace the outcome of an earlier run")
        add_person(parser, required=True)

    def handle(self, *args: Any, **options: Any) -> None:
        """Read the file a line at a time; print the lines that were rejected, and a summary as JSON."""
        path: Path = options["file"]
        target = options["outcome"] or path.with_name(f"{path.name}.uitkomst.csv")
        _refuse_input(path, target)
        by = person_of(options["by"], "load_proofs")
        try:
            with path.open(encoding="utf-8-sig", newline="") as file:
                read = opened_file(scheme(options["scheme"]), file)
                with _opened(target, is_replaced=options["overwrite"]) as outcome:
                    found = load_proofs(read, by=by, received_at=_moment(options["on"]))
                    counts = self._told(tqdm(found, unit=" regels", disable=not sys.stderr.isatty()), outcome)
        except FileExistsError as error:
            message = f"{target.name} bestaat al. Noem een ander bestand met --outcome, of vervang het met --overwrite."
            raise CommandError(message, returncode=2) from error
        except UnknownScheme as error:
            raise CommandError(str(error.args[0]), returncode=2) from error
        except (OSError, UnicodeDecodeError, csv.Error, WrongFile) as error:
            raise CommandError(f"{path.name} kan niet worden gelezen: {error}", returncode=2) from error
        self.stdout.write(json.dumps({"summary": counts, "outcome": target.name}))
        if counts["rejected"]:
            sys.exit(1)

    def _told(self, outcomes: Iterable[LineOutcome], target: Any) -> dict[str, int]:
        """Write what came of each line at once, so that a run that breaks off has told what it did."""
        counts, writer = Counter[str](), csv.writer(target, delimiter=";")
        writer.writerow(COLUMNS)
        for each in outcomes:
            counts[each.result] += 1
            writer.writerow([each.line, safe_cell(each.order), each.result, safe_cell(each.reason)])
            target.flush()
            if each.result == "rejected":
                self.stderr.write(f"regel {each.line} ({each.order or 'zonder order'}): {each.reason}")
        return {result: counts[result] for result in ("received", "known", "rejected")}


def _refuse_input(path: Path, target: Path) -> None:
    """Raise CommandError where the outcome would be written over the file itself."""
    if path.exists() and target.exists() and path.samefile(target):
        raise CommandError("De uitkomst kan niet in het bestand zelf worden geschreven.", returncode=2)


def _opened(target: Path, *, is_replaced: bool) -> TextIO:
    """Open the outcome for us only: it tells what was wrong about whom. Raises FileExistsError for one that is to stay."""
    if is_replaced:
        target.unlink(missing_ok=True)
    handle = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    return open(handle, "w", encoding="utf-8", newline="")


def _moment(on: Any) -> datetime:
    """The moment of receipt: now, or noon on another day."""
    if on is None or on == timezone.localdate():
        return timezone.now()
    return timezone.make_aware(datetime.combine(on, time(12)))
