"""A window in which people decide in an order, by lot or by arrival: from its opening to settled and paid."""

from __future__ import annotations

from datetime import date, timedelta

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
    Tell,
    ask_supplements,
    day_after_closing,
    decide_in_order,
    draw,
    place_in_order,
    promise_seed,
    refuse_rest,
)
from workflows.demo.open_work import leave_applications_open, leave_projects_open, leave_settled_open
from workflows.demo.post import send_due
from workflows.demo.projects import claim_all_back, pay_all, repay_half, settle_projects
from workflows.steps.distribution import reserve_reached


def run(scheme: Scheme, scenario: Scenario, window: Window, who: People, tell: Tell, *, is_quiet: bool) -> None:
    """Take every step from the applications to the settlement."""
    decide_window(scheme, scenario, window, who, tell, is_quiet=is_quiet)
    if scenario.settled:
        finish = finish_settled if scheme.procedure == DIRECT else finish_projects
        finish(scenario, window, who, tell, is_quiet=is_quiet)


def decide_window(
    scheme: Scheme, scenario: Scenario, window: Window, who: People, tell: Tell, *, is_quiet: bool
) -> None:
    """Applications, supplements, lot, decisions and letters."""
    by_lot = window.method == LOT
    if by_lot:
        promise_seed(window, who)
    for_all(made_up(scheme, scenario, window), take_in, "aanvragen ingediend", is_quiet=is_quiet)
    ask_supplements(window, who, lambda on: _send(on, tell))
    (draw if by_lot else place_in_order)(window, who)
    run_daily(day_after_closing(window, 22))
    leave_incomplete(window, who, on=day_after_closing(window, 23))
    if scenario.leaves_work_open and not scenario.settled:
        reserve_reached(window.pk, by=who[Role.HANDLER], on=day_after_closing(window, 24))
        leave_applications_open(window, who, on=day_after_closing(window, 25))
        return
    decide_in_order(window, who, is_quiet=is_quiet)
    _send(day_after_closing(window, 31), tell)
    if scenario.refused_for_ceiling:
        refuse_rest(window, who)
        _send(day_after_closing(window, 60), tell)


def finish_projects(scenario: Scenario, window: Window, who: People, tell: Tell, *, is_quiet: bool) -> None:
    """Advances, settlements, recovery and repayment, with their letters."""
    tell(f"  {pay_all(window, who, on=day_after_closing(window, 35))} voorschotten betaald")
    settle_projects(window, scenario, who, is_quiet=is_quiet)
    on = day_after_closing(window, 31) + timedelta(days=450)
    _send(on, tell)
    tell(f"  {pay_all(window, who, on=on)} slotbetalingen gedaan")
    claim_all_back(window, who)
    _send(on + timedelta(days=20), tell)
    repay_half(window, who)
    run_daily(on + timedelta(days=80))
    if scenario.leaves_work_open:
        leave_projects_open(window, who, lambda day: _send(day, tell), on=on + timedelta(days=81))


def finish_settled(scenario: Scenario, window: Window, who: People, tell: Tell, *, is_quiet: bool) -> None:
    """What was settled at once is paid; where work is left open, some of it turns out to be wrong."""
    on = day_after_closing(window, 40)
    tell(f"  {pay_all(window, who, on=on)} betalingen gedaan")
    run_daily(on)
    if scenario.leaves_work_open:
        leave_settled_open(window, who, lambda day: _send(day, tell), on=on + timedelta(days=10))


def _send(on: date, tell: Tell) -> None:
    tell(f"  {send_due(on)} brieven verzonden op {on:%d-%m-%Y}")
