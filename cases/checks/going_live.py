"""May a scheme go live: does every value that it needs have one? Asked by `check --deploy` and by the command `go_live`.
Whether a scheme is complete and sound as code, the modules beside this one say."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.core.checks import CheckMessage, Error, register
from django.db.utils import OperationalError, ProgrammingError
from django.utils import timezone

from cases.authority.values import open_values
from cases.checks.problem import problem
from cases.models import Window
from cases.schemes.base import Scheme
from cases.schemes.registry import schemes


def going_live_problems(scheme: Scheme, day: date) -> Iterator[Error]:
    """Give every value of a scheme that waits for a setting, with the question that it answers."""
    for value in open_values(scheme.code, day):
        sentence = f"the value {value.name!r} ({value.article}) was not set yet. {value.question}"
        hint = "Let an administrator propose it and another approve it: manage.py setting propose, setting approve."
        yield problem(scheme, "E061", sentence, hint)


@register("go_live", deploy=True)
def loaded_schemes_may_go_live(**options: Any) -> list[CheckMessage]:
    """Check every scheme of which a window was loaded; without tables nothing is live yet."""
    try:
        loaded = set(Window.objects.values_list("scheme", flat=True).distinct())
    except (OperationalError, ProgrammingError):
        return []
    found = (scheme for code, scheme in schemes().items() if code in loaded)
    return [error for scheme in found for error in going_live_problems(scheme, timezone.localdate())]
