"""What happened to a case, as Dutch sentences from the trail; also for the auditor's search. Personal values stay hidden."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from audit.models import Event
from audit.sentences import HIDDEN, sentence
from workflows.desk.case_file import people
from workflows.desk.naming import name_of

KIND_FACTS = ("kind", "outcome", "about", "format")
"""Facts that hold a code, which a reader gets as its Dutch name."""


@dataclass(frozen=True)
class Happening:
    """One event as it is read: when, who, what, on which articles."""

    event: Event
    what: str
    who: str
    on: date
    at: datetime
    articles: tuple[str, ...]
    facts: tuple[tuple[str, str], ...]
    channel: str
    reference: str

    @property
    def is_refused(self) -> bool:
        """Whether it was an attempt that was refused."""
        return bool(self.event.result == "refused")


def happenings(events: Iterable[Event]) -> list[Happening]:
    """Read events into sentences, with one query for the names of employees."""
    rows = list(events)
    names = people(int(row.actor[5:]) for row in rows if row.actor.startswith("user:"))
    return [_read(row, {f"user:{key}": str(user) for key, user in names.items()}) for row in rows]


def _read(event: Event, names: Mapping[str, str]) -> Happening:
    body = json.loads(event.body)
    facts: Mapping[str, Any] = body["facts"]
    readable = {key: name_of(str(value)).lower() if key in KIND_FACTS else value for key, value in facts.items()}
    return Happening(
        event=event,
        what=sentence(event.action, event.result, readable),
        who=who(event.actor, names),
        on=event.on_date,
        at=event.occurred_at,
        articles=tuple(body["articles"]),
        facts=tuple((key, _plain(value)) for key, value in facts.items()),
        channel=str(body["origin"]["channel"]),
        reference=str(body["origin"]["reference"]),
    )


def who(actor: str, names: Mapping[str, str]) -> str:
    """Give a reader's name for an actor."""
    kind, _, key = actor.partition(":")
    if kind == "user":
        return names.get(actor, f"medewerker {key}")
    return "aanvrager of ontvanger" if kind == "party" else f"systeem ({key.replace('_', ' ')})"


def _plain(value: Any) -> str:
    if isinstance(value, Mapping) and "commitment" in value:
        return HIDDEN
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if isinstance(value, list | Mapping):
        return json.dumps(value, ensure_ascii=False)
    return re.sub(r"\s+", " ", str(value))
