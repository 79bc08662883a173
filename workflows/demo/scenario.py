"""A scenario is run as its window divides the money: each way has its module, and each step is really taken."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Protocol

from django.utils import timezone

from cases.authority.permissions import Role
from cases.models import Case, Window
from cases.schemes.base import Scenario, Scheme
from cases.windows.method import ARRIVAL, LOT, SHARES
from workflows.demo import by_arrival, by_order, by_shares
from workflows.demo.deciding import People, Tell
from workflows.demo.signals import look_for_signals
from workflows.steps.windows import load_windows


class Driver(Protocol):
    """Runs a scenario in its window, from the applications to the end."""

    def __call__(
        self, scheme: Scheme, scenario: Scenario, window: Window, who: People, tell: Tell, *, is_quiet: bool
    ) -> None: ...


DRIVERS: Mapping[str, Driver] = MappingProxyType({LOT: by_order.run, ARRIVAL: by_order.run, SHARES: by_shares.run})
"""By method of the window; one in order of arrival in which a machine decides has its own (`by_arrival`)."""


def _driver(scheme: Scheme, window: Window) -> Driver:
    is_by_machine = window.method == ARRIVAL and scheme.machine is not None
    return by_arrival.run if is_by_machine else DRIVERS[window.method]


def run_scenario(scheme: Scheme, scenario: Scenario, who: People, tell: Tell, *, is_quiet: bool = False) -> None:
    """Run a scenario; one that has begun already is left as it is."""
    load_windows(scheme.code, by=who[Role.ADMINISTRATOR], on=timezone.localdate())
    window = Window.objects.get(code=scenario.window)
    if Case.objects.filter(window=window).exists():
        tell(f"{scenario.title}: is er al. Voor een nieuwe demonstratie: begin met een lege datamap (SUBSIDY_DATA).")
        return
    tell(scenario.title)
    _driver(scheme, window)(scheme, scenario, window, who, tell, is_quiet=is_quiet)
    tell(f"{look_for_signals(window, who, on=timezone.localdate())} open signalen voor de controleur.")
