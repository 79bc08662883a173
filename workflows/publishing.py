"""What the public gets of a lot, as it is at this moment: commitment, frozen list, value, seed and order. Reads only.
The seed is in it only once the order stands. The program that checks these files stands in cases/windows/README.md."""

from __future__ import annotations

import csv
import json
from collections.abc import Mapping
from datetime import datetime
from io import StringIO
from typing import Any

from django.utils import timezone

from cases.documents.store import fetch
from cases.models import Draw, Position, Window
from cases.windows.method import HMAC, draw_of
from workflows.steps.drawing import frozen_list

LOT_FILE, LIST_FILE, ORDER_FILE = "loting.json", "lijst.txt", "volgorde.csv"


def published_files(window: Window) -> dict[str, str]:
    """Give the files by name. Raises NotInOrder where nothing was sealed or frozen yet, FileDamaged for a changed list."""
    draw = draw_of(window)
    files = {LOT_FILE: json.dumps(facts_of_lot(draw), ensure_ascii=False, indent=2) + "\n"}
    if draw.list_digest:
        files[LIST_FILE] = fetch(draw.list_digest).decode()
    if draw.drawn_at is not None:
        files[ORDER_FILE] = order_csv(draw)
    return files


def facts_of_lot(draw: Draw) -> Mapping[str, Any]:
    """Give what may be known of a lot now; never the seed before the draw."""
    is_revealed = draw.drawn_at is not None and draw.method == HMAC
    return {
        "window": draw.window.code,
        "label": draw.window.label,
        "method": draw.method,
        "seed_sha256": draw.seed_digest,
        "value_source": draw.value_source,
        "value_due_at": _moment(draw.value_due_at),
        "list_sha256": draw.list_digest,
        "list_frozen_at": _moment(draw.list_frozen_at),
        "value": draw.value if draw.value_confirmed_by_id is not None else "",
        "seed": draw.seed_hex if is_revealed else "",
        "drawn_at": _moment(draw.drawn_at),
    }


def _moment(moment: datetime | None) -> str:
    return timezone.localtime(moment).isoformat() if moment else ""


def order_csv(draw: Draw) -> str:
    """Write the order of the complete applications on the frozen list: number, position, key; later ones joined afterwards."""
    listed = [entry.number for entry in frozen_list(draw) if entry.is_complete]
    rows = Position.objects.filter(window=draw.window, case__number__in=listed).order_by("number")
    target = StringIO()
    writer = csv.writer(target, lineterminator="\n")
    writer.writerow(["number", "position", "key"])
    writer.writerows(rows.values_list("case__number", "number", "key"))
    return target.getvalue()
