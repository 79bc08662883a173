"""Fixtures for tests of steps: schemes that are made for a test stand beside it. Imported late, as Django is set up after this."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest


@pytest.fixture
def trainers(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """SLIM pays a trainer for as long as the test runs."""
    from cases.authority import values
    from cases.schemes import registry
    from tests.workflows.trainers import pays_trainer

    changed, of_folder = pays_trainer(registry.scheme("slim")), registry._of_folder
    # below the cache, as modules hold `schemes` by their own name
    monkeypatch.setattr(registry, "_of_folder", lambda name: changed if name == "slim" else of_folder(name))
    caches = registry.schemes.cache_clear, values._published.cache_clear
    for clear in caches:
        clear()
    yield
    for clear in caches:
        clear()


@pytest.fixture
def who() -> Any:
    """One employee for each role."""
    from tests import make

    return make.people()
