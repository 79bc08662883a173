"""The letters of SLIM, from the cases that reach them. Nothing is asserted here."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from cases.models import Case
from tests import make
from tests.letters.cases import REACHED
from tests.letters.stories.story import Stories, story


def sent(reach: Callable[[], tuple[Case, date]]) -> Callable[[], None]:
    """Reach a letter, and send what is due."""

    def tell() -> None:
        _, on = reach()
        make.letters_sent(on)

    return tell


STORIES: Stories = {name: story(sent(reach), kind) for name, (kind, reach) in REACHED.items()}
