"""From letter text to the bytes of a PDF: pure, the same bytes for the same text and renderer, now and in ten years.
No wording, no database and no clock here."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

import pikepdf
import reportlab

from letters.document import to_pdf
from letters.layout.letter import lay_out
from letters.text import LetterText

LAYOUT = "2026-11"
CURRENT = f"{LAYOUT}/reportlab-{reportlab.__version__}/pikepdf-{pikepdf.__version__}"

Renderer = Callable[[LetterText], bytes]


class UnknownRenderer(LookupError):
    """The letter was made by a renderer that is not installed here."""


def _layout_2026_11(letter: LetterText) -> bytes:
    return to_pdf(letter, lay_out(letter))


# Recorded with each letter: the layout, and the libraries that decide about bytes. Reportlab cuts fonts, pikepdf
# compresses and writes; both bring their own code for it, so nothing of the system has a say.
RENDERERS: Mapping[str, Renderer] = MappingProxyType({CURRENT: _layout_2026_11})


def render(text: LetterText, *, renderer: str = CURRENT) -> bytes:
    """Give the unsigned PDF of a letter: PDF/A-2a and PDF/UA-1, about 45 kB.

    Raises UnknownRenderer for a recorded renderer whose layout or libraries are not installed.
    """
    try:
        made_by = RENDERERS[renderer]
    except KeyError as error:
        raise UnknownRenderer(
            f"Deze brief is gemaakt met {renderer!r}; hier staat {CURRENT!r}. "
            "Installeer de genoemde versies van reportlab en pikepdf om de brief byte voor byte opnieuw te maken."
        ) from error
    return made_by(text)
