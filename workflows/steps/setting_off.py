"""An advance that was given before the application for settlement, in a case of its own: granted there, and set off against what is
settled later (Awb 4:95 lid 4). One that is never set off is claimed back like any grant that was withdrawn."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import connection

from cases.amounts import from_cents, plain
from cases.authority.actors import Actor
from cases.models import Account, Case, Decision, LedgerRow, SetOff, Window
from cases.schemes.registry import scheme
from cases.transitions import Deed, perform_all
from cases.windows.counters import CEILING
from workflows.steps.clock import end_everything
from workflows.work import follow_all

REASON = "verrekening van het voorschot"

ADVANCES = """SELECT k.id, a.id, (SELECT SUM(l.amount_cents)::bigint FROM cases_ledgerrow l
    WHERE l.case_id = a.id AND l.account = 'paid') AS paid
FROM cases_case k JOIN cases_window w ON w.code = %(window)s
JOIN cases_case a ON a.window_id = w.id AND a.party_id = k.party_id AND a.status = 'granted'
WHERE k.id = ANY(%(cases)s)
AND NOT EXISTS (SELECT FROM cases_payment p WHERE p.case_id = a.id AND p.status IN ('planned', 'approved'))
ORDER BY k.id, a.id"""

RELEASE = """INSERT INTO cases_reservation (counter_id, case_id, amount_cents, "on", reason)
SELECT c.id, d.case_id, -d.cents, %(on)s, %(reason)s
FROM unnest(%(cases)s::bigint[], %(cents)s::bigint[]) AS d (case_id, cents)
JOIN cases_case k ON k.id = d.case_id JOIN cases_counter c ON c.window_id = k.window_id AND c.bucket = %(ceiling)s"""


@dataclass(frozen=True)
class Advance:
    """A paid advance in another case of the same recipient, in cents."""

    case_pk: int
    cents: int


def advances_for(window: Window, case_pks: Sequence[int]) -> dict[int, Advance]:
    """Give for each of these cases the advance that is set off against it; none where the window names no earlier one.

    A recipient with more applications has it set off against the first of them. One whose payment is underway waits.
    """
    code = next((rule.sets_off for rule in scheme(window.scheme).windows if rule.code == window.code), "")
    if not code:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(ADVANCES, {"window": code, "cases": list(case_pks)})
        rows = cursor.fetchall()
    found: dict[int, Advance] = {}
    used: set[int] = set()
    for case_pk, advance_pk, paid in rows:
        if paid and case_pk not in found and advance_pk not in used:
            found[case_pk] = Advance(advance_pk, paid)
            used.add(advance_pk)
    return found


def set_off(
    decisions: Sequence[Decision], advances: Mapping[int, Advance], cases: Mapping[int, Case], *, by: Actor, on: date
) -> dict[int, int]:
    """Count each advance as payment of the settlement, and end its own case; gives the cents by settled case.

    What was too much is left to be claimed back.
    """
    pairs = [
        (decision, advances[decision.case_id])
        for decision in decisions
        if decision.kind == "direct_settlement" and decision.case_id in advances
    ]
    if not pairs:
        return {}
    SetOff.objects.bulk_create(
        SetOff(
            advance_id=advance.case_pk, case_id=decision.case_id, decision=decision, amount_cents=advance.cents, on=on
        )
        for decision, advance in pairs
    )
    LedgerRow.objects.bulk_create(row for decision, advance in pairs for row in _moved(decision, advance, on))
    _release([advance for _, advance in pairs], on)
    ended = [cases[advance.case_pk] for _, advance in pairs]
    deeds = [
        Deed(case, ("Awb 4:95",), {"amount": plain(from_cents(advance.cents)), "decision": decision.pk})
        for case, (decision, advance) in zip(ended, pairs, strict=True)
    ]
    perform_all(deeds, "set_off_advance", by=by, on=on)
    end_everything(ended, on=on, ending="verrekend met de vaststelling")
    follow_all(ended, by=by, on=on)
    return {decision.case_id: advance.cents for decision, advance in pairs}


def _moved(decision: Decision, advance: Advance, on: date) -> list[LedgerRow]:
    """What was committed and paid in the case of the advance is paid in that of the settlement."""
    rows = (
        (advance.case_pk, Account.COMMITTED, -advance.cents, None),
        (advance.case_pk, Account.PAID, -advance.cents, None),
        (decision.case_id, Account.PAID, advance.cents, decision),
    )
    return [
        LedgerRow(case_id=case_pk, account=account, amount_cents=cents, decision=own, booked_on=on, reason=REASON)
        for case_pk, account, cents, own in rows
    ]


def _release(advances: Sequence[Advance], on: date) -> None:
    """The money is spent once: as settlement, no longer as advance."""
    with connection.cursor() as cursor:
        cursor.execute(
            RELEASE,
            {
                "cases": [advance.case_pk for advance in advances],
                "cents": [advance.cents for advance in advances],
                "on": on,
                "reason": REASON,
                "ceiling": CEILING,
            },
        )
