"""A window in order of arrival, in which a machine decides what is clear: from the first application to paid trainers and settlement.
What a machine leaves to a person stays as work for people to see."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from functools import partial
from itertools import cycle

from cases.amounts import written
from cases.authority.actors import Actor, system
from cases.authority.permissions import Role
from cases.models import Arrival, Case, Status, Window
from cases.schemes.base import Scenario, Scheme
from workflows.demo.applications import made_up, take_in_order
from workflows.demo.calendar import run_daily
from workflows.demo.crew import for_all
from workflows.demo.deciding import People, ask_supplements, day_after_closing
from workflows.demo.open_delivery import leave_deliveries_open, send_invoice, settle_on_proof
from workflows.demo.open_work import leave_incomplete_open, leave_undecided, object_to_refusals
from workflows.demo.post import send_due
from workflows.demo.projects import Settling, pay_all
from workflows.demo.show import Show
from workflows.steps.draining import Drained, drain_window
from workflows.steps.weighing_arrivals import Fate

FATES = {
    Fate.GRANTED: "verleend",
    Fate.REFUSED: "afgewezen",
    Fate.CEILING: "afgewezen wegens het plafond",
    Fate.PERSON: "naar een mens",
    Fate.INCOMPLETE: "onvolledig",
    Fate.WAITING: "wacht op geld dat vrijkomt",
    Fate.GONE: "intussen ingetrokken",
}


def run(scheme: Scheme, scenario: Scenario, window: Window, who: People, show: Show) -> None:
    """Take every step: applications in the order in which they came, the drain, invoices, proofs, settlement."""
    lines = sorted(made_up(scheme, scenario, window), key=lambda line: str(json.loads(line)["received_at"]))
    show.tell(f"  {take_in_order(lines, show)} aanvragen ingediend")
    drain(window, show, on=day_after_closing(window, 1))
    ask_supplements(window, who, show)
    drain(window, show, on=day_after_closing(window, 14))
    if scenario.settled:
        object_to_refusals(window, who, show, on=day_after_closing(window, 20))
        finish(scenario, window, who, show)


def leave_open(scheme: Scheme, scenario: Scenario, window: Window, who: People, show: Show) -> None:
    """Leave work to people: on applications, and on trainings that are still to come, to be proved or to be paid back."""
    leave_incomplete_open(window, who, on=day_after_closing(window, 34))
    leave_undecided(window, who, on=day_after_closing(window, 35))
    leave_deliveries_open(window, who, show)


def drain(window: Window, show: Show, *, on: date) -> None:
    """Handle who waits in the order of arrival, those who completed their application in between too, and send the letters."""
    waiting = Arrival.objects.filter(window=window, handled_at=None).count()
    with show.bar(waiting, "aanvragen behandeld") as bar:
        done = drain_window(window.pk, by=system("demo"), on=on, tell=bar.update)
    if done.count:
        show.tell(f"  {done.count} aanvragen behandeld ({in_words(done)}): {written(done.amount)} verleend")
    send_due(on, show)


def in_words(done: Drained) -> str:
    """Say in Dutch how many met which fate."""
    return ", ".join(f"{done.fates[fate]} {label}" for fate, label in FATES.items() if done.fates[fate])


def finish(scenario: Scenario, window: Window, who: People, show: Show) -> None:
    """Trainers send invoices and are paid, send proofs, and what they show is settled."""
    granted = Case.objects.filter(window=window, status=Status.GRANTED).order_by("position__number")
    keys = list(granted.values_list("pk", flat=True)[: scenario.settled])
    by = who[Role.HANDLER]
    for_all(keys, partial(send_invoices, by=by), "facturen ontvangen", show)
    on = day_after_closing(window, 90)
    show.tell(f"  {pay_all(window, who, on=on)} voorschotten aan opleiders betaald")
    work = [Settling(key, share) for key, share in zip(keys, cycle(scenario.realised), strict=False)]
    deed = partial(settle, handler=by, decider=who[Role.DECIDER])
    for_all(work, deed, "vastgesteld", show)
    send_due(day_after_closing(window, 480), show)
    run_daily(day_after_closing(window, 530))


def send_invoices(case_pks: Sequence[int], *, by: Actor) -> int:
    """Let the trainer of each case bill its whole order; gives how many."""
    for case_pk in case_pks:
        send_invoice(_case(case_pk), by=by)
    return len(case_pks)


def settle(work: Sequence[Settling], *, handler: Actor, decider: Actor) -> int:
    """Receive the proof of some cases, assess it and settle; gives how many."""
    for one in work:
        settle_on_proof(_case(one.case_pk), one.share, handler=handler, decider=decider)
    return len(work)


def _case(case_pk: int) -> Case:
    return Case.objects.select_related("application", "window").get(pk=case_pk)
