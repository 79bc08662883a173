"""Fixtures of the desk tests: people of every role, and counts of failed sign-ins that start from nothing.
What needs Django's settings is imported late: pytest reads this file before they are chosen."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests import make


@pytest.fixture
def who(db: None) -> make.People:
    """One employee for each role."""
    from tests import make

    return make.people()


@pytest.fixture(autouse=True)
def _no_failures_yet() -> Iterator[None]:
    from django.core.cache import cache

    cache.clear()
    yield
    cache.clear()
