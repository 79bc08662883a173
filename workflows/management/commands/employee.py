"""Employees from the command line: accounts, roles and mandates, each change with its trace."""

from __future__ import annotations

import getpass
import sys
from datetime import date
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from cases.amounts import NotAnAmount, euro
from cases.authority.actors import Actor, system
from cases.authority.permissions import MANDATED, Role
from cases.authority.permit import Refused
from cases.models import User
from workflows.management.days import day
from workflows.management.people import person_of
from workflows.steps.staff import end_role, give_mandate, give_role


class Command(BaseCommand):
    """`employee add|role|end-role|mandate USERNAME ...`: 0 done, 1 refused, 2 wrong input."""

    help = "Add an employee, give or end a role, give a mandate."

    def add_arguments(self, parser: CommandParser) -> None:
        """Without `--by` the installation itself acts, as for the first administrator."""
        parser.add_argument("action", choices=["add", "role", "end-role", "mandate"])
        parser.add_argument("username")
        parser.add_argument("what", nargs="*", help="role; or for a mandate the acts (all of them when left out)")
        parser.add_argument("--name", default="", help="first and last name, for add")
        parser.add_argument("--function", default="", help="printed under letters, for add")
        parser.add_argument("--scheme", default="", help="only this scheme")
        parser.add_argument("--up-to", default="", metavar="EURO", help="highest amount of a mandate, as 25000.00")
        parser.add_argument("--from", dest="from_on", type=day, default=None, metavar="DATE")
        parser.add_argument("--given-by", default="", help="who gave the role or mandate, and by which document")
        parser.add_argument("--by", default="", metavar="USERNAME", help="administrator who acts")

    def handle(self, *args: Any, **options: Any) -> None:
        """Do it, and say what was done."""
        on = timezone.localdate()
        by = person_of(options["by"], "employee") if options["by"] else system("employee")
        try:
            self.stdout.write(self._do(options, by, on))
        except Refused as refusal:
            raise CommandError(str(refusal), returncode=1) from refusal
        except (ValidationError, NotAnAmount, ValueError) as error:
            raise CommandError(str(error), returncode=2) from error

    def _do(self, options: dict[str, Any], by: Actor, on: date) -> str:
        if options["action"] == "add":
            return _add(options)
        user = User.objects.filter(username=options["username"], is_active=True).first()
        if user is None:
            raise CommandError(f"Er is geen medewerker {options['username']!r}.", returncode=2)
        from_on, given_by = options["from_on"] or on, options["given_by"] or "beheer"
        if options["action"] == "mandate":
            up_to = euro(options["up_to"]) if options["up_to"] else None
            acts = options["what"] or sorted(MANDATED)
            for act in acts:
                give_mandate(
                    user, act, scheme=options["scheme"], up_to=up_to, from_on=from_on, given_by=given_by, by=by, on=on
                )
            return f"{user} heeft mandaat voor: {', '.join(acts)}."
        return _change_roles(user, options, from_on, given_by, by, on)


def _add(options: dict[str, Any]) -> str:
    if User.objects.filter(username=options["username"]).exists():
        raise CommandError(f"De gebruikersnaam {options['username']!r} bestaat al.", returncode=2)
    password = getpass.getpass("Wachtwoord: ") if sys.stdin.isatty() else sys.stdin.readline().rstrip("\n")
    first, _, last = options["name"].partition(" ")
    user = User(username=options["username"], first_name=first, last_name=last, function=options["function"])
    _refuse_weak(password, user)
    user.set_password(password)
    user.save()
    return f"{user} is toegevoegd, nog zonder rol."


def _refuse_weak(password: str, user: User) -> None:
    """Raises CommandError for a password that the settings do not accept; Django's own sentences are partly English."""
    try:
        validate_password(password, user)
    except ValidationError as error:
        raise CommandError(
            "Kies een wachtwoord van ten minste 12 tekens dat niet vaak voorkomt, niet op de naam lijkt en niet alleen "
            "uit cijfers bestaat.",
            returncode=2,
        ) from error


def _change_roles(user: User, options: dict[str, Any], from_on: date, given_by: str, by: Actor, on: date) -> str:
    if not options["what"]:
        raise CommandError(f"Noem een rol: {', '.join(Role)}.", returncode=2)
    if unknown := sorted(set(options["what"]) - set(Role)):
        raise CommandError(f"Onbekende rol: {', '.join(unknown)}. Kies uit: {', '.join(Role)}.", returncode=2)
    for name in options["what"]:
        if options["action"] == "role":
            give_role(user, Role(name), from_on=from_on, scheme=options["scheme"], given_by=given_by, by=by, on=on)
        else:
            end_role(user, Role(name), until_on=from_on, by=by, on=on)
    return f"{user}: {options['action']} {', '.join(options['what'])}."
