"""The steps of the role table, each with the case that is ready for it. Nothing is asserted here."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from cases.amounts import euro
from cases.authority.actors import Actor
from cases.models import Case, Receivable
from tests import make
from tests.workflows.stages import (
    D20,
    D21,
    D23,
    D25,
    REASONS,
    alike,
    asked_to_supplement,
    asks,
    asks_payment,
    change_asked,
    claimed,
    data,
    deciding_payment,
    ex_officio,
    finished,
    grantable,
    hearing_due,
    in_2022,
    in_2025,
    incomplete,
    lapsed,
    overpaid,
    payment_of,
    placed,
    refusable,
    reported,
    reviewing,
    revocation_views_asked,
    running,
    sending,
    settleable,
    supplementing,
    taken_up,
    to_be_revoked,
    to_be_settled_lower,
    unheard,
    views_asked,
    with_advance,
    with_approved_advance,
    with_signal,
)
from workflows.steps.assessment import assess_application, take_up
from workflows.steps.change import decide_change
from workflows.steps.closing import close_case
from workflows.steps.ending import drop_revocation, revoke_grant, waive_grant, withdraw_application
from workflows.steps.grant import grant_subsidy, refuse_application, refuse_for_ceiling
from workflows.steps.hearing import check_hearing, lapse_views, receive_views, request_views
from workflows.steps.money import (
    approve_payment,
    claim_back,
    register_payment,
    register_repayment,
    take_back_approval,
)
from workflows.steps.objection import receive_objection
from workflows.steps.settlement import assess_settlement, receive_report, remind_settlement, settle_subsidy
from workflows.steps.signals import raise_by_hand, raise_signals
from workflows.steps.supplement import lapse_supplement, leave_unconsidered, request_supplement

PREPARED: dict[str, tuple[Callable[[], Case], Callable[[Actor, Case], object]]] = {
    "request_supplement": (incomplete, lambda by, case: request_supplement(case.pk, by=by, on=date(2020, 4, 6))),
    "receive_supplement": (asked_to_supplement, supplementing),
    "lapse_supplement": (
        asked_to_supplement,
        lambda by, case: lapse_supplement(case.pk, by=by, on=date(2020, 4, 21)),
    ),
    "leave_unconsidered": (lapsed, lambda by, case: leave_unconsidered(case.pk, by=by, on=date(2020, 4, 22))),
    "take_up": (placed, lambda by, case: take_up(case.pk, by=by, on=D20)),
    "assess_application": (taken_up, lambda by, case: assess_application(case.pk, by=by, on=D20)),
    "check_hearing": (
        refusable,
        lambda by, case: check_hearing(case.pk, "refusal", is_required=False, reason=REASONS, by=by, on=D20),
    ),
    "request_refusal_views": (
        hearing_due,
        lambda by, case: request_views(case.pk, "refusal", reasons=REASONS, by=by, on=D20),
    ),
    "receive_views": (
        views_asked,
        lambda by, case: receive_views(case.pk, {"text": "Nee."}, by=by, received_at=make.at(date(2020, 5, 11))),
    ),
    "lapse_views": (views_asked, lambda by, case: lapse_views(case.pk, by=by, on=date(2020, 5, 26))),
    "refuse": (unheard, lambda by, case: refuse_application(case.pk, by=by, on=D20)),
    "refuse_for_ceiling": (make.applied, lambda by, case: list(refuse_for_ceiling([case.pk], by=by, on=D20))),
    "grant": (grantable, lambda by, case: grant_subsidy(case.pk, by=by, on=D20)),
    "withdraw": (make.applied, lambda by, case: withdraw_application(case.pk, {}, by=by, received_at=make.at(D20))),
    "request_change": (running, lambda by, case: asks(case, by)),
    "grant_change": (
        change_asked,
        lambda by, case: decide_change(case.pk, is_granted=True, reasons=REASONS, by=by, on=D21),
    ),
    "refuse_change": (
        change_asked,
        lambda by, case: decide_change(case.pk, is_granted=False, reasons=REASONS, by=by, on=D21),
    ),
    "request_interim_payment": (running, lambda by, case: asks_payment(case, by)),
    "grant_interim_payment": (in_2022, deciding_payment(True)),
    "refuse_interim_payment": (in_2022, deciding_payment(False)),
    "grant_advance": (in_2025, deciding_payment(True)),
    "refuse_advance": (in_2025, deciding_payment(False)),
    "waive": (
        running,
        lambda by, case: waive_grant(case.pk, {"reason": "Geen tijd."}, by=by, received_at=make.at(D21)),
    ),
    "remind_settlement": (running, lambda by, case: remind_settlement(case.pk, by=by, on=date(2021, 8, 9))),
    "receive_report": (running, lambda by, case: receive_report(case.pk, data(case), by=by, received_at=make.at(D21))),
    "assess_settlement": (reported, lambda by, case: assess_settlement(case.pk, by=by, on=D21)),
    "request_settlement_views": (
        to_be_settled_lower,
        lambda by, case: request_views(case.pk, "settlement", reasons=REASONS, by=by, on=D21),
    ),
    "settle": (settleable, lambda by, case: settle_subsidy(case.pk, by=by, on=D21)),
    "settle_ex_officio": (ex_officio, lambda by, case: settle_subsidy(case.pk, by=by, on=date(2026, 12, 2))),
    "request_revocation_views": (
        lambda: to_be_revoked(True),
        lambda by, case: request_views(case.pk, "revocation", reasons=REASONS, by=by, on=D21),
    ),
    "revoke": (
        lambda: to_be_revoked(False),
        lambda by, case: revoke_grant(case.pk, by=by, on=D21, weighing=make.WEIGHING, reasons=REASONS),
    ),
    "drop_revocation": (
        revocation_views_asked,
        lambda by, case: drop_revocation(case.pk, by=by, on=D21, reasons=REASONS),
    ),
    "approve_payment": (with_advance, lambda by, case: approve_payment(payment_of(case), by=by, on=D23)),
    "register_payment": (
        with_approved_advance,
        lambda by, case: register_payment(payment_of(case), by=by, on=D23, bank_reference="BANK-1"),
    ),
    "take_back_approval": (
        with_approved_advance,
        lambda by, case: take_back_approval(payment_of(case), by=by, on=D23, reason=REASONS),
    ),
    "object": (
        finished,
        lambda by, case: receive_objection(
            case.pk, {"announced_on": D20.isoformat()}, by=by, received_at=make.at(date(2020, 5, 20))
        ),
    ),
    "claim_back": (overpaid, lambda by, case: claim_back(case.pk, by=by, on=D25, weighing=make.WEIGHING)),
    "register_repayment": (
        claimed,
        lambda by, case: register_repayment(Receivable.objects.get(case=case).pk, amount=euro("1.00"), by=by, on=D25),
    ),
    "close": (finished, lambda by, case: close_case(case.pk, by=by, on=date(2020, 6, 20))),
    "find_signals": (alike, lambda by, case: raise_signals([case.pk], by=by, on=D20)),
    "raise_signal": (make.applied, lambda by, case: raise_by_hand(case.pk, remark=REASONS, by=by, on=D20)),
    "review_signal": (with_signal, reviewing),
    "send_letters": (make.applied, sending),
}
