"""A scenario is run as its window divides the money: each way has its module, and each step is really taken."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Protocol

from django.utils import timezone

from cases.authority.permissions import Role
from cases.models import Arrival, Case, Window
from cases.schemes.base import Scenario, Scheme
from cases.windows.method import ARRIVAL, LOT, SHARES
from workflows.demo import by_arrival, by_order, by_shares
from workflows.demo.administrators import set_values
from workflows.demo.deciding import People
from workflows.demo.show import Show, Tell
from workflows.demo.signals import look_for_signals, was_looked_at
from workflows.steps.windows import load_windows

FRESH = "Begin voor een nieuwe demonstratie met een lege datamap (SUBSIDY_DATA)."


class Act(Protocol):
    """A part of a scenario, in its window."""

    def __call__(self, scheme: Scheme, scenario: Scenario, window: Window, who: People, show: Show) -> None: ...


@dataclass(frozen=True)
class Driver:
    """Runs a scenario from the applications to the end, and then leaves some work open for people to see."""

    run: Act
    leave_open: Act


IN_ORDER = Driver(by_order.run, by_order.leave_open)
DRIVERS: Mapping[str, Driver] = MappingProxyType(
    {LOT: IN_ORDER, ARRIVAL: IN_ORDER, SHARES: Driver(by_shares.run, by_shares.leave_open)}
)
"""By method of the window; one in order of arrival in which a machine decides has its own (`by_arrival`)."""
BY_MACHINE = Driver(by_arrival.run, by_arrival.leave_open)


@dataclass(frozen=True)
class Run:
    """A scenario that was begun now, in its window."""

    scheme: Scheme
    scenario: Scenario
    window: Window

    @property
    def driver(self) -> Driver:
        """Who runs it."""
        is_by_machine = self.window.method == ARRIVAL and self.scheme.machine is not None
        return BY_MACHINE if is_by_machine else DRIVERS[self.window.method]


def run_scenario(scheme: Scheme, scenario: Scenario, who: People, tell: Tell, *, is_quiet: bool = False) -> None:
    """Run one scenario; one that has begun already is left as it is."""
    run_scenarios([(scheme, scenario)], who, tell, is_quiet=is_quiet)


def run_scenarios(
    chosen: Sequence[tuple[Scheme, Scenario]], who: People, tell: Tell, *, is_quiet: bool = False
) -> None:
    """Run scenarios, and leave work open in all of them at the end: a day that goes by in one goes by in every case there is."""
    show = Show(tell, is_quiet)
    begun = [run for scheme, scenario in chosen if (run := _begin(scheme, scenario, who, show))]
    for run in begun:
        _finish(run, who, show)


def _begin(scheme: Scheme, scenario: Scenario, who: People, show: Show) -> Run | None:
    """Run a scenario up to the work that is left open; nothing where it has begun before."""
    set_values(scheme, scenario, who)
    load_windows(scheme.code, by=who[Role.ADMINISTRATOR], on=timezone.localdate())
    window = Window.objects.get(code=scenario.window)
    if Case.objects.filter(window=window).exists() or Arrival.objects.filter(window=window).exists():
        state = "is er al" if was_looked_at(window) else "is eerder onderbroken en blijft half staan"
        show.tell(f"{scenario.title}: {state}. {FRESH}")
        return None
    show.tell(scenario.title)
    run = Run(scheme, scenario, window)
    run.driver.run(scheme, scenario, window, who, show)
    return run


def _finish(run: Run, who: People, show: Show) -> None:
    if run.scenario.leaves_work_open:
        show.tell(f"{run.scenario.title}: werk voor mensen")
        run.driver.leave_open(run.scheme, run.scenario, run.window, who, show)
    signals = look_for_signals(run.window, who, show, on=timezone.localdate())
    show.tell(
        f"  {signals} {'signaal open' if signals == 1 else 'signalen open'} voor de controleur ({run.window.code})"
    )
