"""JSON text to an object: its size, its characters, its depth, and each field once. What the fields say is read in `intake`."""

from __future__ import annotations

import json
from typing import Any, NoReturn

from django.conf import settings

from cases.schemes.reading import InputError, InvalidInput

DEEPEST = 32
"""So many levels of nesting are read; no scheme needs half of them, and rules and digest walk through all of them."""


def decode(raw: bytes | str) -> dict[str, Any]:
    """Decode JSON text to an object. Raises InvalidInput for anything else, for NaN, and for more than the allowed size."""
    if len(raw) > settings.MAX_SUBMISSION_BYTES:
        _reject(f"De inzending is groter dan {settings.MAX_SUBMISSION_BYTES // 1_000_000} MB. Verklein de bijlagen.")
    try:
        envelope = _decoder.decode(raw if isinstance(raw, str) else raw.decode("utf-8-sig"))
    except json.JSONDecodeError as error:
        _reject(f"Dit is geen geldige JSON: kijk bij regel {error.lineno}, teken {error.colno}.")
    except UnicodeDecodeError:
        _reject("De tekst is geen UTF-8. Bewaar het bestand opnieuw als UTF-8.")
    except RecursionError:
        _reject("De JSON is te diep genest.")
    except ValueError as error:
        _reject(f"Dit is geen geldige JSON: {error}.")
    if not isinstance(envelope, dict):
        _reject("Hier hoort een object met velden.")
    _refuse_half_characters(raw, envelope)
    if _brackets(raw) > DEEPEST and _is_deeper(envelope, DEEPEST):
        _reject(f"De JSON is te diep genest: hoogstens {DEEPEST} niveaus.")
    return envelope


def _brackets(raw: bytes | str) -> int:
    """Count what opens a level; nothing can be nested deeper than that, and most input has too few to need a closer look."""
    return raw.count(b"[") + raw.count(b"{") if isinstance(raw, bytes) else raw.count("[") + raw.count("{")


def _is_deeper(value: Any, levels: int) -> bool:
    below = [value]
    for _ in range(levels):
        groups = [each.values() if isinstance(each, dict) else each for each in below if isinstance(each, dict | list)]
        below = [each for group in groups for each in group]
    return any(isinstance(each, dict | list) for each in below)


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is geen getal")


def _named_once(fields: list[tuple[str, Any]]) -> dict[str, Any]:
    """Make an object of its fields. One that is named twice would be read in one way here and perhaps in another by the sender."""
    named = dict(fields)
    if len(named) != len(fields):
        raise ValueError("een veld staat twee keer in hetzelfde object")
    return named


_decoder = json.JSONDecoder(parse_constant=_refuse_constant, object_pairs_hook=_named_once)


def _refuse_half_characters(raw: bytes | str, envelope: dict[str, Any]) -> None:
    """Refuse half of a pair of characters (a lone surrogate): no database, letter or answer can hold it. Only an escape brings one."""
    if (b"\\u" if isinstance(raw, bytes) else "\\u") not in raw:  # type: ignore[operator]
        return
    try:
        json.dumps(envelope, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        _reject("De tekst bevat een half teken (los surrogaat). Bewaar het bestand opnieuw als UTF-8.")


def _reject(message: str) -> NoReturn:
    raise InvalidInput((InputError("(geheel)", message),))
