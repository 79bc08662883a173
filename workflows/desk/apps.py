"""Registers the pages with Django, for their templates and static files.
Steps, flows and tables are elsewhere."""

from django.apps import AppConfig


class DeskConfig(AppConfig):
    """The Django application `desk`: it has no tables."""

    name = "workflows.desk"
    label = "desk"
    verbose_name = "bureau"
