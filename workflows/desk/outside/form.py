"""The form of an act from outside: what was filled in becomes the JSON that the scheme's own reader judges.
Errors come back to the field that they are about. Rows can be added without a script: a button asks for more."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from cases.schemes.reading import InputError
from workflows.desk.outside.shape import Field, fields_of
from workflows.desk.outside.shown import label_of
from workflows.desk.tasks.form import plain_amount

SPARE_ROWS = 2
MOST_ROWS = 200


@dataclass(frozen=True)
class Bound:
    """A field as it stands on the page: its address in the data, label, present value, errors, and fields or rows below it."""

    path: str
    label: str
    kind: str
    is_required: bool
    value: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    errors: tuple[str, ...] = ()
    below: tuple[Bound, ...] = ()
    rows: tuple[tuple[Bound, ...], ...] = ()

    @property
    def html_id(self) -> str:
        """An id for the page."""
        return "f-" + re.sub(r"\W", "-", self.path)


@dataclass(frozen=True)
class ActForm:
    """The form for one shape. `given` are the posted values by path; `more` names the lists that get extra rows."""

    shape: Any
    labels: Mapping[str, str]
    given: Mapping[str, str] = field(default_factory=dict)
    errors: Sequence[InputError] = ()
    more: str = ""

    @property
    def fields(self) -> tuple[Bound, ...]:
        """The fields for the page, each with its value and its errors."""
        return tuple(self._bound(each, "") for each in fields_of(self.shape))

    @property
    def other_errors(self) -> list[InputError]:
        """Errors about no field of the page."""
        known = set(self._paths(self.fields))
        return [error for error in self.errors if error.path not in known]

    def _paths(self, fields: Sequence[Bound]) -> Iterator[str]:
        for each in fields:
            yield each.path
            yield from self._paths(each.below)
            for row in each.rows:
                yield from self._paths(row)

    def _bound(self, each: Field, under: str) -> Bound:
        path = f"{under}.{each.name}" if under else each.name
        return Bound(
            path=path,
            label=label_of(each.name, self.labels),
            kind=each.kind,
            is_required=each.is_required,
            value=self._value(each, path),
            choices=tuple(
                (code, label_of(code, self.labels) if code in self.labels else code) for code in each.choices
            ),
            errors=tuple(error.message for error in self.errors if error.path == path),
            below=tuple(self._bound(part, path) for part in each.below) if each.kind == "group" else (),
            rows=tuple(self._rows(each, path)) if each.kind == "rows" else (),
        )

    def _value(self, each: Field, path: str) -> str:
        if self.given:
            return self.given.get(path, "")
        return "" if each.default in (None, False) or isinstance(each.default, list) else str(each.default)

    def _rows(self, each: Field, path: str) -> Iterator[tuple[Bound, ...]]:
        count = min(self._count(path) + (SPARE_ROWS if self.more == path or not self.given else 0), MOST_ROWS)
        for place in range(count):
            yield tuple(self._bound(part, f"{path}[{place}]") for part in each.below)

    def _count(self, path: str) -> int:
        numbers = [
            int(found[1]) for name in self.given if (found := re.match(rf"{re.escape(path)}\[([0-9]{{1,4}})\]", name))
        ]
        return max(numbers, default=-1) + 1

    def data(self) -> dict[str, Any]:
        """Give what was filled in as JSON; what is empty is left out, and so is a row in which nothing was filled in."""
        return self._data(fields_of(self.shape), "")

    def _data(self, fields: Sequence[Field], under: str) -> dict[str, Any]:
        found = ((each.name, self._read(each, f"{under}.{each.name}" if under else each.name)) for each in fields)
        return {name: value for name, value in found if value is not None}

    def _read(self, each: Field, path: str) -> Any:
        if each.kind == "group":
            return self._data(each.below, path) if each.is_required or self._is_begun(each, path) else None
        if each.kind == "rows":
            return [self._data(each.below, place) for place in self._filled_rows(each, path)]
        text = self.given.get(path, "").strip()
        if each.kind == "yes":
            return bool(text)
        return _typed(each.kind, text) if text else None

    def _is_begun(self, group: Field, path: str) -> bool:
        """Whether something was filled in of a group that may be left out."""
        return any(_is_filled(part, self.given.get(f"{path}.{part.name}", "").strip()) for part in group.below)

    def _filled_rows(self, each: Field, path: str) -> Iterator[str]:
        """Rows with something in them that does not stand there by itself."""
        for place in range(min(self._count(path), MOST_ROWS)):
            row = f"{path}[{place}]"
            if any(_is_filled(part, self.given.get(f"{row}.{part.name}", "").strip()) for part in each.below):
                yield row


def _is_filled(part: Field, text: str) -> bool:
    return bool(text) and text != str(part.default) and part.kind not in ("choice", "yes")


def _typed(kind: str, text: str) -> Any:
    if kind == "number" and re.fullmatch(r"-?[0-9]{1,15}", text):
        return int(text)
    return plain_amount(text) if kind == "amount" else text
