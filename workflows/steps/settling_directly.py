"""Signing a sharing and deciding on all its applications on that day (Awb 4:43): one signature, then chunks that can be broken off.
How the list and its rates came about stands in `sharing`; a line that is decided later in `later_lines`."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any

from audit.canonical import JSON
from audit.trail import record
from cases.amounts import from_cents, plain
from cases.authority.actors import Actor
from cases.authority.permit import NotAuthorised, SecondPersonNeeded, permit, refuse_preparer
from cases.granted import payee_of
from cases.misuse.signals import with_open_signal
from cases.models import Case, Decision, Payment, ShareList, Status, Window
from cases.money.advances import advances_beside
from cases.money.payments import party_of
from cases.queries import application_of
from cases.transitions import Deed, perform_all
from cases.windows.awards import (
    Plan,
    award,
    count_undecided,
    missed,
    next_cases,
    of_same_recipients,
    overtaken,
    plans,
    reserve_all,
)
from cases.windows.events import LINES_DECIDED, RATES_SIGNED
from cases.windows.method import NotInOrder, locked_window
from cases.windows.shares import newest_list
from letters.outbox import queue_letters
from workflows.steps.clock import end_terms
from workflows.steps.deciding import articles_of
from workflows.steps.opening import opened_all
from workflows.steps.setting_off import set_off
from workflows.steps.sharing import ARTICLES, approver_of, refuse_other_rates, refuse_signed
from workflows.work import follow_all

CHUNK = 250
"""Cases per transaction: enough to make commits cheap, few enough that nobody waits long for a lock."""

OPEN = (Status.ASSESSMENT, Status.REFUSAL_VIEWS)
KINDS = {True: ("settle_directly", "direct_settlement"), False: ("refuse_directly", "direct_refusal")}
"""By whether a line is met: the act and the kind of decision."""

IN_SHARING = MappingProxyType({"in_sharing": True})
"""In the facts of a decision that one signature took with all others; the letter then says what was computed, and by whom signed."""
BY_HAND: Mapping[str, Any] = MappingProxyType({})
"""Nothing more in the facts of a decision that a person took on one application."""

Tell = Callable[[int], object]


@dataclass(frozen=True)
class Decided:
    """What a run did: how many applications it settled and refused, and the cents it settled."""

    settled: int = 0
    refused: int = 0
    cents: int = 0

    def __add__(self, other: Decided) -> Decided:
        return Decided(self.settled + other.settled, self.refused + other.refused, self.cents + other.cents)

    @property
    def count(self) -> int:
        """How many applications were decided on."""
        return self.settled + self.refused


def sign_sharing(window_pk: int, *, by: Actor, on: date) -> ShareList:
    """Sign the approved rates as a mandated person: what every share gets is reserved, and the day of all decisions is fixed.

    Raises SecondPersonNeeded for who proposed, approved or assessed, NotAuthorised, or NotInOrder where approval is missing or
    an application changed since the list was frozen.
    """
    with locked_window(window_pk) as window:
        mandate = permit(by, "settle_directly", on=on, scheme=window.scheme)
        refuse_signed(window)
        found = newest_list(window)
        refuse_other_rates(window, found)
        _refuse_same_person(found, by)
        _refuse_changed(found)
        refuse_preparer(by, "settle_directly", list(found.cases.values_list("case", flat=True)))
        cents = reserve_all(found, on=on)
        found.signed_by_id, found.signed_on, found.mandate_id = by.employee_id, on, mandate
        found.save(update_fields=["signed_by", "signed_on", "mandate"])
        facts: dict[str, JSON] = {
            "digest": found.rates_digest,
            "amount": plain(from_cents(cents)),
            "list": found.digest,
        }
        _record(window, RATES_SIGNED, by=by, on=on, facts=facts)
        return found


def _refuse_same_person(found: ShareList, by: Actor) -> None:
    approver = approver_of(found)
    if approver is None:
        raise NotInOrder("De tarieven zijn nog niet goedgekeurd, of de laatste beoordelaar keurde ze af.")
    if by.employee_id in (approver, found.rates_by_id):
        raise SecondPersonNeeded(
            "U stelde deze tarieven zelf voor, of keurde ze goed. Een andere gemandateerde tekent."
        )


def _refuse_changed(found: ShareList) -> None:
    if numbers := overtaken(found):
        raise NotInOrder(f"Sinds het bevriezen is er iets gewijzigd: {', '.join(numbers)}. Bevries een nieuwe lijst.")
    if count := missed(found):
        raise NotInOrder(f"{count} aanvragen zijn na het bevriezen opgenomen. Bevries een nieuwe lijst.")


def decide_shared(window_pk: int, *, by: Actor, tell: Tell | None = None) -> Decided:
    """Decide on every application of a signed sharing, on the day of signing; safe to run again until none is left.

    Who signed takes the decisions. Those with an open signal, or of which no outcome is known yet, are held: their money stays
    reserved. `tell` hears after each chunk how many were decided. Raises NotInOrder or NotAuthorised.
    """
    found = newest_list(Window.objects.get(pk=window_pk))
    on = day_of_signing(found, by)
    done, after = Decided(), 0
    while case_pks := next_cases(found, after=after, most=CHUNK):
        chunk = _decide_chunk(found, of_same_recipients(found, case_pks), by=by, on=on)
        done, after = done + chunk, case_pks[-1]
        if tell:
            tell(chunk.count)
    return done


def undecided(window: Window) -> int:
    """Count the applications that a signed sharing still has to decide; none while it is not signed."""
    signed = ShareList.objects.filter(window=window).exclude(signed_on=None).first()
    return count_undecided(signed) if signed else 0


def day_of_signing(found: ShareList, by: Actor) -> date:
    """Give the day of all decisions, to who signed. Raises NotInOrder before that, or NotAuthorised for anybody else."""
    if found.signed_on is None:
        raise NotInOrder("De verdeling is nog niet getekend. Teken haar eerst (sign).")
    if found.signed_by_id != by.user_id:
        raise NotAuthorised("Wie de verdeling tekende, neemt de besluiten. Laat die persoon ze afronden.")
    return found.signed_on


def _decide_chunk(found: ShareList, case_pks: Sequence[int], *, by: Actor, on: date) -> Decided:
    """One lock order: human work, cases (with those of advances), trail. Who left or was signalled meanwhile is passed over."""
    advances = advances_beside(found.window, case_pks)
    with opened_all(sorted({*case_pks, *advances})) as locked:
        cases = {case.pk: case for case in locked if case.pk in set(case_pks)}
        signalled = with_open_signal(case_pks)
        planned = [plan for plan in plans(found, case_pks) if plan.case_pk not in signalled]
        decided = decide_planned(found, planned, cases, how=IN_SHARING, by=by, on=on)
        counted = set_off(found.window, decided, advances, {case.pk: case for case in locked}, by=by, on=on)
        plan_payments(decided, cases, counted)
        follow_all([cases[plan.case_pk] for plan in planned], by=by, on=on)
        if planned:
            _record_chunk(found, planned, by=by, on=on)
    return Decided(
        sum(plan.met > 0 for plan in planned),
        sum(plan.met == 0 for plan in planned),
        sum(plan.cents for plan in planned),
    )


def decide_planned(
    found: ShareList,
    planned: Sequence[Plan],
    cases: dict[int, Case],
    *,
    how: Mapping[str, Any] = BY_HAND,
    by: Actor,
    on: date,
) -> list[Decision]:
    """Take the decisions that the list gives on locked cases: settled where a line is met, refused where none is.

    `how` they are taken stands in their facts. The caller moves what is left of the money, and lets people's work follow.
    """
    decisions: list[Decision] = []
    for is_met in (True, False):
        group = [plan for plan in planned if (plan.met > 0) is is_met]
        if group:
            decisions += _take(found, group, cases, *KINDS[is_met], how=how, by=by, on=on)
    settled = [decision for decision in decisions if decision.kind == KINDS[True][1]]
    award(found, settled, {plan.case_pk: plan.cents for plan in planned}, on=on)
    touched = [cases[plan.case_pk] for plan in planned]
    end_terms(touched, "decision", "views", "documents", on=on, ending="besloten")
    queue_letters(decisions, on=on)
    return decisions


def _take(
    found: ShareList,
    group: Sequence[Plan],
    cases: dict[int, Case],
    act: str,
    kind: str,
    *,
    how: Mapping[str, Any],
    by: Actor,
    on: date,
) -> list[Decision]:
    deeds = [
        Deed(cases[plan.case_pk], _articles(cases[plan.case_pk], plan, kind), _facts(found, plan)) for plan in group
    ]
    highest = from_cents(max(plan.cents for plan in group))
    mandate = perform_all(deeds, act, by=by, on=on, amount=highest)
    return Decision.objects.bulk_create(
        Decision(
            case=deed.case,
            kind=kind,
            on=on,
            amount_cents=plan.cents,
            articles=list(deed.articles),
            assessment_id=plan.assessment_pk,
            facts={**deed.facts, **how},
            decided_by_id=by.user_id,
            mandate_id=mandate,
        )
        for deed, plan in zip(deeds, group, strict=True)
    )


def _articles(case: Case, plan: Plan, kind: str) -> list[str]:
    """The articles of the decision, with those of the grounds on which lines, or parts of them, are refused."""
    return list(dict.fromkeys((*articles_of(case, kind), *plan.grounds)))


def _facts(found: ShareList, plan: Plan) -> dict[str, Any]:
    return {
        "amount": plain(from_cents(plan.cents)),
        "lines": plan.lines,
        "met": plan.met,
        "refused": plan.refused,
        "to_come": plan.to_come,
        "share_list": found.pk,
        "rates": found.rates_digest,
    }


def plan_payments(decisions: Sequence[Decision], cases: Mapping[int, Case], counted: Mapping[int, int]) -> None:
    """Plan the payment of what was settled and not set off (`counted`: cents by case), in one statement."""
    left = {each.case_id: (each.amount_cents or 0) - counted.get(each.case_id, 0) for each in decisions}
    Payment.objects.bulk_create(
        payment_of(decision, cases[decision.case_id], left[decision.case_id])
        for decision in decisions
        if left[decision.case_id] > 0
    )


def payment_of(decision: Decision, case: Case, cents: int) -> Payment:
    """Give the payment of so many cents by a decision, to whom the scheme names."""
    payee = payee_of(case, application_of(case))
    return Payment(
        case=case,
        decision=decision,
        kind="settlement",
        amount_cents=cents,
        payee=payee.name if payee else "",
        party_id=party_of(payee, case),
        iban=payee.iban if payee else "",
    )


def _record_chunk(found: ShareList, planned: Sequence[Plan], *, by: Actor, on: date) -> None:
    cents = sum(plan.cents for plan in planned)
    facts: dict[str, JSON] = {"count": len(planned), "amount": plain(from_cents(cents)), "rates": found.rates_digest}
    _record(found.window, LINES_DECIDED, by=by, on=on, facts=facts)


def _record(window: Window, action: str, *, by: Actor, on: date, facts: dict[str, JSON]) -> None:
    articles = [window.article, *ARTICLES, "Awb 4:43"]
    record(window.stream, action, actor=str(by), origin=by.origin, on=on, articles=articles, facts=facts)
