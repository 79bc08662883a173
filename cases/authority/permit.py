"""May this actor do this, on this case, for this amount, on this day? Asked by the gate itself; a caller brings no answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from typing import Any, NamedTuple

from django.db import connection

from cases.amounts import to_cents, written
from cases.authority.actors import Actor
from cases.authority.permissions import APART, ASSESSED_STAGE, ASSESSING, MANDATED, PERMISSIONS, ROLE_LABELS, Role
from cases.models import Case, CaseParty, PartyRole

HELD = """SELECT h.role,
    (SELECT m.id FROM cases_mandate m
        WHERE m.holder_id = h.user_id AND m.act = %(act)s AND %(scheme)s IN ('', m.scheme)
        AND m.from_on <= %(on)s AND (m.until_on IS NULL OR m.until_on >= %(on)s)
        AND (m.up_to_cents IS NULL OR m.up_to_cents >= COALESCE(%(cents)s::bigint, m.up_to_cents))
        ORDER BY m.id LIMIT 1),
    (SELECT a.made_by_id FROM cases_assessment a WHERE a.case_id = %(case)s AND a.stage = %(stage)s
        ORDER BY a.id DESC LIMIT 1),
    (SELECT c.checked_by_id FROM cases_hearingcheck c WHERE c.case_id = %(case)s AND c.about = %(hearing)s
        ORDER BY c.id DESC LIMIT 1),
    EXISTS (SELECT FROM cases_assessment a WHERE a.case_id = %(case)s AND a.made_by_id = h.user_id)
        OR EXISTS (SELECT FROM cases_decision d WHERE d.case_id = %(case)s AND d.decided_by_id = h.user_id),
    EXISTS (SELECT FROM cases_signal s WHERE s.case_id = %(case)s AND s.reviewed_by_id = h.user_id)
FROM cases_roleholding h JOIN cases_user u ON u.id = h.user_id AND u.is_active
WHERE h.user_id = %(user)s AND (%(scheme)s = '' OR h.scheme IN ('', %(scheme)s))
    AND h.from_on <= %(on)s AND (h.until_on IS NULL OR h.until_on >= %(on)s)"""

PREPARED = """SELECT k.number FROM cases_case k WHERE k.id = ANY(%(cases)s) AND (
    (SELECT a.made_by_id FROM cases_assessment a WHERE a.case_id = k.id AND a.stage = %(stage)s
        ORDER BY a.id DESC LIMIT 1) = %(user)s
    OR EXISTS (SELECT FROM cases_signal s WHERE s.case_id = k.id AND s.reviewed_by_id = %(user)s)) LIMIT 1"""

CHECKED_HEARING = MappingProxyType({"revoke": "revocation", "amend_settlement": "revocation"})
"""A decision that is prepared by the check whether to hear, as no assessment comes before it."""


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


class _Held(NamedTuple):
    """A role that the actor holds, the mandate that reaches, and who prepared the decision last by an assessment or a check.

    And whether the actor ever assessed or decided this case, or reviewed a signal on it.
    """

    role: str
    mandate: int | None
    assessor: int | None
    checker: int | None
    has_handled: bool
    has_reviewed: bool


def permit(
    by: Actor,
    act: str,
    *,
    on: date,
    case: Case | None = None,
    amount: Decimal | None = None,
    scheme: str = "",
) -> int | None:
    """Give the mandate (its key, or None where the act needs none) under which the act may be done.

    `scheme` is asked for an act without a case. Raises NotAuthorised or SecondPersonNeeded with the reason in Dutch (Awb
    10:3; four eyes).
    """
    answer = ask(by, act, on=on, case=case, amount=amount, scheme=scheme)
    if not answer.is_allowed:
        raise (SecondPersonNeeded if answer.needs_second_person else NotAuthorised)(answer.reason)
    return answer.mandate_id


def refuse_preparer(by: Actor, act: str, case_pks: Sequence[int]) -> None:
    """Ask of many cases at once who may not decide: whoever assessed one of them last, or reviewed a signal on it.

    Raises SecondPersonNeeded.
    """
    if act not in ASSESSED_STAGE or by.user_id is None:
        return
    with connection.cursor() as cursor:
        cursor.execute(PREPARED, {"stage": ASSESSED_STAGE[act], "user": by.user_id, "cases": list(case_pks)})
        found = cursor.fetchone()
    if found is not None:
        raise SecondPersonNeeded(
            f"U beoordeelde zaak {found[0]}, of een signaal daarop, zelf. Een andere gemandateerde neemt het besluit."
        )


def ask(
    by: Actor,
    act: str,
    *,
    on: date,
    case: Case | None = None,
    amount: Decimal | None = None,
    scheme: str = "",
) -> Permission:
    """Say whether the actor may do the act, with the reason if not; pages show that reason beside the button."""
    roles = PERMISSIONS[act]
    if by.kind != "user":
        allowed = Role(by.kind) in roles and (by.kind != "party" or _is_own_case(by, case))
        return Permission(allowed, "" if allowed else _roles_sentence(roles))
    held = _held(by, act, on, case, amount, case.scheme if case else scheme)
    if not any(Role(each.role) in roles for each in held):
        return Permission(False, _roles_sentence(roles))
    if act in MANDATED and held[0].mandate is None:
        reach = f" tot en met {written(amount)}" if amount is not None else ""
        return Permission(
            False, f"U hebt op {on:%d-%m-%Y} geen mandaat voor dit besluit{reach}. Leg het voor aan een gemandateerde."
        )
    if by.user_id in (held[0].assessor, held[0].checker):
        return Permission(
            False,
            "U hebt dit besluit zelf voorbereid. Een andere gemandateerde neemt het besluit.",
            needs_second_person=True,
        )
    if reason := _kept_apart(act, held[0]):
        return Permission(False, reason, needs_second_person=True)
    return Permission(True, mandate_id=held[0].mandate)


def _kept_apart(act: str, held: _Held) -> str:
    """Who handles a case does not look at its signals, and who looked at them does not handle it: give the reason, or nothing."""
    if act == APART and held.has_handled:
        return "U hebt deze zaak beoordeeld of beslist. Een andere controleur bekijkt het signaal."
    if (act in MANDATED or act in ASSESSING) and held.has_reviewed:
        return "U hebt een signaal over deze zaak bekeken. Een collega behandelt de zaak."
    return ""


def _held(by: Actor, act: str, on: date, case: Case | None, amount: Decimal | None, scheme: str) -> list[_Held]:
    """Give the roles in force that the employee holds for the scheme (for any, where none is named)."""
    values: dict[str, Any] = {
        "user": by.employee_id,
        "act": act,
        "on": on,
        "scheme": scheme,
        "cents": None if amount is None else to_cents(amount),
        "case": case.pk if case else None,
        "stage": ASSESSED_STAGE.get(act),
        "hearing": CHECKED_HEARING.get(act),
    }
    with connection.cursor() as cursor:
        cursor.execute(HELD, values)
        return [_Held(*row) for row in cursor.fetchall()]


def _is_own_case(by: Actor, case: Case | None) -> bool:
    """The applicant is the party of the case itself; any other part is written down with the case."""
    if case is None:
        return True
    if by.part == PartyRole.APPLICANT:
        return str(case.party_id) == by.key
    return CaseParty.objects.filter(case=case, party=int(by.key), role=by.part).exists()


def _roles_sentence(roles: frozenset[Role]) -> str:
    labels = " of ".join(sorted(ROLE_LABELS[role] for role in roles))
    return f"Dit kan alleen een {labels}. Vraag een collega met die rol."
