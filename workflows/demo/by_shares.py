"""A window whose money is shared over lines: from the first application to one day of decisions, and the check that follows.
What is late is refused; some lines are left to people, and one counts provisionally."""

from __future__ import annotations

import json
from collections.abc import Sequence
from contextlib import suppress
from datetime import date, datetime, time, timedelta
from functools import partial

from django.utils import timezone

from cases.amounts import from_cents, written
from cases.authority.actors import Actor
from cases.authority.permissions import Role
from cases.intake import IncomingDocument
from cases.models import Case, ClaimLine, Payment, PaymentStatus, Status, Window
from cases.schemes.base import Outcome, Scenario, Scheme
from cases.schemes.registry import scheme as scheme_of
from cases.windows.line_money import holdings
from cases.windows.lines import EVERY, timely
from cases.windows.method import NotInOrder
from cases.windows.shares import blocked_lines
from workflows.demo.applications import made_up, take_in
from workflows.demo.calendar import leave_incomplete, run_daily
from workflows.demo.crew import for_all
from workflows.demo.deciding import People, ask_supplements, day_after_closing
from workflows.demo.open_work import (
    INCOMPLETE_LEFT,
    leave_incomplete_open,
    leave_settled_open,
    leave_undecided,
    object_to_refusals,
)
from workflows.demo.post import send_due
from workflows.demo.show import Show
from workflows.steps.desk_check import LineFound, amend_settlement, demand_documents, find_lines
from workflows.steps.documents import receive_documents
from workflows.steps.hearing import check_hearing
from workflows.steps.later_lines import count_line
from workflows.steps.lines import assess_lines, open_lines, take_up_chunk
from workflows.steps.money import approve_payment, claim_back, register_payment
from workflows.steps.refusing_late import refuse_all_late
from workflows.steps.settling_directly import decide_shared, sign_sharing
from workflows.steps.sharing import (
    approve_rates,
    confirm_reallocation,
    freeze_shares,
    in_words,
    propose_rates,
    propose_reallocation,
)

REASON = "Voorbeeld uit de demonstratie."
OWN_DATA = "De aanvrager leverde de gegevens zelf (Awb 4:7 lid 1, 4:8)."
WEIGHING = "De ontvanger kon weten dat het aantal niet klopte en kan het verschil dragen; rechtmatige besteding weegt zwaarder."
LATE = timedelta(hours=3)
REFUSED_OF = 3
"""One in so many open lines is refused."""


def run(scheme: Scheme, scenario: Scenario, window: Window, who: People, show: Show) -> None:
    """Take every step, each by its own person; where work is left open and nothing is checked, the lines are judged and no more."""
    is_open = scenario.leaves_work_open and not scenario.checked
    applications = _applications(scheme, scenario, window)
    for_all(applications[: len(applications) - is_open], take_in, "aanvragen ingediend", show)
    ask_supplements(window, who, show)
    run_daily(day_after_closing(window, 22))
    left = INCOMPLETE_LEFT if is_open else 0
    leave_incomplete(window, who, on=day_after_closing(window, 23), waiting=left)
    judge(window, who, show)
    late = refuse_all_late(window.pk, by=who[Role.DECIDER], on=day_after_closing(window, 31))
    show.tell(f"  {late} te late {'aanvraag' if late == 1 else 'aanvragen'} afgewezen")
    send_due(day_after_closing(window, 32), show)
    if scenario.leaves_work_open:
        object_to_refusals(window, who, show, on=day_after_closing(window, 40))
    if is_open:
        take_in(applications[-1:])
        return
    answer_open_lines(window, who, show)
    share(window, who, show)
    send_due(day_after_closing(window, 86), show)
    pay(window, who, show, waiting=int(scenario.leaves_work_open))
    check(scenario, window, who, show)


