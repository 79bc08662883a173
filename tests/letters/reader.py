"""Reads a letter back as a screen reader does: from the structure tree to marked content, and from glyphs to text.
No expectations here."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pikepdf


@dataclass
class Read:
    """What was found: text by page and number, decoration by page, text that is neither, and the tree in order."""

    marked: dict[tuple[int, int], str] = field(default_factory=dict)
    decoration: list[list[str]] = field(default_factory=list)
    stray: list[str] = field(default_factory=list)
    elements: list[tuple[str, list[tuple[int, int]]]] = field(default_factory=list)

    def texts(self, kind: str) -> list[str]:
        """Give the text of each element of a kind."""
        return ["".join(self.marked[mark] for mark in marks) for found, marks in self.elements if found == kind]

    @property
    def text(self) -> str:
        """All text in reading order."""
        return "\n".join("".join(self.marked[mark] for mark in marks) for _, marks in self.elements)


def read(data: bytes) -> Read:
    """Read the bytes of a letter."""
    found = Read()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for index, page in enumerate(pdf.pages):
            _read_page(found, index, page)
        sheets = {page.obj.objgen: index for index, page in enumerate(pdf.pages)}
        found.elements = list(_walk(pdf.Root.StructTreeRoot.K, sheets))
    return found


def _read_page(found: Read, index: int, page: pikepdf.Page) -> None:
    fonts = {name: _to_unicode(font) for name, font in page.Resources.Font.items()}
    found.decoration.append([])
    font, stack = "", []
    for instruction in pikepdf.parse_content_stream(page):
        operands: Any = instruction.operands
        match str(instruction.operator):
            case "BDC" | "BMC":
                stack.append(_Scope(operands))
            case "EMC":
                _close(found, index, stack)
            case "Tf":
                font = str(operands[0])
            case "Tj":
                _keep(found, stack, "".join(fonts[font][code] for code in bytes(operands[0])))


class _Scope:
    def __init__(self, operands: Any) -> None:
        entries = operands[1] if len(operands) > 1 else {}
        self.number = int(entries["/MCID"]) if "/MCID" in entries else None
        self.actual = str(entries["/ActualText"]) if "/ActualText" in entries else None
        self.text = ""


def _keep(found: Read, stack: list[_Scope], text: str) -> None:
    if stack:
        stack[-1].text += text
    else:
        found.stray.append(text)


def _close(found: Read, index: int, stack: list[_Scope]) -> None:
    scope = stack.pop()
    if stack:
        stack[-1].text += scope.text if scope.actual is None else scope.actual
    elif scope.number is None:
        found.decoration[index].append(scope.text)
    else:
        assert (index, scope.number) not in found.marked
        found.marked[index, scope.number] = scope.text


def _to_unicode(font: pikepdf.Object) -> dict[int, str]:
    cmap = font.ToUnicode.read_bytes().decode()
    pairs = re.findall(r"^<(\w\w)> <(\w{4,})>$", cmap, re.MULTILINE)
    return {int(code, 16): bytes.fromhex(text).decode("utf-16-be") for code, text in pairs}


def _walk(element: pikepdf.Object, sheets: dict[tuple[int, int], int]) -> Iterator[tuple[str, list[tuple[int, int]]]]:
    children = list(element.K) if isinstance(element.K, pikepdf.Array) else [element.K]
    marks = [mark for child in children if (mark := _mark(child, element, sheets))]
    if marks:
        yield str(element.S)[1:], marks
    else:
        yield str(element.S)[1:], []
        for child in children:
            assert child.P.objgen == element.objgen
            yield from _walk(child, sheets)


def _mark(child: object, element: pikepdf.Object, sheets: dict[tuple[int, int], int]) -> tuple[int, int] | None:
    if isinstance(child, int):
        return sheets[element.Pg.objgen], child
    assert isinstance(child, pikepdf.Dictionary)
    return (sheets[child.Pg.objgen], int(child.MCID)) if "/MCID" in child else None
