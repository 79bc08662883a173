"""Is every scheme complete and sound? Asked by `manage.py check`, and so before every command of Django.
Each subject has its module; every problem is one error with a sentence and a hint."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.core.checks import CheckMessage, Error, register

from cases.checks import going_live  # noqa: F401 - importing registers its check
from cases.checks.acts import act_problems
from cases.checks.law import law_problems
from cases.checks.machine import machine_problems
from cases.checks.samples import sample_problems
from cases.checks.shares import share_problems
from cases.checks.signals import signal_problems
from cases.schemes.base import Scheme
from cases.schemes.registry import schemes


def problems(scheme: Scheme) -> Iterator[Error]:
    """Give everything that is wrong with a scheme."""
    yield from machine_problems(scheme)
    yield from act_problems(scheme)
    yield from law_problems(scheme)
    yield from share_problems(scheme)
    yield from sample_problems(scheme)
    yield from signal_problems(scheme)


@register("schemes")
def schemes_are_sound(**options: Any) -> list[CheckMessage]:
    """Check every scheme that there is; a folder that is no scheme is an error too."""
    try:
        found = schemes().values()
    except TypeError as error:
        return [Error(str(error), hint="Let the folder give a SCHEME, or move it away.", id="cases.E000")]
    return [error for scheme in found for error in problems(scheme)]
