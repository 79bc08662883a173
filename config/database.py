"""Which PostgreSQL server is used, and as which roles: settings.DATABASES from the environment.
The server that comes with the installation is in config.embedded; connecting to it is in config.engine."""

from typing import Any
from urllib.parse import SplitResult, unquote, urlsplit

from config.embedded import DATABASE, ROLES
from config.environment import SetupError, read_text

VARIABLES = {"default": "DATABASE_URL", "owner": "DATABASE_OWNER_URL", "eraser": "DATABASE_ERASER_URL"}
SHAPE = "postgresql://user:password@host:port/database"
ENGINE = "config.engine"


def database_settings() -> dict[str, dict[str, Any]]:
    """The aliases default (app), owner (migrations) and eraser: all embedded, or all from URLs.

    Without DATABASE_URL everything is embedded. A real server may leave out the owner (web and worker do not need it)
    and the eraser. Raises SetupError with one sentence.
    """
    urls = {alias: read_text(variable) for alias, variable in VARIABLES.items()}
    if not any(urls.values()):
        return {alias: _embedded(alias) for alias in ROLES}
    if not urls["default"]:
        raise SetupError("DATABASE_URL is missing: DATABASE_OWNER_URL and DATABASE_ERASER_URL cannot go without it.")
    return {alias: parse_url(VARIABLES[alias], url) for alias, url in urls.items() if url}


def _embedded(alias: str) -> dict[str, Any]:
    """The engine adds socket and password when it connects, so that reading the settings touches no file."""
    return {"ENGINE": ENGINE, "NAME": DATABASE, "USER": ROLES[alias], "EMBEDDED": alias}


def parse_url(variable: str, url: str) -> dict[str, Any]:
    """Django's connection values from a URL `postgresql://user:password@host:port/database`.

    A host that starts with / (written %2F) is a socket folder. Raises SetupError that names the variable and what is
    wrong, never the password.
    """
    parts = _split(variable, url)
    if parts.scheme not in ("postgresql", "postgres"):
        raise SetupError(f"{variable} must start with postgresql:// because only PostgreSQL is supported ({SHAPE}).")
    if parts.query or parts.fragment:
        raise SetupError(f"{variable} must not have anything after the database name ({SHAPE}).")
    name = unquote(parts.path.removeprefix("/"))
    if not name or "/" in name:
        raise SetupError(f"{variable} must name one database after the host ({SHAPE}).")
    if not parts.username:
        raise SetupError(f"{variable} must name the database user ({SHAPE}).")
    return {
        "ENGINE": ENGINE,
        "NAME": name,
        "USER": unquote(parts.username),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": _host(parts),
        "PORT": str(parts.port or ""),
    }


def _split(variable: str, url: str) -> SplitResult:
    try:
        parts = urlsplit(url)
        parts.port  # noqa: B018 - reading it is what checks it
    except ValueError as error:
        raise SetupError(f"{variable} is not a proper URL: {_without_values(error)} ({SHAPE}).") from None
    return parts


def _host(parts: SplitResult) -> str:
    """The host with its capitals, which `parts.hostname` loses: a socket folder may need them."""
    written = parts.netloc.rpartition("@")[2]
    return str(parts.hostname) if written.startswith("[") else unquote(written.partition(":")[0])


def _without_values(error: ValueError) -> str:
    """urllib repeats the wrong part, which may hold a password when the URL has an unescaped @ or :."""
    return "the port is not a number" if "ort" in str(error) else "it cannot be taken apart"
