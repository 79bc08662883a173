"""Reading cases as signal rules may see them: application, what registers said, what came in later, the money. One query for many.
Nothing is written and nothing is judged here."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection

from cases.amounts import from_cents
from cases.authority.values import Setting, approved_settings, values_with
from cases.law import Values
from cases.models import Case
from cases.queries import application_of
from cases.registers.kept import COLUMNS, answers_from
from cases.schemes.reading import InvalidInput
from cases.schemes.signals import ReceivedAct, SignalCase

_SUM = """COALESCE((SELECT SUM(amount_cents) FROM cases_ledgerrow
    WHERE case_id = k.id AND account = '{account}'), 0)::bigint"""

KNOWN = f"""WITH counted AS (
    SELECT window_id, COUNT(*) AS cases FROM cases_case
    WHERE window_id IN (SELECT window_id FROM cases_case WHERE id = ANY(%(cases)s)) GROUP BY window_id
) SELECT k.id,
    (SELECT jsonb_agg(jsonb_build_array(s.kind, s.body, (s.received_at AT TIME ZONE 'Europe/Amsterdam')::date) ORDER BY s.id)
        FROM cases_submission s WHERE s.case_id = k.id AND s.body <> ''),
    (SELECT jsonb_agg({COLUMNS} ORDER BY id) FROM cases_extract WHERE case_id = k.id),
    {_SUM.format(account="committed")}, {_SUM.format(account="paid")}, COALESCE(counted.cases, 1),
    (SELECT COUNT(*) FROM cases_case o WHERE o.party_id = k.party_id AND o.window_id = k.window_id
        AND o.status NOT IN ('withdrawn', 'left_unconsidered'))
FROM cases_case k LEFT JOIN counted ON counted.window_id = k.window_id
WHERE k.id = ANY(%(cases)s)"""  # noqa: S608 - made of constants


@dataclass(frozen=True)
class Looked:
    """A case with what its rules may know; `signal_case` is None where the text of the application was erased."""

    case: Case
    signal_case: SignalCase | None
    window_cases: int = 1
    own_cases: int = 1


def looked_at(cases: Sequence[Case]) -> list[Looked]:
    """Read cases that hold their window and application, in two queries for any number."""
    approved = approved_settings({case.scheme for case in cases})
    with connection.cursor() as cursor:
        cursor.execute(KNOWN, {"cases": [case.pk for case in cases]})
        known = {row[0]: row[1:] for row in cursor.fetchall()}
    return [_looked(case, approved, *known[case.pk]) for case in cases]


def new_case(case: Case, application: Any, values: Values) -> Looked:
    """Give a case that was made a moment ago: nothing came in after it, nothing was asked and nothing booked."""
    code = case.window.code if case.window else ""
    return Looked(case, SignalCase(application, values, case.received_on, code, str(case.status)))


def _looked(
    case: Case,
    approved: Iterable[Setting],
    acts: str | None,
    extracts: str | None,
    committed: int,
    paid: int,
    window_cases: int,
    own_cases: int,
) -> Looked:
    try:
        application = application_of(case)
    except (InvalidInput, ValueError):
        return Looked(case, None, window_cases, own_cases)
    signal_case = SignalCase(
        application=application,
        values=values_with(approved, case.scheme, case.received_on),
        received_on=case.received_on,
        window=case.window.code if case.window else "",
        status=str(case.status),
        registers=answers_from(json.loads(extracts or "[]")),
        acts=tuple(_act(*act) for act in json.loads(acts or "[]")),
        committed_amount=from_cents(committed),
        paid_amount=from_cents(paid),
    )
    return Looked(case, signal_case, window_cases, own_cases)


def _act(kind: str, body: str, received_on: str) -> ReceivedAct:
    return ReceivedAct(kind, json.loads(body).get("data", {}), date.fromisoformat(received_on))
