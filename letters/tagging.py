"""The structure of a letter for screen readers: marked content on pages, and the tree of headings and cells over it.
No text and no places on paper here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from pikepdf import Array, Dictionary, Name, Object, Pdf, String

# What a screen reader must know of an element beside its kind (ISO 32000-1, 14.8.5).
_ATTRIBUTES: Mapping[str, Mapping[str, str]] = {
    "TH": {"O": "Table", "Scope": "Column"},
    "L": {"O": "List", "ListNumbering": "Disc"},
}


@dataclass(eq=False)
class Element:
    """A structure element: its kind (`H1`, `P`, `TD`), and its children or marks on pages in reading order."""

    kind: str
    children: list[Element | Mark] = field(default_factory=list)

    def add(self, kind: str) -> Element:
        """Add a child of this kind."""
        child = Element(kind)
        self.children.append(child)
        return child


@dataclass(frozen=True, slots=True)
class Mark:
    """One piece of marked content: the index of its page and its number on that page."""

    page: int
    number: int


@dataclass(eq=False)
class Page:
    """One page in the making: its content stream, and which element each marked piece belongs to."""

    index: int
    content: list[bytes] = field(default_factory=list)
    owners: list[Element] = field(default_factory=list)

    def mark(self, element: Element, operators: bytes) -> None:
        """Add content that belongs to an element."""
        number = len(self.owners)
        self.owners.append(element)
        element.children.append(Mark(self.index, number))
        self.content.append(b"/%s <</MCID %d>> BDC\n%sEMC\n" % (element.kind.encode(), number, operators))

    def decorate(self, operators: bytes) -> None:
        """Add content that is no text of the letter: lines, tints, a header that is repeated."""
        self.content.append(b"/Artifact BMC\n%sEMC\n" % operators)

    def furnish(self, operators: bytes) -> None:
        """Add content that comes back on each page: page number, kenmerk, footer."""
        self.content.append(b"/Artifact <</Type /Pagination>> BDC\n%sEMC\n" % operators)


def write_structure(pdf: Pdf, document: Element, pages: Sequence[Page], sheets: Sequence[Object]) -> None:
    """Write the tree, and its index from marked content back to elements; `sheets` are the page objects."""
    root = pdf.make_indirect(Dictionary({"/Type": Name.StructTreeRoot}))
    writer = _Writer(pdf, sheets)
    root["/K"] = writer.element(document, root)
    owners = (pdf.make_indirect(Array([writer.written[owner] for owner in page.owners])) for page in pages)
    root["/ParentTree"] = pdf.make_indirect(Dictionary({"/Nums": Array(list(_numbered(owners)))}))
    root["/ParentTreeNextKey"] = len(pages)
    pdf.Root["/StructTreeRoot"] = root


def _numbered(items: Iterable[Object]) -> Iterator[int | Object]:
    for number, item in enumerate(items):
        yield from (number, item)


class _Writer:
    """Makes the objects of the tree in one file."""

    def __init__(self, pdf: Pdf, sheets: Sequence[Object]) -> None:
        self.written: dict[Element, Object] = {}
        self._pdf, self._sheets = pdf, sheets
        self._attributes = {kind: _shared(pdf, entries) for kind, entries in _ATTRIBUTES.items()}

    def element(self, element: Element, parent: Object) -> Object:
        """Write an element with all below it."""
        children = element.children
        entries: dict[str, object] = {"/S": Name("/" + element.kind), "/P": parent}
        if element.kind in self._attributes:
            entries["/A"] = self._attributes[element.kind]
        if len(children) == 1 and isinstance(children[0], Mark):
            entries |= {"/Pg": self._sheets[children[0].page], "/K": children[0].number}
        written = self.written[element] = self._pdf.make_indirect(Dictionary(entries))
        if "/K" not in entries:
            written["/K"] = Array([self._child(child, written) for child in children])
        return written

    def _child(self, child: Element | Mark, parent: Object) -> Object:
        if isinstance(child, Element):
            return self.element(child, parent)
        return Dictionary({"/Type": Name.MCR, "/Pg": self._sheets[child.page], "/MCID": child.number})


def _shared(pdf: Pdf, entries: Mapping[str, str]) -> Object:
    return pdf.make_indirect(Dictionary({f"/{key}": Name(f"/{value}") for key, value in entries.items()}))


def write_bookmarks(pdf: Pdf, bookmarks: Sequence[tuple[str, int, float]], sheets: Sequence[Object]) -> None:
    """Write the list of headings: for each its text, the index of its page and its height there in points."""
    if not bookmarks:
        return
    outlines = pdf.make_indirect(Dictionary({"/Type": Name.Outlines}))
    items = [pdf.make_indirect(_bookmark(title, sheets[page], top, outlines)) for title, page, top in bookmarks]
    for earlier, later in zip(items, items[1:], strict=False):
        earlier["/Next"], later["/Prev"] = later, earlier
    outlines["/First"], outlines["/Last"], outlines["/Count"] = items[0], items[-1], len(items)
    pdf.Root["/Outlines"] = outlines


def _bookmark(title: str, sheet: Object, top: float, parent: Object) -> Dictionary:
    target = Array([sheet, Name.XYZ, 0, round(top), 0])
    return Dictionary({"/Title": String(title), "/Parent": parent, "/Dest": target})
