"""Registers the package letters with Django.
What letters say is in its modules and in the schemes."""

from django.apps import AppConfig


class LettersConfig(AppConfig):
    """The Django application `letters`."""

    name = "letters"
    verbose_name = "brieven"
