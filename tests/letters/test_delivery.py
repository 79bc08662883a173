"""The folder from which letters leave: whole files, no personal data in the name, never the same letter twice."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from cases.documents.store import digest_of
from cases.models import Case
from letters.delivery import OutboxFolder
from letters.models import Letter

LETTER = Letter(pk=45, case=Case(pk=17, number="SLIM-2020-000017"), kind="receipt")


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if path.is_file())


def test_letter_lies_under_its_number_and_that_of_its_case(tmp_path: Path) -> None:
    OutboxFolder(tmp_path).deliver(LETTER, b"%PDF")
    assert names(tmp_path) == ["45-SLIM-2020-000017.pdf"]
    assert OutboxFolder(tmp_path).delivered(LETTER) == digest_of(b"%PDF")


def test_second_delivery_of_a_letter_changes_nothing(tmp_path: Path) -> None:
    outbox = OutboxFolder(tmp_path)
    outbox.deliver(LETTER, b"first")
    outbox.deliver(LETTER, b"second")
    assert (tmp_path / "45-SLIM-2020-000017.pdf").read_bytes() == b"first"


def test_letter_that_was_taken_out_is_not_delivered_again(tmp_path: Path) -> None:
    outbox = OutboxFolder(tmp_path)
    outbox.deliver(LETTER, b"%PDF")
    (tmp_path / "45-SLIM-2020-000017.pdf").rename(outbox.taken / "45-SLIM-2020-000017.pdf")
    outbox.deliver(LETTER, b"%PDF again")
    assert names(tmp_path) == []
    assert outbox.delivered(LETTER) == digest_of(b"%PDF")


def test_of_many_writers_at_once_one_file_stays_and_no_other_is_left(tmp_path: Path) -> None:
    outbox, versions = OutboxFolder(tmp_path), [f"version {number}".encode() * 10_000 for number in range(20)]
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda pdf: outbox.deliver(LETTER, pdf), versions))
    assert names(tmp_path) == ["45-SLIM-2020-000017.pdf"]
    assert outbox.delivered(LETTER) in {digest_of(version) for version in versions}


def test_letter_that_never_left_is_not_found(tmp_path: Path) -> None:
    assert OutboxFolder(tmp_path).delivered(LETTER) is None
