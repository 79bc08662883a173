"""The values that a rule may read on a day: the scheme's own, replaced by approved settings. Also how they are stored."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Any

from cases.amounts import euro, plain
from cases.law import Values
from cases.models import DatedSetting
from cases.schemes.registry import scheme


def values_for(code: str, day: date) -> Values:
    """Give the values of a scheme on a day, with every approved setting that is in force by then."""
    values = scheme(code).values_on(day)
    approved = DatedSetting.objects.filter(scheme=code, from_on__lte=day).exclude(approved_by=None).order_by("from_on", "id")
    kinds = dict(values)
    overrides = {row.name: read_value(row.value, like=kinds[row.name]) for row in approved if row.name in kinds}
    return values.replaced(overrides)


def read_value(stored: Any, *, like: Any) -> Any:
    """Read a stored value in the kind of the value it replaces. Raises ValueError where it does not fit."""
    if isinstance(like, Decimal):
        return euro(stored) if like == like.quantize(Decimal("0.01")) else Decimal(stored)
    if isinstance(like, date):
        return date.fromisoformat(stored)
    if like is not None and not isinstance(stored, type(like)):
        raise ValueError(f"{stored!r} past niet: verwacht {type(like).__name__}.")
    return stored


def stored_values(values: Values) -> dict[str, Any]:
    """Give all values as JSON, with the version and day they belong to."""
    entries = {name: _stored(value) for name, value in values}
    return {"version": values.version, "on": values.on.isoformat(), "values": entries}


def _stored(value: Any) -> Any:
    if isinstance(value, Decimal):
        return plain(value) if value == value.quantize(Decimal("0.01")) else str(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Mapping):
        return {str(key): _stored(entry) for key, entry in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [_stored(entry) for entry in value]
    return value if isinstance(value, str | int | bool | None) else str(value)
