"""Running a simulation: the way of the window decides how the money is divided, and the database is kept from writing."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from types import MappingProxyType

from django.db import connection, transaction

from cases.models import Window
from cases.windows.method import ARRIVAL, LOT, SHARES
from workflows.oversight.simulation.by_order import by_order
from workflows.oversight.simulation.by_share import by_share
from workflows.oversight.simulation.changes import Changes
from workflows.oversight.simulation.report import Compared

WAYS: Mapping[str, Callable[[Window, Changes], Iterator[Compared]]] = MappingProxyType(
    {LOT: by_order, ARRIVAL: by_order, SHARES: by_share}
)


def simulate(window: Window, changes: Changes) -> Iterator[Compared]:
    """Give for each case what became of it and what would. Raises NotInOrder where nothing can be divided yet."""
    return WAYS[window.method](window, changes)


@contextmanager
def reading_only() -> Iterator[None]:
    """A transaction in which the database refuses every write, and which is rolled back as well."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION READ ONLY")
        yield
        transaction.set_rollback(True)
