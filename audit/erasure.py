"""Erasing personal values: the deed of the eraser role, always with its event in the same transaction.
When the law allows or demands it is not known here."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import models, transaction

from audit.models import PersonalFact
from audit.trail import Origin, record

ERASER = "eraser"

Rows = Sequence[tuple[type[models.Model], Sequence[int]]]
"""Models with `erasable_columns`, each with the keys of the rows of which these columns are to be emptied."""


def erase(stream: str, *, ground: str, actor: str, origin: Origin, on: date, rows: Rows = ()) -> int:
    """Delete the personal facts of a stream; empty the erasable columns of the `rows` that go with it.

    `ground` is the reason in Dutch, without personal data. Gives the number of facts and rows erased; where there are
    none nothing is written. The chain stays valid: it holds commitments only. Runs on the eraser's own connection, so
    it sees committed rows only and a transaction of the caller does not hold it.
    """
    with transaction.atomic(ERASER):
        facts = dict(PersonalFact.objects.using(ERASER).filter(stream=stream).values_list("pk", "label"))
        columns = {model._meta.db_table: len(keys) for model, keys in rows if keys}
        if not facts and not columns:
            return 0
        what: dict[str, Any] = {"ground": ground, "facts": sorted(facts.values()), "rows": columns}
        record(stream, "personal.erased", actor=actor, origin=origin, on=on, facts=what, using=ERASER)
        PersonalFact.objects.using(ERASER).filter(pk__in=facts).delete()
        for model, keys in rows:
            _empty(model, keys)
    return len(facts) + sum(columns.values())


def _empty(model: type[models.Model], keys: Sequence[int]) -> None:
    columns: Sequence[str] = getattr(model, "erasable_columns", ())
    fields = [model._meta.get_field(name) for name in columns]
    values = {field.name: _nothing(field) for field in fields}
    model._default_manager.using(ERASER).filter(pk__in=list(keys)).update(**values)


def _nothing(field: Any) -> Any:
    """What stands in an emptied column: null where it may, otherwise the empty value of its type."""
    if field.null:
        return None
    return {} if isinstance(field, models.JSONField) else ""
