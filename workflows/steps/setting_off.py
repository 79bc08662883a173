"""Advances that were given before the application for settlement, each in a case of its own: set off against what is settled later
(Awb 4:95 lid 4), the oldest first. What is left of one without a settlement is claimed back like any grant that was withdrawn."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from django.db import connection

from audit.canonical import JSON
from audit.trail import Entry, record_many
from cases.amounts import from_cents, plain
from cases.authority.actors import Actor
from cases.authority.permit import permit
from cases.models import Account, Case, Decision, LedgerRow, SetOff, Window
from cases.money.advances import Owed, Part, paid_advances, shared_out, with_more_to_settle
from cases.transitions import EVENTS, Deed, perform_all
from cases.windows.counters import CEILING
from workflows.steps.clock import end_everything
from workflows.work import follow_all

REASON = "verrekening van het voorschot"
ARTICLES = ("Awb 4:95",)
ACT = "set_off_advance"

RELEASE = """INSERT INTO cases_reservation (counter_id, case_id, amount_cents, "on", reason)
SELECT c.id, d.case_id, -d.cents, %(on)s, %(reason)s
FROM unnest(%(cases)s::bigint[], %(cents)s::bigint[]) AS d (case_id, cents)
JOIN cases_case k ON k.id = d.case_id JOIN cases_counter c ON c.window_id = k.window_id AND c.bucket = %(ceiling)s"""


def set_off(
    window: Window,
    decisions: Sequence[Decision],
    advance_pks: Sequence[int],
    cases: Mapping[int, Case],
    *,
    by: Actor,
    on: date,
) -> dict[int, int]:
    """Count advances as payment of the settlements, and end the case of one that is used up; gives the cents by settled case.

    `advance_pks` are cases of advances (`advances_beside`), which the caller locked with those of the decisions (`cases`). What is too
    much once no settlement follows is left with the last one, to be claimed back.
    """
    settled = {each.case_id: each for each in decisions if each.kind == "direct_settlement"}
    parts = _parts(window, settled, advance_pks, cases)
    if not parts:
        return {}
    SetOff.objects.bulk_create(
        SetOff(
            advance_id=part.advance_pk,
            case_id=part.case_pk,
            decision=settled[part.case_pk],
            amount_cents=part.cents,
            left_cents=part.left_cents,
            on=on,
        )
        for part in parts
    )
    LedgerRow.objects.bulk_create(row for part in parts for row in _moved(settled[part.case_pk], part, on))
    _release(parts, on)
    _tell(parts, settled, cases, by=by, on=on)
    return {case_pk: sum(part.cents for part in parts if part.case_pk == case_pk) for case_pk in settled}


def _parts(
    window: Window, settled: Mapping[int, Decision], advance_pks: Sequence[int], cases: Mapping[int, Case]
) -> list[Part]:
    """Share the advances of each recipient out over its settlements, in the order in which both came in."""
    advances = paid_advances(advance_pks)
    owed: dict[int, list[Owed]] = {}
    for case_pk, decision in sorted(settled.items()):
        owed.setdefault(cases[case_pk].party_id, []).append(Owed(case_pk, decision.amount_cents or 0))
    waiting = with_more_to_settle(window, set(advances)) if advances else set()
    return [
        part
        for party_pk, settlements in owed.items()
        for part in shared_out(advances.get(party_pk, []), settlements, is_last=party_pk not in waiting)
    ]


def _moved(decision: Decision, part: Part, on: date) -> list[LedgerRow]:
    """What was committed and paid in the case of the advance is paid in that of the settlement."""
    rows = (
        (part.advance_pk, Account.COMMITTED, -part.cents, None),
        (part.advance_pk, Account.PAID, -part.cents, None),
        (decision.case_id, Account.PAID, part.cents, decision),
    )
    return [
        LedgerRow(case_id=case_pk, account=account, amount_cents=cents, decision=own, booked_on=on, reason=REASON)
        for case_pk, account, cents, own in rows
    ]


def _release(parts: Sequence[Part], on: date) -> None:
    """The money is spent once: as settlement, no longer as advance."""
    with connection.cursor() as cursor:
        cursor.execute(
            RELEASE,
            {
                "cases": [part.advance_pk for part in parts],
                "cents": [part.cents for part in parts],
                "on": on,
                "reason": REASON,
                "ceiling": CEILING,
            },
        )


def _tell(
    parts: Sequence[Part], settled: Mapping[int, Decision], cases: Mapping[int, Case], *, by: Actor, on: date
) -> None:
    """Write each part in the trail of its advance; the part that uses one up ends its case."""
    going_on = [part for part in parts if part.left_cents]
    if going_on:
        permit(by, ACT, on=on, scheme=cases[going_on[0].advance_pk].scheme)
        record_many([_entry(cases[each.advance_pk], _facts(each, settled), by, on) for each in going_on])
    used_up = {part.advance_pk: part for part in parts if not part.left_cents}
    ended = [cases[advance_pk] for advance_pk in used_up]
    if ended:
        deeds = [Deed(case, ARTICLES, _facts(used_up[case.pk], settled)) for case in ended]
        perform_all(deeds, ACT, by=by, on=on)
        end_everything(ended, on=on, ending="verrekend met de vaststelling")
        follow_all(ended, by=by, on=on)


def _facts(part: Part, settled: Mapping[int, Decision]) -> dict[str, JSON]:
    amount, left = plain(from_cents(part.cents)), plain(from_cents(part.left_cents))
    return {"amount": amount, "left": left, "decision": settled[part.case_pk].pk}


def _entry(case: Case, facts: Mapping[str, JSON], by: Actor, on: date) -> Entry:
    return Entry(
        stream=case.stream,
        action=EVENTS[ACT],
        actor=str(by),
        origin=by.origin,
        on=on,
        articles=ARTICLES,
        rules=case.version,
        facts=facts,
    )
