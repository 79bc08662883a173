"""Column types and expressions that PostgreSQL has and Django has not.
Which columns the trail has stands in audit.models."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast


class TransactionField(models.Field):
    """The number of a database transaction (xid8). It never wraps around: an equal number is the same transaction."""

    def db_type(self, connection: BaseDatabaseWrapper) -> str:
        """The PostgreSQL type."""
        return "xid8"

    def from_db_value(self, value: Any, expression: object, connection: BaseDatabaseWrapper) -> int | None:
        """Read the text that the driver gives for this type as a number."""
        return None if value is None else int(value)

    def get_prep_value(self, value: Any) -> str | None:
        """Give the number as text, from which PostgreSQL reads an xid8."""
        return None if value is None else str(int(value))


class CurrentTransaction(models.Func):
    """The number of the transaction that is running."""

    function = "pg_current_xact_id"
    arity = 0


class InBody(KeyTextTransform):
    """The text under a key of the event's body."""

    def __init__(self, key: str) -> None:
        super().__init__(key, Cast("body", models.JSONField()))


class Day(models.Func):
    """The day that a text like 2020-05-08 names."""

    function = "audit_day"
    arity = 1
    output_field = models.DateField()


class Moment(models.Func):
    """The moment that a text like 2020-05-08T09:30:00.000000Z names."""

    function = "audit_moment"
    arity = 1
    output_field = models.DateTimeField()
