"""The suite's fixtures: it migrates as owner and runs as app. How databases are made is in database.py.
A test marked `django_db` is rolled back; one marked `own_database` commits for real in a clone that is dropped."""

import os
from collections.abc import Iterator
from contextlib import ExitStack
from typing import Any

import django
import psycopg
import pytest
from hypothesis import HealthCheck, settings

from tests import database

FAST_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


def pytest_configure(config: pytest.Config) -> None:
    """Choose the server before Django reads its settings; workers inherit the choice."""
    if not hasattr(config, "workerinput"):
        database.begin_session()
        config.add_cleanup(database.end_session)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    os.environ["SECRET_KEY"] = "only for tests"
    django.setup()
    slow = (HealthCheck.too_slow, HealthCheck.data_too_large)
    settings.register_profile("default", max_examples=25, deadline=None, suppress_health_check=slow)
    settings.register_profile("full", max_examples=500, deadline=None, suppress_health_check=slow)
    settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "default"))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Django's transactional tests empty every table afterwards, which no role here may and no trail survives."""
    for item in items:
        flushing = any(mark.kwargs.get("transaction") or mark.args for mark in item.iter_markers("django_db"))
        if flushing or "transactional_db" in getattr(item, "fixturenames", ()):
            raise pytest.UsageError(f"{item.nodeid}: use the mark own_database instead of a transactional test.")


@pytest.fixture(scope="session", autouse=True)
def _fast_passwords() -> None:
    from django.conf import settings as django_settings

    django_settings.PASSWORD_HASHERS = FAST_HASHERS


@pytest.fixture(scope="session", autouse=True)
def _own_cache(tmp_path_factory: pytest.TempPathFactory) -> None:
    """The cache is a folder, and tests empty it: workers that share one would forget each other's counts."""
    from django.conf import settings as django_settings

    django_settings.CACHES["default"]["LOCATION"] = str(tmp_path_factory.mktemp("cache"))


@pytest.fixture(scope="session")
def django_db_setup(django_db_blocker: Any) -> Iterator[None]:
    """pytest-django's hook: here every alias gets this worker's clone instead of a database that Django makes."""
    with ExitStack() as clone:
        with django_db_blocker.unblock():
            clone.enter_context(database.switched_to(clone.enter_context(database.cloned(_worker()))))
        yield
        with django_db_blocker.unblock():
            clone.close()


def _worker() -> str:
    return os.environ.get("PYTEST_XDIST_WORKER", "main")


@pytest.fixture
def own_database(
    request: pytest.FixtureRequest, django_db_blocker: Any, django_db_setup: None
) -> Iterator[database.Urls]:
    """A database for this test alone: commits, several connections, threads and processes are allowed.

    Gives its URLs; `.environment()` is for a program that the test starts. Threads must close their connections.
    """
    if request.node.get_closest_marker("django_db"):
        raise pytest.UsageError("own_database commits for real: take the mark django_db away.")
    with django_db_blocker.unblock(), database.cloned(f"{_worker()}_own") as clone, database.switched_to(clone):
        yield clone


@pytest.fixture(autouse=True)
def _own_database_by_mark(request: pytest.FixtureRequest) -> None:
    if request.node.get_closest_marker("own_database"):
        request.getfixturevalue("own_database")


def _connection(request: pytest.FixtureRequest, alias: str) -> "Iterator[psycopg.Connection[Any]]":
    from django.db import connections

    request.getfixturevalue("django_db_setup")
    current = database.clone_of("none").on(connections.settings["default"]["NAME"])
    if not getattr(current, alias):
        pytest.skip(f"no URL for the role {alias}")
    with current.connect(alias) as connection:
        yield connection
        connection.rollback()


@pytest.fixture
def owner_connection(request: pytest.FixtureRequest) -> "Iterator[psycopg.Connection[Any]]":
    """The role that owns the tables, on the database of this test; rolled back unless the test commits."""
    yield from _connection(request, "owner")


@pytest.fixture
def eraser_connection(request: pytest.FixtureRequest) -> "Iterator[psycopg.Connection[Any]]":
    """The role that may empty personal columns, on the database of this test; rolled back unless the test commits."""
    yield from _connection(request, "eraser")
