"""Sizes, colours and measures of the letter, in points (1/72 inch) on A4.
No text and no drawing here."""

from __future__ import annotations

from dataclasses import dataclass, field

from letters.typeface import BOLD, REGULAR, Face

MM = 72 / 25.4
PAGE_WIDTH, PAGE_HEIGHT = 595.28, 841.89

INK = b"0.10 0.10 0.10 rg"
QUIET = b"0.33 0.36 0.38 rg"
PETROL = b"0.00 0.29 0.37 rg"
TINT = b"0.93 0.96 0.97 rg"
HAIR = b"0.74 0.79 0.81 rg"


@dataclass(frozen=True)
class Style:
    """Face, size, line height and colour of a text; `setup` sets them in a content stream."""

    face: Face
    size: float
    leading: float
    colour: bytes = INK
    size_text: bytes = field(init=False)
    setup: bytes = field(init=False)
    drop: float = field(init=False)

    def __post_init__(self) -> None:
        size = f"{self.size:g}".encode()
        object.__setattr__(self, "size_text", size)
        name, leading = self.face.name.encode(), f"{self.leading:g}".encode()
        object.__setattr__(self, "setup", b"%s /%s %s Tf %s TL" % (self.colour, name, size, leading))
        # From the top of a line to its base line: capitals stand in the middle of the line.
        object.__setattr__(self, "drop", (self.leading + 0.69 * self.size) / 2)


@dataclass(frozen=True)
class Column:
    """A column on the page: its left side and its width."""

    left: float
    width: float

    @property
    def right(self) -> float:
        """The right side."""
        return self.left + self.width

    def inside(self, left: float, right: float = 0.0) -> Column:
        """Give the column that is narrower by so much at each side."""
        return Column(self.left + left, self.width - left - right)


BODY = Style(REGULAR, 10, 14)
HEADING = Style(BOLD, 10.5, 15, PETROL)
SUBJECT = Style(BOLD, 10, 14)
LABEL = Style(REGULAR, 8.5, 14, QUIET)
NAME = Style(BOLD, 15, 19, PETROL)
ASIDE = Style(REGULAR, 8, 11.5, QUIET)
ASIDE_STRONG = Style(BOLD, 8, 11.5, QUIET)
RETURN_ADDRESS = Style(REGULAR, 7, 9, QUIET)
FURNITURE = Style(REGULAR, 8, 11, QUIET)
CAPTION = Style(BOLD, 9, 13)
HEADER = Style(BOLD, 8.5, 12, PETROL)
CELL = Style(REGULAR, 9, 12.5)
SIGNER = Style(BOLD, 10, 14)

TEXT = Column(25 * MM, 122 * MM)
MARGINAL = Column(155 * MM, 42 * MM)
WHOLE = Column(TEXT.left, MARGINAL.right - TEXT.left)

# From the top of the page. An envelope with a window at the left shows the addressee between 45 and 80 mm.
NAME_TOP = PAGE_HEIGHT - 17 * MM
RETURN_TOP = PAGE_HEIGHT - 44 * MM
ADDRESS_TOP = PAGE_HEIGHT - 50 * MM
REFERENCE_TOP = PAGE_HEIGHT - 86 * MM
TOP = PAGE_HEIGHT - 28 * MM
RUNNING_TOP = PAGE_HEIGHT - 15 * MM
FOOT = 13 * MM
BOTTOM = 24 * MM

LABEL_WIDTH = 68.0
BULLET_WIDTH = 13.0
NOTE_PADDING = 9.0
CELL_PADDING = 3.0
CELL_GAP = 9.0
