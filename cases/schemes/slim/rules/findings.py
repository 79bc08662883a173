"""The shape of a SLIM rule; how it states what it found stands in `cases.schemes.stating`."""

from __future__ import annotations

from collections.abc import Callable

from cases.law import Values
from cases.schemes.base import Extracts, Finding
from cases.schemes.slim.application import SlimApplication

Rule = Callable[[SlimApplication, Values, Extracts], Finding]