def leave_open(scheme: Scheme, scenario: Scenario, window: Window, who: People, show: Show) -> None:
    """Leave work to people: on what was settled and paid, or else on applications of which the lines were judged."""
    if scenario.checked:
        leave_settled_open(window, who, show, on=day_after_closing(window, 180))
        return
    leave_incomplete_open(window, who, on=day_after_closing(window, 41))
    leave_undecided(window, who, on=day_after_closing(window, 42))


def _applications(scheme: Scheme, scenario: Scenario, window: Window) -> list[bytes]:
    """The last of them come in after closing."""
    lines = made_up(scheme, scenario, window)
    on_time = lines[: len(lines) - scenario.late]
    return [*on_time, *(_late(line, window) for line in lines[len(on_time) :])]


def _late(line: bytes, window: Window) -> bytes:
    envelope = json.loads(line)
    envelope["received_at"] = timezone.localtime(window.closes_at + LATE).isoformat()
    return json.dumps(envelope, ensure_ascii=False).encode()


def judge(window: Window, who: People, show: Show) -> None:
    """Judge the lines of all timely applications."""
    deed = partial(take_up, by=who[Role.HANDLER], on=day_after_closing(window, 30))
    while case_pks := timely(window.pk, most=EVERY):
        for_all(case_pks, deed, "aanvragen per regel beoordeeld", show)


def take_up(case_pks: Sequence[int], *, by: Actor, on: date) -> int:
    """Take some applications up; gives how many lines they have."""
    return take_up_chunk(case_pks, by=by, on=on)


def answer_open_lines(window: Window, who: People, show: Show) -> None:
    """A person judges what the rules left open, most of it met; the last open line counts provisionally."""
    on, blocked = day_after_closing(window, 45), blocked_lines(window)
    cases = list(dict.fromkeys(line.case_pk for line in blocked))
    if not cases:
        return
    last = blocked[-1]
    if last.claims:
        for by in (who[Role.HANDLER], who[Role.DECIDER]):
            count_line(last.case_pk, last.number, is_counted=True, reason=REASON, by=by, on=on)
        cases.remove(last.case_pk)
        _answer_all_but(last.case_pk, last.number, by=who[Role.HANDLER], on=on)
    for_all(cases, partial(answer, by=who[Role.HANDLER], on=on), "aanvragen door mensen beoordeeld", show)


def answer(case_pks: Sequence[int], *, by: Actor, on: date) -> int:
    """Judge every open line of some cases; gives how many cases."""
    for case_pk in case_pks:
        is_met = case_pk % REFUSED_OF > 0
        if not is_met:
            check_hearing(case_pk, "refusal", is_required=False, reason=OWN_DATA, by=by, on=on)
        lines = open_lines(Case.objects.get(pk=case_pk))
        assess_lines(case_pk, {line.number: _answers(line, is_met=is_met) for line in lines}, by=by, on=on)
    return len(case_pks)


def _answer_all_but(case_pk: int, number: int, *, by: Actor, on: date) -> None:
    lines = [line for line in open_lines(Case.objects.get(pk=case_pk)) if line.number != number]
    if lines:
        assess_lines(case_pk, {line.number: _answers(line, is_met=True) for line in lines}, by=by, on=on)


def _answers(line: ClaimLine, *, is_met: bool) -> dict[str, tuple[bool, str]]:
    return {f["code"]: (is_met, REASON) for f in line.findings if f["outcome"] == Outcome.PERSON}


