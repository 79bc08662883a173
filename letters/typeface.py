"""The two typefaces of a letter: widths, the glyphs that every letter carries, and those that one letter needs besides.
No line breaking and no pages here."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from reportlab.pdfbase.ttfonts import TTFontFile

from letters.direction import in_visual_order

FONTS = Path(__file__).parent / "fonts"
FALLBACK = 0x25A1  # white square: what is shown for a character that the font lacks
CODES = 256

# Characters that nearly every Dutch letter can be written with, at their place in Windows code page 1252. One fixed
# set of glyphs, made and compressed once, saves 3 ms a letter. The € is there, as are the accents of Dutch names.
_PAGE = "cp1252"
_BASE = frozenset(map(chr, range(32, 127))) | frozenset("€‚„…‘’“”•–—\u00a0£§©«°±²³·»¼½¾¿×÷")
_BASE |= frozenset("ÀÁÂÄÅÇÈÉÊËÌÍÎÏÑÒÓÔÖØÙÚÛÜßàáâäåçèéêëìíîïñòóôöøùúûüÿ")


class _Widths(dict[str, int]):
    """Width of each character in thousandths of the font size, found when first asked for."""

    def __init__(self, font: TTFontFile) -> None:
        super().__init__()
        self._font = font

    def __missing__(self, char: str) -> int:
        code = ord(char) if self._font.charToGlyph.get(ord(char)) else FALLBACK
        width = self[char] = round(self._font.charWidths[code])
        return width


class Face:
    """One typeface, read from a file in `letters/fonts`; `name` is what content streams call it."""

    def __init__(self, name: str, file: str) -> None:
        self.name = name
        self.font = TTFontFile(str(FONTS / file))
        self.widths = _Widths(self.font)
        self._reading = threading.Lock()

    def width(self, text: str) -> int:
        """Give the width of a text in thousandths of the font size."""
        return _width(self, text) if len(text) < 40 else sum(map(self.widths.__getitem__, text))

    def subset(self, chars: list[str]) -> bytes:
        """Give the font file with the glyphs of these characters, in which character n has code n."""
        known = [ord(char) if self.font.charToGlyph.get(ord(char)) else FALLBACK for char in chars]
        with self._reading:  # the reader of reportlab keeps its place in the file
            return bytes(
                self.font.makeSubset([0 if char == "\0" else code for char, code in zip(chars, known, strict=True)])
            )


@lru_cache(maxsize=20_000)
def _width(face: Face, word: str) -> int:
    return sum(map(face.widths.__getitem__, word))


def base_chars() -> list[str]:
    """Give the base characters by their code; NUL where a code has none."""
    page = [bytes([code]).decode(_PAGE, "replace") for code in range(CODES)]
    return [char if char in _BASE else "\0" for char in page]


REGULAR = Face("R", "LiberationSans-Regular.ttf")
BOLD = Face("B", "LiberationSans-Bold.ttf")
FACES = (REGULAR, BOLD)


class Ink:
    """The characters of one letter: writes text for content streams, remembers the glyphs needed besides the base."""

    def __init__(self) -> None:
        self.extra: dict[Face, list[str]] = {}
        self._places: dict[tuple[Face, str], int] = {}

    def show(self, face: Face, size: bytes, text: str) -> bytes:
        """Give the operators that show the text at the current point, in a face and size that are already set."""
        if text.isascii() or _BASE.issuperset(text):
            return b"(" + _escaped(text.encode(_PAGE)) + b") Tj\n"
        visual = in_visual_order(text)
        shown = b"".join(self._runs(face, size, visual))
        return shown if visual == text else _with_actual_text(text, shown)

    def _runs(self, face: Face, size: bytes, text: str) -> Iterator[bytes]:
        current, codes = face.name, bytearray()
        for char in text:
            font, code = self._place(face, char)
            if font != current:
                yield _run(codes) + b"/%s %s Tf\n" % (font.encode(), size)
                current, codes = font, bytearray()
            codes.append(code)
        yield _run(codes)
        if current != face.name:
            yield b"/%s %s Tf\n" % (face.name.encode(), size)

    def _place(self, face: Face, char: str) -> tuple[str, int]:
        """Give the font and the code of a character; a font beyond the base holds the next 255, code 0 unused."""
        if char in _BASE:
            return face.name, char.encode(_PAGE)[0]
        if (place := self._places.get((face, char))) is None:
            extra = self.extra.setdefault(face, [])
            place = self._places[face, char] = len(extra)
            extra.append(char)
        return f"{face.name}{place // (CODES - 1)}", place % (CODES - 1) + 1

    def extra_fonts(self) -> Iterator[tuple[Face, str, list[str]]]:
        """Give each extra font that was used: face, name in content streams, and its characters by code."""
        for face, chars in self.extra.items():
            for number, start in enumerate(range(0, len(chars), CODES - 1)):
                yield face, f"{face.name}{number}", ["\0", *chars[start : start + CODES - 1]]


def _run(codes: bytearray) -> bytes:
    return b"(" + _escaped(bytes(codes)) + b") Tj\n" if codes else b""


def _escaped(data: bytes) -> bytes:
    return data.replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)").replace(b"\r", b"\\r")


def _with_actual_text(text: str, shown: bytes) -> bytes:
    return b"/Span <</ActualText <FEFF%s>>> BDC\n%sEMC\n" % (text.encode("utf-16-be").hex().upper().encode(), shown)
