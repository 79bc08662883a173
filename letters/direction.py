"""The order in which a line with Hebrew or Arabic is drawn, from left to right on paper.
The simple case only, a name or phrase inside a Dutch line; letters are not joined to their Arabic forms."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

_FIRST_RIGHT_TO_LEFT = "\u0590"
_BETWEEN = " -'\"\u2019\u05be"


def in_visual_order(text: str) -> str:
    """Give the line as it is drawn from left to right: each run of right-to-left characters turned around."""
    if max(text, default="") < _FIRST_RIGHT_TO_LEFT:
        return text
    turned = ["R" if _is_right_to_left(char) else "B" if char in _BETWEEN else "L" for char in text]
    pieces, end = [], 0
    for run in re.finditer("R[RB]*R|R", "".join(turned)):
        pieces += [text[end : run.start()], text[run.start() : run.end()][::-1]]
        end = run.end()
    return "".join([*pieces, text[end:]])


@cache
def _is_right_to_left(char: str) -> bool:
    return unicodedata.bidirectional(char) in ("R", "AL", "NSM") and char >= _FIRST_RIGHT_TO_LEFT
