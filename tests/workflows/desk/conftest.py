"""Fixtures of the desk tests: people of every role, and counts of failed sign-ins that start from nothing.
What needs Django's settings is imported late: pytest reads this file before they are chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest

if TYPE_CHECKING:
    from tests import make


@pytest.fixture
def who(db: None) -> make.People:
    """One employee for each role."""
    from tests import make

    return make.people()


@pytest.fixture(autouse=True)
def _counts_of_this_test_alone(settings: Any) -> None:
    """Failed sign-ins are counted in a cache that all processes share; here each test has its own."""
    backend = "django.core.cache.backends.locmem.LocMemCache"
    settings.CACHES = {"default": {"BACKEND": backend, "LOCATION": uuid4().hex}}
