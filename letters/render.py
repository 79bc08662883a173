"""From letter text to the bytes of a PDF: pure, the same bytes for the same text and renderer, now and in ten years.
No wording, no database and no clock here."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Callable, Mapping
from types import MappingProxyType

import pikepdf
import reportlab

from letters.document import to_pdf
from letters.layout.letter import lay_out
from letters.text import LetterText

Renderer = Callable[[LetterText], bytes]


class UnknownRenderer(LookupError):
    """The letter was made by a renderer that is not installed here."""


class NotTheSameBytes(ValueError):
    """The letter that was made again differs from the one that was sent."""


def _layout_2026_11(letter: LetterText) -> bytes:
    return to_pdf(letter, lay_out(letter))


# Beside the layout these decide about bytes: reportlab cuts fonts, pikepdf writes the file, the zlib of the system
# compresses it.
LIBRARIES = f"reportlab-{reportlab.__version__}/pikepdf-{pikepdf.__version__}/zlib-{zlib.ZLIB_RUNTIME_VERSION}"
LAYOUTS: Mapping[str, Renderer] = MappingProxyType({"2026-11": _layout_2026_11})
RENDERERS: Mapping[str, Renderer] = MappingProxyType({f"{name}/{LIBRARIES}": made for name, made in LAYOUTS.items()})
CURRENT = f"2026-11/{LIBRARIES}"


def render(text: LetterText, *, renderer: str = CURRENT) -> bytes:
    """Give the unsigned PDF of a letter: PDF/A-2a and PDF/UA-1, about 55 kB.

    Raises UnknownRenderer for a recorded renderer whose layout or libraries are not the ones installed.
    """
    if renderer not in RENDERERS:
        raise UnknownRenderer(_sentence(renderer))
    return RENDERERS[renderer](text)


def made_again(text: LetterText, *, renderer: str, digest: str) -> bytes:
    """Make a sent letter again and prove it by its SHA-256; other libraries will do when they give the same bytes.

    Raises UnknownRenderer when its layout is not here, NotTheSameBytes when the outcome differs.
    """
    layout = renderer.partition("/")[0]
    if layout not in LAYOUTS:
        raise UnknownRenderer(_sentence(renderer))
    data = LAYOUTS[layout](text)
    if hashlib.sha256(data).hexdigest() != digest:
        raise NotTheSameBytes(f"De brief komt niet byte voor byte terug. {_sentence(renderer)}")
    return data


def _sentence(renderer: str) -> str:
    return f"De brief is gemaakt met {renderer}; hier staat {CURRENT}. Installeer de versies die erbij genoemd zijn."
