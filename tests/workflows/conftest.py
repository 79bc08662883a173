"""Fixtures for tests of steps: schemes that are made for a test stand beside it. Imported late, as Django is set up after this."""

from __future__ import annotations

from collections.abc import Iterator
from types import MappingProxyType
from typing import Any

import pytest


@pytest.fixture
def trainers(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """SLIM pays a trainer for as long as the test runs."""
    from cases.authority import values
    from cases.schemes import registry
    from tests.workflows.trainers import pays_trainer

    changed = pays_trainer(registry.scheme("slim"))
    monkeypatch.setattr(registry, "schemes", lambda: MappingProxyType({"slim": changed}))
    values._published.cache_clear()
    yield
    values._published.cache_clear()


@pytest.fixture
def who() -> Any:
    """One employee for each role."""
    from tests import make

    return make.people()
