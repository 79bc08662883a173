"""Runs the site on this machine: database, worker and web server under one supervisor until Ctrl-C.
In production the machine's service manager runs gunicorn and the worker instead (README)."""

import sys
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandParser
from django.db import connections

from config.embedded import installed_server
from config.environment import read_number
from config.services import ADDRESS, Database, refuse_taken_port, running_database, web, worker
from config.supervisor import Service, Supervisor


class Command(BaseCommand):
    """`serve [--port N]`: 0 after Ctrl-C or SIGTERM, 1 when a service failed."""

    help = "Run database, worker and web server until Ctrl-C."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        """The port may also come from the environment (PORT)."""
        parser.add_argument("--port", type=int, default=None, help="port on 127.0.0.1 (PORT, or 8000)")

    def handle(self, *args: Any, **options: Any) -> None:
        """Ends the process with the supervisor's exit code."""
        port = options["port"] or read_number("PORT", 8000, lowest=1, highest=65535)
        sys.exit(serve(port))


def serve(port: int, *, is_prepared: bool = False) -> int:
    """Prepare the database, then run everything until told to stop; gives the exit code.

    Inside a `running_database` of the caller the database goes on until the caller's block ends.
    """
    refuse_taken_port(port)
    server = installed_server() if settings.DATABASES["default"].get("EMBEDDED") else None
    with running_database(server):
        if not is_prepared:
            call_command("prepare_database", verbosity=0)
        connections.close_all()
        services: list[Service] = [worker(), web(port)]
        if server is not None:
            services.insert(0, Database(server))
        return Supervisor(services).run(f"The site runs on http://{ADDRESS}:{port}/ - stop it with Ctrl-C.")
