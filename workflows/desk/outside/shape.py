"""A typed class of a scheme as the fields of a form, read from its JSON schema. What the fields mean, the scheme knows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from pydantic import TypeAdapter

from cases.schemes.reading import AMOUNT

LONG = 500
"""A text that may be longer than this gets a field of several lines."""


@dataclass(frozen=True)
class Field:
    """One thing to fill in. `kind`: "text", "long", "amount", "number", "day", "yes", "choice", "group" or "rows"."""

    name: str
    kind: str
    is_required: bool = False
    choices: tuple[str, ...] = ()
    below: tuple[Field, ...] = ()
    default: Any = None


@cache
def fields_of(shape: Any) -> tuple[Field, ...]:
    """Give the fields of a typed class, in the order in which it names them."""
    schema = TypeAdapter(shape).json_schema()
    return tuple(_fields(schema, schema.get("$defs", {})))


def _fields(schema: Mapping[str, Any], known: Mapping[str, Any]) -> Iterator[Field]:
    required = set(schema.get("required", ()))
    for name, part in schema["properties"].items():
        yield _field(name, _resolved(part, known), name in required, known)


def _field(name: str, part: Mapping[str, Any], is_required: bool, known: Mapping[str, Any]) -> Field:
    if "properties" in part:
        return Field(name, "group", is_required, below=tuple(_fields(part, known)))
    if part.get("type") == "array":
        return Field(name, "rows", is_required, below=tuple(_fields(_resolved(part["items"], known), known)))
    choices = tuple(str(entry) for entry in part.get("enum", ()))
    return Field(name, _kind(part), is_required, choices, default=part.get("default"))


def _kind(part: Mapping[str, Any]) -> str:
    types = set(part["types"])
    if "enum" in part:
        return "choice"
    if part.get("format") == "date":
        return "day"
    if part.get("format") == AMOUNT:
        return "amount"
    if "integer" in types:
        return "number"
    if "boolean" in types:
        return "yes"
    return "long" if part.get("maxLength", 0) > LONG else "text"


def _resolved(part: Mapping[str, Any], known: Mapping[str, Any]) -> dict[str, Any]:
    """Follow a reference and melt "this or nothing" into one, keeping the default of the outer part."""
    if "$ref" in part:
        return {
            **_resolved(known[part["$ref"].rsplit("/", 1)[1]], known),
            **{k: v for k, v in part.items() if k != "$ref"},
        }
    options = [_resolved(option, known) for option in part.get("anyOf", ())]
    melted: dict[str, Any] = {}
    for option in options:
        melted |= option
    types = [part["type"]] if "type" in part else [kind for option in options for kind in option["types"]]
    return {**melted, **{key: value for key, value in part.items() if key != "anyOf"}, "types": types}
