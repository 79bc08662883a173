"""The content of a submission as labelled fields, for reading. Field names come from the scheme's labels."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from cases.amounts import euro, written
from cases.terms.wording import written_day

AMOUNT = re.compile(r"-?[0-9]{1,12}\.[0-9]{2}")
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


@dataclass(frozen=True)
class Shown:
    """One field: its label, and a value, or fields below it."""

    label: str
    value: str = ""
    below: tuple[Shown, ...] = ()


def shown_fields(body: str, under: str, labels: Mapping[str, str]) -> list[Shown]:
    """Give the fields of a stored text below a name. Raises ValueError where the text was erased."""
    return list(fields_of(json.loads(body)[under], labels))


def fields_of(data: Mapping[str, Any], labels: Mapping[str, str]) -> Iterator[Shown]:
    """Give the fields of decoded JSON; what is empty is left out. Amounts are written without sign: some are hours or percents."""
    for name, value in data.items():
        if value not in (None, "", [], {}):
            yield _field(label_of(name, labels), value, labels)


def _field(label: str, value: Any, labels: Mapping[str, str]) -> Shown:
    if isinstance(value, Mapping):
        return Shown(label, below=tuple(fields_of(value, labels)))
    if isinstance(value, list) and any(isinstance(entry, Mapping) for entry in value):
        return Shown(
            label, below=tuple(_field(f"{label} {place}", entry, labels) for place, entry in enumerate(value, 1))
        )
    if isinstance(value, list):
        return Shown(label, ", ".join(_text(entry, labels) for entry in value))
    return Shown(label, _text(value, labels))


def _text(value: Any, labels: Mapping[str, str]) -> str:
    if isinstance(value, bool):
        return "ja" if value else "nee"
    text = str(value)
    if AMOUNT.fullmatch(text):
        return written(euro(text)).replace("€ ", "")
    if DAY.fullmatch(text):
        return written_day(date.fromisoformat(text))
    return labels.get(text, text)


def label_of(name: str, labels: Mapping[str, str]) -> str:
    """Give the Dutch label of a field, or its name in readable form."""
    return labels.get(name) or name.replace("_", " ").capitalize()
