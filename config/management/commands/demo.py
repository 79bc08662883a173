"""Shows the system at work: database, made-up cases through all real steps, accounts, and the site on this machine."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.crypto import get_random_string

from cases.authority.permissions import ROLE_LABELS, Role
from cases.models import Status
from cases.schemes.base import Scenario, Scheme
from cases.schemes.registry import schemes
from config.embedded import installed_server
from config.environment import read_number
from config.folders import private_text
from config.management.commands.serve import serve
from config.services import refuse_taken_port, running_database
from workflows.demo.deciding import People
from workflows.demo.people import PEOPLE, make_people
from workflows.demo.scenario import run_scenarios
from workflows.demo.statuses import not_shown, shown
from workflows.demo.tokens import Told, give_tokens

Chosen = tuple[Scheme, Scenario]
INTERRUPTED = (
    "Onderbroken. Wat klaar is, blijft staan; het scenario dat liep blijft half staan en wordt niet hervat. "
    "Begin met een lege datamap (SUBSIDY_DATA) opnieuw."
)


class Command(BaseCommand):
    """`demo [--scenario NAME] [--no-serve] [--list]`: 0 when the demonstration stands (or was stopped), 2 for an unknown scenario."""

    help = "Make demonstration data by really running the steps, then run the site until Ctrl-C."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        """Without a scenario all are made but those at full size; what is there already is left as it is."""
        parser.add_argument("--scenario", action="append", metavar="NAME", help="only this scenario (may be repeated)")
        parser.add_argument("--list", action="store_true", help="show the scenarios and stop")
        parser.add_argument("--no-serve", action="store_true", help="make the data and stop")
        parser.add_argument("--quiet", action="store_true", help="no progress bars")

    def handle(self, *args: Any, **options: Any) -> None:
        """Make what is missing, print the summary and the accounts, serve."""
        if options["list"]:
            return self._list()
        chosen = _chosen(options["scenario"])
        port = read_number("PORT", 8000, lowest=1, highest=65535)
        if not options["no_serve"]:
            refuse_taken_port(port)  # now, not after minutes of making data
        embedded = settings.DATABASES["default"].get("EMBEDDED")
        with running_database(installed_server() if embedded else None):
            call_command("prepare_database", verbosity=0)
            who = make_people(_password())
            self._make(chosen, who, is_quiet=options["quiet"])
            self._summary(is_whole=not options["scenario"])
            self._tokens(give_tokens(by=who[Role.ADMINISTRATOR], on=timezone.localdate()), port)
            if options["no_serve"]:
                return
            sys.exit(serve(port, is_prepared=True))

    def _make(self, chosen: Sequence[Chosen], who: People, *, is_quiet: bool) -> None:
        try:
            run_scenarios(chosen, who, self.stdout.write, is_quiet=is_quiet)
        except KeyboardInterrupt:
            raise CommandError(INTERRUPTED, returncode=130) from None

    def _list(self) -> None:
        for _, scenario in _known().values():
            when = " (alleen op naam)" if scenario.only_by_name else ""
            self.stdout.write(f"{scenario.name:<32}{scenario.title}{when}")

    def _summary(self, *, is_whole: bool) -> None:
        """Print how many cases of each scheme stand in each status, which of them the whole shows nowhere, and the accounts."""
        counts, known = shown(), schemes()
        heads = "".join(f"{code[:15]:>16}" for code in known)
        self.stdout.write(f"\n{'Zaken per status (leeg: de regeling kent die niet)':<52}{heads}")
        for status in Status:
            cells = [_cell(status, found, counts) for found in known.values()]
            self.stdout.write(f"  {status.label:<50}{''.join(f'{cell:>16}' for cell in cells)}".rstrip())
        for code, statuses in not_shown().items() if is_whole else ():
            labels = ", ".join(status.label for status in statuses)
            self.stdout.write(f"  {code}: nog geen zaak met {labels}")
        self.stdout.write(f"\nAccounts (wachtwoord voor alle: {_password()})")
        for person in PEOPLE:
            self.stdout.write(f"  {person.username:<14}{ROLE_LABELS[person.role]}")

    def _tokens(self, told: Sequence[Told], port: int) -> None:
        """Print the tokens that were just given out, each with a call; of earlier ones only the digest is known."""
        self.stdout.write("\nDe API" if told else "\nDe API: de tokens zijn bij de eerste start getoond.")
        for each in told:
            self.stdout.write(f"  {each.label}: {each.party}\n    {each.call(port)}")
        self.stdout.write("  Een nieuw token: ./manage.py api_client add NAAM --kvk NUMMER --scope SOORT")


def _cell(status: Status, scheme: Scheme, counts: Mapping[tuple[str, str], int]) -> str:
    count = counts.get((scheme.code, status), 0)
    return str(count or "-") if count or status in scheme.statuses else ""


def _password() -> str:
    """One password for all demonstration accounts, made once on this machine and kept in a file only we may read."""
    return private_text(settings.DATA_FOLDER / "demo_password", lambda: get_random_string(14))


def _known() -> dict[str, Chosen]:
    return {
        scenario.name: (found, scenario) for found in schemes().values() for scenario in found.demonstration.scenarios
    }


def _chosen(names: list[str] | None) -> list[Chosen]:
    known = _known()
    unknown = sorted(set(names or ()) - known.keys())
    if unknown:
        raise CommandError(f"Onbekend: {', '.join(unknown)}. Kies uit: {', '.join(known)}.", returncode=2)
    return [known[name] for name in names or known if names or not known[name][1].only_by_name]
