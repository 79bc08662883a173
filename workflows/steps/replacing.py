"""A change by which something else is granted, as another training of another trainer: what is asked about it, how it is judged,
and what it does to amount, places, order and parts in the case. The decision itself stands in `change`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.utils import timezone

from cases.amounts import ZERO, plain
from cases.authority.actors import Actor
from cases.authority.permit import permit
from cases.authority.values import values_for
from cases.granted import change_of, changed_file, granted_amount_of, granted_application, replacement_of
from cases.identity import pseudonym
from cases.models import Account, Case, CaseParty, Decision, Submission
from cases.money.ledger import Entry, book
from cases.money.payments import unpromised
from cases.registers.asking import ask_again
from cases.schemes.base import Claim, Judgement
from cases.schemes.invoices import in_words
from cases.schemes.registry import scheme
from cases.schemes.trainers import ChangeFacts
from cases.windows.counters import CeilingReached, give_back, held_by, locked_for, reserve
from workflows.steps.acts import read_act
from workflows.steps.deciding import NotReady
from workflows.steps.incidents import known_incidents
from workflows.steps.opening import every_value_set
from workflows.steps.submission import involve

REASON = "andere scholing"


@dataclass(frozen=True)
class JudgedChange:
    """A change as the scheme judges it: the application before and after it, and the amount granted before, in euro."""

    before: Any
    after: Any
    granted_amount: Decimal
    judgement: Judgement

    @property
    def is_replacement(self) -> bool:
        """Whether something else is granted by it; else only days move."""
        return bool(self.after != self.before)

    @property
    def amount(self) -> Decimal:
        """What is granted after it, in euro: never more than before."""
        return (
            min(self.judgement.calculation.amount, self.granted_amount) if self.is_replacement else self.granted_amount
        )


def ask_about_change(case_pk: int, data: Mapping[str, Any], *, by: Actor, received_at: datetime) -> None:
    """Ask the registers about a change on the day on which it comes in, before the lock; of who may send it. Raises as its step."""
    on = timezone.localdate(received_at)
    with every_value_set():
        case = Case.objects.select_related("application").get(pk=case_pk)
        permit(by, "request_change", on=on, case=case)
        change = read_act(case, "change", data, received_at, by=by)
        ask_again(case, scheme(case.scheme).asked_on_change(granted_application(case), change, on), on=on)


def judge_change(case: Case, request: Submission) -> JudgedChange:
    """Let the scheme judge a change that is asked for, in the version of the application; stores nothing."""
    found, before, change = scheme(case.scheme), granted_application(case), change_of(request)
    facts = ChangeFacts(
        granted_amount=granted_amount_of(case),
        received_on=timezone.localdate(request.received_at),
        extracts=changed_file(case, before, request),
        incidents=known_incidents(case, since=replacement_of(case)),
        removals=_removals_of(case),
    )
    judgement = found.judge_change(before, change, facts, values_for(case.scheme, case.received_on))
    return JudgedChange(before, found.changed(before, change), facts.granted_amount, judgement)


def _removals_of(case: Case) -> tuple[str, ...]:
    """What people chose after a removal of who delivers now; that of an earlier trainer is over."""
    running = case.orders.filter(ended_on=None).values("party")
    return tuple(
        case.affected_by.filter(measure__party__in=running).exclude(choice="").values_list("choice", flat=True)
    )


def demand_fitting(judged: JudgedChange) -> None:
    """Demand that the scheme has nothing against a change. Raises NotReady with what is not met."""
    if broken := in_words(judged.judgement.findings):
        raise NotReady(f"Met deze wijziging kunt u niet instemmen; wijs haar af. {broken}")


def facts_of_replacement(case: Case, judged: JudgedChange, *, on: date) -> dict[str, Any]:
    """Give what a decision fixes of what is granted instead: days, activities, and how its amount was computed."""
    starts_on, ends_on = scheme(case.scheme).project_period(judged.after, on, values_for(case.scheme, case.received_on))
    return {
        "new_starts_on": starts_on.isoformat(),
        "new_ends_on": ends_on.isoformat(),
        "activities": list(getattr(judged.after, "activities", ())),
        "calculation": judged.judgement.calculation.to_json(),
        "findings": {finding.code: finding.outcome.value for finding in judged.judgement.findings},
    }


def replace_granted(case: Case, decision: Decision, judged: JudgedChange, *, on: date) -> None:
    """Let go of what is granted no more, move the places that are counted, and let the new trainer take the part of the old.

    Raises NotReady where so much was invoiced or promised already, CeilingReached where a count of places is full.
    """
    difference = judged.granted_amount - judged.amount
    if difference > unpromised(case):
        raise NotReady(
            "Er is al meer betaald of toegezegd dan voor de andere scholing verleend kan worden. Los dat eerst op."
        )
    if difference > 0:
        give_back(case, difference, on=on, reason=REASON)
        book(case, [Entry(Account.COMMITTED, -difference, REASON)], on=on, decision=decision)
    _move_places(case, judged, on=on)
    _hand_over_parts(case, judged)


def _move_places(case: Case, judged: JudgedChange, *, on: date) -> None:
    before, after = (_places(case, application) for application in (judged.before, judged.after))
    if case.window is None or before.keys() == after.keys():
        return
    counters = locked_for(case.window, [*before.values(), *after.values()])
    for bucket in after.keys() - before.keys():
        counter, units = counters[bucket], after[bucket].units
        if counter.taken_cents + units > counter.limit_cents:
            raise CeilingReached("Voor deze scholing is het hoogste aantal verleningen van dit tijdvak bereikt.")
        reserve([(case, counter, units)], on=on, reason=REASON)
    gone = [held for held in held_by(case) if held.counter.bucket in before.keys() - after.keys()]
    reserve([(case, held.counter, -held.number) for held in gone], on=on, reason=REASON)


def _places(case: Case, application: Any) -> dict[str, Claim]:
    claims = scheme(case.scheme).claims(application, values_for(case.scheme, case.received_on), {}, ZERO)
    return {claim.bucket: claim for claim in claims if claim.units}


def _hand_over_parts(case: Case, judged: JudgedChange) -> None:
    """Who delivered before sends and reads nothing on the case any more."""
    before, after = (scheme(case.scheme).parties(application) for application in (judged.before, judged.after))
    for other in before:
        if other.identifier not in {each.identifier for each in after if each.role == other.role}:
            parts = CaseParty.objects.filter(case=case, role=other.role)
            parts.filter(party__identifier=pseudonym(other.identifier)).delete()
    involve(case, after)


def told_of(judged: JudgedChange) -> dict[str, Any]:
    """Give what the trail holds of a replacement: what is granted instead, and for how much."""
    return {"activities": list(getattr(judged.after, "activities", ())), "amount": plain(judged.amount)}
