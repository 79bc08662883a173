"""The demonstration pays, settles and claims back: advances, reports, settlements on actual cost, recovery of advances."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import partial
from itertools import cycle

from django.utils import timezone

from cases.amounts import from_cents
from cases.authority.actors import Actor
from cases.authority.permissions import Role
from cases.models import Account, Case, Payment, PaymentStatus, Receivable, Status, Window
from cases.money.ledger import balances
from cases.queries import application_of, grant_of
from cases.schemes.base import Scenario
from cases.schemes.registry import scheme
from workflows.demo.crew import for_all
from workflows.demo.deciding import People
from workflows.demo.show import Show
from workflows.steps.hearing import check_hearing
from workflows.steps.money import approve_payment, claim_back, register_payment, register_repayment
from workflows.steps.settlement import Choice, assess_settlement, propose_settlement, receive_report, settle_subsidy

WEIGHING = (
    "De ontvanger heeft minder gedaan dan begroot en kan het verschil dragen; "
    "het belang van een rechtmatige besteding weegt zwaarder."
)


@dataclass(frozen=True)
class Settling:
    """One project to be settled: its case, and the share of the budget that was realised."""

    case_pk: int
    share: Decimal


def pay_all(window: Window, who: People, *, on: date, waiting: int = 0) -> int:
    """Approve and register every planned payment of a window, but for some of the last that still wait; gives how many."""
    planned = Payment.objects.filter(case__window=window, status=PaymentStatus.PLANNED).order_by("pk")
    keys = list(planned.values_list("pk", flat=True))
    keys = keys[: max(0, len(keys) - waiting)]
    for key in keys:
        approve_payment(key, by=who[Role.FINANCE], on=on)
        register_payment(key, by=who[Role.FINANCE], on=on + timedelta(days=2), bank_reference=f"VOORBEELD-{key:08d}")
    return len(keys)


def settle_projects(window: Window, scenario: Scenario, who: People, show: Show) -> None:
    """Settle the first projects of a window after their last day, each with the next realised share of the scenario."""
    granted = Case.objects.filter(window=window, status=Status.GRANTED).order_by("position__number")
    keys = granted.values_list("pk", flat=True)[: scenario.settled]
    work = [Settling(key, share) for key, share in zip(keys, cycle(scenario.realised), strict=False)]
    deed = partial(settle, handler=who[Role.HANDLER], decider=who[Role.DECIDER])
    for_all(work, deed, "vastgesteld", show)


def settle(work: Sequence[Settling], *, handler: Actor, decider: Actor) -> int:
    """Report, assess and settle some projects; gives how many."""
    for one in work:
        _settle(one, handler=handler, decider=decider)
    return len(work)


def _settle(one: Settling, *, handler: Actor, decider: Actor) -> None:
    case = Case.objects.select_related("application").get(pk=one.case_pk)
    grant = grant_of(case)
    assert grant is not None
    ends_on = date.fromisoformat(grant.facts["ends_on"])
    on = ends_on + timedelta(days=40)
    data = scheme(case.scheme).demonstration.report(application_of(case), ends_on, one.share)
    received_at = timezone.make_aware(datetime.combine(on, time(10)))
    receive_report(case.pk, data, by=handler, received_at=received_at)
    choice = choice_for(case, on=on)
    assessment = assess_settlement(case.pk, by=handler, on=on, choice=choice)
    if assessment.outcome in ("lower", "nil"):
        reason = "Het besluit rust op de verantwoording van de ontvanger zelf (Awb 4:8 lid 1)."
        check_hearing(case.pk, "settlement", is_required=False, reason=reason, by=handler, on=on)
    settle_subsidy(case.pk, by=decider, on=on + timedelta(days=7), weighing=WEIGHING)


def choice_for(case: Case, *, on: date) -> Choice | None:
    """Where the law leaves the amount to a person, the demonstration takes what the realised costs come to."""
    proposed = propose_settlement(case, on=on)
    if proposed.kind != "person":
        return None
    return Choice("lower", proposed.calculation.amount, "Minder dan 60 % gemaakt; vastgesteld op de werkelijke kosten.")


def claim_all_back(window: Window, who: People) -> None:
    """Claim back what was paid above the settlement; every second recipient has paid back."""
    for case in Case.objects.filter(window=window, status=Status.SETTLED).order_by("pk"):
        settled = case.decisions.filter(kind__startswith="settlement_").order_by("-id").first()
        owed, paid = _owed_and_paid(case)
        if settled is not None and paid > owed:
            claim_back(case.pk, by=who[Role.DECIDER], on=settled.on + timedelta(days=14), weighing=WEIGHING)


def repay_half(window: Window, who: People) -> None:
    """Every second recipient pays back, three weeks after the claim."""
    for receivable in Receivable.objects.filter(case__window=window, paid_on=None).select_related("decision")[::2]:
        on = receivable.decision.on + timedelta(days=21)
        amount = from_cents(receivable.amount_cents - receivable.received_cents)
        register_repayment(receivable.pk, amount=amount, by=who[Role.FINANCE], on=on)


def _owed_and_paid(case: Case) -> tuple[Decimal, Decimal]:
    sums = balances(case.pk)
    return sums[Account.COMMITTED], sums[Account.PAID]
