"""Moves for the state machine: each takes one step on a case as it stands, and may be refused. Nothing is asserted here."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from decimal import Decimal

from hypothesis import strategies as st

from cases.amounts import euro, round_down_to_cent
from cases.authority.permissions import Role
from cases.models import Case, Payment, Receivable, Status, Window
from tests import make
from workflows.steps.assessment import assess_application
from workflows.steps.change import decide_change, receive_request
from workflows.steps.deciding import NotReady
from workflows.steps.drawing import freeze_list
from workflows.steps.ending import close_case, drop_revocation, revoke_grant, waive_grant, withdraw_application
from workflows.steps.grant import grant_subsidy, refuse_application
from workflows.steps.hearing import check_hearing, receive_views, request_views
from workflows.steps.money import approve_payment, claim_back, register_payment, register_repayment
from workflows.steps.ordering import import_order, join_order
from workflows.steps.settlement import Choice, assess_settlement, receive_report, settle_subsidy
from workflows.steps.supplement import leave_unconsidered, receive_supplement, request_supplement

Move = Callable[[Case, make.People, date, st.DataObject], object]

REASONS = "De reden staat in het dossier."
SHARES = st.sampled_from(["1.00", "0.80", "0.60", "0.40", "0.00"])


def drawn(window: Window, who: make.People) -> None:
    """Take over the order that a notary drew for September 2023: the same in every run, so that an example can be repeated."""
    by = who[Role.ADMINISTRATOR]
    freeze_list(window.pk, by=by, on=date(2023, 9, 29), for_notary=True)
    complete = (
        Case.objects.filter(window=window).exclude(complete_on=None).order_by("pk").values_list("number", flat=True)
    )
    order = [f"{number},{place}" for place, number in enumerate(complete, 1)]
    text = "\n".join(["number,position", *order])
    import_order(window.pk, text, by=by, on=date(2023, 10, 9), notary="mr. Voorbeeld")


def join(window: Window, who: make.People, on: date) -> object:
    """Let who completed later join the order."""
    return join_order(window.pk, by=who[Role.HANDLER], on=on)


def ask_supplement(case: Case, who: make.People, on: date, data: st.DataObject) -> object:
    return request_supplement(case.pk, by=who[Role.HANDLER], on=on)


def complete(case: Case, who: make.People, on: date, data: st.DataObject) -> object:
    kind = data.draw(st.sampled_from(["begroting", "foto"]), label="document")
    documents = [make.document(kind)]
    return receive_supplement(case.pk, {}, by=make.recipient(case), received_at=make.at(on), documents=documents)


def leave(case: Case, who: make.People, on: date, data: st.DataObject) -> object:
    return leave_unconsidered(case.pk, by=who[Role.DECIDER], on=on)


def assess(case: Case, who: make.People, on: date, data: st.DataObject) -> object:
    return assess_application(case.pk, by=who[Role.HANDLER], on=on)


def grant(case: Case, who: make.People, on: date, data: st.DataObject) -> object:
    return grant_subsidy(case.pk, by=who[Role.DECIDER], on=on)


def refuse(case: Case, who: make.People, on: date, data: st.DataObject) -> object:
    return refuse_application(case.pk, by=who[Role.DECIDER], on=on)


def withdraw(case: Case, who: make.People, on: date, data: st.DataObject) -> object:
    return withdraw_application(case.pk, {}, by=make.recipient(case), received_at=make.at(on))


def check(case: Case, who: make.People, on: date, data: st.DataObject) -> object:
    about = data.draw(st.sampled_from(["refusal", "settlement", "revocation"]), label="about")
    is_required = data.draw(st.booleans(), label="to be heard")
    return check_hearing(case.pk, about, is_required=is_required, reason=REASONS, by=who[Role.HANDLER], on=on)


def ask_views(case: Case, who: make.People, on: date, data: st.DataObject) -> object:
    about = data.draw(st.sampled_from(["refusal", "settlement", "revocation"]), label="about")
    return request_views(case.pk, about, reasons=REASONS, by=who[Role.HANDLER], on=on)


def give_views(case: Case, who: make.People, on: date, data: st.DataObject) -> object:
    return receive_views(case.pk, {"text": "Nee."}, by=make.recipient(case), received_at=make.at(on))


def ask_change(case: Case, who: make.People, on: date, data: st.DataObject) -> object:
    asked = {"subject": "periode", "reason": REASONS, "new_ends_on": (on + timedelta(days=200)).isoformat()}
    return receive_request(case.pk, "change", asked, by=make.recipient(case), received_at=make.at(on))


def change(case: Case, who: make.People, on: date, data: st.DataObject) -> object:
    is_granted = data.draw(st.booleans(), label="granted")
    return decide_change(case.pk, is_granted=is_granted, reasons=REASONS, by=who[Role.DECIDER], on=on)


def report(case: Case, who: make.People, on: date, data: st.DataObject) -> object:
    told = make.report_data(case, data.draw(SHARES, label="share"), ended_on=on)
    return receive_report(case.pk, told, by=make.recipient(case), received_at=make.at(on))


def assess_report(case: Case, who: make.People, on: date, data: st.DataObject) -> object:
    """Follow the rules, or choose what fits where a person must."""
    try:
        return assess_settlement(case.pk, by=who[Role.HANDLER], on=on)
    except NotReady as refusal:
        if "aan een beoordelaar" not in str(refusal):
            raise
    kind, amount = data.draw(st.sampled_from([("nil", "0.00"), ("lower", "0.01"), ("lower", "500.00")]), label="choice")
    return assess_settlement(case.pk, by=who[Role.HANDLER], on=on, choice=Choice(kind, euro(amount), REASONS))


def settle(case: Case, who: make.People, on: date, data: st.DataObject) -> object:
    return settle_subsidy(case.pk, by=who[Role.DECIDER], on=on, weighing=make.WEIGHING)


def revoke(case: Case, who: make.People, on: date, data: st.DataObject) -> object:
    return revoke_grant(case.pk, by=who[Role.DECIDER], on=on, weighing=make.WEIGHING, reasons=REASONS)


def drop(case: Case, who: make.People, on: date, data: st.DataObject) -> object:
    return drop_revocation(case.pk, by=who[Role.DECIDER], on=on, reasons=REASONS)


def waive(case: Case, who: make.People, on: date, data: st.DataObject) -> object:
    return waive_grant(case.pk, {"reason": REASONS}, by=make.recipient(case), received_at=make.at(on))


def approve(case: Case, who: make.People, on: date, data: st.DataObject) -> object:
    payment = Payment.objects.filter(case=case).order_by("-pk").first()
    return payment and approve_payment(payment.pk, by=who[Role.FINANCE], on=on)


def pay(case: Case, who: make.People, on: date, data: st.DataObject) -> object:
    payment = Payment.objects.filter(case=case).order_by("-pk").first()
    return payment and register_payment(payment.pk, by=who[Role.FINANCE], on=on, bank_reference=f"BANK-{payment.pk}")


def reclaim(case: Case, who: make.People, on: date, data: st.DataObject) -> object:
    return claim_back(case.pk, by=who[Role.DECIDER], on=on, weighing=make.WEIGHING)


def repay(case: Case, who: make.People, on: date, data: st.DataObject) -> object:
    receivable = Receivable.objects.filter(case=case).first()
    if receivable is None:
        return None
    left = Decimal(receivable.amount_cents - receivable.received_cents) / 100
    share = data.draw(st.sampled_from([Decimal("0.3"), Decimal(1), Decimal("1.1")]), label="repaid")
    amount = round_down_to_cent(left * share)
    return register_repayment(receivable.pk, amount=amount, by=who[Role.FINANCE], on=on)


def close(case: Case, who: make.People, on: date, data: st.DataObject) -> object:
    return close_case(case.pk, by=who[Role.HANDLER], on=on)


MONEY: tuple[Move, ...] = (approve, pay)
FITTING: Mapping[Status, tuple[Move, ...]] = {
    Status.SUBMITTED: (ask_supplement, ask_supplement, withdraw),
    Status.SUPPLEMENT_REQUESTED: (complete, complete, leave, withdraw),
    Status.ASSESSMENT: (assess, assess, grant, grant, check, ask_views, refuse, withdraw),
    Status.REFUSAL_VIEWS: (give_views, assess, refuse, grant),
    Status.GRANTED: (
        *MONEY,
        *MONEY,
        report,
        report,
        ask_change,
        change,
        waive,
        check,
        ask_views,
        revoke,
        assess_report,
        settle,
    ),
    Status.REPORTED: (assess_report, assess_report, settle, settle, check, check, ask_views, revoke),
    Status.SETTLEMENT_VIEWS: (give_views, assess_report, settle, settle),
    Status.SETTLED: (*MONEY, *MONEY, reclaim, reclaim, check, ask_views, revoke, close),
    Status.REVOCATION_VIEWS: (give_views, revoke, revoke, drop),
    Status.REVOKED: (reclaim, close),
    Status.WAIVED: (reclaim, close),
    Status.RECOVERY: (repay, repay, close),
}
ALL: tuple[Move, ...] = tuple(dict.fromkeys(move for moves in FITTING.values() for move in moves))
