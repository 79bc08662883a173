"""Long work on a shared window in the background: started by the person who may do it, carried out in that person's name.
The work itself stands in `lines`, `refusing_late` and `settling_directly`; each can be broken off and taken up where it stopped."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from django.db import transaction
from django.utils import timezone

from audit.canonical import JSON
from audit.trail import Origin, record
from cases.authority.actors import Actor, employee
from cases.authority.permit import Refused, permit
from cases.models import SharingRun, Window
from cases.windows.alone import alone, is_being_done
from cases.windows.events import LATE_REFUSED, LINES_DECIDED, LINES_TAKEN_UP, RUN_STARTED
from cases.windows.lines import waiting_late
from cases.windows.method import SHARES, NotInOrder, locked_window
from cases.windows.shares import newest_list, not_taken_up
from workflows.steps.lines import take_up_lines
from workflows.steps.opening import attempt
from workflows.steps.refusing_late import refuse_all_late
from workflows.steps.settling_directly import day_of_signing, decide_shared, undecided

DONE, REFUSED, FAILED, BROKEN = "done", "refused", "failed", "broken_off"
"""How a run ended; `broken_off` is written by who starts it again after its worker was killed."""

FROM = Origin("job", "sharing")


@dataclass(frozen=True)
class Work:
    """Work on a window: its act for the gate, its event, how many applications wait for it, the step, and what a start must meet."""

    act: str
    event: str
    waiting: Callable[[Window], int]
    step: Callable[[int, Actor, date], object]
    demand: Callable[[Window, Actor], object] = lambda window, by: None


WORK: Mapping[str, Work] = MappingProxyType(
    {
        "take-up": Work(
            "take_up_lines", LINES_TAKEN_UP, not_taken_up, lambda pk, by, on: take_up_lines(pk, by=by, on=on)
        ),
        "late": Work(
            "refuse_late",
            LATE_REFUSED,
            lambda window: waiting_late(window.pk),
            lambda pk, by, on: refuse_all_late(pk, by=by, on=on),
        ),
        "decide": Work(
            "settle_directly",
            LINES_DECIDED,
            undecided,
            lambda pk, by, on: decide_shared(pk, by=by),
            lambda window, by: day_of_signing(newest_list(window), by),
        ),
    }
)
"""By the name that the command `shares` and the page use."""


def start_run(window_pk: int, act: str, *, by: Actor, on: date) -> SharingRun:
    """Write down that work is to be done in the background; the caller hands its key to a worker in the same transaction.

    A run whose worker was killed is ended here, and the new one goes on where it stopped. Raises NotInOrder while it runs or where
    nothing waits for it, and what the gate refuses.
    """
    work = WORK[act]
    with locked_window(window_pk) as window:
        permit(by, work.act, on=on, scheme=window.scheme)
        if window.method != SHARES:
            raise NotInOrder("In dit tijdvak worden geen regels verdeeld.")
        work.demand(window, by)
        earlier = SharingRun.objects.select_for_update().filter(window=window, act=act, ended_at=None).first()
        if is_being_done(window.pk, act):
            raise NotInOrder("Dit loopt al voor dit tijdvak. Wacht tot het klaar is.")
        total = work.waiting(window)
        if not total:
            raise NotInOrder("Er wacht geen aanvraag op deze handeling.")
        if earlier:
            end_run(earlier, BROKEN)
        run = SharingRun.objects.create(window=window, act=act, total=total, started_by_id=by.employee_id, on=on)
        facts: dict[str, JSON] = {"act": act, "total": total, "run": run.pk}
        record(window.stream, RUN_STARTED, actor=str(by), origin=by.origin, on=on, facts=facts)
        return run


def carry_out(run_pk: int) -> str:
    """Do the work of a run in the name of who started it, and give how it ended; "" where another did it. Doubled, it does no harm."""
    found = SharingRun.objects.select_related("window").get(pk=run_pk)
    with alone(found.window_id, found.act, waits=True):
        run = _begun(run_pk)
        return _carried_out(run, WORK[run.act]) if run else ""


def _begun(run_pk: int) -> SharingRun | None:
    """Mark a run as begun under its own lock, so that who starts another one sees it; nothing where it ended meanwhile."""
    with transaction.atomic():
        run = SharingRun.objects.select_for_update(of=("self",)).select_related("window", "started_by").get(pk=run_pk)
        if run.ended_at:
            return None
        run.begun_at = timezone.now()
        run.save(update_fields=["begun_at"])
        return run


def _carried_out(run: SharingRun, work: Work) -> str:
    by = employee(run.started_by, FROM)
    try:
        with attempt(run.window.stream, work.event, by=by, on=run.on):
            work.step(run.window_id, by, run.on)
    except Refused as refusal:
        return end_run(run, REFUSED, str(refusal))
    except Exception:
        end_run(run, FAILED)
        raise
    return end_run(run, DONE)


def end_run(run: SharingRun, outcome: str, refusal: str = "") -> str:
    """Write down how a run ended, and give that."""
    run.ended_at, run.outcome, run.refusal = timezone.now(), outcome, refusal
    run.save(update_fields=["ended_at", "outcome", "refusal"])
    return outcome
