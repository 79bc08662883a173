"""The Django app of the audit trail.
Its rights and triggers are applied by the migrations and by `audit.grants`."""

from __future__ import annotations

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """The audit trail; `sql_guards` names the folder with the functions and triggers that `verify_audit` looks for."""

    name = "audit"
    verbose_name = "audit"
    sql_guards = "sql"

    def ready(self) -> None:
        """Register the check of the app role."""
        from audit import checks  # noqa: F401 - importing registers it
