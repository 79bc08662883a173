"""Employees, their roles and their mandates: given and ended by day, each with its trace. Accounts are never removed."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from django.db import transaction

from audit.trail import record
from cases.amounts import plain, to_cents
from cases.authority.actors import Actor
from cases.authority.permissions import MANDATED, Role
from cases.authority.permit import SecondPersonNeeded, permit
from cases.models import Mandate, RoleHolding, User
from workflows.steps.deciding import NotReady

NOT_FOR_EMPLOYEES = (Role.PARTY, Role.SYSTEM)


def give_role(user: User, role: Role, *, from_on: date, scheme: str, given_by: str, by: Actor, on: date) -> RoleHolding:
    """Give an employee a role from a day on, for one scheme or (blank) for all. Raises NotReady for a role held already."""
    with transaction.atomic():
        permit(by, "administer", on=on)
        _refuse_oneself(user, by)
        if role in NOT_FOR_EMPLOYEES:
            raise NotReady("Deze rol is niet voor medewerkers.")
        if RoleHolding.objects.filter(user=user, role=role, scheme=scheme, until_on=None).exists():
            raise NotReady("Deze medewerker heeft deze rol al.")
        holding = RoleHolding.objects.create(user=user, role=role, scheme=scheme, from_on=from_on, given_by=given_by)
        facts = {"role": str(role), "scheme": scheme, "from_on": from_on.isoformat(), "given_by": given_by}
        record(f"user:{user.pk}", "role.given", actor=str(by), origin=by.origin, on=on, facts=dict(facts))
        return holding


def _refuse_oneself(user: User, by: Actor) -> None:
    """One administrator alone could otherwise assess, decide and pay."""
    if by.user_id == user.pk:
        raise SecondPersonNeeded("U kunt uzelf geen rol of mandaat geven. Een andere beheerder doet dat.")


def end_role(user: User, role: Role, *, until_on: date, by: Actor, on: date) -> int:
    """End every running holding of a role by an employee on a day; gives how many. Raises NotReady where there is none."""
    with transaction.atomic():
        permit(by, "administer", on=on)
        ended = RoleHolding.objects.filter(user=user, role=role, until_on=None).update(until_on=until_on)
        if not ended:
            raise NotReady("Deze medewerker heeft deze rol niet.")
        facts = {"role": str(role), "until_on": until_on.isoformat()}
        record(f"user:{user.pk}", "role.ended", actor=str(by), origin=by.origin, on=on, facts=dict(facts))
        return ended


def give_mandate(
    user: User,
    act: str,
    *,
    scheme: str,
    up_to: Decimal | None,
    from_on: date,
    given_by: str,
    by: Actor,
    on: date,
) -> Mandate:
    """Give an employee the right to sign a kind of decision, up to an amount in euro (None: any) (Awb 10:3, 10:5).

    Raises NotReady for an act that no mandate covers.
    """
    with transaction.atomic():
        permit(by, "administer", on=on)
        _refuse_oneself(user, by)
        if act not in MANDATED:
            raise NotReady(f"Voor {act!r} bestaat geen mandaat. Kies uit: {', '.join(sorted(MANDATED))}.")
        mandate = Mandate.objects.create(
            holder=user,
            act=act,
            scheme=scheme,
            up_to_cents=None if up_to is None else to_cents(up_to),
            from_on=from_on,
            given_by=given_by,
        )
        facts = {
            "act": act,
            "scheme": scheme,
            "up_to": None if up_to is None else plain(up_to),
            "from_on": from_on.isoformat(),
            "given_by": given_by,
        }
        record(f"user:{user.pk}", "mandate.given", actor=str(by), origin=by.origin, on=on, facts=dict(facts))
        return mandate
