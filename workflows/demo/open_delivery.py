"""Grants in the middle of their delivery: trainings that start later, moved, billed, proved, stopped, and what is claimed back for
them from participant and trainer. Nothing here is shared with schemes whose recipients report themselves (`open_work`)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from cases.amounts import ZERO, from_cents, plain
from cases.authority.actors import Actor
from cases.authority.permissions import Role
from cases.models import Case, Order, Status, Window
from cases.queries import application_of, period_of
from cases.schemes.registry import scheme
from cases.schemes.trainers import APPLICANT, TRAINER
from workflows.demo.deciding import People
from workflows.demo.open_work import REASON, cases_in, intend_to_revoke, intend_to_settle, moment
from workflows.demo.post import send_due
from workflows.demo.projects import WEIGHING, pay_all
from workflows.demo.show import Show
from workflows.steps.change import receive_request
from workflows.steps.ending import revoke_grant, waive_grant
from workflows.steps.hearing import check_hearing
from workflows.steps.incidents import handle_incident, receive_incident
from workflows.steps.money import claim_back
from workflows.steps.receiving import receive_act
from workflows.steps.settlement import Choice, assess_settlement, propose_settlement, settle_subsidy

NO_SHOW, DONE = Decimal(0), Decimal(1)
CANCELLED = {
    "kind": "cancelled",
    "explanation": "De opleider heeft de scholing afgelast (voorbeeld uit de demonstratie).",
}
ILL = {"kind": "illness", "explanation": "Ik ben ziek en kan nog niet beginnen (voorbeeld uit de demonstratie)."}
PROOF_AFTER, SETTLED_AFTER, CLAIMED_AFTER = 20, 27, 41
"""Days after the last day of the training."""


def leave_deliveries_open(window: Window, who: People, show: Show) -> None:
    """Of the grants whose trainer sent nothing yet: claims on participant and trainer, and one of each thing that can be underway."""
    granted = (case for case in cases_in(window, Status.GRANTED) if not case.payments.exists())
    _claim_back_from_both(granted, window, who, show)
    _leave_settlements_open(granted, who, show)
    _leave_endings_open(granted, who, show)
    _leave_running(granted, who)


def _claim_back_from_both(granted: Iterator[Case], window: Window, who: People, show: Show) -> None:
    no_show, cancelled = next(granted), next(granted)
    for case in (no_show, cancelled):
        send_invoice(case, by=who[Role.HANDLER])
    show.tell(f"  {pay_all(window, who, on=_starts_on(cancelled))} voorschotten aan opleiders betaald")
    told_on = _starts_on(cancelled) + timedelta(days=1)
    row = receive_incident(cancelled.pk, CANCELLED, by=who[Role.HANDLER], received_at=moment(told_on))
    told: Mapping[str, Any] = {"outcome": "noted", "reasons": REASON, "is_culpable": False}
    handle_incident(cancelled.pk, row.pk, by=who[Role.HANDLER], on=told_on, **told)
    for case, debtor in ((no_show, APPLICANT), (cancelled, TRAINER)):
        settle_on_proof(case, NO_SHOW, handler=who[Role.HANDLER], decider=who[Role.DECIDER])
        send_due(_after(case, SETTLED_AFTER), show)
        on = _after(case, CLAIMED_AFTER)
        claim_back(case.pk, by=who[Role.DECIDER], on=on, weighing=WEIGHING, debtor=debtor)
        send_due(on, show)


def _leave_settlements_open(granted: Iterator[Case], who: People, show: Show) -> None:
    """One proof waits for its assessment, of another the participant is heard, a third is settled and announced."""
    send_proof(next(granted), DONE, by=who[Role.HANDLER])
    heard = next(granted)
    send_proof(heard, NO_SHOW, by=who[Role.HANDLER])
    on = _after(heard, PROOF_AFTER)
    assess_settlement(heard.pk, by=who[Role.HANDLER], on=on, choice=choice_for(heard, on=on))
    intend_to_settle(heard, who, on=on)
    settled = next(granted)
    settle_on_proof(settled, DONE, handler=who[Role.HANDLER], decider=who[Role.DECIDER])
    send_due(max(on, _after(settled, SETTLED_AFTER)), show)


def _leave_endings_open(granted: Iterator[Case], who: People, show: Show) -> None:
    """One participant waives; one grant is withdrawn, and of another the participant is heard about that."""
    waived, heard, revoked = next(granted), next(granted), next(granted)
    waive_grant(waived.pk, {"reason": REASON}, by=who[Role.HANDLER], received_at=moment(_starts_on(waived)))
    intend_to_revoke(heard, who, on=_starts_on(heard))
    on = _starts_on(revoked)
    check_hearing(revoked.pk, "revocation", is_required=False, reason=REASON, by=who[Role.HANDLER], on=on)
    reasons = "De deelnemer begon niet aan de scholing."
    revoke_grant(revoked.pk, by=who[Role.DECIDER], on=on, weighing=WEIGHING, reasons=reasons)
    send_due(max(on, _starts_on(waived), _starts_on(heard)), show)


def _leave_running(granted: Iterator[Case], who: People) -> None:
    """One participant reports an illness, one asks for a later end, one trainer has sent its bill; the others start later."""
    ill, moved = next(granted), next(granted)
    receive_incident(ill.pk, ILL, by=who[Role.HANDLER], received_at=moment(_starts_on(ill)))
    later = _after(moved, 30).isoformat()
    change = {"subject": "einddatum", "reason": REASON, "new_ends_on": later}
    receive_request(moved.pk, "change", change, by=who[Role.HANDLER], received_at=moment(_starts_on(moved)))
    send_invoice(next(granted), by=who[Role.HANDLER])


def send_invoice(case: Case, *, by: Actor) -> None:
    """Let the trainer bill its whole order, a week before the training starts."""
    order, day = Order.objects.get(case=case), _starts_on(case) - timedelta(days=7)
    amount = plain(from_cents(order.amount_cents))
    data = {"number": f"F-{case.pk}", "order": order.number, "amount": amount, "dated_on": day.isoformat()}
    receive_act(case.pk, "invoice", data, by=by, received_at=moment(day))


def send_proof(case: Case, share: Decimal, *, by: Actor) -> None:
    """Let the trainer prove in which share of the training its participant took part."""
    data = scheme(case.scheme).demonstration.report(application_of(case), period_of(case)[1], share)
    receive_act(case.pk, "proof", data, by=by, received_at=moment(_after(case, PROOF_AFTER)))


def settle_on_proof(case: Case, share: Decimal, *, handler: Actor, decider: Actor) -> None:
    """Receive the proof, assess it and settle."""
    send_proof(case, share, by=handler)
    on = _after(case, PROOF_AFTER)
    assessment = assess_settlement(case.pk, by=handler, on=on, choice=choice_for(case, on=on))
    if assessment.outcome in ("lower", "nil"):
        reason = "De uitkomst rust op het bewijs van deelname; de ontvanger sprak dat niet tegen."
        check_hearing(case.pk, "settlement", is_required=False, reason=reason, by=handler, on=on)
    settle_subsidy(case.pk, by=decider, on=_after(case, SETTLED_AFTER), weighing=WEIGHING)


def choice_for(case: Case, *, on: date) -> Choice | None:
    """Where the scheme asks a person, the demonstration settles at nil and blames nobody."""
    if propose_settlement(case, on=on).kind != "person":
        return None
    return Choice("nil", ZERO, "De scholing is niet afgerond; de deelnemer was ziek.", is_culpable=False)


def _starts_on(case: Case) -> date:
    return period_of(case)[0]


def _after(case: Case, days: int) -> date:
    return period_of(case)[1] + timedelta(days=days)
