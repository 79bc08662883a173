#!/usr/bin/env python3
"""The command line of the installation: ./manage.py COMMAND, run with the Python of the virtual environment.
Set-up mistakes end here as one sentence; the commands themselves live in the packages."""

import os
import sys


def main() -> int:
    """Run one command; 2 means that the installation is not set up well."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    try:
        from django.core.management import execute_from_command_line
    except ImportError:
        return _refuse("Django is not installed for this Python: run make first, then use .venv/bin/python manage.py.")
    from django.db import ProgrammingError

    from config.engine.base import DatabaseUnreachable, explained
    from config.environment import SetupError

    try:
        execute_from_command_line(sys.argv)
    except (SetupError, DatabaseUnreachable) as error:
        return _refuse(str(error))
    except ProgrammingError as error:
        return _refuse(explained(error))
    return 0


def _refuse(sentence: str) -> int:
    print(sentence, file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main())
