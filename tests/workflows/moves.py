"""Moves for the state machine: each takes one step on a case as it stands, and may be refused. Nothing is asserted here."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from decimal import Decimal

from hypothesis import strategies as st

from cases.amounts import euro, round_down_to_cent, to_cents
from cases.authority.permissions import Role
from cases.models import Case, Counter, Payment, Receivable, SignalOutcome, Status, Window
from tests import make
from workflows.steps.assessment import assess_application
from workflows.steps.change import decide_change, receive_request
from workflows.steps.closing import close_case
from workflows.steps.deciding import NotReady
from workflows.steps.distribution import reserve_reached
from workflows.steps.drawing import freeze_list
from workflows.steps.ending import drop_revocation, revoke_grant, waive_grant, withdraw_application
from workflows.steps.grant import grant_subsidy, refuse_application
from workflows.steps.hearing import check_hearing, receive_views, request_views
from workflows.steps.money import (
    approve_payment,
    claim_back,
    register_payment,
    register_repayment,
    take_back_approval,
)
from workflows.steps.ordering import import_order, join_order
from workflows.steps.settlement import Choice, assess_settlement, receive_report, settle_subsidy
from workflows.steps.signals import raise_by_hand, raise_signals, review_signal
from workflows.steps.supplement import leave_unconsidered, receive_supplement, request_supplement

ANY_SUBJECT = ("refusal", "settlement", "revocation")
SUBJECTS: Mapping[Status, tuple[str, ...]] = {
    Status.ASSESSMENT: ("refusal",),
    Status.GRANTED: ("revocation",),
    Status.REPORTED: ("settlement", "revocation"),
    Status.SETTLED: ("revocation",),
}
"""What a hearing can be about, by status."""

Move = Callable[[Case, make.People, date, st.DataObject], object]

SAMPLE = "mkb-voorschot-2023"
GRANTED_ON, REPORTED_ON = date(2023, 12, 1), date(2024, 12, 10)
REASONS = "De reden staat in het dossier."
SHARES = st.sampled_from(["1.00", "0.80", "0.60", "0.40", "0.00"])


def begun(who: make.People, ceiling: Decimal) -> tuple[Window, list[Case]]:
    """Make a window of seven cases, each at another point of its way."""
    cases = [make.applied(SAMPLE, number=number) for number in range(1, 6)]
    cases.append(make.applied(SAMPLE, number=6, amount="3000.00"))
    cases.append(make.applied(SAMPLE, number=7, without=("begroting",)))
    window = make.window("slim-2023-3")
    Counter.objects.filter(window=window).update(limit_cents=to_cents(ceiling))
    ordered(window, who, [*cases[1:6], cases[0]])
    reserve_reached(window.pk, by=who[Role.HANDLER], on=GRANTED_ON)
    for case in cases[2:5]:
        assess_application(case.pk, by=who[Role.HANDLER], on=GRANTED_ON)
        grant_subsidy(case.pk, by=who[Role.DECIDER], on=GRANTED_ON)
    make.letters_sent(GRANTED_ON)
    for case in cases[2:5]:
        make.paid(case, who, on=GRANTED_ON)
    for case in cases[3:5]:
        make.reported(case, "0.40", on=REPORTED_ON)
    make.settled(cases[4], who, on=REPORTED_ON, choice=Choice("nil", euro("0.00"), REASONS))
    return window, cases


def ordered(window: Window, who: make.People, cases: list[Case]) -> None:
    """Take over an order from a notary: the same in every run, so that an example can be repeated."""
    by = who[Role.ADMINISTRATOR]
    freeze_list(window.pk, by=by, on=date(2023, 9, 29), for_notary=True)
    rows = [f"{case.number},{place}" for place, case in enumerate(cases, 1)]
    import_order(window.pk, "\n".join(["number,position", *rows]), by=by, on=date(2023, 10, 9), notary="mr. Voorbeeld")


def join(window: Window, who: make.People, on: date) -> object:
    """Let who completed later join the order."""
    return join_order(window.pk, by=who[Role.HANDLER], on=on)


def ask_supplement(case: Case, who: make.People, on: date, data: st.DataObject) -> None:
    request_supplement(case.pk, by=who[Role.HANDLER], on=on)


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
    return refuse_application(case.pk, by=who[Role.DECIDER], on=on, answer_to_views=make.ANSWER)


def withdraw(case: Case, who: make.People, on: date, data: st.DataObject) -> None:
    withdraw_application(case.pk, {}, by=make.recipient(case), received_at=make.at(on))


def check(case: Case, who: make.People, on: date, data: st.DataObject) -> object:
    what = data.draw(st.sampled_from(SUBJECTS.get(Status(case.status), ANY_SUBJECT)), label="about")
    is_required = data.draw(st.booleans(), label="to be heard")
    return check_hearing(case.pk, what, is_required=is_required, reason=REASONS, by=who[Role.HANDLER], on=on)


def ask_views(case: Case, who: make.People, on: date, data: st.DataObject) -> None:
    what = data.draw(st.sampled_from(SUBJECTS.get(Status(case.status), ANY_SUBJECT)), label="about")
    request_views(case.pk, what, reasons=REASONS, by=who[Role.HANDLER], on=on)


def give_views(case: Case, who: make.People, on: date, data: st.DataObject) -> object:
    return receive_views(case.pk, {"text": "Nee."}, by=make.recipient(case), received_at=make.at(on))


def ask_change(case: Case, who: make.People, on: date, data: st.DataObject) -> object:
    asked = {"subject": "periode", "reason": REASONS, "new_ends_on": (on + timedelta(days=200)).isoformat()}
    return receive_request(case.pk, "change", asked, by=make.recipient(case), received_at=make.at(on))


def change(case: Case, who: make.People, on: date, data: st.DataObject) -> object:
    is_granted = data.draw(st.booleans(), label="granted")
    return decide_change(case.pk, is_granted=is_granted, reasons=REASONS, by=who[Role.DECIDER], on=on)


def report(case: Case, who: make.People, on: date, data: st.DataObject) -> None:
    told = make.report_data(case, data.draw(SHARES, label="share"), ended_on=on)
    receive_report(case.pk, told, by=make.recipient(case), received_at=make.at(on))


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
    return settle_subsidy(case.pk, by=who[Role.DECIDER], on=on, weighing=make.WEIGHING, answer_to_views=make.ANSWER)


def revoke(case: Case, who: make.People, on: date, data: st.DataObject) -> object:
    by, answer = who[Role.DECIDER], make.ANSWER
    return revoke_grant(case.pk, by=by, on=on, weighing=make.WEIGHING, reasons=REASONS, answer_to_views=answer)


def drop(case: Case, who: make.People, on: date, data: st.DataObject) -> None:
    drop_revocation(case.pk, by=who[Role.DECIDER], on=on, reasons=REASONS)


def waive(case: Case, who: make.People, on: date, data: st.DataObject) -> None:
    waive_grant(case.pk, {"reason": REASONS}, by=make.recipient(case), received_at=make.at(on))


def approve(case: Case, who: make.People, on: date, data: st.DataObject) -> object:
    payment = Payment.objects.filter(case=case).order_by("-pk").first()
    return payment and approve_payment(payment.pk, by=who[Role.FINANCE], on=on)


def pay(case: Case, who: make.People, on: date, data: st.DataObject) -> object:
    payment = Payment.objects.filter(case=case).order_by("-pk").first()
    return payment and register_payment(payment.pk, by=who[Role.FINANCE], on=on, bank_reference=f"BANK-{payment.pk}")


def take_back(case: Case, who: make.People, on: date, data: st.DataObject) -> object:
    payment = Payment.objects.filter(case=case).order_by("-pk").first()
    return payment and take_back_approval(payment.pk, by=who[Role.FINANCE], on=on, reason=REASONS)


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


def close(case: Case, who: make.People, on: date, data: st.DataObject) -> None:
    close_case(case.pk, by=who[Role.HANDLER], on=on)


def judge(case: Case, who: make.People, on: date, data: st.DataObject) -> object:
    """Assess the application or the report, whichever the case is about."""
    is_undecided = case.status in (Status.ASSESSMENT, Status.REFUSAL_VIEWS)
    return assess(case, who, on, data) if is_undecided else assess_report(case, who, on, data)


def decide(case: Case, who: make.People, on: date, data: st.DataObject) -> object:
    """Decide as the assessment says, and answer the views."""
    if case.status not in (Status.ASSESSMENT, Status.REFUSAL_VIEWS):
        return settle(case, who, on, data)
    assessment = case.assessments.order_by("-pk").first()
    is_good = assessment is not None and assessment.outcome == "grant"
    return grant(case, who, on, data) if is_good else refuse(case, who, on, data)


def about(case: Case) -> str:
    """Give what the hearing of a case would be about."""
    return "refusal" if case.status == Status.ASSESSMENT else "settlement"


def check_as_due(case: Case, who: make.People, on: date, data: st.DataObject) -> object:
    is_required = data.draw(st.booleans(), label="to be heard")
    by = who[Role.HANDLER]
    return check_hearing(case.pk, about(case), is_required=is_required, reason=REASONS, by=by, on=on)


def ask_as_due(case: Case, who: make.People, on: date, data: st.DataObject) -> None:
    request_views(case.pk, about(case), reasons=REASONS, by=who[Role.HANDLER], on=on)


def suspect(case: Case, who: make.People, on: date, data: st.DataObject) -> object:
    return raise_by_hand(case.pk, remark=REASONS, by=who[Role.HANDLER], on=on)


def look(case: Case, who: make.People, on: date, data: st.DataObject) -> object:
    return raise_signals([case.pk], by=who[Role.SYSTEM], on=on)


def review(case: Case, who: make.People, on: date, data: st.DataObject) -> object:
    signal = case.signals.filter(status="open").first()
    outcome = data.draw(st.sampled_from(SignalOutcome.values), label="outcome")
    return signal and review_signal(signal.pk, outcome=outcome, reason=REASONS, by=who[Role.REVIEWER], on=on)


TASKS: Mapping[str, Move] = {
    "check_completeness": ask_supplement,
    "leave_unconsidered": leave,
    "assess": judge,
    "check_hearing": check_as_due,
    "request_views": ask_as_due,
    "decide": decide,
    "decide_change": change,
    "approve": approve,
    "register": pay,
    "revoke": revoke,
    "claim_back": reclaim,
    "register_repayment": repay,
    "review_signal": review,
}

MONEY: tuple[Move, ...] = (approve, pay, take_back)
PROJECT: tuple[Move, ...] = (ask_change, change, waive)
REVOKING: tuple[Move, ...] = (check, check, ask_views, ask_views, revoke)
FITTING: Mapping[Status, tuple[Move, ...]] = {
    Status.SUBMITTED: (ask_supplement, ask_supplement, withdraw),
    Status.SUPPLEMENT_REQUESTED: (complete, complete, leave, withdraw),
    Status.ASSESSMENT: (assess, assess, grant, grant, check, ask_views, refuse, withdraw),
    Status.REFUSAL_VIEWS: (give_views, assess, refuse, grant),
    Status.GRANTED: (*MONEY, report, report, *PROJECT, *REVOKING, assess_report, settle),
    Status.REPORTED: (assess_report, assess_report, settle, settle, check, check, ask_views, revoke),
    Status.SETTLEMENT_VIEWS: (give_views, assess_report, settle, settle),
    Status.SETTLED: (*MONEY, *MONEY, reclaim, *REVOKING, close),
    Status.REVOCATION_VIEWS: (give_views, revoke, revoke, drop),
    Status.REVOKED: (reclaim, close),
    Status.WAIVED: (reclaim, close),
    Status.RECOVERY: (repay, repay, close),
}
SIGNALS: tuple[Move, ...] = (suspect, look, review)
ALL: tuple[Move, ...] = tuple(dict.fromkeys([*(move for moves in FITTING.values() for move in moves), *SIGNALS]))
