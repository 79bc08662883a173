"""The pages of one letter while it is laid out: where the next line goes, and text that flows to the next page.
What a letter consists of does not stand here."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from letters.layout.styles import BOTTOM, TOP, Column, Style
from letters.tagging import Element, Page
from letters.typeface import Ink

Align = Literal["left", "right"]
LEFT: Literal["left"] = "left"


class Sheets:
    """Pages with a place `y` where the next line starts, in points from the bottom of the page."""

    def __init__(self, ink: Ink, bottom: float = BOTTOM) -> None:
        self.ink, self.bottom = ink, bottom
        self.pages = [Page(0)]
        self.y = TOP
        self._top = TOP

    @property
    def page(self) -> Page:
        """The page that is being filled."""
        return self.pages[-1]

    @property
    def room(self) -> float:
        """Points left on this page."""
        return self.y - self.bottom

    @property
    def capacity(self) -> float:
        """Points on an empty page."""
        return TOP - self.bottom

    @property
    def is_fresh(self) -> bool:
        """Nothing stands on this page yet."""
        return self.y >= self._top

    def turn(self) -> None:
        """Start the next page."""
        self.pages.append(Page(len(self.pages)))
        self.y = self._top

    def start_at(self, y: float) -> None:
        """Go to a height on this page."""
        self.y = y

    def gap(self, points: float) -> None:
        """Leave white, except at the top of a page."""
        if not self.is_fresh:
            self.y -= points

    def keep(self, points: float) -> None:
        """Turn the page unless so many points are left, for what may not be parted."""
        if self.room < points <= self.capacity:
            self.turn()

    def flow(self, element: Element, lines: Sequence[str], style: Style, column: Column) -> None:
        """Put lines in a column, on as many pages as they need, with no line alone at the foot or head of a page."""
        done = 0
        while done < len(lines):
            count = self._fitting(len(lines) - done, style.leading)
            if count:
                self.place(element, lines[done : done + count], style, column, self.y)
                self.y -= count * style.leading
                done += count
            if done < len(lines):
                self.turn()

    def _fitting(self, waiting: int, leading: float) -> int:
        """Give how many of the waiting lines go on this page: 0 sends them all to the next."""
        fit = int(self.room / leading + 0.001)
        if waiting <= fit:
            return waiting
        count = min(fit, waiting - 2)
        return count if count >= 2 or self.is_fresh else 0

    def place(
        self,
        element: Element | None,
        lines: Sequence[str],
        style: Style,
        column: Column,
        top: float,
        align: Align = LEFT,
    ) -> None:
        """Draw lines from a height downwards; without an element they are decoration. The place `y` does not move."""
        drawn = self.drawn(lines, style, column, top, align)
        if element is None:
            self.page.decorate(drawn)
        else:
            self.page.mark(element, drawn)

    def drawn(self, lines: Sequence[str], style: Style, column: Column, top: float, align: Align = LEFT) -> bytes:
        """Give the operators that draw the lines."""
        show, face, size = self.ink.show, style.face, style.size_text
        base = top - style.drop
        if align == LEFT:
            body = b"T* ".join([show(face, size, line) for line in lines])
            return b"BT %s %.2f %.2f Td\n%sET\n" % (style.setup, column.left, base, body)
        starts = [column.right - face.width(line.rstrip(" ")) * style.size / 1000 for line in lines]
        moves = zip([0.0, *starts], starts, [0.0] + [-style.leading] * len(lines), lines, strict=False)
        body = b"".join(
            b"%.2f %.2f Td %s" % (x - before, down, show(face, size, line)) for before, x, down, line in moves
        )
        return b"BT %s 0 %.2f Td\n%sET\n" % (style.setup, base, body)

    def rule(self, left: float, right: float, y: float, thickness: float, colour: bytes) -> None:
        """Draw a line from left to right."""
        self.tint(Column(left, right - left), y, thickness, colour)

    def tint(self, column: Column, bottom: float, height: float, colour: bytes) -> None:
        """Fill a rectangle."""
        self.page.decorate(b"%s %.2f %.2f %.2f %.2f re f\n" % (colour, column.left, bottom, column.width, height))
