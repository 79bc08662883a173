"""The open tasks with their cases and last days, by keyset: one query for a page and one for the counts, at any size."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import connection
from viewflow.workflow.fields import get_flow_ref

from cases.models import Case
from workflows.flows import GrantFlow, PaymentFlow, RecoveryFlow, SettlementFlow

PER_PAGE = 50

DUE = """CASE p.flow_class
    WHEN %(payment_flow)s THEN pay.due_on
    WHEN %(recovery_flow)s THEN back.due_on
    WHEN %(settlement_flow)s THEN LEAST(settlement.due_on, ex_officio.due_on)
    WHEN %(grant_flow)s THEN decision.due_on END"""
"""Which last day belongs to which work. A term that the other side has to keep is no last day of ours."""

TERM = "LEFT JOIN cases_term {alias} ON {alias}.case_id = c.id AND {alias}.code = '{code}' AND {alias}.ended_on IS NULL"

OPEN = f"""FROM viewflow_task t
    JOIN viewflow_process p ON p.id = t.process_id AND p.artifact_content_type_id = %(case_type)s
    JOIN cases_case c ON c.id = p.artifact_object_id
    {TERM.format(alias="decision", code="decision")}
    {TERM.format(alias="settlement", code="settlement_decision")}
    {TERM.format(alias="ex_officio", code="ex_officio_settlement")}
    LEFT JOIN (SELECT case_id, MIN(due_on) AS due_on FROM cases_payment WHERE status IN ('planned', 'approved')
        GROUP BY case_id) pay ON pay.case_id = c.id
    LEFT JOIN (SELECT case_id, MIN(due_on) AS due_on FROM cases_receivable WHERE paid_on IS NULL
        GROUP BY case_id) back ON back.case_id = c.id
    CROSS JOIN LATERAL (SELECT {DUE} AS due_on) d
    WHERE t.finished IS NULL AND t.flow_task_type = 'HUMAN' AND t.status IN ('NEW', 'ASSIGNED')"""  # noqa: S608 - made of constants; every value is a parameter

PAGE = f"""SELECT f.id, f.flow_task, f.due_on, f.case_id, f.number, f.scheme, f.status, f.owner_id, f.created,
    y.name AS party, w.label AS window_label,
    COALESCE(NULLIF(TRIM(u.first_name || ' ' || u.last_name), ''), u.username) AS owner, f.is_suspended
    FROM (SELECT t.id, t.flow_task, d.due_on, t.owner_id, t.created, c.id AS case_id, c.number, c.scheme, c.status,
            c.party_id, c.window_id, decision.suspended_from IS NOT NULL AS is_suspended
        {OPEN} {{conditions}}
        ORDER BY COALESCE(d.due_on, 'infinity'::date), t.id LIMIT %(limit)s) f
    JOIN cases_party y ON y.id = f.party_id
    LEFT JOIN cases_window w ON w.id = f.window_id
    LEFT JOIN cases_user u ON u.id = f.owner_id
    ORDER BY COALESCE(f.due_on, 'infinity'::date), f.id"""  # noqa: S608 - made of constants; every value is a parameter

COUNTS = f"""SELECT t.flow_task,
    COUNT(*) FILTER (WHERE t.owner_id = %(me)s),
    COUNT(*) FILTER (WHERE t.owner_id IS NULL),
    COUNT(*) FILTER (WHERE t.owner_id <> %(me)s),
    COUNT(*) FILTER (WHERE d.due_on < %(today)s)
    {OPEN} {{conditions}} GROUP BY t.flow_task"""

FLOW_NAMES: Mapping[str, str] = {
    "grant_flow": get_flow_ref(GrantFlow),
    "payment_flow": get_flow_ref(PaymentFlow),
    "settlement_flow": get_flow_ref(SettlementFlow),
    "recovery_flow": get_flow_ref(RecoveryFlow),
}
OWNER: Mapping[str, str] = {
    "mijn": "AND t.owner_id = %(me)s",
    "open": "AND t.owner_id IS NULL",
    "collega": "AND t.owner_id <> %(me)s",
    "alle": "",
}
DUE_IN: Mapping[str, str] = {
    "laat": "AND d.due_on < %(today)s",
    "week": "AND d.due_on BETWEEN %(today)s AND %(today)s + 7",
    "maand": "AND d.due_on BETWEEN %(today)s AND %(today)s + 30",
    "zonder": "AND d.due_on IS NULL",
}


@dataclass(frozen=True)
class Wish:
    """Which tasks are wanted. Empty means any; `nodes` are viewflow's own names of task nodes."""

    tab: str = "alle"
    nodes: Sequence[str] = ()
    schemes: Sequence[str] | None = None
    scheme: str = ""
    window: str = ""
    status: str = ""
    due: str = ""
    after: tuple[date, int] | None = None