def share(window: Window, who: People, show: Show) -> None:
    """Freeze, choose about what is left, propose, approve, sign and decide: five acts of three people."""
    admin, decider, frozen = who[Role.ADMINISTRATOR], who[Role.DECIDER], day_after_closing(window, 60)
    freeze_shares(window.pk, by=admin, on=frozen)
    with suppress(NotInOrder):
        propose_reallocation(window.pk, is_reallocated=False, reason=REASON, by=admin, on=frozen)
        confirm_reallocation(window.pk, by=decider, on=frozen)
    rates = propose_rates(window.pk, by=admin, on=frozen)
    show.tell(f"  tarieven: {', '.join(f'{rate.pool.label} {in_words(rate)}' for rate in rates)}")
    approve_rates(window.pk, is_approved=True, by=who[Role.REVIEWER], on=day_after_closing(window, 65))
    sign_sharing(window.pk, by=decider, on=day_after_closing(window, 85))
    with show.bar(Case.objects.filter(window=window, status=Status.ASSESSMENT).count(), "aanvragen beslist") as bar:
        done = decide_shared(window.pk, by=decider, tell=bar.update)
    show.tell(f"  {done.settled} vastgesteld, {done.refused} afgewezen: {written(from_cents(done.cents))}")


def pay(window: Window, who: People, show: Show, *, waiting: int = 0) -> None:
    """Pay what was settled, but for some of the last that still wait."""
    planned = Payment.objects.filter(case__window=window, status=PaymentStatus.PLANNED).order_by("pk")
    keys = list(planned.values_list("pk", flat=True))
    deed = partial(pay_some, by=who[Role.FINANCE], on=day_after_closing(window, 90))
    for_all(keys[: len(keys) - waiting], deed, "betaald", show)


def pay_some(payment_pks: Sequence[int], *, by: Actor, on: date) -> int:
    """Approve and register some payments; gives how many."""
    for key in payment_pks:
        approve_payment(key, by=by, on=on)
        register_payment(key, by=by, on=on, bank_reference=f"VOORBEELD-{key:08d}")
    return len(payment_pks)


def check(scenario: Scenario, window: Window, who: People, show: Show) -> None:
    """Ask some recipients for their documents; half of them show less than they asked for. The last ones still wait."""
    on, handler = day_after_closing(window, 150), who[Role.HANDLER]
    settled = Case.objects.filter(window=window, status=Status.SETTLED).order_by("pk")[: scenario.checked]
    cases = list(settled)
    for case in cases:
        demand_documents(case.pk, reasons=REASON, by=handler, on=on)
    send_due(on, show)
    answering = cases[: len(cases) - 1] if scenario.leaves_work_open else cases
    for place, case in enumerate(answering):
        content = f"Verzonnen presentielijst bij {case.number}".encode()
        documents = [IncomingDocument("presentielijst", "presentie.txt", "text/plain", content)]
        received_at = timezone.make_aware(datetime.combine(on + timedelta(days=7), time(11)))
        receive_documents(case.pk, documents, by=handler, received_at=received_at)
        _find(case, who, is_less=place % 2 == 0, on=on + timedelta(days=20))
    send_due(on + timedelta(days=21), show)
    _claim_back(answering, who, on=on + timedelta(days=22))
    send_due(on + timedelta(days=22), show)
    show.tell(f"  {len(cases)} vaststellingen gecontroleerd")


def _find(case: Case, who: People, *, is_less: bool, on: date) -> None:
    """Of a line that got something hardly anything is shown; the settlement is changed to it."""
    first = next(each for each in holdings(case) if each.units)
    counts = dict.fromkeys(scheme_of(case.scheme).line_counts, 1)
    found = LineFound(counts=counts) if is_less else LineFound()
    find_lines(case.pk, {first.number: found}, by=who[Role.HANDLER], on=on, explanation=REASON)
    if is_less:
        check_hearing(case.pk, "revocation", is_required=False, reason=OWN_DATA, by=who[Role.HANDLER], on=on)
        told = {"ground": "b", "weighing": WEIGHING, "reasons": REASON}
        amend_settlement(case.pk, by=who[Role.DECIDER], on=on + timedelta(days=1), **told)


def _claim_back(cases: Sequence[Case], who: People, *, on: date) -> None:
    amended = Case.objects.filter(pk__in=[case.pk for case in cases], decisions__kind="settlement_amended")
    for case_pk in amended.order_by("pk").values_list("pk", flat=True):
        claim_back(case_pk, by=who[Role.DECIDER], on=on, weighing=WEIGHING)
