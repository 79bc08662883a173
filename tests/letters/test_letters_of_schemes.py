"""Every kind of letter of every scheme, from a case that reached it: sent without a problem, whole on paper, and telling who decided.
How cases get there stands in `stories`; what single sentences say is tested beside the scheme."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as django_settings

from cases.schemes.registry import scheme
from letters.models import Letter, LetterStatus
from letters.render import render
from letters.text import Heading, ItemList, LetterText, plain_text
from tests.letters.reader import read
from tests.letters.stories import STORIES
from tests.letters.stories.reading import NEVER, Sent, sent
from tests.letters.stories.story import Story

TOLD = [
    pytest.param(told, id=f"{code}: {name}")
    for code, stories in STORIES.items()
    if code != "slim"  # those of SLIM are composed one by one in test_letters_of_cases
    for name, told in stories.items()
]
COMPUTED, AUTOMATIC = "Dit besluit is met een computer gemaakt", "Dit besluit is automatisch genomen"


@pytest.fixture(autouse=True)
def _own_folders(settings: Any, tmp_path: Path) -> None:
    settings.DOCUMENT_ROOT, settings.OUTBOX_ROOT = tmp_path / "documents", tmp_path / "outbox"


@pytest.mark.parametrize("code", STORIES)
def test_every_kind_of_letter_has_its_story(code: str) -> None:
    told = {"receipt"}.union(*(told.kinds for told in STORIES[code].values()))
    assert set(scheme(code).wording) - told == NEVER.get(code, frozenset())
    assert told <= set(scheme(code).wording)


@pytest.mark.django_db
@pytest.mark.parametrize("told", TOLD)
def test_letters_of_a_story_are_sent_whole_and_say_who_decided(told: Story) -> None:
    told.tell()
    assert not Letter.objects.exclude(status__in=(LetterStatus.SENT, LetterStatus.VOID)).exists()
    letters = list(sent())
    assert told.kinds <= {letter.kind for letter in letters}
    for letter in letters:
        assert_whole(letter.text)
        assert_says_who_decided(letter)


def assert_whole(text: LetterText) -> None:
    """All of it is on paper, nobody is named twice above it, no heading stands alone, and no article beside a part of itself."""
    assert f"t.a.v. {text.addressee[0]}" not in text.addressee
    assert _close(read(render(text)).text) == _close(plain_text(text))
    kinds = [type(block) for block in text.blocks]
    assert (Heading, Heading) not in set(pairwise(kinds))
    for block in text.blocks:
        if isinstance(block, ItemList):
            cites = [cite for item in block.items for cite in item.split(", ")]
            assert not [cite for cite in cites if any(other.startswith(f"{cite} lid ") for other in cites)]


def assert_says_who_decided(letter: Sent) -> None:
    """A decision of a sharing, or of the machine, says so on paper with how to reach a person; no other letter does."""
    on_paper = read(render(letter.text)).text
    in_sharing, by_machine = bool(letter.decided.get("in_sharing")), bool(letter.decided.get("by_machine"))
    assert (COMPUTED in on_paper, AUTOMATIC in on_paper) == (in_sharing, by_machine)
    if in_sharing:
        office = django_settings.OFFICE
        after = on_paper.split(COMPUTED)[1].split("Heeft u vragen?")[0]
        for expected in ("goedgekeurd", "getekend", office["telephone"], office["email"], letter.text.reference):
            assert _close(expected) in _close(after)
        assert letter.kind in ("direct_settlement", "direct_refusal")
        assert letter.text.signature.name


def _close(text: str) -> str:
    """Give the text without white space: lines are broken elsewhere on paper."""
    return "".join(text.split())


@pytest.mark.django_db
def test_settlement_that_a_person_chose_lower_says_so_below_its_calculation() -> None:
    STORIES["stap"]["in part"].tell()
    [letter] = (each for each in sent() if each.kind == "settlement_lower")
    told = "De berekening komt uit op € 659,45. Wij stellen uw subsidie lager vast, op € 300,00."
    assert told in plain_text(letter.text)
