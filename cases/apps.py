"""Registers the package cases with Django.
The law and the money themselves are in its modules."""

from django.apps import AppConfig


class CasesConfig(AppConfig):
    """The Django application `cases`."""

    name = "cases"
    verbose_name = "zaken"
    sql_guards = "sql"
