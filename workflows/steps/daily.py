"""What the calendar brings: terms that lapse, reminders that are due, settlements ex officio, cases that can be closed.
Each item is a transaction of its own; a broken run is simply run again."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef

from cases.authority.actors import Actor
from cases.authority.permit import Refused, permit
from cases.models import Case, Status, Term
from letters.models import Letter, LetterStatus
from workflows.steps.clock import end_lapsed
from workflows.steps.ending import close_case, what_is_left
from workflows.steps.hearing import lapse_views
from workflows.steps.opening import attempt, opened
from workflows.steps.rebuilding import rebuild_case
from workflows.steps.settlement import remind_settlement
from workflows.steps.supplement import lapse_supplement
from workflows.work import follow

FINAL = (
    Status.REFUSED,
    Status.LEFT_UNCONSIDERED,
    Status.WITHDRAWN,
    Status.WAIVED,
    Status.SETTLED,
    Status.REVOKED,
    Status.RECOVERY,
)


@dataclass(frozen=True)
class Duty:
    """One daily duty: its name, the cases it concerns on a day, the step for each, and the event of a refused attempt."""

    name: str
    cases: Callable[[date], Iterator[int]]
    step: Callable[..., object]
    action: str


def _with_lapsed(code: str, *statuses: Status) -> Callable[[date], Iterator[int]]:
    def cases(on: date) -> Iterator[int]:
        lapsed = Term.objects.filter(code=code, ended_on=None, due_on__lt=on).order_by("case")
        lapsed = lapsed.filter(case__status__in=statuses) if statuses else lapsed
        return lapsed.values_list("case", flat=True).distinct().iterator()

    return cases


def _waiting_for_ex_officio(on: date) -> Iterator[int]:
    """Projects whose last day is over and that are settled without a request (Awb 4:47 onder a)."""
    due = Term.objects.filter(
        code="ex_officio_settlement", ended_on=None, starts_on__lt=on, case__status=Status.GRANTED
    )
    return due.order_by("case").values_list("case", flat=True).iterator()


def _closable(on: date) -> Iterator[int]:
    """Final cases without a running objection term or waiting letter; money is looked at by the step itself."""
    running = Term.objects.filter(case=OuterRef("pk"), code="objection", ended_on=None)
    waiting = Letter.objects.filter(case=OuterRef("pk")).exclude(status__in=[LetterStatus.SENT, LetterStatus.VOID])
    cases = Case.objects.filter(status__in=FINAL).exclude(Exists(running)).exclude(Exists(waiting))
    return cases.order_by("pk").values_list("pk", flat=True).iterator()


def end_objection_term(case_pk: int, *, by: Actor, on: date) -> None:
    """End an objection term that went by without an objection (Awb 6:7)."""
    with opened(case_pk) as case:
        permit(by, "close", on=on, case=case)
        end_lapsed(case, "objection", on=on, ending="verstreken zonder bezwaar")


def end_term_for_account(case_pk: int, *, by: Actor, on: date) -> None:
    """End a reminder or a sample's request that was not answered: settlement ex officio is open now (Awb 4:44 lid 4)."""
    with opened(case_pk) as case:
        permit(by, "remind_settlement", on=on, case=case)
        end_lapsed(case, "settlement_reminder", "sample_report", on=on, ending="verstreken")
        follow(case, by=by, on=on)


def close_if_nothing_is_left(case_pk: int, *, by: Actor, on: date) -> None:
    """Close a case that can be closed; one with money open stays, which is no refused attempt."""
    with opened(case_pk) as case:
        if what_is_left(case, on=on):
            return
        close_case(case_pk, by=by, on=on)


DUTIES = (
    Duty("supplements_lapsed", _with_lapsed("supplement"), lapse_supplement, "case.supplement_requested"),
    Duty("views_lapsed", _with_lapsed("views"), lapse_views, "case.views_lapsed"),
    Duty(
        "settlements_reminded",
        _with_lapsed("settlement_request", Status.GRANTED),
        remind_settlement,
        "case.settlement_reminded",
    ),
    Duty("reminders_lapsed", _with_lapsed("settlement_reminder"), end_term_for_account, "case.settlement_reminded"),
    Duty("samples_lapsed", _with_lapsed("sample_report"), end_term_for_account, "case.sampled"),
    Duty("ex_officio_work_opened", _waiting_for_ex_officio, rebuild_case, "work.rebuilt"),
    Duty("objection_terms_ended", _with_lapsed("objection"), end_objection_term, "case.closed"),
    Duty("cases_closed", _closable, close_if_nothing_is_left, "case.closed"),
)


def run_duty(duty: Duty, *, by: Actor, on: date) -> Iterator[bool]:
    """Do one duty for each case it concerns; gives for each whether it was done. A refused item is kept in the trail."""
    for case_pk in list(duty.cases(on)):
        try:
            with attempt(f"case:{case_pk}", duty.action, by=by, on=on):
                duty.step(case_pk, by=by, on=on)
        except Refused:
            yield False
        else:
            yield True
