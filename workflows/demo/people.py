"""The people of the demonstration: one account for each role, with the roles and mandates that they need."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from audit.trail import Origin
from cases.authority.actors import Actor, employee
from cases.authority.permissions import MANDATED, Role
from cases.models import Mandate, RoleHolding, User
from cases.schemes.registry import schemes

SINCE = date(2014, 1, 1)


@dataclass(frozen=True)
class Person:
    """An invented employee."""

    username: str
    first_name: str
    last_name: str
    function: str
    role: Role


PEOPLE = (
    Person("behandelaar", "Bente", "Voorbeeld", "behandelaar", Role.HANDLER),
    Person("beslisser", "Dirk", "Voorbeeld", "teamleider", Role.DECIDER),
    Person("financien", "Fenna", "Voorbeeld", "financieel medewerker", Role.FINANCE),
    Person("controleur", "Casper", "Voorbeeld", "controleur", Role.REVIEWER),
    Person("auditor", "Anouk", "Voorbeeld", "auditor", Role.AUDITOR),
    Person("beheerder", "Bram", "Voorbeeld", "functioneel beheerder", Role.ADMINISTRATOR),
)


def make_people(password: str) -> Mapping[Role, Actor]:
    """Make the accounts, roles and mandates that are not there yet, and give each role's actor."""
    actors = {}
    for person in PEOPLE:
        user, is_new = User.objects.get_or_create(
            username=person.username,
            defaults={"first_name": person.first_name, "last_name": person.last_name, "function": person.function},
        )
        if is_new:
            user.set_password(password)
            user.save(update_fields=["password"])
            RoleHolding.objects.create(user=user, role=person.role, from_on=SINCE, given_by="demonstratie")
        actors[person.role] = employee(user, Origin("command", "demo"))
    _give_mandates(User.objects.get(username="beslisser"))
    return actors


def _give_mandates(decider: User) -> None:
    known = set(decider.mandates.values_list("act", "scheme"))
    Mandate.objects.bulk_create(
        Mandate(holder=decider, act=act, scheme=code, from_on=SINCE, given_by="mandaatbesluit (voorbeeld)")
        for code in schemes()
        for act in sorted(MANDATED)
        if (act, code) not in known
    )
