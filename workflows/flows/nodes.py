"""The one kind of node that our flows use for people: a task without a view, as the desk has its own pages."""

from __future__ import annotations

from viewflow.workflow import lock, nodes

LOCK = lock.SelectForUpdateLock(nowait=False)


def task(title: str) -> nodes.View:
    """Give a human task with its Dutch title."""
    node = nodes.View(None)
    node.task_title = title
    return node


class Gate(nodes.Split):
    """A point where the facts of the case say which tasks are open; `workflows.work` opens and closes them."""
