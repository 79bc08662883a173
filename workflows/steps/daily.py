"""What the calendar brings: terms that lapse, reminders that are due, settlements ex officio, cases that can be closed.
Each item, or chunk of items, is a transaction of its own; a broken run is simply run again."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef

from cases.authority.actors import Actor
from cases.authority.permit import Refused, permit
from cases.models import Case, LineAmount, Status, Term
from cases.schemes.registry import schemes
from letters.models import Letter, LetterStatus
from workflows.steps.clock import SIDE_BY_SIDE, end_all_lapsed, end_lapsed
from workflows.steps.closing import close_finished
from workflows.steps.desk_check import lapse_documents
from workflows.steps.hearing import lapse_views
from workflows.steps.opening import attempt, opened, opened_all
from workflows.steps.rebuilding import rebuild_case
from workflows.steps.settlement import remind_settlement
from workflows.steps.signals import raise_signals
from workflows.steps.supplement import lapse_supplement
from workflows.work import follow

CHUNK = 100
"""Cases per transaction of a duty that is done together."""

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
    """One daily duty: its name, the cases it concerns on a day, the step for each, and the event of a refused attempt.

    The step of a duty that is done together takes the keys of many cases.
    """

    name: str
    cases: Callable[[date], Iterator[int]]
    step: Callable[..., object]
    action: str
    is_done_together: bool = False


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
    """Final cases without a term of an objection or waiting letter; money is looked at by the step itself."""
    running = Term.objects.filter(case=OuterRef("pk"), code__in=SIDE_BY_SIDE, ended_on=None)
    waiting = Letter.objects.filter(case=OuterRef("pk")).exclude(status__in=[LetterStatus.SENT, LetterStatus.VOID])
    bar = Term.objects.filter(case=OuterRef("pk"), code="revocation_bar", ended_on=None, due_on__gte=on)
    by_line = LineAmount.objects.filter(case=OuterRef("pk"))
    cases = Case.objects.filter(status__in=FINAL).exclude(Exists(running)).exclude(Exists(waiting))
    cases = cases.exclude(Exists(bar), Exists(by_line))
    return cases.order_by("pk").values_list("pk", flat=True).iterator()


def to_be_looked_at(codes: Iterable[str]) -> Iterator[int]:
    """The cases of these schemes that are not closed."""
    cases = Case.objects.filter(scheme__in=list(codes)).exclude(status=Status.CLOSED)
    return cases.order_by("pk").values_list("pk", flat=True).iterator()


def _of_schemes_with_rules(on: date) -> Iterator[int]:
    """The open cases of every scheme that has signal rules."""
    return to_be_looked_at(code for code, found in schemes().items() if found.signals)


def end_objection_terms(case_pks: Sequence[int], *, by: Actor, on: date) -> None:
    """End objection terms that went by without an objection (Awb 6:7)."""
    with opened_all(case_pks) as cases:
        for code in {case.scheme for case in cases}:
            permit(by, "close", on=on, scheme=code)
        end_all_lapsed(cases, "objection", on=on, ending="verstreken zonder bezwaar")


def end_term_for_account(case_pk: int, *, by: Actor, on: date) -> None:
    """End a reminder or a sample's request that was not answered: settlement ex officio is open now (Awb 4:44 lid 4)."""
    with opened(case_pk) as case:
        permit(by, "remind_settlement", on=on, case=case)
        end_lapsed(case, "settlement_reminder", "sample_report", on=on, ending="verstreken")
        follow(case, by=by, on=on)


DUTIES = (
    Duty("supplements_lapsed", _with_lapsed("supplement"), lapse_supplement, "case.supplement_requested"),
    Duty("views_lapsed", _with_lapsed("views"), lapse_views, "case.views_lapsed"),
    Duty("documents_lapsed", _with_lapsed("documents"), lapse_documents, "case.documents_lapsed"),
    Duty(
        "settlements_reminded",
        _with_lapsed("settlement_request", Status.GRANTED),
        remind_settlement,
        "case.settlement_reminded",
    ),
    Duty("reminders_lapsed", _with_lapsed("settlement_reminder"), end_term_for_account, "case.settlement_reminded"),
    Duty("samples_lapsed", _with_lapsed("sample_report"), end_term_for_account, "case.sampled"),
    Duty("ex_officio_work_opened", _waiting_for_ex_officio, rebuild_case, "work.rebuilt"),
    Duty("objection_terms_ended", _with_lapsed("objection"), end_objection_terms, "case.closed", is_done_together=True),
    Duty("cases_closed", _closable, close_finished, "case.closed", is_done_together=True),
)

SIGNALS = Duty("signals_looked_for", _of_schemes_with_rules, raise_signals, "signal.raised", is_done_together=True)
"""No duty of the calendar: every night all open cases are looked at again, whatever their terms."""


def run_duty(duty: Duty, *, by: Actor, on: date) -> Iterator[bool]:
    """Do one duty for each case it concerns; gives for each whether it was done. A refused item is kept in the trail."""
    case_pks = list(duty.cases(on))
    if not duty.is_done_together:
        return (_is_done(duty, case_pk, case_pk, by=by, on=on) for case_pk in case_pks)
    chunks = (case_pks[start : start + CHUNK] for start in range(0, len(case_pks), CHUNK))
    return (is_done for chunk in chunks for is_done in _done_together(duty, chunk, by=by, on=on))


def _done_together(duty: Duty, case_pks: Sequence[int], *, by: Actor, on: date) -> Sequence[bool]:
    """Do a chunk in one transaction; where that is refused, each of them by itself, so that the trail says which."""
    try:
        duty.step(case_pks, by=by, on=on)
    except Refused:
        return [_is_done(duty, case_pk, [case_pk], by=by, on=on) for case_pk in case_pks]
    return [True] * len(case_pks)


def _is_done(duty: Duty, case_pk: int, item: int | Sequence[int], *, by: Actor, on: date) -> bool:
    try:
        with attempt(f"case:{case_pk}", duty.action, by=by, on=on):
            duty.step(item, by=by, on=on)
    except Refused:
        return False
    return True
