"""Makes a checkpoint of the audit trail and gives the line to keep outside this machine.
What a checkpoint is stands in audit.checkpoints."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError
from django.utils import timezone

from audit.checkpoints import line_of, make_checkpoint
from audit.models import Checkpoint
from audit.trail import Origin, record

CANNOT = 2


class Command(BaseCommand):
    """Write the checkpoint, its event, and its line."""

    help = (
        "Make a checkpoint of the audit trail. Keep the printed line outside: verify_audit --checkpoint FILE uses it."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The file to which the line is added."""
        parser.add_argument("--out", type=Path, help="add the line to this file instead of printing it")

    def handle(self, *args: Any, **options: Any) -> None:
        """Exit code 0 when made, 2 when the database or the file cannot be reached."""
        try:
            checkpoint = make_checkpoint()
            _record(checkpoint)
            self._give(f"{line_of(checkpoint)}\n", options["out"])
        except (OperationalError, OSError) as error:
            raise CommandError(f"cannot make a checkpoint: {error}", returncode=CANNOT) from error

    def _give(self, line: str, out: Path | None) -> None:
        if out is None:
            self.stdout.write(line, ending="")
            return
        with out.open("a", encoding="utf-8") as file:
            file.write(line)


def _record(checkpoint: Checkpoint) -> None:
    today = timezone.localdate()
    record(
        f"checkpoint:{today}",
        "checkpoint.made",
        actor="system:checkpoint_audit",
        origin=Origin("command", "checkpoint_audit"),
        on=today,
        facts={"root": checkpoint.root, "events": checkpoint.events, "streams": checkpoint.streams},
    )
