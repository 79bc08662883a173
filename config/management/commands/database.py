"""Starts and stops the embedded database by hand, and says how it stands.
It also starts by itself at the first connection; a real server is managed by its own tools."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from config.embedded import EmbeddedServer, installed_server


class Command(BaseCommand):
    """`database start|stop|status`; status ends with 3 when the server does not run, as service managers do."""

    help = "Start or stop the embedded database, or say whether it runs."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        """One word says what to do."""
        parser.add_argument("act", choices=("start", "stop", "status"))

    def handle(self, *args: Any, **options: Any) -> None:
        """Raises CommandError when the installation uses a server of its own."""
        if not settings.DATABASES["default"].get("EMBEDDED"):
            raise CommandError("DATABASE_URL points to a server of your own: start and stop it with its own tools.")
        server = installed_server()
        if options["act"] == "start":
            started = server.start()
            self.stdout.write("The database is started." if started else "The database was running already.")
        elif options["act"] == "stop":
            self.stdout.write("The database is stopped." if server.stop() else "The database was not running.")
        else:
            self._tell(server)

    def _tell(self, server: EmbeddedServer) -> None:
        running = server.is_running()
        self.stdout.write(f"The database in {server.folder} {'runs' if running else 'does not run'}.")
        if not running:
            raise SystemExit(3)
