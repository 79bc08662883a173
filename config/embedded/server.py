"""One embedded PostgreSQL server: made, started and stopped; its roles and their passwords.
It listens on a socket only. Tables, migrations and grants are the business of prepare_database."""

import fcntl
import json
import secrets
import shutil
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from urllib.parse import quote

from config.embedded.program import MAJOR, Program, find_program
from config.environment import SetupError
from config.folders import data_folder, make_folder, private_text, socket_folder

DATABASE = "subsidy"
ROLES = {"default": "subsidy_app", "owner": "subsidy_owner", "eraser": "subsidy_eraser"}
"""The database role behind each alias of settings.DATABASES."""
PORT = 5432
SUPERUSER = "postgres"
OWN_SETTINGS = "subsidy.conf"

CONFIGURATION = """\
listen_addresses = ''
unix_socket_directories = '{socket}'
unix_socket_permissions = 0700
port = {port}
max_connections = 60
shared_buffers = 128MB
fsync = {durable}
full_page_writes = {durable}
synchronous_commit = {durable}
max_wal_size = 1GB
# A program that fills empty tables keeps plans made for empty ones until their statistics are renewed.
autovacuum_naptime = 5s
jit = off
timezone = 'UTC'
log_timezone = 'UTC'
# Row values are personal data: a refused statement and its error go to the program that sent it, not to the log.
log_min_messages = log
log_min_error_statement = panic
log_error_verbosity = terse
"""
ACCESS = """\
local all {superuser} peer map=machine
local all all scram-sha-256
"""
MAPPING = """\
machine {account} {superuser}
"""
ROLE = """\
SELECT 'CREATE ROLE {role}' WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '{role}') \\gexec
ALTER ROLE {role} WITH LOGIN NOSUPERUSER NOCREATEROLE NOREPLICATION NOBYPASSRLS {createdb} PASSWORD '{password}';
"""
OWN_DATABASE = """\
SELECT 'CREATE DATABASE {database} OWNER {owner}'
 WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = '{database}') \\gexec
"""


class EmbeddedServer:
    """The server whose data lie in `folder`. `durable=False` is for tests: faster, and lost when the machine stops."""

    def __init__(self, folder: Path, *, durable: bool = True) -> None:
        self.folder = folder
        self.data = folder / f"postgresql-{MAJOR}"
        self.socket = socket_folder(folder)
        self._durable = durable

    def is_running(self) -> bool:
        """Does a server answer on our socket? A stale pid file after a crash does not count."""
        with socket.socket(socket.AF_UNIX) as client:
            return client.connect_ex(str(self.socket / f".s.PGSQL.{PORT}")) == 0

    def start(self) -> bool:
        """Start the server unless it runs; True when this call started it. Raises SetupError with one sentence."""
        make_folder(self.folder)
        with self._one_at_a_time():
            if self.is_running():
                return False
            self._refuse_unreachable_folder()
            if not (self.data / "PG_VERSION").exists():
                self._initialise()
            self._configure()
            self._control("start", "--timeout=60", f"--log={self.data / 'server.log'}")
            self._make_roles()
            return True

    def stop(self) -> bool:
        """Stop the server at once, rolling back what was open; False when it did not run."""
        if not self.is_running():
            return False
        self._control("stop", "--mode=fast")
        return True

    def connection(self, alias: str) -> dict[str, str]:
        """Host, user and password for one of the three aliases; nothing is started."""
        return {"host": str(self.socket), "user": ROLES[alias], "password": self._passwords[alias]}

    def url(self, alias: str, database: str = DATABASE) -> str:
        """The same as a URL, for a program that takes DATABASE_URL. Holds a password: never print it."""
        values = self.connection(alias)
        return f"postgresql://{values['user']}:{values['password']}@{quote(values['host'], safe='')}/{database}"

    @cached_property
    def _program(self) -> Program:
        return find_program(self.folder)

    @cached_property
    def _passwords(self) -> dict[str, str]:
        text = private_text(self.folder / "passwords.json", _new_passwords)
        passwords: dict[str, str] = json.loads(text)
        return passwords

    def _control(self, act: str, *options: str) -> None:
        self._program.run("pg_ctl", act, "--wait", f"--pgdata={self.data}", *options)

    @contextmanager
    def _one_at_a_time(self) -> Iterator[None]:
        with (self.folder / "start.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    def _refuse_unreachable_folder(self) -> None:
        """As root the server runs as another account; we do not open private folders for it, we say so."""
        if self._program.account is None:
            return
        for folder in (self.folder, *self.folder.resolve().parents):
            if not folder.stat().st_mode & 0o001:
                account = self._program.account_name
                raise SetupError(f"{folder} is closed to the database account {account}: choose another SUBSIDY_DATA.")

    def _initialise(self) -> None:
        """Make the cluster beside its place and move it there when complete: an interrupted start can be repeated."""
        fresh = self.folder / "new"
        shutil.rmtree(fresh, ignore_errors=True)
        self._program.own(fresh)
        cluster = fresh / "cluster"
        self._program.run(
            "initdb", f"--pgdata={cluster}", f"--username={SUPERUSER}", "--auth=peer", "--encoding=UTF8", "--locale=C",
            "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--no-sync", "--no-instructions",
        )  # fmt: skip
        with (cluster / "postgresql.conf").open("a", encoding="utf-8") as file:
            file.write(f"include = '{OWN_SETTINGS}'\n")
        cluster.rename(self.data)
        fresh.rmdir()

    def _configure(self) -> None:
        self._program.own(self.socket)
        durable = "on" if self._durable else "off"
        account = self._program.account_name
        self._write(OWN_SETTINGS, CONFIGURATION.format(socket=self.socket, port=PORT, durable=durable))
        self._write("pg_hba.conf", ACCESS.format(superuser=SUPERUSER))
        self._write("pg_ident.conf", MAPPING.format(account=account, superuser=SUPERUSER))

    def _write(self, name: str, text: str) -> None:
        """Overwrite a file of the cluster in place, so that it keeps its owner and mode."""
        (self.data / name).write_text(text, encoding="utf-8")

    def _make_roles(self) -> None:
        """Roles, passwords and database; repeated at each start, so lost password files heal themselves."""
        createdb = {"owner": "NOCREATEDB" if self._durable else "CREATEDB"}
        roles = [
            ROLE.format(role=role, createdb=createdb.get(alias, "NOCREATEDB"), password=self._passwords[alias])
            for alias, role in ROLES.items()
        ]
        script = "".join([*roles, OWN_DATABASE.format(database=DATABASE, owner=ROLES["owner"])])
        options = [f"--host={self.socket}", f"--port={PORT}", f"--username={SUPERUSER}", "--dbname=postgres"]
        self._program.run("psql", *options, "--no-psqlrc", "--quiet", "--set=ON_ERROR_STOP=1", text=script)


def installed_server() -> EmbeddedServer:
    """The server of this installation, in the data folder."""
    return EmbeddedServer(data_folder() / "database")


def _new_passwords() -> str:
    return json.dumps({alias: secrets.token_urlsafe(24) for alias in ROLES}, indent=1)
