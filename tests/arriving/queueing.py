"""Builders for windows in order of arrival: the small scheme among the others, its windows, and applications that come in."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.utils import timezone

from cases import schemes as package
from cases.amounts import euro, to_cents
from cases.authority.actors import system
from cases.authority.permissions import MANDATED, Role
from cases.intake import Incoming, read_submission
from cases.models import Arrival, Case, Counter, Mandate, Window
from cases.schemes import registry
from cases.schemes.base import Scheme
from tests import make
from tests.arriving.schemes.rij import CODE, envelope
from workflows.steps.draining import Drained, drain_window
from workflows.steps.taking_in import Receipt, take_in
from workflows.steps.windows import load_windows

FOLDER = Path(__file__).parent / "schemes"
FIRST_ON, SECOND_ON = date(2023, 3, 1), date(2023, 5, 1)
OPEN = {"rij-1": FIRST_ON, "rij-2": SECOND_ON, "rij-3": date(2023, 7, 3), "rij-4": date(2023, 9, 1)}
DECIDED_ON = date(2023, 3, 6)


@contextmanager
def with_scheme() -> Iterator[Scheme]:
    """Let the registry find the small scheme for a while."""
    package.__path__.append(str(FOLDER))
    registry.schemes.cache_clear()
    try:
        yield registry.scheme(CODE)
    finally:
        package.__path__.remove(str(FOLDER))
        registry.schemes.cache_clear()
        for name in [name for name in sys.modules if name.startswith(f"cases.schemes.{CODE}")]:
            del sys.modules[name]


def window(code: str = "rij-1", *, ceiling: str = "", **buckets: str) -> Window:
    """Give a window of the small scheme as published, or with another ceiling and other parts."""
    if not Window.objects.filter(scheme=CODE).exists():
        load_windows(CODE, by=make.person(Role.ADMINISTRATOR), on=FIRST_ON)
    found = Window.objects.get(code=code)
    for bucket, amount in (buckets | ({"ceiling": ceiling} if ceiling else {})).items():
        Counter.objects.filter(window=found, bucket=bucket).update(limit_cents=to_cents(euro(amount)))
    return found


def incoming(
    number: int, amount: str = "1000.00", *, at: datetime | None = None, window: str = "rij-1", **fields: Any
) -> Incoming:
    """Give an application that was read."""
    moment = at or make.at(OPEN[window])
    one = envelope(number, amount, received_at=moment, **fields)
    return read_submission(json.dumps(one), received_at=timezone.now())


def came_in(number: int, amount: str = "1000.00", **options: Any) -> Receipt:
    """Let an application come in."""
    return take_in(incoming(number, amount, **options), channel="test")


def all_came_in(amounts: Sequence[str], **options: Any) -> list[Receipt]:
    """Let an application come in for each amount, in this order."""
    return [came_in(number, amount, **options) for number, amount in enumerate(amounts, 1)]


def in_order(window: Window) -> list[Arrival]:
    """Give the arrivals of a window that have a place, in order."""
    rows = Arrival.objects.filter(window=window).exclude(order_number=None).select_related("case")
    return list(rows.order_by("order_number"))


def statuses(window: Window) -> list[str]:
    """Give the status of each case of a window, in the order of arrival."""
    return [one.case.status if one.case else "" for one in in_order(window)]


def case_of(receipt: Receipt) -> Case:
    """Give the case that was made of an arrival."""
    return make.fresh(Case.objects.get(number=receipt.number))


def people() -> make.People:
    """Make one employee for each role; the decider has all mandates for the small scheme."""
    who = make.people()
    decider = who[Role.DECIDER].user_id
    assert decider is not None
    Mandate.objects.bulk_create(
        Mandate(holder_id=decider, act=act, scheme=CODE, from_on=make.SINCE, given_by="test")
        for act in sorted(MANDATED)
    )
    return who


def drained(found: Window, *, on: date = DECIDED_ON) -> Drained:
    """Drain a window."""
    return drain_window(found.pk, by=drain_job(), on=on)


def left(found: Window, bucket: str = "ceiling") -> int:
    """Give what is left in a bucket of a window, in whole euro."""
    counter = Counter.objects.get(window=found, bucket=bucket)
    return (counter.limit_cents - counter.taken_cents) // 100


def drain_job() -> Any:
    """Give the job that drains."""
    return system("drain")
