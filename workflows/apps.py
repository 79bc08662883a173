"""Registers the package workflows with Django.
Steps, flows and pages are in its modules."""

from django.apps import AppConfig


class WorkflowsConfig(AppConfig):
    """The Django application `workflows`."""

    name = "workflows"
    verbose_name = "werk"

    def ready(self) -> None:
        """Register the check that every act is received."""
        from workflows import checks  # noqa: F401 - importing registers it
