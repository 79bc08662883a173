"""Text as it can be printed: control characters and other codes without a form become visible, nothing is lost.
No fonts and no layout here."""

from __future__ import annotations

import re
import unicodedata

REPLACEMENT = "\ufffd"

# Marks for a place where a word may be broken; they print nothing and are no text.
_BREAK_MARKS = re.compile("[\u00ad\u200b\u2060\ufeff]")
_PLANE_ENDS = "".join(f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0, 0x110000, 0x10000))
# Controls, lone surrogates, private use and non-characters: a PDF for archiving may not map a glyph to any of these.
_UNPRINTABLE = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\ud800-\udfff\ue000-\uf8ff\ufdd0-\ufdef" + _PLANE_ENDS + "\U000f0000-\U0010ffff]"
)


def printable(text: str) -> str:
    """Give the text with one kind of line end, accents composed, and a replacement for each code without a form."""
    if text.isascii() and text.isprintable():
        return text
    lines = "\n".join(text.replace("\t", " ").splitlines())
    composed = unicodedata.normalize("NFC", _BREAK_MARKS.sub("", lines))
    return _UNPRINTABLE.sub(REPLACEMENT, composed)
