"""Which human tasks must exist: computed from status and facts, never from viewflow's own history.
`follow` makes viewflow's rows agree; `rebuild` makes them again from nothing."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.utils import timezone
from viewflow.workflow.models import Process, Task
from viewflow.workflow.status import PROCESS, STATUS

from cases.authority.actors import Actor
from cases.models import Case, Status
from workflows.facts import WorkFacts, facts_of
from workflows.flows import ChangeFlow, GrantFlow, PaymentFlow, RecoveryFlow, SettlementFlow

LOCK_WORK = """SELECT id FROM viewflow_process
WHERE artifact_content_type_id = %s AND artifact_object_id = %s AND finished IS NULL ORDER BY id FOR UPDATE"""


def lock_work(case_pk: int) -> None:
    """Lock the open processes of a case; always before the case itself."""
    with connection.cursor() as cursor:
        cursor.execute(LOCK_WORK, [_case_type(), case_pk])


def follow(case: Case, *, by: Actor, on: date) -> None:
    """Open and close human tasks so that they match status and facts of a locked case."""
    wanted = {(node.flow_class, node.name): node for node in needed(case, facts_of(case.pk, on))}
    open_tasks = list(_open_tasks(case.pk))
    kept = {_key(task) for task in open_tasks} & wanted.keys()
    _finish([task for task in open_tasks if _key(task) not in wanted], by)
    processes = {process.flow_class: process for process in (task.process for task in open_tasks)}
    _close(process for flow, process in processes.items() if flow not in {key[0] for key in wanted})
    _open(case, [node for key, node in wanted.items() if key not in kept], processes)


def needed(case: Case, facts: WorkFacts) -> list[Any]:
    """Give the nodes of the tasks that must be open."""
    return [*_needed_for_decision(case, facts), *_needed_for_money(case, facts)]


def _needed_for_decision(case: Case, facts: WorkFacts) -> list[Any]:
    match case.status:
        case Status.SUBMITTED:
            return [] if case.complete_on else [GrantFlow.check_completeness]
        case Status.SUPPLEMENT_REQUESTED:
            return [GrantFlow.leave_unconsidered] if facts.is_supplement_term_over else []
        case Status.ASSESSMENT:
            return [_assessment_work(facts)]
        case Status.REFUSAL_VIEWS:
            is_judged = facts.assessed is not None and not facts.has_newer_views
            return [GrantFlow.decide if is_judged else GrantFlow.assess] if facts.is_views_term_over else []
        case Status.GRANTED:
            return _work_during_project(facts)
        case Status.REPORTED:
            return [_settlement_work(facts)]
        case Status.SETTLEMENT_VIEWS:
            is_judged = facts.settlement_assessed is not None and not facts.has_newer_views
            return [SettlementFlow.decide if is_judged else SettlementFlow.assess] if facts.is_views_term_over else []
        case Status.REVOCATION_VIEWS:
            return [RecoveryFlow.revoke] if facts.is_views_term_over else []
    return []


def _assessment_work(facts: WorkFacts) -> Any:
    if facts.assessed is None:
        return GrantFlow.assess
    if facts.assessed == "grant" or facts.refusal_hearing is False:
        return GrantFlow.decide
    return GrantFlow.check_hearing if facts.refusal_hearing is None else GrantFlow.request_views


def _work_during_project(facts: WorkFacts) -> list[Any]:
    work = []
    if facts.has_pending_change:
        work.append(ChangeFlow.decide_change)
    if facts.has_pending_interim_request:
        work.append(ChangeFlow.decide_interim_payment)
    if facts.is_reminder_over or facts.is_ex_officio_due:
        work.append(_settlement_work(facts))
    return work


def _settlement_work(facts: WorkFacts) -> Any:
    if facts.settlement_assessed is None:
        return SettlementFlow.assess
    if facts.settlement_assessed not in ("lower", "nil") or facts.settlement_hearing is False:
        return SettlementFlow.decide
    return SettlementFlow.check_hearing if facts.settlement_hearing is None else SettlementFlow.request_views


def _needed_for_money(case: Case, facts: WorkFacts) -> list[Any]:
    work = []
    if facts.has_planned_payment:
        work.append(PaymentFlow.approve)
    if facts.has_approved_payment:
        work.append(PaymentFlow.register)
    if case.status in (Status.SETTLED, Status.REVOKED, Status.WAIVED) and facts.overpaid_cents > 0:
        work.append(RecoveryFlow.claim_back)
    if facts.has_open_receivable:
        work.append(RecoveryFlow.register_repayment)
    return work


def _case_type() -> int:
    return ContentType.objects.get_for_model(Case).pk


def _key(task: Task) -> tuple[Any, str]:
    return task.flow_task.flow_class, task.flow_task.name


def _open_tasks(case_pk: int) -> Iterable[Task]:
    return Task.objects.filter(
        process__artifact_content_type=_case_type(),
        process__artifact_object_id=case_pk,
        finished=None,
    ).select_related("process")


def _finish(tasks: list[Task], by: Actor) -> None:
    """A task is done by the employee who took it, or who did its step without taking it; otherwise it became void."""
    done = [task.pk for task in tasks if by.user_id is not None and task.owner_id in (None, by.user_id)]
    void = [task.pk for task in tasks if task.pk not in done]
    if done:
        Task.objects.filter(pk__in=done).update(status=STATUS.DONE, owner=by.user_id, finished=timezone.now())
    if void:
        Task.objects.filter(pk__in=void).update(status=STATUS.CANCELED, finished=timezone.now())


def _close(processes: Iterable[Process]) -> None:
    if keys := [process.pk for process in processes]:
        Process.objects.filter(pk__in=keys).update(status=PROCESS.DONE, finished=timezone.now())


def _open(case: Case, nodes: list[Any], processes: dict[Any, Process]) -> None:
    for flow in {node.flow_class for node in nodes} - processes.keys():
        processes[flow] = Process.objects.create(
            flow_class=flow, artifact_content_type_id=_case_type(), artifact_object_id=case.pk
        )
    if nodes:
        Task.objects.bulk_create(
            Task(process=processes[node.flow_class], flow_task=node, flow_task_type=node.task_type, status=STATUS.NEW)
            for node in nodes
        )
