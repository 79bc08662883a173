"""The small scheme of these tests, found by the registry like any other while a test runs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest


@pytest.fixture(autouse=True)
def rij() -> Iterator[Any]:
    """The small scheme, among the others; imported here, as Django is set up after this file is read."""
    from tests.arriving.queueing import with_scheme

    with with_scheme() as found:
        yield found
