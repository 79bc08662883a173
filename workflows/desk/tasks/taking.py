"""Taking, releasing and doing a task, each under viewflow's lock on its process; two posts at once do it once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from types import MappingProxyType
from typing import Any

from django.utils import timezone
from viewflow.workflow.models import Task

from audit.trail import record
from cases.authority.actors import Actor
from cases.authority.permit import NotAuthorised, Permission, Refused, SecondPersonNeeded, ask
from cases.models import Case, User
from cases.transitions import EVENTS
from workflows.desk.tasks.form import StepForm
from workflows.steps.opening import attempt
from workflows.steps.receiving import RECEIVERS

OTHER_EVENTS: Mapping[str, str] = MappingProxyType(
    {
        "assess": "case.assessed",
        "assess_settlement": "case.assessed",
        "check_hearing": "case.hearing_checked",
        "approve_payment": "payment.approved",
        "void_payment": "payment.withheld",
        "register_payment": "payment.paid",
        "register_repayment": "case.repaid",
        "lapse_views": "case.views_lapsed",
        "lapse_supplement": "case.supplement_lapsed",
        "judge_invoice": "invoice.judged",
        "handle_incident": "case.incident_handled",
        "decide_affected": "case.affected_decided",
        "assess_lines": "case.assessed",
        "count_line": "case.line_counted",
        "lapse_documents": "case.documents_lapsed",
        "raise_signal": "signal.raised",
        "review_signal": "signal.reviewed",
    }
)
RECEIVED: Mapping[str, str] = MappingProxyType({receiver.act: receiver.event for receiver in RECEIVERS.values()})


class NotYours(Refused):
    """The task was done already, or somebody else has it."""


def event_of(act: str) -> str:
    """Give the event under which a refused attempt at an act is kept."""
    return EVENTS.get(act) or RECEIVED.get(act) or OTHER_EVENTS[act]


def may_take(by: Actor, form: type[StepForm], case: Case, on: date) -> Permission:
    """Say whether the actor may do at least one of the acts of a task, with the reason if not."""
    answers = [ask(by, act, on=on, case=case) for act in form.acts]
    return next((answer for answer in answers if answer.is_allowed), answers[-1])


def take(task: Task, form: type[StepForm], case: Case, *, by: Actor, user: User, on: date) -> None:
    """Take an open task. Raises NotYours, NotAuthorised or SecondPersonNeeded; the attempt is kept."""
    with attempt(case.stream, "task.taken", by=by, on=on), task.activation() as activation:
        refuse_finished(task)
        if task.owner_id is not None:
            # No name here: the reason of a refusal stands in the hashed body of its event.
            raise NotYours("Deze taak is al opgenomen door een collega. Kies een andere, of overleg.")
        answer = may_take(by, form, case, on)
        if not answer.is_allowed:
            raise (SecondPersonNeeded if answer.needs_second_person else NotAuthorised)(answer.reason)
        task.assigned = timezone.now()
        activation.assign(user)
        _record(case, "task.taken", task, by=by, on=on)
    form.before(case.pk, on)


def release(task: Task, form: type[StepForm], case: Case, *, by: Actor, on: date) -> None:
    """Give a task back, one's own or that of an absent colleague with the same role. Raises NotYours or NotAuthorised."""
    with attempt(case.stream, "task.released", by=by, on=on), task.activation() as activation:
        refuse_finished(task)
        if task.owner_id is None:
            raise NotYours("Deze taak is niet opgenomen; zij is al vrij.")
        answer = may_take(by, form, case, on)
        if task.owner_id != by.user_id and not answer.is_allowed:
            raise NotAuthorised(answer.reason)
        owner = task.owner_id
        activation.unassign()
        _record(case, "task.released", task, by=by, on=on, owner=f"user:{owner}")


@contextmanager
def doing(task: Task, case: Case, act: str, *, by: Actor, on: date) -> Iterator[None]:
    """Hold the task while its step runs; the step itself finishes the task by following the case. Raises NotYours."""
    with attempt(case.stream, event_of(act), by=by, on=on), task.activation():
        refuse_finished(task)
        if task.owner_id != by.user_id:
            raise NotYours("Neem de taak eerst op; dan weet iedereen wie ermee bezig is.")
        yield


def refuse_finished(task: Task) -> None:
    """Raise NotYours for a task that was done or is no longer needed."""
    if task.finished is not None:
        raise NotYours("Deze taak is al afgerond of niet meer nodig. Kijk op de pagina van de zaak wat er is gebeurd.")


def _record(case: Case, action: str, task: Task, *, by: Actor, on: date, **facts: Any) -> None:
    named = {"task": f"{task.flow_task.flow_class.__name__}.{task.flow_task.name}", **facts}
    record(case.stream, action, actor=str(by), origin=by.origin, on=on, rules=case.version, facts=named)
