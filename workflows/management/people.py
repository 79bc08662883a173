"""Who acts in a command that windows need: an employee by user name, or the command itself as a job."""

from __future__ import annotations

from django.core.management.base import CommandError, CommandParser

from audit.trail import Origin
from cases.authority.actors import Actor, employee, system
from cases.models import User
from workflows.management.days import day


def add_person(parser: CommandParser, *, required: bool) -> None:
    """Add `--by` and `--on`."""
    parser.add_argument("--by", required=required, default="", metavar="USERNAME", help="employee who acts")
    parser.add_argument("--on", type=day, default=None, metavar="DATE", help="day of the act (today)")


def person_of(username: str, command: str) -> Actor:
    """Give the actor: the employee, or the command as a job where nobody is named. Raises CommandError for an unknown name."""
    if not username:
        return system(command)
    user = User.objects.filter(username=username, is_active=True).first()
    if user is None:
        raise CommandError(f"Er is geen medewerker met de gebruikersnaam {username!r}.", returncode=2)
    return employee(user, Origin("command", command))
