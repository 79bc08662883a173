"""A whole letter on its pages: sender, address for the envelope, reference lines, body, and what is on each page.
What the letter says does not stand here, nor how a file is written."""

from __future__ import annotations

from dataclasses import dataclass

from cases.schemes.passages import day_in_words
from letters.layout.blocks import Body
from letters.layout.lines import break_lines, text_width
from letters.layout.sheets import Sheets
from letters.layout.styles import (
    ADDRESS_TOP,
    ASIDE,
    ASIDE_STRONG,
    BODY,
    BOTTOM,
    FOOT,
    FURNITURE,
    LABEL,
    LABEL_WIDTH,
    MARGINAL,
    NAME,
    NAME_TOP,
    PETROL,
    REFERENCE_TOP,
    RETURN_ADDRESS,
    RETURN_TOP,
    RUNNING_TOP,
    SUBJECT,
    TEXT,
    Column,
    Style,
)
from letters.tagging import Element, Page
from letters.text import LetterText, Sender
from letters.typeface import Ink

_FOOTER_LINES = 3  # a longer footer stands once, below the letter


@dataclass(frozen=True)
class LaidOut:
    """A letter on its pages, ready to be written: pages, structure, glyphs and the list of headings."""

    pages: list[Page]
    document: Element
    ink: Ink
    bookmarks: list[tuple[str, int, float]]


def lay_out(letter: LetterText) -> LaidOut:
    """Put a letter on pages. Pure: the same letter gives the same pages."""
    footer = break_lines(letter.footer, FURNITURE, TEXT.width) if letter.footer else []
    is_running = len(footer) <= _FOOTER_LINES
    sheets = Sheets(Ink(), BOTTOM + (len(footer) - 1) * FURNITURE.leading if footer and is_running else BOTTOM)
    document = Element("Document")
    _draw_head(sheets, document, letter)
    body = Body(sheets, document)
    body.draw(letter.blocks)
    body.sign(letter.signature)
    body.draw(letter.after_signature)
    if footer and not is_running:
        sheets.flow(document.add("P"), footer, FURNITURE, TEXT)
    _furnish(sheets, document, letter, footer if is_running else [])
    return LaidOut(sheets.pages, document, sheets.ink, body.bookmarks)


def _draw_head(sheets: Sheets, document: Element, letter: LetterText) -> None:
    sheets.rule(TEXT.left, TEXT.left + 34, NAME_TOP + 5, 3.2, PETROL)
    sheets.start_at(NAME_TOP)
    sheets.flow(document.add("P"), break_lines(letter.sender.name, NAME, TEXT.width), NAME, TEXT)
    below_name, page = sheets.y, sheets.page
    sheets.start_at(NAME_TOP)
    _draw_sender(sheets, document, letter.sender)
    below_sender = sheets.y
    if sheets.page is page:
        sheets.start_at(min(RETURN_TOP, below_name - 8))
    _draw_address(sheets, document, letter)
    _draw_reference(sheets, document, letter)
    if sheets.page is page:
        sheets.start_at(min(sheets.y, below_sender - 8))


def _draw_sender(sheets: Sheets, document: Element, sender: Sender) -> None:
    if sender.unit:
        sheets.flow(document.add("P"), break_lines(sender.unit, ASIDE_STRONG, MARGINAL.width), ASIDE_STRONG, MARGINAL)
        sheets.gap(5.0)
    for line in sender.contact:
        if line.strip():
            sheets.flow(document.add("P"), break_lines(line, ASIDE, MARGINAL.width), ASIDE, MARGINAL)
        else:
            sheets.gap(ASIDE.leading / 2)


def _draw_address(sheets: Sheets, document: Element, letter: LetterText) -> None:
    return_address = break_lines(letter.sender.return_address, RETURN_ADDRESS, TEXT.width)
    sheets.flow(document.add("P"), return_address, RETURN_ADDRESS, TEXT)
    if sheets.page.index == 0:
        sheets.start_at(min(ADDRESS_TOP, sheets.y - 4))
    lines = [line for text in letter.addressee for line in break_lines(text, BODY, TEXT.width)]
    sheets.flow(document.add("P"), lines, BODY, TEXT)


def _draw_reference(sheets: Sheets, document: Element, letter: LetterText) -> None:
    if sheets.page.index == 0:
        sheets.start_at(min(REFERENCE_TOP, sheets.y - 14))
    _draw_labelled(sheets, document.add("P"), "Datum", day_in_words(letter.date), BODY)
    _draw_labelled(sheets, document.add("P"), "Ons kenmerk", letter.reference, BODY)
    _draw_labelled(sheets, document, "Betreft", letter.subject, SUBJECT)
    sheets.gap(16.0)


def _draw_labelled(sheets: Sheets, element: Element, label: str, text: str, style: Style) -> None:
    """Draw a label and what it names; in the document itself what it names is the first heading."""
    is_heading = element.kind == "Document"
    column = TEXT.inside(LABEL_WIDTH)
    lines = break_lines(text, style, column.width)
    sheets.keep(min(len(lines), 2) * style.leading)
    on_base_line = sheets.y - style.drop + LABEL.drop
    sheets.place(element.add("P") if is_heading else element, [f"{label} "], LABEL, TEXT, on_base_line)
    sheets.flow(element.add("H1") if is_heading else element, lines, style, column)


def _furnish(sheets: Sheets, document: Element, letter: LetterText, footer: list[str]) -> None:
    """Put on every page its number and the footer, on later ones the kenmerk; only the first footer is text."""
    owner = document.add("P") if footer else None
    running = f"{day_in_words(letter.date)}  ·  {letter.reference}"
    for page in sheets.pages:
        _furnish_page(sheets, page, f"Pagina {page.index + 1} van {len(sheets.pages)}")
        if page.index:
            top = break_lines(running, FURNITURE, TEXT.width)[:1]
            page.furnish(sheets.drawn(top, FURNITURE, TEXT, RUNNING_TOP))
        if owner:
            top_of_footer = FOOT + len(footer) * FURNITURE.leading
            drawn = sheets.drawn(footer, FURNITURE, TEXT, top_of_footer)
            page.furnish(drawn) if page.index else page.mark(owner, drawn)


def _furnish_page(sheets: Sheets, page: Page, number: str) -> None:
    width = text_width(number, FURNITURE)
    column = Column(MARGINAL.right - width, width)
    page.furnish(sheets.drawn([number], FURNITURE, column, FOOT + FURNITURE.leading))
