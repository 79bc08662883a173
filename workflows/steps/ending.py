"""How a case ends early: the applicant withdraws, the recipient waives, the office withdraws the grant. Closing is in `closing`."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db.models import Q
from django.utils import timezone

from cases.amounts import ZERO
from cases.authority.actors import Actor
from cases.granted import granted_amount_of
from cases.identity import pseudonym
from cases.models import Account, Case, Decision, Participation
from cases.models.case import SETTLING, UNDECIDED
from cases.money.ledger import Entry, balances, book
from cases.money.payments import void_planned
from cases.queries import application_of, grant_of
from cases.transitions import perform
from cases.windows.counters import give_back
from cases.windows.entitlements import free_year
from letters.outbox import queue_letter
from workflows.steps.acts import read_act, store_act
from workflows.steps.affected import was_revoked_for_removal
from workflows.steps.clock import end_all_terms, end_term
from workflows.steps.deciding import (
    NotReady,
    answered_views,
    articles_of,
    demand_hearing,
    demand_quiet,
    demand_weighing,
    write_decision,
)
from workflows.steps.grant import free_place
from workflows.steps.opening import opened
from workflows.steps.orders import end_order
from workflows.work import follow


def withdraw_application(
    case_pk: int, data: Mapping[str, Any], *, by: Actor, received_at: datetime, channel: str = "command"
) -> None:
    """The applicant takes the application back before a decision; its place and its turn in the window come free."""
    on = timezone.localdate(received_at)
    with opened(case_pk) as case:
        read_act(case, "withdrawal", data, received_at, by=by)
        perform(case, "withdraw", by=by, on=on)
        store_act(case, "withdrawal", data, received_at=received_at, channel=channel)
        free_place(case, None, on=on, reason="ingetrokken door aanvrager")
        _hand_on_turn(case)
        end_all_terms(case, on=on, ending="ingetrokken door aanvrager")
        queue_letter(case, "withdrawal_confirmation", on=on)
        follow(case, by=by, on=on)


def _hand_on_turn(case: Case) -> None:
    """Free the one turn that each enterprise has in a window; where another application of it waits, that one has it now."""
    mine = Participation.objects.filter(case=case)
    taken = set(mine.values_list("participant", flat=True))
    mine.delete()
    numbers = [number for number in application_of(case).participant_numbers if pseudonym(number) in taken]
    named = Q(*(("application__body__contains", f'"{number}"') for number in numbers), _connector=Q.OR)
    waiting = Case.objects.filter(named, window=case.window, status__in=UNDECIDED).exclude(pk=case.pk)
    Participation.objects.bulk_create(
        (
            Participation(window=case.window, participant=pseudonym(number), case=other)
            for other in waiting.select_related("application").order_by("pk")
            for number in sorted(set(numbers) & set(application_of(other).participant_numbers))
        ),
        ignore_conflicts=True,
    )


def waive_grant(
    case_pk: int, data: Mapping[str, Any], *, by: Actor, received_at: datetime, channel: str = "command"
) -> None:
    """The recipient gives the subsidy up; nothing is owed any more, and what was paid is to be claimed back."""
    on = timezone.localdate(received_at)
    with opened(case_pk) as case:
        read_act(case, "waiver", data, received_at, by=by)
        demand_quiet(case)
        perform(case, "waive", by=by, on=on)
        store_act(case, "waiver", data, received_at=received_at, channel=channel)
        owe_nothing(case, None, on=on, reason="afstand door ontvanger")
        end_all_terms(case, on=on, ending="afstand door ontvanger")
        queue_letter(case, "waiver_confirmation", on=on)
        follow(case, by=by, on=on)


def owe_nothing(case: Case, decision: Decision | None, *, on: date, reason: str) -> None:
    """Take back the whole commitment and every payment that did not reach the bank; the money is free for the next number."""
    void_planned(case)
    end_order(case, on=on)
    committed = balances(case.pk)[Account.COMMITTED]
    if case.window is not None:
        give_back(case, committed, on=on, reason=reason)
    free_year(case, on=on)
    book(case, [Entry(Account.COMMITTED, -committed, reason)], on=on, decision=decision)


def revoke_grant(
    case_pk: int,
    *,
    by: Actor,
    on: date,
    weighing: str,
    reasons: str,
    answer_to_views: str = "",
    is_culpable: bool | None = None,
    blame_reasons: str = "",
) -> Decision:
    """Withdraw the grant: Awb 4:48 before settlement, 4:49 after it, within five years of its announcement (lid 3).

    `is_culpable` says whether the recipient is to blame, `blame_reasons` why: without blame nothing is claimed back from it.
    Who lost the training because its trainer was removed is not to blame, unless that is said here.
    Raises NotReady where the hearing (4:8), the weighing of interests (3:4) or any reasons are missing, or the bar passed.
    """
    with opened(case_pk) as case:
        was_settled = case.decisions.filter(SETTLING).exists()
        refuse_after_bar(case, on=on)
        demand_hearing(case, "revocation")
        demand_weighing(weighing)
        demand_quiet(case)
        views = answered_views(case, answer_to_views)
        if not reasons.strip():
            raise NotReady("Noem de grond van de intrekking (Awb 4:48 of 4:49) en motiveer die.")
        blame = _blame(case, is_culpable, blame_reasons)
        articles = articles_of(case, "revocation_after_settlement" if was_settled else "revocation")
        mandate = perform(
            case,
            "revoke",
            by=by,
            on=on,
            articles=articles,
            facts={"was_settled": was_settled, "is_culpable": blame},
            personal={"blame_reasons": blame_reasons} if blame_reasons else None,
            amount=granted_amount_of(case),
        )
        decision = write_decision(
            case,
            "revocation",
            by=by,
            on=on,
            mandate=mandate,
            articles=articles,
            amount=ZERO,
            weighing=weighing,
            reasons=reasons,
            facts=views if blame is None else {**views, "is_culpable": blame},
            replaces=grant_of(case),
        )
        owe_nothing(case, decision, on=on, reason="intrekking")
        end_all_terms(case, on=on, ending="verlening ingetrokken")
        queue_letter(case, "revocation", on=on, decision=decision)
        follow(case, by=by, on=on)
        return decision


def _blame(case: Case, is_culpable: bool | None, reasons: str) -> bool | None:
    """Give whether the recipient is to blame, as somebody said with reasons or as follows from a removal; else nothing is known."""
    if is_culpable is None:
        return False if was_revoked_for_removal(case) else None
    if not reasons.strip():
        raise NotReady("Schrijf op waarom het de ontvanger wel of niet te verwijten is.")
    return is_culpable


def drop_revocation(case_pk: int, *, by: Actor, on: date, reasons: str) -> None:
    """After the views, do not withdraw the grant: the case goes on where it was. Raises NotReady without reasons."""
    with opened(case_pk) as case:
        if not reasons.strip():
            raise NotReady(
                "Schrijf op waarom de verlening niet wordt ingetrokken; de ontvanger krijgt dat in een brief."
            )
        perform(case, "drop_revocation", by=by, on=on)
        end_term(case, "views", on=on, ending="intrekking niet doorgezet")
        queue_letter(case, "revocation_dropped", on=on, facts={"reasons": reasons})
        follow(case, by=by, on=on)


def refuse_after_bar(case: Case, *, on: date) -> None:
    """Awb 4:49 lid 3: after five years since the settlement was announced it cannot be withdrawn. Raises NotReady."""
    term = case.terms.filter(code="revocation_bar").order_by("-id").first()
    if term is not None and term.due_on < on:
        raise NotReady(
            f"De vijfjaarstermijn van Awb 4:49 lid 3 eindigde op {term.due_on:%d-%m-%Y}. Intrekken kan niet meer."
        )
