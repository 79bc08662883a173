"""What a story is: steps that bring cases to letters, and the kinds of letters that it is told for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Story:
    """`tell` takes the steps and sends what is due; `kinds` are the letters that go out on the way, besides a receipt."""

    tell: Callable[[], object]
    kinds: frozenset[str]


Stories = Mapping[str, Story]


def story(tell: Callable[[], object], *kinds: str) -> Story:
    """Give a story that is told for these kinds of letters."""
    return Story(tell, frozenset(kinds))
