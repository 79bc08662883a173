"""The suite's own promises: it runs as app, leaves nothing behind, and real commits stay in a clone.
How that is made is in tests/database.py."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import psycopg
import pytest
from django.contrib.auth.models import Group
from django.db import connection, connections
from django.db.utils import ProgrammingError

from tests.database import Urls

READER = (
    "import os, sys, psycopg; print(psycopg.connect(os.environ['DATABASE_URL']).execute(sys.argv[1]).fetchone()[0])"
)


def _one(statement: str) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        row = cursor.fetchone()
    assert row is not None
    return row[0]


@pytest.mark.django_db
def test_tests_run_as_app_which_may_not_create_tables() -> None:
    assert _one("SELECT rolsuper FROM pg_roles WHERE rolname = current_user") is False
    with pytest.raises(ProgrammingError, match="permission denied"):
        _one("CREATE TABLE own (id int)")


@pytest.mark.django_db
@pytest.mark.parametrize("turn", ["first", "second"])
def test_rows_are_rolled_back_after_a_test(turn: str) -> None:
    assert not Group.objects.filter(name="rolled back").exists()
    Group.objects.create(name="rolled back")


@pytest.mark.own_database
@pytest.mark.parametrize("turn", ["first", "second"])
def test_commits_stay_in_the_clone_of_one_test(turn: str) -> None:
    assert not Group.objects.filter(name="committed").exists()
    Group.objects.create(name="committed")
    assert not connection.in_atomic_block


@pytest.mark.django_db
def test_database_of_the_worker_never_saw_a_commit() -> None:
    assert not Group.objects.filter(name="committed").exists()


@pytest.mark.own_database
def test_threads_and_programs_share_the_clone(own_database: Urls) -> None:
    def create(number: int) -> None:
        Group.objects.create(name=f"thread {number}")
        connections.close_all()

    with ThreadPoolExecutor(4) as threads:
        list(threads.map(create, range(4)))
    command = [sys.executable, "-c", READER, "SELECT count(*) FROM auth_group"]
    assert subprocess.check_output(command, text=True) == "4\n"
    with psycopg.connect(own_database.default) as other:
        assert other.execute("SELECT count(*) FROM auth_group").fetchone() == (4,)


@pytest.mark.django_db
def test_owner_and_eraser_reach_the_database_of_the_test(
    owner_connection: "psycopg.Connection[Any]", eraser_connection: "psycopg.Connection[Any]"
) -> None:
    who = "SELECT current_database(), current_user"
    names = [connection.execute(who).fetchone() for connection in (owner_connection, eraser_connection)]
    assert names[0] is not None
    assert names[1] is not None
    assert names[0][0] == names[1][0] == _one("SELECT current_database()")
    assert len({names[0][1], names[1][1], _one("SELECT current_user")}) == 3


def test_database_is_closed_to_a_test_without_mark() -> None:
    with pytest.raises(RuntimeError, match="Database access not allowed"):
        Group.objects.exists()
