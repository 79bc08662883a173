"""Our own decisions as registers: who is excluded from a scheme, which trainers and trainings were removed from what it may pay for.
Every key has an answer, also that nothing stands against it; which scheme an entry is about, it says itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from django.db import connection

if TYPE_CHECKING:
    from cases.registers.asking import Answer, Asked

IN_FORCE = """SELECT asked.place, e.scheme, e.kind, m.number, e.from_on, e.until_on
    FROM unnest(%(registers)s::text[], %(keys)s::text[], %(days)s::date[])
        WITH ORDINALITY AS asked (register, key, day, place)
    JOIN cases_exclusion e ON e.from_on <= asked.day AND (e.until_on IS NULL OR e.until_on >= asked.day)
    JOIN cases_measure m ON m.id = e.measure_id
    JOIN cases_party p ON p.id = e.party_id
    WHERE CASE asked.register WHEN 'exclusions' THEN e.kind = 'exclusion' AND p.identifier = asked.key
        ELSE (e.kind = 'removal' AND p.identifier = asked.key) OR (e.kind = 'training_removal' AND e.training = asked.key) END
    ORDER BY e.from_on, e.id"""


class ExclusionRegister:
    """The measures in force, asked in one statement."""

    def ask(self, asked: Sequence[Asked], *, within: int) -> Mapping[Asked, Answer]:
        """Give for each question the entries in force on its day; none is an answer as well."""
        found: dict[Asked, list[dict[str, Any]]] = {one: [] for one in asked}
        for place, *entry in self._entries(asked):
            found[asked[place - 1]].append(_as_entry(*entry))
        return {one: {"entries": entries} for one, entries in found.items()}

    def _entries(self, asked: Sequence[Asked]) -> list[tuple[Any, ...]]:
        registers, keys, days = zip(*asked, strict=True)
        with connection.cursor() as cursor:
            cursor.execute(IN_FORCE, {"registers": list(registers), "keys": list(keys), "days": list(days)})
            return list(cursor.fetchall())


def _as_entry(scheme: str, kind: str, measure: str, from_on: Any, until_on: Any) -> dict[str, Any]:
    until = until_on.isoformat() if until_on else None
    return {"scheme": scheme, "kind": kind, "measure": measure, "from_on": from_on.isoformat(), "until_on": until}


OWN_REGISTER = ExclusionRegister()