@dataclass(frozen=True)
class Row:
    """One open task as the list shows it."""

    id: int
    flow_task: str
    due_on: date | None
    case_id: int
    number: str
    scheme: str
    status: str
    owner_id: int | None
    created: Any
    party: str
    window_label: str | None
    owner: str | None
    is_suspended: bool


def page_of(wish: Wish, *, me: int, today: date) -> tuple[list[Row], str]:
    """Give one page of tasks by last day, and the key of the next page ("" where there is none)."""
    rows = [Row(*row) for row in _fetch(PAGE, _conditions(wish), _values(wish, me, today))]
    if len(rows) <= PER_PAGE:
        return rows, ""
    last = rows[PER_PAGE - 1]
    return rows[:PER_PAGE], f"{(last.due_on or date.max).isoformat()}_{last.id}"


def counts_of(wish: Wish, *, me: int, today: date) -> dict[str, tuple[int, int, int, int]]:
    """Give for each task node how many tasks are mine, free, of colleagues, and late; owner and page of the wish do not count."""
    everything = Wish(
        nodes=wish.nodes, schemes=wish.schemes, scheme=wish.scheme, window=wish.window, status=wish.status
    )
    found = _fetch(COUNTS, _conditions(everything), _values(everything, me, today))
    return {node: (mine, free, others, late) for node, mine, free, others, late in found}


def _conditions(wish: Wish) -> str:
    """Only texts of this module are joined here; what was asked for goes along as parameters."""
    parts = [OWNER[wish.tab], DUE_IN.get(wish.due, ""), "AND t.flow_task = ANY(%(nodes)s)"]
    parts += ["AND c.scheme = ANY(%(schemes)s)"] if wish.schemes is not None else []
    parts += ["AND c.scheme = %(scheme)s"] if wish.scheme else []
    parts += ["AND c.window_id = (SELECT id FROM cases_window WHERE code = %(window)s)"] if wish.window else []
    parts += ["AND c.status = %(status)s"] if wish.status else []
    if wish.after:
        parts.append("AND (COALESCE(d.due_on, 'infinity'::date), t.id) > (%(after_day)s, %(after_id)s)")
    return " ".join(parts)


def _values(wish: Wish, me: int, today: date) -> dict[str, Any]:
    after_day, after_id = wish.after or (today, 0)
    return {
        **FLOW_NAMES,
        "case_type": ContentType.objects.get_for_model(Case).pk,
        "me": me,
        "today": today,
        "nodes": list(wish.nodes),
        "schemes": list(wish.schemes or ()),
        "scheme": wish.scheme,
        "window": wish.window,
        "status": wish.status,
        "after_day": "infinity" if after_day == date.max else after_day.isoformat(),
        "after_id": after_id,
        "limit": PER_PAGE + 1,
    }


def _fetch(statement: str, conditions: str, values: Mapping[str, Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement.replace("{conditions}", conditions), values)
        return list(cursor.fetchall())


def read_key(text: str) -> tuple[date, int] | None:
    """Read the key of a page; nothing where it is no key, so that a broken address shows the first page."""
    day, _, number = text.partition("_")
    try:
        return date.fromisoformat(day), int(number)
    except ValueError:
        return None
