"""Erasing personal values: the deed of the eraser role, always with its event in the same transaction.
When the law allows or demands it is not known here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.db import models, transaction

from audit.models import PersonalFact, WrittenOnce
from audit.trail import Origin, record

ERASER = "eraser"

Rows = Mapping[type[WrittenOnce], Sequence[int]]


def erase(stream: str, *, ground: str, actor: str, origin: Origin, on: date, rows: Rows | None = None) -> int:
    """Delete the personal facts of a stream; empty the erasable columns of the `rows` that go with it (keys per model).

    `ground` is the reason in Dutch, without personal data. Gives the number of facts and rows erased; where there are
    none nothing is written. The chain stays valid: it holds commitments only. Runs on the eraser's own connection, so it sees committed rows only and a transaction of the caller does not hold it.
    """
    rows = rows or {}
    with transaction.atomic(ERASER):
        facts = PersonalFact.objects.using(ERASER).filter(stream=stream)
        labels = sorted(facts.values_list("label", flat=True))
        columns = {model._meta.db_table: len(keys) for model, keys in rows.items() if keys}
        if not labels and not columns:
            return 0
        what: dict[str, Any] = {"ground": ground, "facts": labels, "rows": columns}
        record(stream, "personal.erased", actor=actor, origin=origin, on=on, facts=what, using=ERASER)
        facts.delete()
        for model, keys in rows.items():
            _empty(model, keys)
    return len(labels) + sum(columns.values())


def _empty(model: type[WrittenOnce], keys: Sequence[int]) -> None:
    fields = [model._meta.get_field(name) for name in model.erasable_columns]
    values = {field.name: _nothing(field) for field in fields}
    model._default_manager.using(ERASER).filter(pk__in=list(keys)).update(**values)


def _nothing(field: Any) -> Any:
    """What stands in an emptied column: null where it may, otherwise the empty value of its type."""
    if field.null:
        return None
    return {} if isinstance(field, models.JSONField) else ""
