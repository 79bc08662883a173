"""Holding the rows of a draw against what the trail says was published: a seed, list or value changed since then stops the draw."""

from __future__ import annotations

import json
from collections.abc import Mapping

from audit.models import Event
from cases.models import Draw
from cases.windows.events import VALUE_CONFIRMED
from cases.windows.lot import seed_digest
from cases.windows.method import NotInOrder

PUBLISHED = {"window.seed_committed": "digest", "window.list_frozen": "digest", VALUE_CONFIRMED: "value"}


def published(stream: str) -> Mapping[str, str]:
    """Give what each act of a lot published last, by action."""
    events = Event.objects.filter(stream=stream, action__in=PUBLISHED, result="done").order_by("number")
    return {
        action: json.loads(body)["facts"][PUBLISHED[action]] for action, body in events.values_list("action", "body")
    }


def refuse_tampering(draw: Draw) -> None:
    """Raise NotInOrder where list, seed or value differ from what was published."""
    said = published(draw.window.stream)
    found = {"window.list_frozen": draw.list_digest}
    if draw.seed_hex:
        found["window.seed_committed"] = seed_digest(draw.seed_hex)
    if draw.value_confirmed_by_id is not None:
        found[VALUE_CONFIRMED] = draw.value
    if changed := sorted(action for action, value in found.items() if said.get(action) != value):
        raise NotInOrder(
            f"De loting wijkt af van wat eerder is bekendgemaakt ({', '.join(changed)}). Loot niet; waarschuw de auditor."
        )
