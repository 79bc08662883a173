"""Settling many cases as granted: judged by the rules in one run, decided by one mandated person after a preview.
Each case is a transaction of its own. Nothing is settled lower here: that takes a person for each case (Awb 3:4, 4:46)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import connection

from cases.amounts import from_cents
from cases.authority.actors import Actor
from cases.authority.permit import Refused, permit
from cases.models import Case
from cases.schemes.base import Outcome
from workflows.steps.deciding import NotReady, latest_assessment
from workflows.steps.opening import attempt
from workflows.steps.settlement import assess_settlement, propose_settlement, settle_subsidy

AS_GRANTED = "as_granted"

_OVERTAKEN = """EXISTS (SELECT FROM cases_submission s WHERE s.case_id = k.id
    AND s.kind IN ('report', 'proof', 'incident', 'views') AND s.stored_at > a.made_at)"""
_NEWEST = """JOIN LATERAL (SELECT outcome, amount_cents, made_at FROM cases_assessment
    WHERE case_id = k.id AND stage = 'settlement' ORDER BY id DESC LIMIT 1) a ON true"""
ASSESSED = f"""SELECT k.id, a.amount_cents, LEAST(a.amount_cents, (SELECT SUM(invoiced_cents)::bigint
        FROM cases_order WHERE case_id = k.id AND ended_on IS NULL)) - COALESCE((SELECT SUM(amount_cents) FROM cases_ledgerrow
        WHERE case_id = k.id AND account = 'paid'), 0)
    FROM cases_case k {_NEWEST}
    WHERE k.scheme = %(scheme)s AND k.status = 'reported' AND a.outcome = 'as_granted' AND NOT {_OVERTAKEN}
    ORDER BY k.id"""  # noqa: S608 - made of constants
UNASSESSED = f"""SELECT k.id FROM cases_case k LEFT {_NEWEST}
    WHERE k.scheme = %(scheme)s AND k.status = 'reported' AND (a.made_at IS NULL OR {_OVERTAKEN})
    AND NOT EXISTS (SELECT FROM cases_incident WHERE case_id = k.id AND outcome = '')
    ORDER BY k.id"""  # noqa: S608 - made of constants


@dataclass(frozen=True)
class Preview:
    """What one decision for many would do: the cases, and in euro what is settled and what is still paid."""

    case_pks: tuple[int, ...]
    settled_amount: Decimal
    to_pay_amount: Decimal


@dataclass(frozen=True)
class Result:
    """What came of one case: done, or why not."""

    number: str
    is_done: bool
    reason: str = ""


def preview(scheme_code: str) -> Preview:
    """Say what settling every case that was assessed as granted would come to; nothing is written."""
    with connection.cursor() as cursor:
        cursor.execute(ASSESSED, {"scheme": scheme_code})
        rows = cursor.fetchall()
    cents, to_pay = sum(row[1] for row in rows), sum(max(row[2], 0) for row in rows)
    return Preview(tuple(row[0] for row in rows), from_cents(cents), from_cents(to_pay))


def unassessed(scheme_code: str) -> tuple[int, ...]:
    """Give the reported cases that nobody assessed, or not since something came in, and that wait for no other work."""
    with connection.cursor() as cursor:
        cursor.execute(UNASSESSED, {"scheme": scheme_code})
        return tuple(row[0] for row in cursor.fetchall())


def assess_many(scheme_code: str, *, by: Actor, on: date) -> Iterator[Result]:
    """Store the assessment of each case that the rules leave nothing open about; the others keep their task."""
    permit(by, "assess_settlement", on=on, scheme=scheme_code)
    return _each(unassessed(scheme_code), "case.assessed", _assess_as_granted, by=by, on=on)


def settle_many(scheme_code: str, *, by: Actor, on: date) -> Iterator[Result]:
    """Settle each case that was assessed as granted, under the mandate of one person, never of who assessed it."""
    permit(by, "settle", on=on, scheme=scheme_code)
    return _each(preview(scheme_code).case_pks, "case.settled", _settle_as_granted, by=by, on=on)


def _each(
    case_pks: tuple[int, ...], action: str, step: Callable[..., object], *, by: Actor, on: date
) -> Iterator[Result]:
    for case in Case.objects.filter(pk__in=case_pks).order_by("pk").iterator():
        try:
            with attempt(case.stream, action, by=by, on=on):
                step(case, by=by, on=on)
        except Refused as refusal:
            yield Result(case.number, False, str(refusal))
        else:
            yield Result(case.number, True)


def _assess_as_granted(case: Case, *, by: Actor, on: date) -> None:
    proposed = propose_settlement(case, on=on)
    if proposed.kind != AS_GRANTED or any(finding.outcome is not Outcome.MET for finding in proposed.findings):
        raise NotReady("De regels laten bij deze zaak iets open, of komen lager uit. Beoordeel haar zelf.")
    assess_settlement(case.pk, by=by, on=on)


def _settle_as_granted(case: Case, *, by: Actor, on: date) -> None:
    if latest_assessment(case, "settlement").outcome != AS_GRANTED:
        raise NotReady("Deze zaak is anders beoordeeld dan zoals verleend. Besluit op haar eigen pagina.")
    settle_subsidy(case.pk, by=by, on=on)
