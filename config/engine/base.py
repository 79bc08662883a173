"""Django's PostgreSQL engine with three additions: statements are prepared, the embedded server starts at the first connection,
and a server that cannot be reached is told in one sentence. Which server it is, stands in config/database.py."""

from typing import Any

from django.db.backends.postgresql import base
from django.db.utils import DEFAULT_DB_ALIAS, OperationalError, ProgrammingError
from psycopg import Connection
from psycopg import OperationalError as DriverError
from psycopg.errors import UndefinedColumn, UndefinedTable

from config.embedded import EmbeddedServer, installed_server

PREPARED = {"server_side_binding": True, "prepare_threshold": 5}
"""Values travel beside the statement, and what is sent five times is planned once: a step costs the server half the time.
A pooler between us and PostgreSQL must know prepared statements (PgBouncer 1.21 or newer)."""


class DatabaseUnreachable(OperationalError):
    """No connection could be made; the text is one sentence, without password."""


class DatabaseWrapper(base.DatabaseWrapper):
    """A connection under one alias of settings.DATABASES; `EMBEDDED` there means the server of this installation."""

    def __init__(self, settings_dict: dict[str, Any], alias: str = DEFAULT_DB_ALIAS) -> None:
        settings_dict["OPTIONS"] = PREPARED | settings_dict.get("OPTIONS", {})
        super().__init__(settings_dict, alias)

    def get_connection_params(self) -> dict[str, Any]:
        """Driver parameters; for the embedded server with its socket and the password of this alias's role."""
        params: dict[str, Any] = super().get_connection_params()
        server = self._embedded_server()
        return params if server is None else params | server.connection(self.settings_dict["EMBEDDED"])

    def get_new_connection(self, conn_params: dict[str, Any]) -> "Connection[Any]":
        """Connect; start the embedded server when it does not run. Raises DatabaseUnreachable, SetupError."""
        try:
            return self._connect(conn_params)
        except DriverError as error:
            server = self._embedded_server()
            if server is None or server.is_running():
                raise DatabaseUnreachable(_sentence(conn_params, error)) from error
        server.start()
        return self._connect(conn_params)

    def _connect(self, conn_params: dict[str, Any]) -> "Connection[Any]":
        connection: Connection[Any] = super().get_new_connection(conn_params)
        return connection

    def _embedded_server(self) -> EmbeddedServer | None:
        return installed_server() if self.settings_dict.get("EMBEDDED") else None


def _sentence(params: dict[str, Any], error: DriverError) -> str:
    """What failed and where; libpq repeats one cause per address and attempt, so the first is enough, without its hint."""
    place = params.get("host") or "this machine"
    port = f":{params['port']}" if params.get("port") else ""
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    told = next((line for line in lines if "failed: " in line), lines[-1] if lines else "no answer")
    cause = told.rpartition("failed: ")[2].removeprefix("FATAL:").strip()
    return f"Database {params.get('dbname')} on {place}{port} cannot be used as {params.get('user')}: {cause}"


def explained(error: ProgrammingError) -> str:
    """One sentence for a database without the tables of this code. Raises every other error again: it is ours."""
    if isinstance(error.__cause__, (UndefinedTable, UndefinedColumn)):
        return "The database does not have the tables of this code yet: run manage.py prepare_database first."
    raise error
