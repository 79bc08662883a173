"""Asking other bodies before the lock: one interface, a table-backed implementation, each answer kept as a dated extract."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any, Protocol

from django.db.models import Q
from django.utils import timezone

from cases.models import Case, Extract, RegisterEntry


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
        in_force = Q(from_on__lte=on) & (Q(until_on=None) | Q(until_on__gte=on))
        entries = RegisterEntry.objects.filter(in_force, register=self.name, key__in=keys).order_by("from_on", "id")
        return {key: dict(data) for key, data in entries.values_list("key", "data")}


REGISTERS: Mapping[str, Register] = MappingProxyType(
    {name: TableRegister(name) for name in ("kvk", "de_minimis", "insolvency")}
)


def ask_registers(case: Case, names: tuple[str, ...], keys: tuple[str, ...], on: date) -> None:
    """Put each question once and keep the answers with the case; a register that is down gives no answer, never a yes."""
    known = set(Extract.objects.filter(case=case).values_list("register", "question"))
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


def answers(case: Case) -> dict[tuple[str, str], dict[str, Any]]:
    """Give the kept answers by register and key; a register that gave none is left out."""
    rows = Extract.objects.filter(case=case).exclude(answer=None).order_by("id")
    return {(register, key): dict(answer or {}) for register, key, answer in rows.values_list("register", "question", "answer")}
