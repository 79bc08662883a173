"""The values that a rule may read on a day: the scheme's own, replaced by approved settings. Also how they are stored."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping
from datetime import date
from decimal import Decimal
from enum import Enum
from functools import lru_cache
from typing import Any, NamedTuple, NoReturn

from django.db import connection

from cases.amounts import euro, plain
from cases.law import Values
from cases.schemes.registry import scheme

APPROVED = """SELECT scheme, name, value, from_on FROM cases_datedsetting
WHERE scheme = ANY(%s) AND approved_by_id IS NOT NULL ORDER BY from_on, id"""


class Setting(NamedTuple):
    """An approved setting; its value is JSON text, read only where it counts."""

    scheme: str
    name: str
    value: str
    from_on: date


def values_for(code: str, day: date) -> Values:
    """Give the values of a scheme on a day, with every approved setting that is in force by then."""
    return values_with(approved_settings([code]), code, day)


def approved_settings(codes: Collection[str]) -> list[Setting]:
    """Give the settings of these schemes that a second person approved, in the order in which they replace each other."""
    with connection.cursor() as cursor:
        cursor.execute(APPROVED, [list(codes)])
        return [Setting(*row) for row in cursor.fetchall()]


def values_with(approved: Iterable[Setting], code: str, day: date) -> Values:
    """Give the values of a scheme on a day, replaced by those of the given settings that are in force by then."""
    values = _published(code, day)
    in_force = [row for row in approved if row.scheme == code and row.from_on <= day]
    if not in_force:
        return values
    kinds, dated = dict(values), scheme(code).values
    overrides = {
        row.name: read_value(json.loads(row.value), like=kinds[row.name], kind=dated[row.name].kind)
        for row in in_force
        if row.name in kinds
    }
    return values.replaced(overrides)


@lru_cache(maxsize=4096)
def _published(code: str, day: date) -> Values:
    """The scheme's own values of a day; they change with the code only."""
    return scheme(code).values_on(day)


class OpenValue(NamedTuple):
    """A value that waits for a setting: its name, its article, and the question that it answers."""

    name: str
    article: str
    question: str


def open_values(code: str, day: date) -> tuple[OpenValue, ...]:
    """Give the values of a scheme that no source gives and nobody set yet by a day; with one of them no scheme goes live.

    The ceiling of a window that is over by then is not asked for: nothing is divided under it any more.
    """
    values, windows = values_for(code, day), scheme(code).windows
    past = {window.ceiling_value for window in windows if window.closes_at.date() < day}
    return tuple(OpenValue(name, values.article(name), values.unset[name]) for name in sorted(set(values.unset) - past))


def read_value(stored: Any, *, like: Any, kind: type[Any] | None = None) -> Any:
    """Read a stored value in the kind of the value it replaces; `kind` says it where that is None. Raises ValueError."""
    if like is None and kind is not None:
        return _read_kind(stored, kind)
    if isinstance(like, Decimal):
        return euro(stored) if like == like.quantize(Decimal("0.01")) else Decimal(stored)
    if isinstance(like, date):
        return date.fromisoformat(stored)
    if isinstance(like, tuple | frozenset) and isinstance(stored, list):
        return type(like)(stored)
    if like is not None and not isinstance(stored, type(like)):
        raise ValueError(f"{stored!r} past niet: verwacht {type(like).__name__}.")
    return stored


def _read_kind(stored: Any, kind: type[Any]) -> Any:
    """Read a value that replaces nothing. Raises ValueError."""
    if kind is Decimal:
        return Decimal(stored) if isinstance(stored, str) else _refuse(stored, kind)
    if kind is date:
        return date.fromisoformat(stored)
    return stored if isinstance(stored, kind) and isinstance(stored, bool) == (kind is bool) else _refuse(stored, kind)


def _refuse(stored: Any, kind: type[Any]) -> NoReturn:
    raise ValueError(f"{stored!r} past niet: verwacht {kind.__name__}.")


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
