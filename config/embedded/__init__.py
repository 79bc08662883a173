"""The PostgreSQL that comes with the installation when DATABASE_URL is not set.
server.py starts and stops it, program.py runs its binaries; the rest of the code sees only connection values."""

from config.embedded.server import DATABASE, ROLES, EmbeddedServer, installed_server

__all__ = ["DATABASE", "ROLES", "EmbeddedServer", "installed_server"]
