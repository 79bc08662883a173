"""The rows of viewflow, which hold people's work on cases: locked, and made to agree in one statement for any number of cases.
Which task must be open is decided in `work`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import connection
from django.utils import timezone

from workflows.facts import case_type

_LOCK = """SELECT id FROM viewflow_process
WHERE artifact_content_type_id = %(case_type)s AND artifact_object_id {which} AND finished IS NULL
ORDER BY artifact_object_id, id FOR UPDATE"""
LOCK_ONE, LOCK_ALL = _LOCK.format(which="= %(case)s"), _LOCK.format(which="= ANY(%(cases)s)")
"""A statement of its own for one case: the server plans it once, where it plans a list again for each length."""

WRITE = """WITH finished AS (
    UPDATE viewflow_task t SET status = f.status, owner_id = COALESCE(f.owner, t.owner_id), finished = %(now)s
    FROM unnest(%(finished)s::bigint[], %(statuses)s::text[], %(owners)s::bigint[]) AS f (id, status, owner)
    WHERE t.id = f.id
), closed AS (
    UPDATE viewflow_process SET status = 'DONE', finished = %(now)s WHERE id = ANY(%(closed)s::bigint[])
), wanted AS (
    SELECT * FROM unnest(
        %(cases)s::int[], %(flows)s::text[], %(nodes)s::text[], %(kinds)s::text[], %(processes)s::bigint[]
    ) AS w (case_id, flow, node, kind, process)
), begun AS (
    INSERT INTO viewflow_process (flow_class, status, created, data, artifact_content_type_id, artifact_object_id)
    SELECT DISTINCT flow, 'NEW', %(now)s::timestamptz, '{}'::jsonb, %(case_type)s::int, case_id
    FROM wanted WHERE process IS NULL
    RETURNING id, flow_class, artifact_object_id
)
INSERT INTO viewflow_task (process_id, flow_task, flow_task_type, status, created, token, data)
SELECT COALESCE(w.process, b.id), w.node, w.kind, 'NEW', %(now)s, 'start', '{}'::jsonb
FROM wanted w LEFT JOIN begun b ON b.flow_class = w.flow AND b.artifact_object_id = w.case_id"""


@dataclass(frozen=True)
class Finished:
    """A task that ends: done by an employee, or void."""

    pk: int
    done_by: int | None

    @property
    def status(self) -> str:
        """The status under viewflow's own name."""
        return "CANCELED" if self.done_by is None else "DONE"


@dataclass(frozen=True)
class Wanted:
    """A task to be opened, by viewflow's name and kind of its node; `process` where the flow of the case is open already."""

    case_pk: int
    node: str
    kind: str
    process: int | None

    @property
    def flow(self) -> str:
        """The flow that the node belongs to, by viewflow's name."""
        return flow_of(self.node)


@dataclass
class Change:
    """What must change in viewflow's rows; for many cases together."""

    finished: list[Finished] = field(default_factory=list)
    closed: list[int] = field(default_factory=list)
    wanted: list[Wanted] = field(default_factory=list)


def flow_of(node: str) -> str:
    """Give viewflow's name of the flow of a node."""
    return node.rpartition(".")[0]


def lock_processes(case_pks: Sequence[int]) -> None:
    """Lock the open processes of cases in the order of the cases; always before the cases themselves."""
    with connection.cursor() as cursor:
        if len(case_pks) == 1:
            cursor.execute(LOCK_ONE, {"case_type": case_type(), "case": case_pks[0]})
        else:
            cursor.execute(LOCK_ALL, {"case_type": case_type(), "cases": list(case_pks)})


def write(change: Change) -> None:
    """Finish and open the rows; nothing is sent where nothing changes."""
    if not (change.finished or change.closed or change.wanted):
        return
    with connection.cursor() as cursor:
        cursor.execute(WRITE, {"now": timezone.now(), "case_type": case_type(), **_columns(change)})


def _columns(change: Change) -> dict[str, list[Any]]:
    finished, wanted = change.finished, change.wanted
    return {
        "finished": [task.pk for task in finished],
        "statuses": [task.status for task in finished],
        "owners": [task.done_by for task in finished],
        "closed": change.closed,
        "cases": [task.case_pk for task in wanted],
        "flows": [task.flow for task in wanted],
        "nodes": [task.node for task in wanted],
        "kinds": [task.kind for task in wanted],
        "processes": [task.process for task in wanted],
    }
