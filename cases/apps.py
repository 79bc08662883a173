"""Registers the package cases with Django.
The law and the money themselves are in its modules."""

from __future__ import annotations

from django.apps import AppConfig


class CasesConfig(AppConfig):
    """The Django application `cases`."""

    name = "cases"
    verbose_name = "zaken"
    sql_guards = "sql"

    def ready(self) -> None:
        """Register the checks of the schemes."""
        from cases import checks  # noqa: F401 - importing registers them
