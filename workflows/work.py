"""Which human tasks must exist: computed from status and facts, never from viewflow's own history.
`follow` makes viewflow's rows agree with them; how those rows are written stands in `task_rows`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from viewflow.workflow.fields import get_task_ref

from cases.authority.actors import Actor
from cases.models import Case, Status
from workflows.facts import OpenTask, WorkFacts, facts_of, facts_of_all
from workflows.flows import ChangeFlow, GrantFlow, MisuseFlow, PaymentFlow, RecoveryFlow, SettlementFlow
from workflows.line_facts import LineFacts, line_facts_of
from workflows.line_work import needed_for_lines
from workflows.task_rows import Change, Finished, Wanted, flow_of, lock_processes, write


def lock_work(*case_pks: int) -> None:
    """Lock the open processes of cases; always before the cases themselves."""
    lock_processes(case_pks)


def follow(case: Case, *, by: Actor, on: date) -> None:
    """Open and close human tasks so that they match status and facts of a locked case."""
    change = Change()
    _add(change, case, facts_of(case.pk, on), line_facts_of([case]).get(case.pk), by)
    write(change)


def follow_all(cases: Sequence[Case], *, by: Actor, on: date) -> None:
    """Do the same for many locked cases: two queries, or one where nothing changes; one more where lines share in a window."""
    change, facts, lines = Change(), facts_of_all([case.pk for case in cases], on), line_facts_of(cases)
    for case in cases:
        _add(change, case, facts[case.pk], lines.get(case.pk), by)
    write(change)


def _add(change: Change, case: Case, facts: WorkFacts, lines: LineFacts | None, by: Actor) -> None:
    wanted = {get_task_ref(node): node for node in needed(case, facts, lines)}
    flows = {flow_of(node) for node in wanted}
    processes = {flow_of(task.node): task.process for task in facts.open_tasks}
    kept = {task.node for task in facts.open_tasks}
    change.finished += [_finished(task, by) for task in facts.open_tasks if task.node not in wanted]
    change.closed += [process for flow, process in processes.items() if flow not in flows]
    change.wanted += [
        Wanted(case.pk, name, node.task_type, processes.get(flow_of(name)))
        for name, node in wanted.items()
        if name not in kept
    ]


def _finished(task: OpenTask, by: Actor) -> Finished:
    """A task is done by the employee who took it, or who did its step without taking it; otherwise it became void."""
    return Finished(task.pk, by.user_id if task.owner in (None, by.user_id) else None)


def needed(case: Case, facts: WorkFacts, lines: LineFacts | None = None) -> list[Any]:
    """Give the nodes of the tasks that must be open."""
    review = [MisuseFlow.review_signal] if facts.has_open_signal else []
    by_lines = None if lines is None else needed_for_lines(case, facts, lines)
    deciding = _needed_for_decision(case, facts) if by_lines is None else by_lines
    return [*deciding, *_needed_for_money(case, facts), *review]


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
            return [ChangeFlow.handle_incident if facts.has_open_incident else _settlement_work(facts)]
        case Status.SETTLEMENT_VIEWS if facts.has_open_incident:
            return [ChangeFlow.handle_incident]
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
    if facts.has_open_incident:
        work.append(ChangeFlow.handle_incident)
    if facts.has_open_removal:
        work.append(ChangeFlow.decide_affected)
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
    if facts.has_waiting_invoice:
        work.append(PaymentFlow.judge_invoice)
    if facts.has_planned_payment:
        work.append(PaymentFlow.approve)
    if facts.has_approved_payment:
        work.append(PaymentFlow.register)
    if case.status in (Status.SETTLED, Status.REVOKED, Status.WAIVED) and facts.overpaid_cents > 0:
        work.append(RecoveryFlow.claim_back)
    if facts.has_open_receivable:
        work.append(RecoveryFlow.register_repayment)
    return work
