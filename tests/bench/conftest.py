"""What the bench shares: its figures, printed as one table at the end, and a database on a server that writes to disk as in use."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from config.embedded import ROLES, EmbeddedServer
from tests import database
from tests.bench.figures import Figures, as_table

MEASURED = Figures()


@pytest.fixture(scope="session")
def figures() -> Figures:
    """Where a bench writes its figures down."""
    return MEASURED


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Print the table."""
    if MEASURED.all:
        terminalreporter.section("figures")
        for line in as_table(MEASURED.all):
            terminalreporter.write_line(line)


@pytest.fixture
def durable_server(django_db_blocker: Any, django_db_setup: None) -> Iterator[EmbeddedServer]:
    """An embedded server of its own that waits for the disk at each commit, as in use; the suite's own server does not.

    All aliases of Django, and all programs that the bench starts, use its database, migrated and with its grants.
    """
    folder = Path(tempfile.mkdtemp(prefix=database.PREFIX))
    folder.chmod(0o711 if os.geteuid() == 0 else 0o700)
    server = EmbeddedServer(folder)
    server.start()
    try:
        urls = database.Urls(**{alias: server.url(alias) for alias in ROLES})
        with django_db_blocker.unblock(), database.switched_to(urls):
            call_command("prepare_database", verbosity=0)
            yield server
    finally:
        server.stop()
        shutil.rmtree(folder, ignore_errors=True)
