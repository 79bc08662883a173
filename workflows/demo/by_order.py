"""A window in which people decide in an order, by lot or by arrival: from its opening to settled and paid."""

from __future__ import annotations

from datetime import timedelta

from cases.authority.permissions import Role
from cases.models import Window
from cases.schemes.base import Scenario, Scheme
from cases.windows.method import LOT
from workflows.demo.applications import made_up, take_in
from workflows.demo.calendar import leave_incomplete, run_daily
from workflows.demo.crew import for_all
from workflows.demo.deciding import (
    DIRECT,
    People,
    ask_supplements,
    day_after_closing,
    decide_in_order,
    draw,
    place_in_order,
    promise_seed,
    refuse_rest,
)
from workflows.demo.open_work import (
    INCOMPLETE_LEFT,
    leave_applications_open,
    leave_incomplete_open,
    leave_projects_open,
    leave_settled_open,
    object_to_refusals,
)
from workflows.demo.post import send_due
from workflows.demo.projects import claim_all_back, pay_all, repay_half, settle_projects
from workflows.demo.show import Show
from workflows.steps.distribution import reserve_reached

UNDECIDED_LEFT = 6
"""So many applications that were taken up stay for people to decide on, where the others are settled at once."""

PAID_LATER = 5
"""So many of them are paid after all days that go by, one but the last: what is paid, the calendar closes."""


def run(scheme: Scheme, scenario: Scenario, window: Window, who: People, show: Show) -> None:
    """Take every step from the applications to the settlement."""
    decide_window(scheme, scenario, window, who, show)
    if scenario.settled:
        finish = finish_settled if scheme.procedure == DIRECT else finish_projects
        finish(scenario, window, who, show)


def leave_open(scheme: Scheme, scenario: Scenario, window: Window, who: People, show: Show) -> None:
    """Leave work to people, after all days that go by: on applications, and on what was granted or settled."""
    leave_incomplete_open(window, who, on=day_after_closing(window, 34))
    if not scenario.settled or scheme.procedure == DIRECT:
        leave_applications_open(window, who, on=day_after_closing(window, 35))
    if scenario.settled and scheme.procedure == DIRECT:
        pay_all(window, who, on=day_after_closing(window, 42), waiting=1)
        leave_settled_open(window, who, show, on=day_after_closing(window, 50))
    elif scenario.settled:
        leave_projects_open(window, who, show, on=day_after_closing(window, 562))


def decide_window(scheme: Scheme, scenario: Scenario, window: Window, who: People, show: Show) -> None:
    """Applications, supplements, lot, decisions and letters."""
    by_lot = window.method == LOT
    if by_lot:
        promise_seed(window, who)
    for_all(made_up(scheme, scenario, window), take_in, "aanvragen ingediend", show)
    ask_supplements(window, who, show)
    (draw if by_lot else place_in_order)(window, who)
    run_daily(day_after_closing(window, 22))
    is_open = scenario.leaves_work_open
    leave_incomplete(window, who, on=day_after_closing(window, 23), waiting=INCOMPLETE_LEFT if is_open else 0)
    if is_open and not scenario.settled:
        reserve_reached(window.pk, by=who[Role.HANDLER], on=day_after_closing(window, 24))
        return
    decide_in_order(window, who, show, waiting=UNDECIDED_LEFT if is_open and scheme.procedure == DIRECT else 0)
    send_due(day_after_closing(window, 31), show)
    if scenario.refused_for_ceiling:
        refuse_rest(window, who)
        send_due(day_after_closing(window, 60), show)
    object_to_refusals(window, who, show, on=day_after_closing(window, 62))


def finish_projects(scenario: Scenario, window: Window, who: People, show: Show) -> None:
    """Advances, settlements, recovery and repayment, with their letters."""
    show.tell(f"  {pay_all(window, who, on=day_after_closing(window, 35))} voorschotten betaald")
    settle_projects(window, scenario, who, show)
    on = day_after_closing(window, 31) + timedelta(days=450)
    send_due(on, show)
    show.tell(f"  {pay_all(window, who, on=on)} slotbetalingen gedaan")
    claim_all_back(window, who)
    send_due(on + timedelta(days=20), show)
    repay_half(window, who)
    run_daily(on + timedelta(days=80))


def finish_settled(scenario: Scenario, window: Window, who: People, show: Show) -> None:
    """What was settled at once is paid."""
    on = day_after_closing(window, 40)
    waiting = PAID_LATER if scenario.leaves_work_open else 0
    show.tell(f"  {pay_all(window, who, on=on, waiting=waiting)} betalingen gedaan")
    run_daily(on)
