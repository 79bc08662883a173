"""The text of a letter, frozen: what it says, block by block, and the JSON in which it is kept.
No wording, no layout and no database here; all text is plain text without markup."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from functools import cache
from typing import Annotated, Any, Literal

from pydantic import ConfigDict, Field, TypeAdapter, ValidationError

from cases.schemes.passages import day_in_words
from letters.printable import printable

BULLET = "•"


class LetterTextError(ValueError):
    """The JSON is not the text of a letter."""


class _Strict:
    """Reading refuses unknown keys."""

    __pydantic_config__ = ConfigDict(extra="forbid", hide_input_in_errors=True)


@dataclass(frozen=True)
class Heading(_Strict):
    """A heading in the body."""

    text: str
    kind: Literal["heading"] = "heading"


@dataclass(frozen=True)
class Paragraph(_Strict):
    """A paragraph; a line end in the text is a line end on paper."""

    text: str
    kind: Literal["paragraph"] = "paragraph"


@dataclass(frozen=True)
class ItemList(_Strict):
    """A list with bullets."""

    items: tuple[str, ...]
    kind: Literal["list"] = "list"


@dataclass(frozen=True)
class Table(_Strict):
    """A table with a caption and one row of headers; `align` holds for each column, left where it is silent."""

    caption: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    align: tuple[Literal["left", "right"], ...] = ()
    kind: Literal["table"] = "table"


@dataclass(frozen=True)
class Note(_Strict):
    """A paragraph that is set apart, for what the reader must not miss."""

    text: str
    kind: Literal["note"] = "note"


Block = Annotated[Heading | Paragraph | ItemList | Table | Note, Field(discriminator="kind")]


@dataclass(frozen=True)
class Sender(_Strict):
    """Who writes: name of the body, unit, return address, and lines that tell how to reach it."""

    name: str
    unit: str
    return_address: str
    contact: tuple[str, ...] = ()


@dataclass(frozen=True)
class Signature(_Strict):
    """Who signs, and on whose behalf (Awb 10:10)."""

    closing: str
    on_behalf_of: str
    name: str
    function: str


@dataclass(frozen=True)
class LetterText(_Strict):
    """The whole letter. `title` names the file for screen readers and archives, `subject` is printed after "Betreft".

    `after_signature` holds what stands below the signature, such as the remedies clause; JSON leaves it out when empty.
    """

    title: str
    date: date
    reference: str
    sender: Sender
    addressee: tuple[str, ...]
    subject: str
    blocks: tuple[Block, ...]
    signature: Signature
    footer: str = ""
    after_signature: tuple[Block, ...] = ()
    language: Literal["nl-NL"] = "nl-NL"

    def to_json(self) -> dict[str, Any]:
        """Give the letter as it is stored."""
        data = _reader().dump_python(self, mode="json")
        return data if self.after_signature else {key: value for key, value in data.items() if key != "after_signature"}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> LetterText:
        """Read a stored letter back. Raises LetterTextError unless `to_json` would give exactly the same again."""
        try:
            letter = _reader().validate_python(data)
        except ValidationError as error:
            raise LetterTextError(_sentence(error)) from error
        if letter.to_json() != data:
            raise LetterTextError("De brieftekst is niet volledig of een datum is niet geschreven als 2020-05-08.")
        return letter


@cache
def _reader() -> TypeAdapter[LetterText]:
    return TypeAdapter(LetterText)


def _sentence(error: ValidationError) -> str:
    where = ("/".join(map(str, fault["loc"])) + f": {fault['msg']}" for fault in error.errors())
    return f"Geen brieftekst: {'; '.join(where)}."


def canonical(letter: LetterText) -> str:
    """Give the one JSON text of a letter (RFC 8785: sorted keys, no spaces), for a digest."""
    return json.dumps(letter.to_json(), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def plain_text(letter: LetterText) -> str:
    """Give all that is printed in reading order, one line for each part, without page furniture."""
    return "\n".join(printable(line) for _, line in parts(letter) if line)


def parts(letter: LetterText) -> Iterator[tuple[str, str]]:
    """Give each printed piece of text in reading order, with the name of its place in Dutch."""
    sender = letter.sender
    yield from (("afzender", sender.name), ("onderdeel van de afzender", sender.unit))
    yield from (("contactgegevens", line) for line in sender.contact)
    yield "retouradres", sender.return_address
    yield from (("geadresseerde", line) for line in letter.addressee)
    yield from (("datum", f"Datum {day_in_words(letter.date)}"), ("kenmerk", f"Ons kenmerk {letter.reference}"))
    yield "betreft", f"Betreft {letter.subject}"
    yield from _block_parts(letter.blocks, "blok")
    yield from (("ondertekening", line) for line in asdict(letter.signature).values())
    yield from _block_parts(letter.after_signature, "blok na de ondertekening")
    yield "voettekst", letter.footer


def _block_parts(blocks: tuple[Block, ...], name: str) -> Iterator[tuple[str, str]]:
    for number, block in enumerate(blocks, start=1):
        yield from ((f"{name} {number}", line) for line in _lines(block))


def _lines(block: Block) -> Iterator[str]:
    match block:
        case ItemList(items=items):
            yield from (f"{BULLET} {item}" for item in items)
        case Table():
            yield block.caption
            yield from ("  ".join(row) for row in (block.header, *block.rows))
        case _:
            yield block.text
