"""The overview of a scheme written for people: as text, and as a Mermaid drawing of its states.
What stands in it is gathered in `scheme_overview`."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from datetime import date
from typing import Any

from cases.amounts import euro, written
from workflows.desk.naming import name_of
from workflows.oversight.scheme_overview import Overview

WIDTH = 118


def as_text(shown: Overview) -> str:
    """Give the overview as readable Dutch text."""
    return "\n".join([*_head(shown), *_statuses(shown), *_values(shown), *_windows(shown), "", *_open_questions(shown)])


def as_mermaid(shown: Overview) -> str:
    """Give the state machine as a Mermaid `stateDiagram-v2` with Dutch labels."""
    lines = ["stateDiagram-v2", f"    %% {shown['name']}, {shown['version']}, {_day(shown['on'])}", "    direction LR"]
    lines += [f'    state "{each["label"]}" as {each["status"]}' for each in shown["statuses"]]
    lines.append(f"    [*] --> {shown['first_status']}")
    lines += [
        f"    {each['status']} --> {act['to']}: {act['label']}" for each in shown["statuses"] for act in each["acts"]
    ]
    return "\n".join([*lines, f"    {shown['last_status']} --> [*]"])


def _head(shown: Overview) -> Iterator[str]:
    yield f"{shown['name']} op {_day(shown['on'])}: versie {shown['version']} (sinds {_day(shown['version_from'])})"
    yield from _wrapped(shown["title"], 2)
    yield f"  Bevraagde registers: {', '.join(shown['registers']) or 'geen'}"


def _statuses(shown: Overview) -> Iterator[str]:
    yield from _heading("Statussen en handelingen")
    for each in shown["statuses"]:
        yield f"{each['label']} ({each['status']})"
        for act in each["acts"]:
            yield from _act(act)


def _act(act: Overview) -> Iterator[str]:
    yield f"  -> {act['to_label']}: {act['label']} ({act['act']})"
    yield f"     door: {', '.join(act['by'])}{_conditions(act)}"
    for letter in act["letters"]:
        yield from _wrapped(f"brief: {letter['label']} ({'; '.join(letter['articles']) or 'geen artikel'})", 5)
    for term in act["terms"]:
        yield from _wrapped(f"termijn: {term['label']}, {term['length']} ({term['article']}){_doubt(term)}", 5)


def _conditions(act: Overview) -> str:
    mandate = ", met mandaat" if act["needs_mandate"] else ""
    return mandate + (", niet door de beoordelaar" if act["needs_second_person"] else "")


def _values(shown: Overview) -> Iterator[str]:
    yield from _heading("Waarden")
    for value in shown["values"]:
        yield from _wrapped(f"{value['name']} = {_shown(value['value'])}", 0)
        yield f"  {value['article']}, sinds {_day(value['from'])}{_doubt(value)}"
        yield f"  {value['source']}"


def _windows(shown: Overview) -> Iterator[str]:
    yield from _heading("Aanvraagtijdvakken")
    for window in shown["windows"]:
        yield f"{window['label']} ({window['window']}){' - nu open' if window['is_open'] else ''}{_doubt(window)}"
        yield f"  {_moment(window['opens_at'])} tot en met {_moment(window['closes_at'])}, {name_of(window['method']).lower()}"
        ceilings = (f"{written(euro(amount))} vanaf {_day(day)}" for day, amount in window["ceilings"].items())
        yield f"  plafond: {', '.join(ceilings) or 'nog niet ingesteld'} ({window['article']})"


def _open_questions(shown: Overview) -> Iterator[str]:
    yield from _heading("Open vragen")
    for part, name in (("values", "name"), ("windows", "window")):
        for entry in shown[part]:
            if not entry["confirmed"]:
                yield from _wrapped(f"{entry[name]}: {entry['question']}", 0)


def _heading(text: str) -> tuple[str, str, str]:
    return "", text.upper(), "-" * len(text)


def _doubt(entry: Overview) -> str:
    return "" if entry["confirmed"] else " [onbevestigd]"


def _wrapped(text: str, indent: int) -> list[str]:
    return textwrap.wrap(text, WIDTH, initial_indent=" " * indent, subsequent_indent=" " * (indent + 2))


def _shown(value: Any) -> str:
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if isinstance(value, dict):
        return "; ".join(f"{key}: {_shown(entry)}" for key, entry in value.items()) or "geen"
    if isinstance(value, list):
        return ", ".join(map(_shown, value)) or "geen"
    return "geen" if value in (None, "") else str(value)


def _day(text: str) -> str:
    return f"{date.fromisoformat(text):%d-%m-%Y}"


def _moment(text: str) -> str:
    return f"{_day(text[:10])} {text[11:16]}"
