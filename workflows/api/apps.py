"""Registers the way in over HTTP with Django.
What it answers is in its modules."""

from django.apps import AppConfig


class ApiConfig(AppConfig):
    """The Django application `api`."""

    name = "workflows.api"
    label = "api"
    verbose_name = "koppeling"
    sql_guards = "sql"
