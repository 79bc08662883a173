"""What was sent is kept, and can be made again byte for byte."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from cases.documents.store import digest_of
from letters.archive import NotTheSame, again, composition_of, pdf_of, store
from letters.models import Composition, Letter
from letters.render import CURRENT, UnknownRenderer, render
from tests.letters import cases
from tests.letters.samples import GRANT

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_folders(settings: Any, tmp_path: Path) -> None:
    settings.DOCUMENT_ROOT, settings.OUTBOX_ROOT = tmp_path / "documents", tmp_path / "outbox"


@pytest.fixture
def letter() -> Letter:
    case, _ = cases.receipt()
    return case.letters.get()


def test_sent_letter_is_made_again_with_the_same_bytes(letter: Letter) -> None:
    [kept] = store([composition_of(letter, GRANT, render(GRANT))])
    assert again(kept) == pdf_of(kept)
    assert (kept.printed_on, kept.renderer) == (date(2020, 5, 8), CURRENT)


def test_other_bytes_are_told_and_never_passed_off_as_the_letter(letter: Letter) -> None:
    row = composition_of(letter, GRANT, render(GRANT))
    row.digest = digest_of(b"another letter")
    with pytest.raises(NotTheSame, match="bewaar het origineel"):
        again(row)


def test_letter_of_an_unknown_renderer_says_what_to_install(letter: Letter) -> None:
    row = composition_of(letter, GRANT, render(GRANT))
    row.renderer = "2019-01/reportlab-3/pikepdf-1"
    with pytest.raises(UnknownRenderer, match="Installeer"):
        again(row)


def test_same_text_of_a_broken_run_is_stored_once(letter: Letter) -> None:
    first = store([composition_of(letter, GRANT, render(GRANT))])
    second = store([composition_of(letter, GRANT, render(GRANT))])
    assert first == second
    assert Composition.objects.filter(letter=letter).count() == 1
