"""What a letter costs, beside the same text put into bare reportlab paragraphs without tags, profile or page numbers.
Run by `make bench`; on 2 cores a page takes about a third of its baseline."""

from __future__ import annotations

import io
import time
from collections.abc import Callable
from xml.sax.saxutils import escape

import pytest
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import Paragraph, SimpleDocTemplate

from letters.render import render
from letters.text import LetterText, plain_text
from letters.typeface import FONTS
from tests.bench.figures import Figures
from tests.letters.samples import GRANT, LONG_TABLE, RECEIPT

pytestmark = pytest.mark.bench

RUNS = 20
LETTERS = {"one page": RECEIPT, "two pages": GRANT, "table of 84 rows": LONG_TABLE}
STYLE = ParagraphStyle("body", fontName="Liberation", fontSize=10, leading=14)


def bare(letter: LetterText) -> bytes:
    """Put the text of a letter in one paragraph a line, as a reportlab tutorial does."""
    target = io.BytesIO()
    lines = [Paragraph(escape(line), STYLE) for line in plain_text(letter).split("\n")]
    SimpleDocTemplate(target, invariant=1).build(lines)
    return target.getvalue()


@pytest.fixture(scope="module", autouse=True)
def _font() -> None:
    pdfmetrics.registerFont(TTFont("Liberation", str(FONTS / "LiberationSans-Regular.ttf")))


def milliseconds(make: Callable[[LetterText], bytes], letter: LetterText) -> float:
    """The shortest of some runs, after one in which fonts are loaded."""
    assert make(letter).startswith(b"%PDF")
    times = []
    for _ in range(RUNS):
        started = time.perf_counter()
        make(letter)
        times.append(time.perf_counter() - started)
    return min(times) * 1000


@pytest.mark.parametrize("name", LETTERS)
def test_a_letter_beside_bare_reportlab(name: str, figures: Figures) -> None:
    letter, plain = milliseconds(render, LETTERS[name]), milliseconds(bare, LETTERS[name])
    figures.note(
        f"rendering a letter of {name}",
        f"{letter:.1f} ms ({letter / plain:.2f} times)",
        baseline=f"{plain:.1f} ms: bare reportlab, no tags",
    )
