"""Asking other bodies before the lock: one interface, a table-backed implementation, each answer kept as a dated extract."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any, Protocol

from django.db import connection
from django.utils import timezone

from cases.models import Case, Extract

IN_FORCE = """SELECT key, data FROM cases_registerentry WHERE register = %(register)s AND key = ANY(%(keys)s)
    AND from_on <= %(on)s AND (until_on IS NULL OR until_on >= %(on)s) ORDER BY from_on, id"""
ASKED = "SELECT register, question FROM cases_extract WHERE case_id = %s"


class Register(Protocol):
    """What another body knows. Gives the answer for each key on a day; a key that it does not know is left out."""

    def ask(self, keys: Sequence[str], on: date) -> dict[str, dict[str, Any]]:
        """Give the entries in force. Raises OSError where the register cannot be reached."""
        ...


@dataclass(frozen=True)
class TableRegister:
    """A register as loaded into our own table."""

    name: str

    def ask(self, keys: Sequence[str], on: date) -> dict[str, dict[str, Any]]:
        """Give the newest entry in force for each key on the day."""
        with connection.cursor() as cursor:
            cursor.execute(IN_FORCE, {"register": self.name, "keys": list(keys), "on": on})
            return {key: json.loads(data) for key, data in cursor.fetchall()}


REGISTERS: Mapping[str, Register] = MappingProxyType(
    {name: TableRegister(name) for name in ("kvk", "de_minimis", "insolvency")}
)


def ask_registers(case: Case, names: tuple[str, ...], keys: tuple[str, ...], on: date) -> None:
    """Put each question once and keep the answers with the case; a register that is down gives no answer, never a yes."""
    with connection.cursor() as cursor:
        cursor.execute(ASKED, [case.pk])
        known = set(cursor.fetchall())
    Extract.objects.bulk_create(
        Extract(case=case, register=name, question=key, answer=answer, source=name, asked_at=timezone.now())
        for name in names
        for key, answer in _answers(name, [key for key in keys if (name, key) not in known], on)
    )


def _answers(name: str, keys: Sequence[str], on: date) -> list[tuple[str, dict[str, Any] | None]]:
    """Give each key with its answer; None where the register knows nothing or could not be reached."""
    try:
        found = REGISTERS[name].ask(keys, on) if keys else {}
    except OSError:
        found = {}
    return [(key, found.get(key)) for key in keys]
