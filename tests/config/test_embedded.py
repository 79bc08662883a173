"""The embedded server: who may come in, what each role may do, what survives a restart.
What each role may do with each table is tested with the audit trail."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from config.embedded import DATABASE, ROLES, EmbeddedServer
from config.embedded.program import find_program


@pytest.fixture(scope="module")
def server() -> Iterator[EmbeddedServer]:
    """A server of its own, apart from the one that the suite uses."""
    folder = Path(tempfile.mkdtemp(prefix="subsidy-embedded-"))
    folder.chmod(0o711)
    server = EmbeddedServer(folder / "d")
    server.start()
    yield server
    server.stop()
    shutil.rmtree(folder)


def _connect(server: EmbeddedServer, alias: str) -> "psycopg.Connection[tuple[object, ...]]":
    return psycopg.connect(server.url(alias))


@pytest.mark.parametrize(("alias", "role"), ROLES.items())
def test_each_role_comes_in_with_its_password(server: EmbeddedServer, alias: str, role: str) -> None:
    with _connect(server, alias) as connection:
        assert connection.execute("SELECT current_user, current_database()").fetchone() == (role, DATABASE)


@pytest.mark.parametrize("role", ROLES.values())
def test_nobody_comes_in_with_a_wrong_password(server: EmbeddedServer, role: str) -> None:
    with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
        psycopg.connect(host=str(server.socket), user=role, password="verkeerd", dbname=DATABASE)


@pytest.mark.skipif(os.geteuid() != 0, reason="without root the server's account is our own")
def test_superuser_is_closed_to_every_account_but_the_servers(server: EmbeddedServer) -> None:
    with pytest.raises(psycopg.OperationalError, match="Peer authentication failed"):
        psycopg.connect(host=str(server.socket), user="postgres", dbname=DATABASE)


@pytest.mark.parametrize("alias", ROLES)
def test_no_role_is_powerful(server: EmbeddedServer, alias: str) -> None:
    powers = "rolsuper OR rolcreaterole OR rolreplication OR rolbypassrls OR rolcreatedb"
    with _connect(server, alias) as connection:
        assert connection.execute(f"SELECT {powers} FROM pg_roles WHERE rolname = current_user").fetchone() == (False,)


@pytest.mark.parametrize("alias", ["default", "eraser"])
@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TABLE public.own (id int)",
        "CREATE SCHEMA own",
        "CREATE ROLE own",
        "CREATE DATABASE own",
        "SET ROLE subsidy_owner",
        "ALTER ROLE subsidy_owner PASSWORD 'x'",
        "SELECT pg_read_file('PG_VERSION')",
        "COPY (SELECT 1) TO PROGRAM 'true'",
        "ALTER SYSTEM SET fsync = off",
    ],
)
def test_app_and_eraser_may_not_change_the_house(server: EmbeddedServer, alias: str, statement: str) -> None:
    refused = pytest.raises(psycopg.errors.InsufficientPrivilege)
    with psycopg.connect(server.url(alias), autocommit=True) as connection, refused:
        connection.execute(statement)


def test_owner_may_create_tables(server: EmbeddedServer) -> None:
    with _connect(server, "owner") as connection:
        connection.execute("CREATE TABLE public.own (id int)")
        connection.rollback()


def test_server_listens_on_its_socket_only(server: EmbeddedServer) -> None:
    with _connect(server, "default") as connection:
        assert connection.execute("SHOW listen_addresses").fetchone() == ("",)
    assert server.socket.stat().st_mode & 0o777 == 0o700
    assert server.data.stat().st_mode & 0o777 == 0o700


def test_passwords_lie_in_a_file_for_us_only(server: EmbeddedServer) -> None:
    status = (server.folder / "passwords.json").stat()
    assert (status.st_mode & 0o777, status.st_uid) == (0o600, os.geteuid())


def test_committed_data_are_flushed_to_disk(server: EmbeddedServer) -> None:
    with _connect(server, "default") as connection:
        assert [connection.execute(f"SHOW {name}").fetchone() for name in ("fsync", "synchronous_commit")] == [
            ("on",)
        ] * 2


def test_log_holds_no_values_of_refused_statements(server: EmbeddedServer) -> None:
    with _connect(server, "default") as connection, pytest.raises(psycopg.DataError, match="Voorbeeld"):
        connection.execute("SELECT 'Jan Voorbeeld'::date")
    assert "Voorbeeld" not in (server.data / "server.log").read_text(encoding="utf-8")


def test_second_start_finds_the_server_running(server: EmbeddedServer) -> None:
    assert EmbeddedServer(server.folder).start() is False


def test_lost_passwords_heal_at_the_next_start(server: EmbeddedServer) -> None:
    with _connect(server, "owner") as connection:
        connection.execute("CREATE TABLE IF NOT EXISTS public.kept (id int)")
    assert server.stop() is True
    (server.folder / "passwords.json").unlink()
    again = EmbeddedServer(server.folder)
    assert again.start() is True
    with _connect(again, "owner") as connection:
        connection.execute("SELECT id FROM public.kept")
    vars(server).pop("_passwords", None)


def test_stopping_a_stopped_server_says_so(server: EmbeddedServer) -> None:
    server.stop()
    assert server.stop() is False
    assert server.is_running() is False
    server.start()


def test_deep_data_folder_gets_a_short_socket() -> None:
    deep = EmbeddedServer(Path("/" + "/".join(["een-heel-lange-naam"] * 8)))
    assert len(os.fsencode(deep.socket)) < 90
    assert deep.socket != EmbeddedServer(deep.folder / "x").socket


@pytest.mark.skipif(os.geteuid() != 0, reason="only root starts the server under another account")
def test_binaries_in_a_private_home_are_copied_not_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    from config.embedded import program

    folder = Path(tempfile.mkdtemp(prefix="subsidy-private-"))
    private = folder / "home" / "site-packages"
    wheel = program._wheel_folder()
    shutil.copytree(program._binaries(wheel).parent, private / wheel.name / program._binaries(wheel).parent.name)
    shutil.copytree(wheel.parent / f"{wheel.name}.libs", private / f"{wheel.name}.libs")
    private.parent.chmod(0o700)
    folder.chmod(0o711)
    monkeypatch.setattr(program, "_wheel_folder", lambda: private / wheel.name)
    try:
        assert find_program(folder).binaries.is_relative_to(folder / "program")
        assert private.parent.stat().st_mode & 0o777 == 0o700
    finally:
        shutil.rmtree(folder)
