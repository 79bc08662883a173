"""Two administrators set what a scenario needs and no source gives; what one proposes, the other approves."""

from __future__ import annotations

from datetime import date

from django.utils import timezone

from cases.authority.actors import Actor, employee, system
from cases.authority.permissions import Role
from cases.models import DatedSetting, RoleHolding, User
from cases.schemes.base import Scenario, Scheme
from workflows.demo.deciding import People
from workflows.demo.people import SINCE
from workflows.steps.settings import approve_setting, propose_setting

SOURCE = "verzonnen voor de demonstratie"


def set_values(scheme: Scheme, scenario: Scenario, who: People) -> None:
    """Set the values that a scenario names, from the year of its window on; one that is set already stays as it is."""
    on = timezone.localdate()
    opens_at = next(rule.opens_at for rule in scheme.windows if rule.code == scenario.window)
    known = set(DatedSetting.objects.filter(scheme=scheme.code).values_list("name", flat=True))
    first, from_on = who[Role.ADMINISTRATOR], date(opens_at.year, 1, 1)
    for name, value in scenario.settings.items():
        if name not in known:
            setting = propose_setting(scheme.code, name, value, from_on=from_on, source=SOURCE, by=first, on=on)
            approve_setting(setting.pk, by=_second_administrator(), on=on)


def _second_administrator() -> Actor:
    names = {"first_name": "Bas", "last_name": "Voorbeeld", "function": "functioneel beheerder"}
    user, is_new = User.objects.get_or_create(username="beheerder2", defaults=names)
    if is_new:
        user.set_unusable_password()
        user.save(update_fields=["password"])
        RoleHolding.objects.create(user=user, role=Role.ADMINISTRATOR, from_on=SINCE, given_by="demonstratie")
    return employee(user, system("demo").origin)
