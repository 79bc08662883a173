"""One letter from file to draft: its text for a day, or all that stands in the way. Never an exception, so that a run goes on.
Rendering, keeping and sending come after it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from cases.law import NotSet
from cases.schemes.letter_facts import MissingFacts
from cases.schemes.reading import InvalidInput
from letters.blocks import NoVersion
from letters.compose import compose, may_go
from letters.facts.file import LetterFile
from letters.facts.gathering import facts_of
from letters.text import LetterText

UNFIT = (MissingFacts, NotSet, NoVersion, InvalidInput)


@dataclass(frozen=True)
class Draft:
    """A letter composed for a printed date; without `text` it cannot go out, and `problems` say why in Dutch."""

    file: LetterFile
    text: LetterText | None
    problems: tuple[str, ...] = ()

    @property
    def is_fit(self) -> bool:
        """Say whether the letter may be sent."""
        return self.text is not None and not self.problems


def draft(file: LetterFile, on: date) -> Draft:
    """Compose and check a letter for a printed date."""
    if file.kind not in file.scheme.wording:
        return Draft(file, None, (f"De regeling {file.scheme.name} heeft geen tekst voor de brief {file.kind!r}.",))
    try:
        facts = facts_of(file, on)
        text = compose(file, facts)
    except UNFIT as error:
        return Draft(file, None, (str(error),))
    return Draft(file, text, tuple(may_go(file, facts, text)))
