"""The baseline of a step: the rows of a real grant, written for another case by plain psycopg in one transaction.
No rule is run, no right is asked and nothing is locked or read beforehand; the triggers do what they do for every writer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import psycopg
from psycopg.rows import dict_row
from psycopg.types.string import TextLoader

Row = Mapping[str, Any]

ROWS: Mapping[str, str] = {
    "audit_event": "SELECT stream, body FROM audit_event WHERE stream = 'case:' || %(case)s ORDER BY number DESC LIMIT 1",
    "cases_decision": "SELECT * FROM cases_decision WHERE case_id = %(case)s",
    "cases_ledgerrow": "SELECT * FROM cases_ledgerrow WHERE case_id = %(case)s AND decision_id IS NOT NULL ORDER BY id",
    "cases_payment": "SELECT * FROM cases_payment WHERE case_id = %(case)s",
    "cases_term": "SELECT ended_on, ending FROM cases_term WHERE case_id = %(case)s AND code = 'decision'",
    "letters_letter": "SELECT * FROM letters_letter WHERE case_id = %(case)s AND decision_id IS NOT NULL",
    "done": """SELECT t.status, t.owner_id, t.finished FROM viewflow_task t JOIN viewflow_process p ON p.id = t.process_id
        WHERE p.artifact_object_id = %(case)s AND t.finished IS NOT NULL ORDER BY t.id DESC LIMIT 1""",
    "viewflow_process": "SELECT * FROM viewflow_process WHERE artifact_object_id = %(case)s AND finished IS NULL",
    "viewflow_task": """SELECT t.* FROM viewflow_task t JOIN viewflow_process p ON p.id = t.process_id
        WHERE p.artifact_object_id = %(case)s AND t.finished IS NULL""",
}
"""What a grant writes, by table."""


EVENT = "INSERT INTO audit_event (stream, body) VALUES (%s, %s) RETURNING number"
STATUS = "UPDATE cases_case SET status = 'granted', last_event = %s WHERE id = %s"
TERM = "UPDATE cases_term SET ended_on = %s, ending = %s WHERE case_id = %s AND code = 'decision' AND ended_on IS NULL"
OF_CASE = "(SELECT id FROM viewflow_process WHERE artifact_object_id = %s AND finished IS NULL)"
TASK = f"UPDATE viewflow_task SET status = %s, owner_id = %s, finished = %s WHERE process_id IN {OF_CASE}"
PROCESS = (
    "UPDATE viewflow_process SET status = 'DONE', finished = %s WHERE artifact_object_id = %s AND finished IS NULL"
)


class PlainGrant:
    """Writes the rows of one granted case for others. JSON stays the text that it is, so that nothing is parsed."""

    def __init__(self, connection: psycopg.Connection[Any], granted: int) -> None:
        self._connection = connection
        connection.adapters.register_loader("jsonb", TextLoader)
        with connection.transaction(), connection.cursor(row_factory=dict_row) as cursor:
            self._rows = {table: cursor.execute(query, {"case": granted}).fetchall() for table, query in ROWS.items()}
        self._statements = {table: _insert(table, rows) for table, rows in self._rows.items() if "id" in rows[0]}

    @property
    def count(self) -> int:
        """How many rows are written, the updated ones included."""
        return sum(len(rows) for rows in self._rows.values()) + 2

    def write(self, case: int) -> None:
        """Write all rows for an assessed case in one transaction: one statement for each table."""
        with self._connection.transaction(), self._connection.cursor() as cursor:
            self._decide(cursor, case)
            self._change_work(cursor, case)

    def _decide(self, cursor: psycopg.Cursor[Any], case: int) -> None:
        number = self._one(cursor, EVENT, f"case:{case}", self._rows["audit_event"][0]["body"])
        cursor.execute(STATUS, (number, case))
        decision = self._insert(cursor, "cases_decision", case_id=case)
        self._insert(cursor, "cases_ledgerrow", case_id=case, decision_id=decision)
        self._insert(cursor, "cases_payment", case_id=case, decision_id=decision)
        cursor.execute(TERM, (*self._rows["cases_term"][0].values(), case))
        self._insert(cursor, "letters_letter", case_id=case, decision_id=decision)

    def _change_work(self, cursor: psycopg.Cursor[Any], case: int) -> None:
        done = self._rows["done"][0]
        cursor.execute(TASK, (*done.values(), case))
        cursor.execute(PROCESS, (done["finished"], case))
        process = self._insert(cursor, "viewflow_process", artifact_object_id=case)
        self._insert(cursor, "viewflow_task", process_id=process)

    def _insert(self, cursor: psycopg.Cursor[Any], table: str, **changed: object) -> int:
        rows = [{**row, **changed} for row in self._rows[table]]
        return self._one(cursor, self._statements[table], *(row[name] for row in rows for name in row if name != "id"))

    def _one(self, cursor: psycopg.Cursor[Any], statement: str, *values: object) -> int:
        found = cursor.execute(statement, values).fetchone()
        assert found is not None
        return int(found[0])


def _insert(table: str, rows: Sequence[Row]) -> str:
    names = [name for name in rows[0] if name != "id"]
    row = "(" + ", ".join(["%s"] * len(names)) + ")"
    columns = ", ".join(f'"{name}"' for name in names)
    return f"INSERT INTO {table} ({columns}) VALUES {', '.join([row] * len(rows))} RETURNING id"
