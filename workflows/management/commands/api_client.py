"""Systems that may call the API, from the command line: let one in, list them, end one, or say for whom an intermediary may apply.
Each change has its trace."""

from __future__ import annotations

import getpass
import sys
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from cases.authority.actors import Actor, system
from cases.authority.permit import Refused
from cases.identity import KVK_NUMBER
from cases.models import PartyRole
from cases.schemes.reading import is_bsn
from workflows.api.clients import PER_MINUTE, Wish, add_client, end_client, give_mandate
from workflows.api.models import ApiClient
from workflows.management.days import day, refuse_reversed
from workflows.management.people import person_of


class Command(BaseCommand):
    """`api_client add|list|end|mandate ...`: 0 done, 1 refused, 2 wrong input."""

    help = "Let a system call the API for one party, list those that may, end one, or note a chain mandate of an intermediary."

    def add_arguments(self, parser: CommandParser) -> None:
        """Without `--by` the installation itself acts. A BSN is asked for, so that it stands in no list of commands."""
        parser.add_argument("action", choices=["add", "list", "end", "mandate"])
        parser.add_argument(
            "name",
            nargs="?",
            default="",
            help="name of the client; for end and mandate also its number, as list gives it",
        )
        parser.add_argument("employer", nargs="?", default="", help="KvK number of who gives the mandate")
        parser.add_argument("--scope", choices=PartyRole.values, default=PartyRole.APPLICANT)
        parser.add_argument("--kvk", default="", metavar="NUMBER", help="enterprise for which it speaks")
        parser.add_argument(
            "--person", action="store_true", help="it speaks for a person; the BSN is read from the terminal"
        )
        parser.add_argument("--party-name", default="", metavar="NAME", help="name of a party that is not known yet")
        parser.add_argument("--from", dest="from_on", type=day, default=None, metavar="DATE")
        parser.add_argument(
            "--until", dest="until_on", type=day, default=None, metavar="DATE", help="last day; end without it: now"
        )
        parser.add_argument("--per-minute", type=int, default=PER_MINUTE, metavar="N", help="requests it may make")
        parser.add_argument("--may-date", action="store_true", help="it delivers what came in elsewhere, and says when")
        parser.add_argument("--by", default="", metavar="USERNAME", help="administrator who acts")

    def handle(self, *args: Any, **options: Any) -> None:
        """Do it, and say what was done."""
        on = timezone.localdate()
        by = person_of(options["by"], "api_client") if options["by"] else system("api_client")
        try:
            if options["action"] == "list":
                self._list()
            elif options["action"] == "end":
                self._end(options, by, on)
            elif options["action"] == "mandate":
                self._mandate(options, by, on)
            else:
                self._add(options, by, on)
        except Refused as refusal:
            raise CommandError(str(refusal), returncode=1) from refusal

    def _add(self, options: dict[str, Any], by: Actor, on: date) -> None:
        refuse_reversed(options["from_on"], options["until_on"])
        if not options["name"].strip() or options["per_minute"] < 1:
            raise CommandError("Noem de naam van de koppeling, en ten minste één verzoek per minuut.", returncode=2)
        wish = Wish(
            name=options["name"],
            scope=options["scope"],
            identifier=_identifier(options),
            party_name=options["party_name"],
            from_on=options["from_on"] or on,
            until_on=options["until_on"],
            per_minute=options["per_minute"],
            may_date=options["may_date"],
        )
        client, token = add_client(wish, by=by, on=on)
        self.stderr.write(
            f"Koppeling {client.pk} spreekt als {client.get_scope_display().lower()} voor {client.party}."
        )
        self.stderr.write("Bewaar dit token; het wordt nooit meer getoond:")
        self.stdout.write(token)

    def _list(self) -> None:
        for client in ApiClient.objects.select_related("party").order_by("pk"):
            until = f"{client.until_on:%Y-%m-%d}" if client.until_on else "onbepaald"
            until = "beëindigd" if client.ended_at else until
            self.stdout.write(
                f"{client.pk}\t{client.name}\t{client.scope}\t{client.party.identifier}\t{client.from_on:%Y-%m-%d}\t{until}"
            )

    def _end(self, options: dict[str, Any], by: Actor, on: date) -> None:
        client = _client(options["name"])
        client = end_client(client, until_on=options["until_on"], by=by, on=on)
        when = f"na {client.until_on:%Y-%m-%d}" if options["until_on"] else "nu"
        self.stdout.write(f"Koppeling {client.pk} ({client.name}) eindigt {when}.")

    def _mandate(self, options: dict[str, Any], by: Actor, on: date) -> None:
        refuse_reversed(options["from_on"] or on, options["until_on"])
        client, employer = _client(options["name"]), options["employer"]
        if not KVK_NUMBER.fullmatch(employer):
            raise CommandError("Een KvK-nummer heeft acht cijfers.", returncode=2)
        mandate = give_mandate(
            client, employer, from_on=options["from_on"] or on, until_on=options["until_on"], by=by, on=on
        )
        until = f"tot en met {mandate.until_on:%Y-%m-%d}" if mandate.until_on else "tot nader bericht"
        self.stdout.write(f"{client.party} mag aanvragen voor {employer} vanaf {mandate.from_on:%Y-%m-%d} {until}.")


def _client(named: str) -> ApiClient:
    """Find a client by its number, or by a name that only one has. Raises CommandError."""
    is_number = named.isdecimal() and len(named) < 18
    found = ApiClient.objects.select_related("party").filter(**({"pk": named} if is_number else {"name": named}))
    if len(found) != 1:
        raise CommandError(
            f"Er is niet precies één koppeling met nummer of naam {named!r}; zie api_client list.", returncode=2
        )
    return found[0]


def _identifier(options: dict[str, Any]) -> str:
    """Read for whom the client speaks. Raises CommandError."""
    if options["person"] == bool(options["kvk"]):
        raise CommandError("Noem een KvK-nummer met --kvk, of kies --person.", returncode=2)
    if options["kvk"]:
        if not KVK_NUMBER.fullmatch(options["kvk"]):
            raise CommandError("Een KvK-nummer heeft acht cijfers.", returncode=2)
        return str(options["kvk"])
    number = getpass.getpass("BSN: ") if sys.stdin.isatty() else sys.stdin.readline().strip()
    if not is_bsn(number):
        raise CommandError("Dit is geen geldig burgerservicenummer (BSN).", returncode=2)
    return number
