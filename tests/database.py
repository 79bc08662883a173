"""The databases of the suite: one server, one migrated template, a clone per worker and per test that really commits.
The fixtures on top of it are in conftest.py. With DATABASE_URL set a real server is used and left as it was found."""

import fcntl
import json
import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import psycopg
from psycopg import sql

from config.database import VARIABLES, parse_url
from config.embedded import ROLES, EmbeddedServer

FOLDER = "SUBSIDY_TEST_FOLDER"
PREFIX = "subsidy-test-"
DROP_WAIT = 5.0
"""Seconds that closed connections get to disappear on the server before dropping their database fails."""


@dataclass(frozen=True)
class Urls:
    """How to reach one database under each alias; `eraser` is empty on a real server without that role."""

    default: str
    owner: str
    eraser: str

    @property
    def name(self) -> str:
        """The database's name."""
        return urlsplit(self.default).path.removeprefix("/")

    def on(self, database: str) -> "Urls":
        """The same roles on another database of the same server."""
        return Urls(**{alias: url and urlunsplit(urlsplit(url)._replace(path=f"/{database}")) for alias, url in self})

    def environment(self) -> dict[str, str]:
        """For a program that a test starts."""
        return {VARIABLES[alias]: url for alias, url in self if url}

    def connect(self, alias: str, **options: Any) -> "psycopg.Connection[Any]":
        """A driver connection of its own, which waits at most 5 s for a lock, so a mistaken test fails, not hangs."""
        return psycopg.connect(getattr(self, alias), options="-c lock_timeout=5s", **options)

    def __iter__(self) -> Iterator[tuple[str, str]]:
        return iter(asdict(self).items())


def begin_session() -> None:
    """In the first process only: choose folder and server, for us and for the workers that inherit the environment."""
    sweep_abandoned()
    folder = Path(tempfile.mkdtemp(prefix=PREFIX))
    folder.chmod(0o711 if os.geteuid() == 0 else 0o700)
    (folder / "pid").write_text(str(os.getpid()), encoding="utf-8")
    os.environ |= {FOLDER: str(folder), "SUBSIDY_DATA": str(folder / "data")}
    given = {alias: os.environ.get(variable, "") for alias, variable in VARIABLES.items()}
    base = Urls(**given) if given["default"] else Urls(**{alias: _server(folder).url(alias) for alias in ROLES})
    with open(os.open(folder / "base.json", os.O_WRONLY | os.O_CREAT, 0o600), "w", encoding="utf-8") as file:
        json.dump(asdict(base), file)
    # Nothing may reach the given database by accident, not even a program that a test starts.
    os.environ |= clone_of("none").environment()


def end_session() -> None:
    """In the first process only: stop the server that we started, or drop the template from a real one."""
    folder = _folder()
    if (folder / "template").exists() and not _is_embedded(folder):
        drop(template())
    _remove(folder)


def sweep_abandoned() -> None:
    """Stop and remove what an earlier session of ours left behind when it was killed."""
    for folder in Path(tempfile.gettempdir()).glob(f"{PREFIX}*"):
        pid = folder / "pid"
        if folder.stat().st_uid == os.geteuid() and pid.exists() and not _is_alive(int(pid.read_text() or 0)):
            _remove(folder)


def ensure_template() -> Urls:
    """The migrated database that is only ever cloned; made by whichever process comes first."""
    from django.core.management import call_command

    with (_folder() / "template.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (_folder() / "template").exists():
            if _is_embedded(_folder()):
                _server(_folder()).start()
            drop(template())
            _execute("CREATE DATABASE {}", template())
            with switched_to(template()):
                call_command("prepare_database", verbosity=0)
            (_folder() / "template").touch()
    return template()


def template() -> Urls:
    """Where the template is, whether it exists or not."""
    return clone_of("template")


def clone_of(name: str) -> Urls:
    """Where the clone called `name` of this session is, whether it exists or not."""
    base = _base()
    return base.on(f"test_{base.name}_{(_folder() / 'pid').read_text()}_{name}")


@contextmanager
def cloned(name: str) -> Iterator[Urls]:
    """A fresh copy of the template; dropped afterwards."""
    clone = clone_of(name)
    _execute("CREATE DATABASE {} TEMPLATE {}", clone, ensure_template())
    try:
        yield clone
    finally:
        drop(clone)


def drop(database: Urls) -> None:
    """Drop a database as soon as its last connection is gone; never by ending a connection that a test forgot."""
    deadline = time.monotonic() + DROP_WAIT
    while True:
        try:
            return _execute("DROP DATABASE IF EXISTS {}", database)
        except psycopg.errors.ObjectInUse:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.02)


@contextmanager
def switched_to(database: Urls) -> Iterator[None]:
    """Let every alias of Django, and every program started meanwhile, use `database`."""
    from django.db import connections

    before = {alias: dict(connections.settings[alias]) for alias in connections}
    environment = {name: os.environ[name] for name in database.environment()}
    _use({alias: parse_url(VARIABLES[alias], url) for alias, url in database if url}, database.environment())
    try:
        yield
    finally:
        _use(before, environment)


def _use(values: dict[str, dict[str, Any]], environment: dict[str, str]) -> None:
    from django.db import connections

    for alias, value in values.items():
        connections[alias].close()
        connections.settings[alias].update({"EMBEDDED": "", **value})
    os.environ |= environment


def _execute(statement: str, *databases: Urls) -> None:
    """One statement about databases, as owner, from the database that was given to us."""
    base = _base()
    if not base.owner:
        raise RuntimeError("DATABASE_OWNER_URL is not set: the suite makes databases as owner (with CREATEDB).")
    with base.connect("owner", autocommit=True) as connection:
        connection.execute(sql.SQL(statement).format(*(sql.Identifier(database.name) for database in databases)))


def _folder() -> Path:
    return Path(os.environ[FOLDER])


def _base() -> Urls:
    return Urls(**json.loads((_folder() / "base.json").read_text(encoding="utf-8")))


def _server(folder: Path) -> EmbeddedServer:
    return EmbeddedServer(folder, durable=False)


def _is_embedded(folder: Path) -> bool:
    return (folder / "passwords.json").exists()


def _remove(folder: Path) -> None:
    if _is_embedded(folder):
        _server(folder).stop()
    shutil.rmtree(folder, ignore_errors=True)


def _is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
