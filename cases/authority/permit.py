"""May this actor do this, on this case, for this amount, on this day? Asked by the gate itself; a caller brings no answer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import OuterRef, Q, QuerySet, Subquery

from cases.amounts import to_cents, written
from cases.authority.actors import Actor
from cases.authority.permissions import ASSESSED_STAGE, MANDATED, PERMISSIONS, ROLE_LABELS, Role
from cases.models import Assessment, Case, Mandate, RoleHolding


class Refused(Exception):
    """A step is not taken; the message is a Dutch sentence that says why and what to do. The boundary keeps the attempt."""


class NotAuthorised(Refused):
    """The actor's role or mandate does not reach."""


class SecondPersonNeeded(Refused):
    """The actor did an earlier step that another person must have done."""


@dataclass(frozen=True)
class Permission:
    """The answer: allowed under which mandate, or the reason why not."""

    is_allowed: bool
    reason: str = ""
    mandate_id: int | None = None
    needs_second_person: bool = False


def permit(by: Actor, act: str, *, on: date, case: Case | None = None, amount: Decimal | None = None) -> int | None:
    """Give the mandate (its key, or None where the act needs none) under which the act may be done.

    Raises NotAuthorised or SecondPersonNeeded with the reason in Dutch (Awb 10:3; four eyes).
    """
    answer = ask(by, act, on=on, case=case, amount=amount)
    if not answer.is_allowed:
        raise (SecondPersonNeeded if answer.needs_second_person else NotAuthorised)(answer.reason)
    return answer.mandate_id


def ask(by: Actor, act: str, *, on: date, case: Case | None = None, amount: Decimal | None = None) -> Permission:
    """Say whether the actor may do the act, with the reason if not; pages show that reason beside the button."""
    roles = PERMISSIONS[act]
    if by.kind != "user":
        allowed = Role(by.kind) in roles and (by.kind != "party" or _is_own_case(by, case))
        return Permission(allowed, "" if allowed else _roles_sentence(roles))
    held = list(_held(by, act, on, case, amount))
    if not any(Role(row["role"]) in roles for row in held):
        return Permission(False, _roles_sentence(roles))
    if act in MANDATED and held[0]["mandate_key"] is None:
        reach = f" tot en met {written(amount)}" if amount is not None else ""
        return Permission(
            False, f"U hebt op {on:%d-%m-%Y} geen mandaat voor dit besluit{reach}. Leg het voor aan een gemandateerde."
        )
    if held[0]["assessor_key"] == by.user_id:
        return Permission(
            False,
            "U hebt deze zaak zelf beoordeeld. Een andere gemandateerde neemt het besluit.",
            needs_second_person=True,
        )
    return Permission(True, mandate_id=held[0]["mandate_key"])


def _held(
    by: Actor, act: str, on: date, case: Case | None, amount: Decimal | None
) -> Iterable[Mapping[str, Any]]:
    scheme = case.scheme if case else ""
    holdings = RoleHolding.objects.filter(_in_force(on), user_id=by.employee_id, user__is_active=True)
    if case:
        holdings = holdings.filter(scheme__in=["", scheme])
    mandates = Mandate.objects.filter(_in_force(on), holder=OuterRef("user"), act=act)
    if case:
        mandates = mandates.filter(scheme=scheme)
    if amount is not None:
        mandates = mandates.filter(Q(up_to_cents=None) | Q(up_to_cents__gte=to_cents(amount)))
    assessors = Assessment.objects.filter(case=case.pk if case else None, stage=ASSESSED_STAGE.get(act, "-")).order_by(
        "-id"
    )
    return holdings.annotate(
        mandate_key=Subquery(mandates.values("pk")[:1]), assessor_key=Subquery(assessors.values("made_by")[:1])
    ).values("role", "mandate_key", "assessor_key")


def holders_on(on: date, role: Role) -> QuerySet[RoleHolding]:
    """Give the holdings of a role on a day."""
    return RoleHolding.objects.filter(_in_force(on), role=role)


def _in_force(on: date) -> Q:
    return Q(from_on__lte=on) & (Q(until_on=None) | Q(until_on__gte=on))


def _is_own_case(by: Actor, case: Case | None) -> bool:
    return case is None or str(case.party_id) == by.key


def _roles_sentence(roles: frozenset[Role]) -> str:
    labels = " of ".join(sorted(ROLE_LABELS[role] for role in roles))
    return f"Dit kan alleen een {labels}. Vraag een collega met die rol."
