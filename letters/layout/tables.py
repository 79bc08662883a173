"""Tables: widths of columns, rows that are parted only when no page can hold them, the header again on each page.
What a table says does not stand here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from letters.layout.lines import NO_BREAK_SPACE, break_lines, text_width, widest_word
from letters.layout.sheets import LEFT, Align, Sheets
from letters.layout.styles import (
    CAPTION,
    CELL,
    CELL_GAP,
    CELL_PADDING,
    HAIR,
    HEADER,
    PETROL,
    TEXT,
    WHOLE,
    Column,
    Style,
)
from letters.tagging import Element
from letters.text import Table
from letters.typeface import BOLD

_MEASURE = Style(BOLD, CELL.size, CELL.leading)  # the widest that header or cell can be
_NARROWEST, _WIDEST_WORD = 12.0, 120.0
_CALM_COLUMNS = 4


@dataclass(frozen=True)
class _Need:
    """What a column needs, in points: to keep its words whole, and to keep each cell on one line."""

    words: float
    line: float


@dataclass(frozen=True)
class _Grid:
    """The columns of a table on paper."""

    columns: tuple[Column, ...]
    aligns: tuple[Align, ...]

    @property
    def left(self) -> float:
        return self.columns[0].left

    @property
    def right(self) -> float:
        return self.columns[-1].right


@dataclass(frozen=True)
class _Row:
    """A row broken into lines: for each cell its lines."""

    cells: list[list[str]]
    style: Style

    @property
    def count(self) -> int:
        return max(len(cell) for cell in self.cells)

    @property
    def height(self) -> float:
        return self.count * self.style.leading + 2 * CELL_PADDING

    def part(self, start: int, count: int) -> _Row:
        return _Row([cell[start : start + count] for cell in self.cells], self.style)


def draw_table(sheets: Sheets, parent: Element, table: Table) -> None:
    """Draw a table from the present place on."""
    texts = [row for row in (table.header, *table.rows) if row]
    if not texts:
        _draw_caption(sheets, parent, "P", table.caption, 0)
        return
    element = parent.add("Table")
    grid = _grid(table, texts)
    header = _broken(table.header, grid, HEADER) if table.header else None
    rows = [_broken(row, grid, CELL) for row in table.rows if row]
    below = sum(row.height for row in [header, *rows[:1]] if row)
    _draw_caption(sheets, element, "Caption", table.caption, below)
    if header:
        _draw_row(sheets, element.add("TR"), header, grid, "TH", None)
    for row in rows:
        _draw_row(sheets, element.add("TR"), row, grid, "TD", header)


def _draw_caption(sheets: Sheets, parent: Element, kind: str, caption: str, below: float) -> None:
    """Draw the caption on one page with what stands below it, as far as that is no more than a few rows."""
    lines = break_lines(caption, CAPTION, TEXT.width) if caption else []
    sheets.keep(len(lines) * CAPTION.leading + min(below, 150.0))
    if lines:
        sheets.flow(parent.add(kind), lines, CAPTION, TEXT)


def _grid(table: Table, texts: Sequence[Sequence[str]]) -> _Grid:
    count = max(map(len, texts))
    aligns = tuple(table.align[place] if place < len(table.align) else LEFT for place in range(count))
    needs = [_need([row[place] for row in texts if place < len(row)]) for place in range(count)]
    gaps = CELL_GAP * (count - 1)
    widths = _shared_out(needs, aligns, _frame(needs, gaps).width - gaps)
    lefts = [TEXT.left + sum(widths[:place]) + CELL_GAP * place for place in range(count)]
    return _Grid(tuple(map(Column, lefts, widths)), aligns)


def _need(cells: Sequence[str]) -> _Need:
    words = max((widest_word(cell, _MEASURE) for cell in cells), default=0)
    line = max((text_width(cell, _MEASURE) for cell in cells), default=0)
    return _Need(max(min(words, _WIDEST_WORD), _NARROWEST) + 1, max(min(line, WHOLE.width), _NARROWEST) + 1)


def _frame(needs: Sequence[_Need], gaps: float) -> Column:
    """Keep to the column of the text; a table that would be cramped there may run on below the sender's column."""
    on_one_line = sum(need.line for need in needs) + gaps
    is_cramped = len(needs) > _CALM_COLUMNS or sum(need.words for need in needs) + gaps > 0.8 * TEXT.width
    return WHOLE if is_cramped and on_one_line > TEXT.width else TEXT


def _shared_out(needs: Sequence[_Need], aligns: Sequence[Align], total: float) -> list[float]:
    """Divide the width: whole words first, then whole lines in equal measure; the rest goes to columns of text."""
    least, wished = sum(need.words for need in needs), sum(need.line for need in needs)
    if least >= total:
        return [total * need.words / least for need in needs]
    share = min(1.0, (total - least) / max(wished - least, 1.0))
    widths = [need.words + share * max(need.line - need.words, 0.0) for need in needs]
    roomy = [place for place, align in enumerate(aligns) if align == LEFT] or [0]
    spare = max(total - sum(widths), 0.0) / len(roomy)
    return [width + (spare if place in roomy else 0.0) for place, width in enumerate(widths)]


def _broken(texts: Sequence[str], grid: _Grid, style: Style) -> _Row:
    padded = [*texts, *([NO_BREAK_SPACE] * (len(grid.columns) - len(texts)))]
    return _Row(
        [break_lines(text, style, column.width) for text, column in zip(padded, grid.columns, strict=True)], style
    )


def _draw_row(sheets: Sheets, element: Element, row: _Row, grid: _Grid, kind: str, header: _Row | None) -> None:
    """Draw a row; one that is higher than a page is parted, and its cells then have a mark on each of them."""
    cells = [element.add(kind) for _ in row.cells]
    done = 0
    while done < row.count:
        part = row.part(done, _fitting(sheets, row, row.count - done))
        if part.count == 0 or (part.count < row.count - done and row.height <= sheets.capacity / 2):
            _turn(sheets, grid, header)
            continue
        _draw_part(sheets, list(cells), part, grid)
        done += part.count
        if done < row.count:
            _turn(sheets, grid, header)


def _fitting(sheets: Sheets, row: _Row, waiting: int) -> int:
    return max(0, min(waiting, int((sheets.room - 2 * CELL_PADDING) / row.style.leading + 0.001)))


def _turn(sheets: Sheets, grid: _Grid, header: _Row | None) -> None:
    """Go to the next page, with the header again as decoration: who listens has heard it with the first row."""
    sheets.turn()
    if header and header.height <= sheets.capacity / 4:
        _draw_part(sheets, [None] * len(header.cells), header, grid)


def _draw_part(sheets: Sheets, cells: Sequence[Element | None], row: _Row, grid: _Grid) -> None:
    top = sheets.y - CELL_PADDING
    for element, lines, column, align in zip(cells, row.cells, grid.columns, grid.aligns, strict=True):
        if lines:
            sheets.place(element, lines, row.style, column, top, align)
    sheets.start_at(sheets.y - row.height)
    is_header = row.style is HEADER
    sheets.rule(grid.left, grid.right, sheets.y, 0.8 if is_header else 0.4, PETROL if is_header else HAIR)
