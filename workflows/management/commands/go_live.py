"""Says whether a scheme may go live: every value that no source gives must have been set by two administrators."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from cases.authority.values import open_values
from cases.schemes.registry import UnknownScheme, scheme
from workflows.management.days import day


class Command(BaseCommand):
    """`go_live SCHEME [--on DATE]`: 0 when it may, 1 with each value that is missing and its question, 2 for a wrong name."""

    help = "Say whether a scheme may go live, and else which values are still to be set."

    def add_arguments(self, parser: CommandParser) -> None:
        """The scheme, and the day on which the values must hold."""
        parser.add_argument("scheme")
        parser.add_argument("--on", type=day, default=None, metavar="DATE", help="day on which it goes live (today)")

    def handle(self, *args: Any, **options: Any) -> None:
        """List what is missing, one value at a time."""
        try:
            found = scheme(options["scheme"])
        except UnknownScheme as error:
            raise CommandError(str(error.args[0]), returncode=2) from error
        missing = open_values(found.code, options["on"] or timezone.localdate())
        for each in missing:
            self.stdout.write(f"{each.name} ({each.article}) is nog niet ingesteld: {each.question}")
        if missing:
            names = ", ".join(each.name for each in missing)
            raise CommandError(
                f"{found.name} kan nog niet live. Laat een beheerder voorstellen en een ander goedkeuren: {names} "
                "(opdrachten: setting propose, setting approve).",
                returncode=1,
            )
        self.stdout.write(f"{found.name} kan live.")
