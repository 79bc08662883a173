"""The file that a letter becomes: PDF/A-2a and PDF/UA-1, with the same bytes for the same letter.
What stands on the pages comes from the layout; how they are tagged stands in tagging."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from string import Template
from xml.sax.saxutils import escape

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Pdf, String

from letters.layout.letter import LaidOut
from letters.layout.styles import PAGE_HEIGHT, PAGE_WIDTH
from letters.printable import printable
from letters.tagging import write_bookmarks, write_structure
from letters.text import LetterText
from letters.typeface import FACES, Face, base_chars

_HERE = Path(__file__).parent
Entries = dict[str, object]

_SYMBOLIC = 4
_FORCE_BOLD = 1 << 18


def to_pdf(letter: LetterText, laid_out: LaidOut) -> bytes:
    """Write a letter that was laid out as a file. The title, language and description come from its text."""
    with pikepdf.open(io.BytesIO(_blank())) as pdf:
        resources = _resources(pdf, laid_out)
        sheets = list(_sheets(pdf, laid_out, resources))
        write_structure(pdf, laid_out.document, laid_out.pages, sheets)
        write_bookmarks(pdf, laid_out.bookmarks, sheets)
        _describe(pdf, letter)
        return _saved(pdf)


def _saved(pdf: Pdf) -> bytes:
    target = io.BytesIO()
    pdf.save(
        target,
        deterministic_id=True,
        object_stream_mode=pikepdf.ObjectStreamMode.generate,
        fix_metadata_version=False,
        force_version="1.7",
    )
    return target.getvalue()


@cache
def _blank() -> bytes:
    """Give the file that every letter starts from: no pages yet, but fonts, colours and the marks of its profile.

    Made once in a process: fonts are cut and compressed here, and only copied into each letter.
    """
    pdf = pikepdf.new()
    pdf.Root["/LetterFonts"] = Dictionary(
        {f"/{face.name}": _font(pdf, face, face.name, base_chars()) for face in FACES}
    )
    # The profile was made by LittleCMS; its header says version 4.2, the newest that PDF/A-2 knows, and a fixed date.
    profile = pdf.make_stream((_HERE / "sRGB.icc").read_bytes(), {"/N": 3})
    intent: Entries = {"/Type": Name.OutputIntent, "/S": Name.GTS_PDFA1, "/DestOutputProfile": profile}
    intent["/OutputConditionIdentifier"] = String("sRGB IEC61966-2.1")
    pdf.Root["/OutputIntents"] = Array([Dictionary(intent)])
    pdf.Root["/MarkInfo"] = Dictionary({"/Marked": True})
    pdf.Root["/ViewerPreferences"] = Dictionary({"/DisplayDocTitle": True})
    return _saved(pdf)


def _resources(pdf: Pdf, laid_out: LaidOut) -> Object:
    fonts = pdf.Root["/LetterFonts"]
    del pdf.Root["/LetterFonts"]
    for face, name, chars in laid_out.ink.extra_fonts():
        fonts["/" + name] = _font(pdf, face, name, chars)
    return pdf.make_indirect(Dictionary({"/Font": fonts}))


def _sheets(pdf: Pdf, laid_out: LaidOut, resources: Object) -> Iterator[Object]:
    for page in laid_out.pages:
        sheet: Entries = {
            "/Type": Name.Page,
            "/MediaBox": Array([0, 0, PAGE_WIDTH, PAGE_HEIGHT]),
            "/Resources": resources,
        }
        sheet |= {"/Contents": pdf.make_stream(b"".join(page.content)), "/StructParents": page.index, "/Tabs": Name.S}
        pdf.pages.append(pikepdf.Page(pdf.make_indirect(Dictionary(sheet))))
        yield pdf.pages[-1].obj


def _font(pdf: Pdf, face: Face, name: str, chars: Sequence[str]) -> Object:
    """Write a font with the given characters at their codes, and how to read each of them back as text."""
    file = face.subset(list(chars))
    base = Name(f"/{_tag(face, name)}+{face.font.name.decode()}")
    first = next(code for code, char in enumerate(chars) if char != "\0")
    widths = [0 if char == "\0" else face.widths[char] for char in chars[first:]]
    font: Entries = {"/Type": Name.Font, "/Subtype": Name.TrueType, "/BaseFont": base}
    font |= {"/FirstChar": first, "/LastChar": len(chars) - 1, "/Widths": Array(widths)}
    font |= {"/FontDescriptor": _descriptor(pdf, face, base, file)}
    font |= {"/ToUnicode": pdf.make_stream(_to_unicode(chars))}
    return pdf.make_indirect(Dictionary(font))


def _tag(face: Face, name: str) -> str:
    """Give the six letters that set a subset apart from the others in the file."""
    number = int(name[len(face.name) :] or -1) + 1
    letters = "".join(chr(ord("A") + number // 26**place % 26) for place in range(4))
    return f"L{face.name}{letters}"


def _descriptor(pdf: Pdf, face: Face, base: Name, file: bytes) -> Object:
    font = face.font
    descriptor: Entries = {
        "/Type": Name.FontDescriptor,
        "/FontName": base,
        "/ItalicAngle": 0,
        "/StemV": round(font.stemV),
    }
    descriptor |= {"/Flags": _SYMBOLIC | (_FORCE_BOLD if font.flags & _FORCE_BOLD else 0)}
    descriptor |= {"/FontBBox": Array([round(edge) for edge in font.bbox]), "/CapHeight": round(font.capHeight)}
    descriptor |= {"/Ascent": round(font.ascent), "/Descent": round(font.descent)}
    descriptor |= {"/FontFile2": pdf.make_stream(file, {"/Length1": len(file)})}
    return pdf.make_indirect(Dictionary(descriptor))


def _to_unicode(chars: Sequence[str]) -> bytes:
    pairs = [
        f"<{code:02X}> <{char.encode('utf-16-be').hex().upper()}>" for code, char in enumerate(chars) if char != "\0"
    ]
    chunks = [pairs[start : start + 100] for start in range(0, len(pairs), 100)]
    body = "\n".join(f"{len(chunk)} beginbfchar\n" + "\n".join(chunk) + "\nendbfchar" for chunk in chunks)
    return _CMAP.substitute(body=body).encode()


def _describe(pdf: Pdf, letter: LetterText) -> None:
    """Write title and language where readers look for them: in the file and in its metadata, in the same words."""
    title, author = printable(letter.title), printable(letter.sender.name)
    values = {"title": title, "author": author, "language": letter.language, "about": printable(letter.subject)}
    xmp = _XMP.substitute({key: escape(" ".join(value.split())) for key, value in values.items()})
    pdf.Root["/Lang"] = String(letter.language)
    pdf.Root["/Metadata"] = pdf.make_stream(xmp.encode(), {"/Type": Name.Metadata, "/Subtype": Name.XML})
    pdf.trailer["/Info"] = pdf.make_indirect(Dictionary({"/Title": String(" ".join(title.split()))}))


_CMAP = Template("""/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<00> <FF>
endcodespacerange
$body
endcmap
CMapName currentdict /CMap defineresource pop
end
end
""")

_XMP = Template((_HERE / "xmp.xml").read_text())
