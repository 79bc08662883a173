"""Text into lines of a given width: words, then hyphens, then anywhere when a word is wider than the line.
No pages here. Every character of the text is in some line."""

from __future__ import annotations

import re
from collections.abc import Iterator

from letters.layout.styles import Style
from letters.printable import printable
from letters.typeface import Face

NO_BREAK_SPACE = "\u00a0"

# After a hyphen between letters ("mkb-ondernemingen"), never inside a number such as SLIM-2020-00017.
_HYPHEN = re.compile(r"(?<=[^\W\d]{2}-)(?=[^\W\d])")


def break_lines(text: str, style: Style, width: float) -> list[str]:
    """Give the lines of a text in a column of so many points; an empty text gives one line with a no-break space.

    A line broken at a space keeps it, so that words stay apart for a program that reads the file aloud.
    """
    limit = int(width * 1000 / style.size)
    return [line for piece in _shown(text) for line in _wrapped(_seen(piece), style.face, limit)]


def _shown(text: str) -> list[str]:
    """Give the lines that the writer made, printable; a number stays beside its euro or percent sign."""
    return printable(text).replace("€ ", f"€{NO_BREAK_SPACE}").replace(" %", f"{NO_BREAK_SPACE}%").split("\n")


def _seen(piece: str) -> str:
    return piece if piece.strip(" ") else NO_BREAK_SPACE


def widest_word(text: str, style: Style) -> float:
    """Give the width in points that a column needs to keep each word of the text whole."""
    words = (word for line in _shown(text) for word in line.split(" "))
    return max((style.face.width(word) for word in words), default=0) * style.size / 1000


def text_width(text: str, style: Style) -> float:
    """Give the width of the longest line of a text when nothing is broken, in points."""
    return max((style.face.width(line) for line in _shown(text)), default=0) * style.size / 1000


def _wrapped(piece: str, face: Face, limit: int) -> Iterator[str]:
    if len(piece) < 300 and face.width(piece) <= limit:
        yield piece
        return
    space, line, used = face.width(" "), "", 0
    for word in piece.split(" "):
        ahead = face.width(word)
        if line and used + space + ahead <= limit:
            line, used = f"{line} {word}", used + space + ahead
            continue
        *full, line = _joined(line, word, face, limit, used) if line or ahead > limit else [word]
        yield from full
        used = face.width(line)
    yield line


def _joined(line: str, word: str, face: Face, limit: int, used: int) -> list[str]:
    """Give the lines that a line and a word make that do not fit together; the last one may be added to."""
    parts = _HYPHEN.split(word) if "-" in word else [word]
    head = ""
    while line and len(parts) > 1 and used + face.width(f" {head}{parts[0]}") <= limit:
        head += parts.pop(0)
    first = [f"{line} {head}" if head else f"{line} "] if line else []
    rest = "".join(parts)
    return [*first, *(_chopped(parts, face, limit) if face.width(rest) > limit else [rest])]


def _chopped(parts: list[str], face: Face, limit: int) -> list[str]:
    """Break a word that is wider than the line: at its hyphens where that is enough, else anywhere."""
    lines = [""]
    used = 0
    for part in parts:
        ahead = face.width(part)
        if used + ahead <= limit:
            lines[-1] += part
            used += ahead
            continue
        *full, last = _cut(part, face, limit) if ahead > limit else [part]
        lines += [*full, last]
        used = face.width(last)
    return [line for line in lines if line]


def _cut(word: str, face: Face, limit: int) -> list[str]:
    lines, start, used = [], 0, 0
    for place, char in enumerate(word):
        ahead = face.widths[char]
        if used + ahead > limit and place > start:
            lines.append(word[start:place])
            start, used = place, 0
        used += ahead
    return [*lines, word[start:]]
