"""Canonical JSON (RFC 8785, JCS) for the values that an event may hold: text, integers, booleans, null, lists, objects.
What belongs in an event is in audit.catalogue."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import TypeAlias, cast

JSON: TypeAlias = None | bool | int | str | Sequence["JSON"] | Mapping[str, "JSON"]

LARGEST_INTEGER = 2**53
"""Beyond it readers that use binary floats would read another number (RFC 8785 3.2.2.3, RFC 7493 2.2)."""

_encoder = json.JSONEncoder(ensure_ascii=False, allow_nan=False, sort_keys=True, separators=(",", ":"))


class NotCanonical(ValueError):
    """The value has no one and only canonical form, or PostgreSQL cannot keep it."""


def encode(value: JSON) -> str:
    """Give the canonical text of a value.

    Raises NotCanonical, with the path to the value, for floats and other types, keys that are not ASCII text, halves of
    surrogate pairs, the character U+0000 (PostgreSQL cannot keep it) and integers beyond 2^53.
    """
    if not _is_plain(value):
        _check(value, "")
    text = _encoder.encode(value)
    if "\\u0000" in text or not (text.isascii() or _is_unicode(text)):
        _check(value, "")
    return text


def _is_plain(value: object) -> bool:
    """Whether nothing but the characters of texts is left to check: a quick answer for the events that are in order."""
    kind = type(value)
    if kind is dict:
        members = cast(dict[object, object], value)
        return _are_plain_keys(members.keys()) and _are_plain(members.values())
    if kind is list or kind is tuple:
        return _are_plain(cast(list[object], value))
    if kind is int:
        return -LARGEST_INTEGER <= cast(int, value) <= LARGEST_INTEGER
    return kind is str or kind is bool or value is None


def _are_plain(members: Iterable[object]) -> bool:
    return all([_is_plain(member) for member in members if type(member) is not str])


def _are_plain_keys(keys: Iterable[object]) -> bool:
    try:
        return "".join(cast(Iterable[str], keys)).isascii()
    except TypeError:
        return False


def _is_unicode(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _check(value: object, path: str) -> None:
    """Find what is wrong and where. Raises NotCanonical; a subclass of text or number is in order."""
    if value is None or isinstance(value, bool):
        return
    if isinstance(value, str):
        _check_text(value, path)
    elif isinstance(value, int):
        _require(-LARGEST_INTEGER <= value <= LARGEST_INTEGER, path, "is beyond 2^53; write it as text")
    elif isinstance(value, dict):
        for key, member in value.items():
            _require(isinstance(key, str) and key.isascii(), path, f"has the key {key!r}, which is not ASCII text")
            _check(key, path)
            _check(member, f"{path}.{key}")
    elif isinstance(value, list | tuple):
        for place, member in enumerate(value):
            _check(member, f"{path}[{place}]")
    else:
        raise NotCanonical(
            f"{path or 'value'} is a {type(value).__name__}; write it as text, whole number, list or dict"
        )


def _check_text(text: str, path: str) -> None:
    _require("\0" not in text, path, "holds U+0000, which PostgreSQL cannot keep")
    _require(_is_unicode(text), path, "holds half a surrogate pair")


def _require(holds: bool, path: str, complaint: str) -> None:
    if not holds:
        raise NotCanonical(f"{path or 'value'} {complaint}")
