"""A window in order of arrival, in which a machine decides what is clear: from the first application to paid trainers and settlement.
What a machine leaves to a person stays as work for people to see."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import partial
from itertools import cycle

from django.utils import timezone

from cases.amounts import ZERO, from_cents, plain
from cases.authority.actors import Actor, employee, system
from cases.authority.permissions import Role
from cases.authority.values import open_values
from cases.models import Case, Order, RoleHolding, Status, User, Window
from cases.queries import application_of, period_of
from cases.schemes.base import Scenario, Scheme
from cases.schemes.registry import scheme as scheme_of
from workflows.demo.applications import made_up, take_in
from workflows.demo.calendar import run_daily
from workflows.demo.crew import for_all
from workflows.demo.deciding import People, Tell, ask_supplements, day_after_closing
from workflows.demo.people import SINCE
from workflows.demo.post import send_due
from workflows.demo.projects import WEIGHING, Settling, pay_all
from workflows.steps.draining import drain_window
from workflows.steps.hearing import check_hearing
from workflows.steps.receiving import receive_act
from workflows.steps.settings import approve_setting, propose_setting
from workflows.steps.settlement import Choice, assess_settlement, propose_settlement, settle_subsidy

SETTLEMENT_WEEKS = 13
SOURCE = "verzonnen voor de demonstratie"


def run(scheme: Scheme, scenario: Scenario, window: Window, who: People, tell: Tell, *, is_quiet: bool) -> None:
    """Take every step: applications in the order in which they came, the drain, invoices, proofs, settlement."""
    set_open_terms(scheme, window, who)
    lines = sorted(made_up(scheme, scenario, window), key=lambda line: str(json.loads(line)["received_at"]))
    tell(f"  {take_in(lines)} aanvragen ingediend")
    drain(window, tell, on=day_after_closing(window, 1))
    ask_supplements(window, who, lambda day: _send(day, tell))
    drain(window, tell, on=day_after_closing(window, 14))
    if scenario.settled:
        finish(scenario, window, who, tell, is_quiet=is_quiet)


def drain(window: Window, tell: Tell, *, on: date) -> None:
    """Handle who waits in the order of arrival, those who completed their application in between too, and send the letters."""
    done = drain_window(window.pk, by=system("demo"), on=on)
    fates = ", ".join(f"{fate}: {count}" for fate, count in sorted(done.fates.items()) if count)
    tell(f"  {done.count} aanvragen behandeld ({fates}), verleend {plain(done.amount)} euro")
    _send(on, tell)


def set_open_terms(scheme: Scheme, window: Window, who: People) -> None:
    """Let two administrators set each length of time that no source gives; a ceiling that nobody knows stays open."""
    on = timezone.localdate(window.opens_at)
    second = second_administrator()
    for value in open_values(scheme.code, on):
        if scheme.values[value.name].kind is int:
            setting = propose_setting(
                scheme.code,
                value.name,
                SETTLEMENT_WEEKS,
                from_on=date(on.year, 1, 1),
                source=SOURCE,
                by=who[Role.ADMINISTRATOR],
                on=timezone.localdate(),
            )
            approve_setting(setting.pk, by=second, on=timezone.localdate())


def second_administrator() -> Actor:
    """Give another administrator than the one of the demonstration: what one proposes, the other approves."""
    names = {"first_name": "Bas", "last_name": "Voorbeeld", "function": "functioneel beheerder"}
    user, is_new = User.objects.get_or_create(username="beheerder2", defaults=names)
    if is_new:
        user.set_unusable_password()
        user.save(update_fields=["password"])
        RoleHolding.objects.create(user=user, role=Role.ADMINISTRATOR, from_on=SINCE, given_by="demonstratie")
    return employee(user, system("demo").origin)


def finish(scenario: Scenario, window: Window, who: People, tell: Tell, *, is_quiet: bool) -> None:
    """Trainers send invoices and are paid, send proofs, and what they show is settled."""
    granted = Case.objects.filter(window=window, status=Status.GRANTED).order_by("position__number")
    keys = list(granted.values_list("pk", flat=True)[: scenario.settled])
    by = who[Role.HANDLER]
    for_all(keys, partial(send_invoices, by=by), "facturen ontvangen", is_quiet=is_quiet)
    on = day_after_closing(window, 90)
    tell(f"  {pay_all(window, who, on=on)} voorschotten aan opleiders betaald")
    work = [Settling(key, share) for key, share in zip(keys, cycle(scenario.realised), strict=False)]
    deed = partial(settle, handler=by, decider=who[Role.DECIDER])
    for_all(work, deed, "vastgesteld", is_quiet=is_quiet)
    _send(day_after_closing(window, 480), tell)
    run_daily(day_after_closing(window, 481))


def send_invoices(case_pks: Sequence[int], *, by: Actor) -> int:
    """Let the trainer of each case bill its whole order, a week before the training starts; gives how many."""
    for case_pk in case_pks:
        case = Case.objects.select_related("application", "window").get(pk=case_pk)
        order, day = Order.objects.get(case=case), period_of(case)[0] - timedelta(days=7)
        amount = plain(from_cents(order.amount_cents))
        data = {"number": f"F-{case.pk}", "order": order.number, "amount": amount, "dated_on": day.isoformat()}
        receive_act(case.pk, "invoice", data, by=by, received_at=_at(day))
    return len(case_pks)


def settle(work: Sequence[Settling], *, handler: Actor, decider: Actor) -> int:
    """Receive the proof of some cases, assess it and settle; gives how many."""
    for one in work:
        _settle(one, handler=handler, decider=decider)
    return len(work)


def _settle(one: Settling, *, handler: Actor, decider: Actor) -> None:
    case = Case.objects.select_related("application").get(pk=one.case_pk)
    ended_on = period_of(case)[1]
    on = ended_on + timedelta(days=20)
    data = scheme_of(case.scheme).demonstration.report(application_of(case), ended_on, one.share)
    receive_act(case.pk, "proof", data, by=handler, received_at=_at(on))
    assessment = assess_settlement(case.pk, by=handler, on=on, choice=_choice(case, on=on))
    if assessment.outcome in ("lower", "nil"):
        reason = "De uitkomst rust op het bewijs van deelname; de ontvanger sprak dat niet tegen."
        check_hearing(case.pk, "settlement", is_required=False, reason=reason, by=handler, on=on)
    settle_subsidy(case.pk, by=decider, on=on + timedelta(days=7), weighing=WEIGHING)


def _choice(case: Case, *, on: date) -> Choice | None:
    """Where the scheme asks a person, the demonstration settles at nil and blames nobody."""
    if propose_settlement(case, on=on).kind != "person":
        return None
    return Choice("nil", Decimal(ZERO), "De scholing is niet afgerond; de deelnemer was ziek.", is_culpable=False)


def _at(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(10)))


def _send(on: date, tell: Tell) -> None:
    tell(f"  {send_due(on)} brieven verzonden op {on:%d-%m-%Y}")
