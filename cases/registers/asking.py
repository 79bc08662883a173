"""Asking other bodies before the lock: one interface, a table-backed implementation, each answer kept as a dated extract."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any, Protocol

from django.db.models import Q
from django.utils import timezone

from cases.models import Case, Extract, RegisterEntry


class Register(Protocol):
    """What another body knows. Gives the answer for a key on a day, or None where it knows nothing."""

    def ask(self, key: str, on: date) -> dict[str, Any] | None:
        """Give the entry in force. Raises OSError where the register cannot be reached."""
        ...


@dataclass(frozen=True)
class TableRegister:
    """A register as loaded into our own table."""

    name: str

    def ask(self, key: str, on: date) -> dict[str, Any] | None:
        """Give the newest entry in force for the key on the day."""
        in_force = Q(from_on__lte=on) & (Q(until_on=None) | Q(until_on__gte=on))
        entry = RegisterEntry.objects.filter(in_force, register=self.name, key=key).order_by("-from_on", "-id").first()
        return dict(entry.data) if entry else None


REGISTERS: Mapping[str, Register] = MappingProxyType(
    {name: TableRegister(name) for name in ("kvk", "de_minimis", "insolvency")}
)


def ask_registers(case: Case, names: tuple[str, ...], keys: tuple[str, ...], on: date) -> None:
    """Put each question once and keep the answers with the case; a register that is down gives no answer, never a yes."""
    known = set(Extract.objects.filter(case=case).values_list("register", "question"))
    asked = timezone.now()
    Extract.objects.bulk_create(
        Extract(case=case, register=name, question=key, answer=_answer(name, key, on), source=name, asked_at=asked)
        for name in names
        for key in keys
        if (name, key) not in known
    )


def _answer(name: str, key: str, on: date) -> dict[str, Any] | None:
    try:
        return REGISTERS[name].ask(key, on)
    except OSError:
        return None


def answers(case: Case, name: str) -> dict[str, dict[str, Any] | None]:
    """Give the kept answers of one register by key."""
    rows = Extract.objects.filter(case=case, register=name).order_by("id").values_list("question", "answer")
    return {question: answer for question, answer in rows}
