"""By which key people and enterprises are known."""

from __future__ import annotations

import hashlib

import pytest

from cases.identity import is_pseudonym, keyed_digest, pseudonym


def test_a_kvk_number_stays_what_it_is() -> None:
    assert pseudonym("90000001") == "90000001"


@pytest.mark.parametrize("number", ["123456782", "1234567", "abc", "\u0661" * 8])
def test_any_other_number_is_replaced_by_a_key_that_does_not_hold_it(number: str) -> None:
    key = pseudonym(number)
    assert is_pseudonym(key)
    assert number not in key


def test_the_same_number_has_the_same_key_and_another_number_another() -> None:
    assert pseudonym("123456782") == pseudonym("123456782")
    assert pseudonym("123456782") != pseudonym("111222333")


def test_a_key_stays_the_same_when_it_is_asked_again() -> None:
    assert pseudonym(pseudonym("123456782")) == pseudonym("123456782")


def test_the_digest_of_a_message_is_keyed() -> None:
    assert keyed_digest(b"123456782") == keyed_digest(b"123456782") != keyed_digest(b"111222333")
    assert keyed_digest(b"123456782") != hashlib.sha256(b"123456782").hexdigest()


def test_another_secret_gives_other_keys(settings: pytest.FixtureRequest) -> None:
    before, digest = pseudonym("123456782"), keyed_digest(b"123456782")
    settings.PSEUDONYM_KEY = "another secret"  # type: ignore[attr-defined]
    assert pseudonym("123456782") != before
    assert keyed_digest(b"123456782") != digest
