"""Files of applications where the order of arrival decides: stored with the application, and put away before its case is made."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from cases.documents import enclosures
from cases.documents.enclosures import put_away
from cases.documents.store import digest_of, fetch
from cases.models import Arrival, Document, Enclosure
from tests.arriving.queueing import came_in, case_of, drained, incoming, people, window
from workflows.api.once import ARRIVE
from workflows.steps.arriving import First, NotFirst
from workflows.steps.taking_in import take_in

pytestmark = pytest.mark.django_db
PAPER = b"Bewijs"


class Stopped(Exception):
    """Stands for a stop of the machine."""


@pytest.fixture(autouse=True)
def store(settings: Any, tmp_path: Path) -> Path:
    settings.DOCUMENT_ROOT = tmp_path / "documents"
    return tmp_path / "documents"


def test_file_comes_in_as_a_row_of_its_application(store: Path) -> None:
    window()
    came_in(1)
    [row] = Enclosure.objects.all()
    assert (bytes(row.content), row.submission) == (PAPER, Arrival.objects.get().submission)
    assert not store.exists()


def test_application_and_its_file_are_stored_together_or_not_at_all() -> None:
    window()
    with pytest.raises(NotFirst):
        take_in(incoming(1), channel="test", first=First("SELECT 1 WHERE false", ARRIVE, {}))
    assert (Arrival.objects.count(), Enclosure.objects.count()) == (0, 0)


def test_repeated_application_brings_no_second_file() -> None:
    window()
    one = incoming(1)
    first, again = (take_in(one, channel="test") for _ in range(2))
    assert (first.number, Enclosure.objects.count()) == (again.number, 1)


def test_application_without_files_brings_no_row() -> None:
    window()
    came_in(1, with_documents=False)
    assert not Enclosure.objects.exists()


def test_drain_puts_files_away_under_their_digests_and_removes_the_rows() -> None:
    people()
    found = window()
    receipts = [came_in(number) for number in (1, 2)]
    drained(found)
    documents = Document.objects.filter(case__in=[case_of(receipt).pk for receipt in receipts])
    assert [fetch(document.digest) for document in documents] == [PAPER, PAPER]
    assert not Enclosure.objects.exists()


def test_rows_stay_until_the_files_are_on_the_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    window()
    came_in(1)
    submission = Arrival.objects.get().submission_id

    def stopped() -> None:
        raise Stopped

    with monkeypatch.context() as patched:
        patched.setattr(enclosures, "on_disk", stopped)
        with pytest.raises(Stopped):
            put_away([submission])
    assert Enclosure.objects.count() == 1
    put_away([submission])
    assert (fetch(digest_of(PAPER)), Enclosure.objects.count()) == (PAPER, 0)


def test_files_of_others_stay() -> None:
    window()
    came_in(1)
    came_in(2)
    put_away([Arrival.objects.order_by("pk")[0].submission_id])
    assert [row.submission_id for row in Enclosure.objects.all()] == [Arrival.objects.order_by("pk")[1].submission_id]
