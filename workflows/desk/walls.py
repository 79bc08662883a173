"""What of a case is for reviewers and auditors only: tasks and events of signals. Whoever handles a case sees that none exists,
so that the decision rests on the file alone."""

from __future__ import annotations

import json
from collections.abc import Iterable

from django.core.exceptions import PermissionDenied
from viewflow.workflow.models import Task

from audit.models import Event
from workflows.desk.access import Colleague, who_may
from workflows.desk.tasks.table import FORMS, REFERENCES
from workflows.flows import MisuseFlow

WALLED_EVENTS = "signal."


def readable_nodes(me: Colleague) -> list[str]:
    """Give the task nodes that this colleague may know of: those of signals only for who reviews them."""
    return [name for name, node in REFERENCES.items() if not _is_walled(node) or _can_do(me, node)]


def readable_tasks(me: Colleague, tasks: Iterable[Task], scheme: str) -> list[Task]:
    """Give the tasks of a case that this colleague may know of."""
    return [task for task in tasks if not _is_walled(task.flow_task) or me.may("read_signals", scheme)]


def readable_events(me: Colleague, events: Iterable[Event], scheme: str) -> list[Event]:
    """Give the events of a case that this colleague may read on its page."""
    return [event for event in events if me.may("read_signals", scheme) or not _is_about_signals(event)]


def refuse_behind_wall(me: Colleague, task: Task, scheme: str) -> None:
    """Raise PermissionDenied for a task about signals that somebody else opens."""
    if _is_walled(task.flow_task) and not me.may("review_signal", scheme):
        raise PermissionDenied(who_may("review_signal"))


def _is_walled(node: object) -> bool:
    return getattr(node, "flow_class", None) is MisuseFlow


def _can_do(me: Colleague, node: object) -> bool:
    return any(me.may(act) for act in FORMS[node].acts)


def _is_about_signals(event: Event) -> bool:
    if event.action.startswith(WALLED_EVENTS):
        return True
    task = json.loads(event.body)["facts"].get("task", "") if event.action.startswith("task.") else ""
    return str(task).startswith(f"{MisuseFlow.__name__}.")
