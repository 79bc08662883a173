"""How a piece of letter text is made (heading, paragraph, list, table), and how days and shares are written.
No sentence of any scheme, and no decision, stands here."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal

from cases.amounts import written
from cases.schemes.base import Calculation, Line, Passage

Passages = tuple[Passage, ...]

MONTHS = (
    "januari", "februari", "maart", "april", "mei", "juni",
    "juli", "augustus", "september", "oktober", "november", "december",
)  # fmt: skip
CALCULATION_HEADER = ("Onderdeel", "Zo rekenen wij", "Artikel", "Bedrag")


def heading(text: str) -> Passage:
    """Give a heading."""
    return Passage("heading", text)


def paragraph(*sentences: str) -> Passage:
    """Give one paragraph of these sentences; empty ones fall away."""
    return Passage("paragraph", " ".join(sentence for sentence in sentences if sentence))


def paragraphs(text: str) -> Passages:
    """Give a paragraph for each line that a person wrote; nothing for an empty text."""
    return tuple(Passage("paragraph", line) for line in lines(text))


def bullets(items: Iterable[str]) -> Passage:
    """Give a list."""
    return Passage("list", items=tuple(items))


def enumeration(text: str) -> Passages:
    """Give a text of several lines as a list, one of a single line as a paragraph."""
    items = lines(text)
    return (bullets(items),) if len(items) > 1 else paragraphs(text)


def table(caption: str, header: Sequence[str], rows: Iterable[Sequence[str]]) -> Passage:
    """Give a table with its caption; the first row is the header."""
    return Passage("table", caption, rows=(tuple(header), *(tuple(row) for row in rows)))


def calculation_table(caption: str, calculation: Calculation) -> Passage:
    """Give a calculation line by line, exactly as it was decided; its numbers are written in Dutch by the rules."""
    return table(caption, CALCULATION_HEADER, (_row(line) for line in calculation.lines))


def lines(text: str) -> tuple[str, ...]:
    """Give the lines of a text without the empty ones."""
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def day_in_words(day: date) -> str:
    """Write a day for Dutch readers: `8 mei 2020`."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def percentage(share: Decimal) -> str:
    """Write a share for Dutch readers: `60 %` for 0.60, `62,5 %` for 0.625."""
    return f"{share.scaleb(2).normalize():f} %".replace(".", ",")


def _row(line: Line) -> tuple[str, str, str, str]:
    numbers = "; ".join(f"{name}: {number}" for name, number in line.numbers.items())
    formula = f"{line.formula} ({numbers})" if numbers else line.formula
    return line.label, formula, line.article, written(line.result)
