"""A simulation as a picture made on the server: bars for what is given now and then, with the same numbers as a table beside them.
For who cannot see it there is a title and a description; it holds no script, no font and no link."""

from __future__ import annotations

from collections.abc import Iterable
from xml.sax.saxutils import escape

from cases.amounts import from_cents, written
from workflows.oversight.simulation.report import GAIN, LOSS, Summary, Sums, rows_of

WIDTH, BARS, LEFT, ROW = 960, 330, 190, 46
NOW, THEN = "#1d5a74", "#b45309"
"""Dark enough on white for text and pictures (WCAG 2.1, 1.4.11), and told apart by place as well as colour."""
COLUMNS = ((620, "Zaken"), (780, "Nu"), (940, "Bij wijziging"))


def picture(summary: Summary, title: str, told: Iterable[str]) -> str:
    """Give the picture as SVG text."""
    rows = rows_of(summary)
    height = ROW * (len(rows) + 2)
    largest = max((max(sums.before, sums.after) for _, sums in rows), default=0)
    parts = [part for place, (label, sums) in enumerate(rows, start=2) for part in _row(label, sums, place, largest)]
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img" lang="nl" '
            'aria-labelledby="titel beschrijving" font-family="Liberation Sans, Arial, sans-serif" font-size="14">',
            f'<title id="titel">{escape(title)}</title>',
            f'<desc id="beschrijving">{escape(described(summary, told))}</desc>',
            f'<rect width="{WIDTH}" height="{height}" fill="#ffffff"/>',
            f'<text x="8" y="24" font-size="17" font-weight="bold">{escape(title)}</text>',
            *_head(),
            *parts,
            "</svg>",
            "",
        ]
    )


def described(summary: Summary, told: Iterable[str]) -> str:
    """Say in words what the picture shows."""
    changes = "; ".join(told) or "niets gewijzigd"
    gain, loss, total = summary.groups[GAIN], summary.groups[LOSS], summary.total
    return (
        f"Gewijzigd: {changes}. {gain.count} zaken gaan erop vooruit ({_euro(gain.difference)}), {loss.count} erop achteruit "
        f"({_euro(loss.difference)}). Het totaal gaat van {_euro(total.before)} naar {_euro(total.after)}. "
        "De tabel naast de balken geeft dezelfde getallen."
    )


def _head() -> list[str]:
    y = ROW + 20
    key = (
        f'<rect x="{LEFT}" y="{y - 11}" width="12" height="12" fill="{NOW}"/><text x="{LEFT + 18}" y="{y}">nu</text>'
        f'<rect x="{LEFT + 60}" y="{y - 11}" width="12" height="12" fill="{THEN}"/>'
        f'<text x="{LEFT + 78}" y="{y}">bij wijziging</text>'
    )
    return [key, *(_number(x, y, name, bold=True) for x, name in COLUMNS)]


def _row(label: str, sums: Sums, place: int, largest: int) -> list[str]:
    y = ROW * place
    numbers = (f"{sums.count}", _euro(sums.before), _euro(sums.after))
    return [
        f'<text x="8" y="{y + 22}">{escape(label)}</text>',
        f'<rect x="{LEFT}" y="{y + 6}" width="{_length(sums.before, largest)}" height="12" fill="{NOW}"/>',
        f'<rect x="{LEFT}" y="{y + 20}" width="{_length(sums.after, largest)}" height="12" fill="{THEN}"/>',
        *(_number(x, y + 22, text) for (x, _), text in zip(COLUMNS, numbers, strict=True)),
    ]


def _number(x: int, y: int, text: str, *, bold: bool = False) -> str:
    weight = ' font-weight="bold"' if bold else ""
    return f'<text x="{x}" y="{y}" text-anchor="end"{weight}>{escape(text)}</text>'


def _length(cents: int, largest: int) -> int:
    return max(cents, 0) * BARS // largest if largest else 0


def _euro(cents: int) -> str:
    return written(from_cents(cents))
