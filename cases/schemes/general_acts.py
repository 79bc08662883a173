"""Acts that the Awb gives to every party, whatever the scheme: a scheme takes them up among its own with the fitting statuses.
What a scheme itself lets its applicants send stands in its `acts`."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from pydantic.dataclasses import dataclass

from cases.schemes.base import ActKind
from cases.schemes.reading import STRICT, Day, LongText, read


@dataclass(config=STRICT)
class Objection:
    """An objection (Awb 6:4, 6:5): the decision is named by the day of its letter; grounds may follow later (6:6)."""

    announced_on: Day
    grounds: LongText | None = None


def _read_objection(data: Mapping[str, Any], on: date) -> Objection:
    return read(Objection, data)


def objection(*statuses: str) -> ActKind:
    """Give the objection as an act of a scheme, in the statuses in which a decision has been taken."""
    return ActKind("objection", "Bezwaarschrift", _read_objection, statuses, Objection)
