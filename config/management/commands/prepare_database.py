"""Brings the database to the state of this code: migrations as owner, then the grants of the app and eraser roles.
The policy behind the grants is in audit/grants.py; the embedded server makes its roles by itself."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.executor import MigrationExecutor

from audit.grants import apply_grants, power_report, role_of

LOCK = 7_020_200_302
"""Any number that nothing else uses: it keeps two preparations at once from running through each other."""


class Command(BaseCommand):
    """Migrate and grant; safe to repeat, and quick when there is nothing to do."""

    help = "Migrate as owner and apply the grants of the app and eraser roles. Safe to repeat."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        """Raises CommandError when no owner is set up or the app would be more than the app."""
        if "owner" not in settings.DATABASES:
            raise CommandError("DATABASE_OWNER_URL is not set: migrations need the role that owns the tables.")
        if role_of("owner") in (role_of("default"), role_of("eraser")):
            raise CommandError("DATABASE_OWNER_URL must name another role than the app and the eraser sign in as.")
        with acting_as_owner() as owner:
            with owner.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_lock(%s)", [LOCK])
            done = migrate(owner)
            grant(owner)
            refuse_powerful_roles(owner)
        if options["verbosity"]:
            self.stdout.write(f"Database ready ({done} migrations applied).")


@contextmanager
def acting_as_owner() -> Iterator[BaseDatabaseWrapper]:
    """Let the alias "default" be the owner for a while; ending it closes the connection and with it the lock.

    Migrating under another alias is not enough: viewflow's own migrations write through "default".
    """
    app = connections["default"]
    owner = connections.create_connection("owner")
    owner.alias = "default"
    connections["default"] = owner
    try:
        yield owner
    finally:
        connections["default"] = app
        owner.close()


def migrate(owner: BaseDatabaseWrapper) -> int:
    """Apply what is missing; gives the number of migrations, 0 without touching anything."""
    executor = MigrationExecutor(owner)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if plan:
        call_command("migrate", interactive=False, verbosity=0)
    return len(plan)


def grant(owner: BaseDatabaseWrapper) -> None:
    """Give app and eraser their rights, in one transaction so that nobody sees half of them."""
    with transaction.atomic(), owner.cursor() as cursor:
        apply_grants(cursor, role_of("default"), role_of("eraser"))


def refuse_powerful_roles(owner: BaseDatabaseWrapper) -> None:
    """The trail is worth something only when neither app nor eraser can step over the grants."""
    with owner.cursor() as cursor:
        reports = [power_report(cursor, role) for role in filter(None, map(role_of, ("default", "eraser")))]
        deviations = [str(deviation) for report in reports for deviation in report]
    if deviations:
        raise CommandError(f"{'; '.join(deviations)}: use roles without such rights.".capitalize())
