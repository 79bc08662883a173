"""What is changed in a simulation: values of the scheme, limits of the window, and whether what is left over is spread.
An unknown name or a value that does not fit is answered with what can be set."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any

from django.utils import timezone

from cases.amounts import euro, from_cents, to_cents, written
from cases.authority.values import read_value, values_for
from cases.law import Values
from cases.models import Counter, Window
from cases.schemes.registry import scheme
from cases.windows.counters import CEILING
from cases.windows.method import SHARES

PLACES = f"{CEILING}.ONDERDEEL (plaatsen)"
SPREAD = "reallocate"
"""The choice by two people whether what is left in a bucket goes to those that fall short."""


class NotToBeSet(ValueError):
    """A change that cannot be made; the message is a Dutch sentence that says what can."""


@dataclass(frozen=True)
class Changes:
    """What is changed: values by name, limits by bucket (cents, or places), and the choice about what is left over.

    `told` says of each change what it was and what it becomes.
    """

    values: Mapping[str, object] = field(default_factory=dict)
    limits: Mapping[str, int] = field(default_factory=dict)
    is_spread: bool | None = None
    told: tuple[str, ...] = ()

    def applied(self, values: Values) -> Values:
        """Give values with the changes in them; a value that does not hold on that day stays away."""
        known = dict(values)
        changed = {name: value for name, value in self.values.items() if name in known}
        return values.replaced(changed) if changed else values


def read_changes(texts: Sequence[str], window: Window) -> Changes:
    """Read changes as `name=value`. Raises NotToBeSet with what can be set."""
    limits = _counters(window)
    values, found, spread, told = dict[str, object](), dict[str, int](), None, list[str]()
    for text in texts:
        name, sign, raw = text.partition("=")
        if not sign:
            raise NotToBeSet(f"Schrijf een wijziging als naam=waarde; {text!r} heeft geen isgelijkteken.")
        if name.split(".")[0] == CEILING:
            bucket = name.partition(".")[2] or CEILING
            counter = _counter(bucket, limits, window)
            found[bucket] = _limit(name, raw, counter)
            told.append(f"{name}: {_shown(counter, counter.limit_cents)} wordt {_shown(counter, found[bucket])}")
        elif name == SPREAD and window.method == SHARES:
            spread = _yes_or_no(name, raw)
            told.append(f"{name}: {raw}")
        else:
            before, values[name] = _value(name, raw, window)
            told.append(f"{name}: {_in_words(before)} wordt {_in_words(values[name])}")
    return Changes(values, found, spread, tuple(told))


def settable(window: Window) -> list[str]:
    """Give every name that can be set for a window; counters of places, of which there may be thousands, are named by one pattern."""
    counters = _counters(window)
    money = [bucket for bucket, counter in counters.items() if not counter.in_units]
    ceilings = [CEILING if bucket == CEILING else f"{CEILING}.{bucket}" for bucket in money]
    ceilings += [PLACES] if len(money) < len(counters) else []
    return [*ceilings, *([SPREAD] if window.method == SHARES else []), *sorted(scheme(window.scheme).values)]


def _counters(window: Window) -> dict[str, Counter]:
    """Give the ceilings that the division looks at, the whole one first; a window that is shared has only those of its buckets."""
    rows = Counter.objects.filter(window=window)
    rows = rows.exclude(bucket=CEILING) if window.method == SHARES else rows
    return {row.bucket: row for row in sorted(rows, key=lambda row: (row.bucket != CEILING, row.bucket))}


def _counter(bucket: str, limits: Mapping[str, Counter], window: Window) -> Counter:
    if bucket not in limits:
        named = ", ".join(name for name in settable(window) if name.split(".")[0] == CEILING)
        raise NotToBeSet(f"Het tijdvak {window.code} heeft geen plafond {bucket!r}. Kies uit: {named or 'geen'}.")
    return limits[bucket]


def _limit(name: str, raw: str, counter: Counter) -> int:
    try:
        limit = int(raw) if counter.in_units else to_cents(euro(raw))
    except ValueError as error:
        raise NotToBeSet(f"{name}: {error} Schrijf een bedrag in euro als 16000000 of 16000000.00.") from error
    if limit < 0:
        raise NotToBeSet(f"{name}: een plafond is niet minder dan niets.")
    return limit


def _shown(counter: Counter, limit: int) -> str:
    if limit == Counter.UNLIMITED:
        return "geen grens"
    return f"{limit} plaatsen" if counter.in_units else written(from_cents(limit))


def _yes_or_no(name: str, raw: str) -> bool:
    answers = {"true": True, "ja": True, "false": False, "nee": False}
    if raw.casefold() not in answers:
        raise NotToBeSet(f"{name}: {raw!r} past niet. Schrijf true of false.")
    return answers[raw.casefold()]


def _value(name: str, raw: str, window: Window) -> tuple[object, object]:
    """Give the value on the last day of the window, and the changed one in the same kind."""
    known = scheme(window.scheme).values
    if name not in known:
        names = settable(window)
        near = get_close_matches(name, names, n=3)
        hint = f" Bedoelt u {' of '.join(near)}?" if near else ""
        raise NotToBeSet(f"{name!r} kan niet worden gewijzigd.{hint} Wel: {', '.join(names)}.")
    before = dict(values_for(window.scheme, timezone.localdate(window.closes_at))).get(name)
    try:
        return before, read_value(_parsed(raw), like=before, kind=known[name].kind)
    except (ValueError, TypeError, ArithmeticError) as error:
        kind = type(before).__name__ if before is not None else "waarde"
        raise NotToBeSet(
            f"{name}: {raw!r} past niet; nu is het {_in_words(before)} ({kind}). Schrijf een waarde van dezelfde soort."
        ) from error


def _parsed(raw: str) -> Any:
    """JSON, with amounts as text so that none becomes a float; what is no JSON is text itself."""
    try:
        return json.loads(raw, parse_float=str)
    except json.JSONDecodeError:
        return raw


def _in_words(value: object) -> str:
    return "niets" if value is None else str(value)
