"""How a scheme is shown at work and loaded with made-up cases: its scenarios, and who makes the applications up.
The steps of a scenario are taken by `workflows.demo`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from random import Random
from typing import Any

from cases.law import Values


@dataclass(frozen=True)
class Scenario:
    """A window to be shown at work with made-up applications: how many come in, how many are incomplete, how many are settled.

    `realised` are the shares of the budget that the settled projects really spend, in turn. `refused_for_ceiling`: those
    whom the order does not reach are refused in the end. `leaves_work_open`: some cases stop halfway, with work for people.
    `only_by_name`: a window at its full size, too long for every first look.
    Where money is shared, `late` come in after closing, and `checked` are asked for their documents after the settlement.
    `settings` are values that no source gives and the scenario needs: two administrators set them, as made up.
    """

    name: str
    title: str
    window: str
    applications: int
    incomplete: int
    settled: int
    realised: tuple[Decimal, ...]
    seed: int
    first_number: int
    refused_for_ceiling: bool = True
    leaves_work_open: bool = False
    only_by_name: bool = False
    late: int = 0
    checked: int = 0
    settings: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Demonstration:
    """How a scheme is shown and loaded with made-up cases.

    `fabricate(number, random, moment of receipt, values)` gives an envelope; `report(application, last day, share)` the data of
    a report; `register_entries(application)` what the registers know: (register, key, data).
    """

    scenarios: tuple[Scenario, ...]
    fabricate: Callable[[int, Random, datetime, Values], dict[str, Any]]
    report: Callable[[Any, date, Decimal], Mapping[str, Any]]
    register_entries: Callable[[Mapping[str, Any]], Iterable[tuple[str, str, dict[str, Any]]]]
