"""How a problem of a scheme is told: a numbered error with a sentence and a hint.
Which problems there are stands in the modules beside this one."""

from __future__ import annotations

from django.core.checks import Error

from cases.schemes.base import Scheme


def problem(scheme: Scheme, number: str, sentence: str, hint: str) -> Error:
    """Give the error `cases.<number>` about a scheme."""
    return Error(f"Scheme {scheme.code}: {sentence}", hint=hint, obj=scheme.code, id=f"cases.{number}")
