"""How every step opens: human work is locked first, then the case. And how a refused attempt is kept."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date

from django.db import transaction

from audit.trail import record
from cases.authority.actors import Actor
from cases.authority.permit import Refused
from cases.law import NotSet
from cases.models import Case
from cases.transitions import locked, locked_all
from workflows.work import lock_work


class SettingMissing(Refused):
    """The step needs a value of the scheme that nobody set yet; the message says which, and what to do."""


@contextmanager
def every_value_set() -> Iterator[None]:
    """Tell of a value that nobody set yet as a refusal."""
    try:
        yield
    except NotSet as error:
        raise SettingMissing(str(error)) from error


@contextmanager
def opened(case_pk: int) -> Iterator[Case]:
    """Open a transaction, lock the human work on the case and then the case (the one lock order), and give the case."""
    with every_value_set(), transaction.atomic():
        lock_work(case_pk)
        with locked(case_pk) as case:
            yield case


@contextmanager
def opened_all(case_pks: Sequence[int]) -> Iterator[list[Case]]:
    """Open one transaction for many cases: the human work on all is locked first, then the cases by key."""
    with every_value_set(), transaction.atomic():
        lock_work(*case_pks)
        with locked_all(case_pks) as cases:
            yield cases


@contextmanager
def attempt(stream: str, action: str, *, by: Actor, on: date) -> Iterator[None]:
    """Keep a refused attempt: once the step has rolled back, its reason is recorded in a transaction of its own.

    Used by the boundary that owns the outermost transaction: page, API, command, item of a batch. Raises Refused again.
    """
    try:
        yield
    except Refused as refusal:
        with transaction.atomic():
            record(
                stream, action, actor=str(by), origin=by.origin, on=on, result="refused", facts={"reason": str(refusal)}
            )
        raise
