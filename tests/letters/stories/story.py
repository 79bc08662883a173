"""What a story is: steps that bring cases to letters, and the kinds of letters that it is told for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from cases.models import Case
from tests import make
from workflows.steps.objection import receive_objection


@dataclass(frozen=True)
class Story:
    """`tell` takes the steps and sends what is due; `kinds` are the letters that go out on the way, besides a receipt."""

    tell: Callable[[], object]
    kinds: frozenset[str]


Stories = Mapping[str, Story]


def story(tell: Callable[[], object], *kinds: str) -> Story:
    """Give a story that is told for these kinds of letters."""
    return Story(tell, frozenset(kinds))


def objected(case: Case, announced_on: date) -> None:
    """Let the applicant object, and confirm its receipt."""
    on = announced_on + timedelta(days=10)
    data = {"announced_on": announced_on.isoformat(), "grounds": "Het besluit klopt niet."}
    receive_objection(case.pk, data, by=make.recipient(case), received_at=make.at(on))
    make.letters_sent(on)
