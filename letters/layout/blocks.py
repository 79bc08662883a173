"""The body of a letter: headings, paragraphs, lists, notes, and the signature.
Tables have their own module; what the blocks say does not stand here."""

from __future__ import annotations

from collections.abc import Sequence

from letters.layout.lines import break_lines
from letters.layout.sheets import Sheets
from letters.layout.styles import BODY, BULLET_WIDTH, HEADING, NOTE_PADDING, PETROL, SIGNER, TEXT, TINT, Style
from letters.layout.tables import draw_table
from letters.printable import printable
from letters.tagging import Element
from letters.text import BULLET, Block, Heading, ItemList, Note, Paragraph, Signature, Table

_BETWEEN = 7.0
_BEFORE_HEADING = 12.0
_BELOW_HEADING = 1.0
_FOR_SIGNATURE = 30.0


class Body:
    """Draws blocks below each other and keeps the list of headings: text, index of the page, height on it."""

    def __init__(self, sheets: Sheets, document: Element) -> None:
        self.bookmarks: list[tuple[str, int, float]] = []
        self._sheets, self._document = sheets, document

    def draw(self, blocks: Sequence[Block]) -> None:
        """Draw the blocks from the present place on."""
        for block in blocks:
            match block:
                case Heading():
                    self._heading(block.text)
                case Paragraph():
                    self._paragraph(block.text)
                case ItemList():
                    self._list(block.items)
                case Table():
                    self._table(block)
                case Note():
                    self._note(block.text)

    def sign(self, signature: Signature) -> None:
        """Draw the signature, all of it on one page."""
        closing = break_lines(signature.closing, BODY, TEXT.width)
        behalf = break_lines(signature.on_behalf_of, BODY, TEXT.width)
        name = break_lines(signature.name, SIGNER, TEXT.width)
        function = break_lines(signature.function, BODY, TEXT.width)
        height = (len(closing) + len(behalf) + len(name) + len(function)) * BODY.leading + _BETWEEN + _FOR_SIGNATURE
        self._sheets.gap(_BETWEEN)
        self._sheets.keep(height)
        self._flow("P", closing, BODY)
        self._sheets.gap(_BETWEEN)
        self._flow("P", behalf, BODY)
        self._sheets.gap(_FOR_SIGNATURE)
        self._flow("P", name, SIGNER)
        self._flow("P", function, BODY)
        self._sheets.gap(_BETWEEN)

    def _flow(self, kind: str, lines: Sequence[str], style: Style) -> None:
        self._sheets.flow(self._document.add(kind), lines, style, TEXT)

    def _heading(self, text: str) -> None:
        sheets, lines = self._sheets, break_lines(text, HEADING, TEXT.width)
        sheets.gap(_BEFORE_HEADING - _BETWEEN)
        # a paragraph of three lines cannot be parted, so it may need all three below its heading
        sheets.keep(len(lines) * HEADING.leading + _BELOW_HEADING + 3 * BODY.leading)
        self.bookmarks.append((printable(text), sheets.page.index, sheets.y))
        self._flow("H2", lines, HEADING)
        sheets.gap(_BELOW_HEADING)

    def _paragraph(self, text: str) -> None:
        self._flow("P", break_lines(text, BODY, TEXT.width), BODY)
        self._sheets.gap(_BETWEEN)

    def _list(self, items: Sequence[str]) -> None:
        element = self._document.add("L") if items else None
        for item in items:
            if element:
                self._item(element.add("LI"), item)
        self._sheets.gap(_BETWEEN - 2.0)

    def _item(self, element: Element, text: str) -> None:
        sheets, lines = self._sheets, break_lines(text, BODY, TEXT.width - BULLET_WIDTH)
        sheets.keep(min(len(lines), 2) * BODY.leading)
        sheets.place(element.add("Lbl"), [BULLET], BODY, TEXT.inside(1.5), sheets.y)
        sheets.flow(element.add("LBody"), lines, BODY, TEXT.inside(BULLET_WIDTH))
        sheets.gap(2.0)

    def _table(self, table: Table) -> None:
        self._sheets.gap(2.0)
        draw_table(self._sheets, self._document, table)
        self._sheets.gap(_BETWEEN + 4.0)

    def _note(self, text: str) -> None:
        """A tinted paragraph; parted over pages, each part has its own tint, drawn before the text that lies on it."""
        sheets, column = self._sheets, TEXT.inside(NOTE_PADDING + 3.0, NOTE_PADDING)
        lines, element, done = break_lines(text, BODY, column.width), self._document.add("P"), 0
        sheets.gap(2.0)
        sheets.keep(min(len(lines), 3) * BODY.leading + 2 * NOTE_PADDING)
        while done < len(lines):
            count = max(1, min(len(lines) - done, int((sheets.room - 2 * NOTE_PADDING) / BODY.leading)))
            self._note_part(element, lines[done : done + count])
            done += count
            if done < len(lines):
                sheets.turn()
        sheets.gap(_BETWEEN + 3.0)

    def _note_part(self, element: Element, lines: Sequence[str]) -> None:
        sheets, height = self._sheets, len(lines) * BODY.leading + 2 * NOTE_PADDING - 4.0
        bottom = sheets.y - height
        sheets.tint(TEXT, bottom, height, TINT)
        sheets.rule(TEXT.left, TEXT.left + 2.5, bottom, height, PETROL)
        sheets.place(element, lines, BODY, TEXT.inside(NOTE_PADDING + 3.0, NOTE_PADDING), sheets.y - NOTE_PADDING + 2.0)
        sheets.start_at(bottom)
