"""Reading what comes in: every error at once with its path, and nothing that comes in makes us stumble."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from cases.intake import Incoming, read_submission
from cases.schemes.reading import InputError, InvalidInput
from tests.make import sample

Envelope = dict[str, Any]


def read(envelope: Envelope | str | bytes) -> Incoming:
    raw = json.dumps(envelope) if isinstance(envelope, dict) else envelope
    return read_submission(raw, received_at=timezone.now())


def errors_of(envelope: Envelope | str | bytes) -> dict[str, str]:
    with pytest.raises(InvalidInput) as caught:
        read(envelope)
    return {error.path: error.message for error in caught.value.errors}


def changed(change: Callable[[Envelope], object]) -> Envelope:
    envelope = sample("mkb-klein-2020")
    change(envelope)
    return envelope


def test_a_sound_submission_is_read_whole() -> None:
    incoming = read(sample("mkb-klein-2020"))
    assert incoming.received_on.year == 2020
    assert incoming.document_kinds == sorted(document.kind for document in incoming.documents)


@pytest.mark.parametrize("name", ["Firma <A & B>", "Zorg 🌱 & Zonen", 'O\'Brien "De Eik"', "شركة", "é" * 200])
def test_odd_names_are_taken_as_they_are(name: str) -> None:
    envelope = changed(lambda each: each["application"]["applicant"].update(name=name))
    assert read(envelope).application.applicant.name == name


def test_all_errors_come_at_once_each_with_its_path() -> None:
    envelope = sample("mkb-klein-2020")
    envelope["application"]["applicant"]["kvk_number"] = 12345678
    envelope["application"]["enterprise"]["own_figures"]["year"] = "2019"
    envelope["application"]["project"]["starts_on"] = "9999-01-01"
    envelope["application"]["unknown"] = 1
    envelope["documents"][0]["content"] = "%%%"
    envelope["extra"] = True
    assert set(errors_of(envelope)) == {
        "application.applicant.kvk_number",
        "application.enterprise.own_figures.year",
        "application.project.starts_on",
        "application.unknown",
        "documents[0].content",
        "extra",
    }


@pytest.mark.parametrize(
    ("raw", "sentence"),
    [
        ("not json", "regel 1, teken 1"),
        ("[1]", "object met velden"),
        ('{"scheme": NaN}', "NaN is geen getal"),
        (b'{"scheme": "\xff"}', "geen UTF-8"),
        ("[" * 100_000, "te diep genest"),
        ("", "regel 1, teken 1"),
        ("x" * 8_000_001, "groter dan 8 MB"),
    ],
    ids=["no json", "a list", "NaN", "not utf-8", "deep", "empty", "too large"],
)
def test_what_is_no_object_is_one_clear_error(raw: str | bytes, sentence: str) -> None:
    assert sentence in errors_of(raw)["(geheel)"]


@pytest.mark.parametrize("moment", ["yesterday", 5, "2020-03-02", "2999-01-01T10:00:00+01:00", "2020-03-02T10:00:00"])
def test_a_moment_of_receipt_is_a_moment_and_not_in_the_future(moment: object) -> None:
    assert "received_at" in errors_of(changed(lambda each: each.update(received_at=moment)))


@pytest.mark.parametrize("text", ["half \ud800", "nul \u0000", "bel \u0007"])
def test_text_that_no_database_keeps_is_refused_with_a_sentence(text: str) -> None:
    assert errors_of(changed(lambda each: each["application"]["applicant"].update(name=text)))


@pytest.mark.parametrize("mark", ["\u0000", "\u0007", "\u007f", "\u0085", "\u202e"])
def test_an_address_for_mail_has_no_characters_that_nobody_sees(mark: str) -> None:
    wrong = changed(lambda each: each["application"]["applicant"].update(email=f"info{mark}@example.nl"))
    assert "application.applicant.email" in errors_of(wrong)


@pytest.mark.parametrize(
    ("group", "name", "number", "path"),
    [
        ("applicant", "kvk_number", "\u0661" * 8, "applicant.kvk_number"),
        ("enterprise", "sbi_codes", ["\u0661\u0662"], "enterprise.sbi_codes[0]"),
    ],
)
def test_a_number_is_written_in_our_own_digits(group: str, name: str, number: object, path: str) -> None:
    assert f"application.{path}" in errors_of(changed(lambda each: each["application"][group].update({name: number})))


def test_an_unknown_scheme_names_those_that_exist() -> None:
    assert "slim" in errors_of(changed(lambda each: each.update(scheme="zzz")))["scheme"]


def test_the_digest_is_of_what_is_asked_and_not_of_how_it_was_written() -> None:
    envelope = sample("mkb-klein-2020")
    spaced = json.dumps(envelope, indent=4, sort_keys=True)
    later = {**envelope, "received_at": "2020-03-03T10:00:00+01:00"}
    assert read(envelope).digest == read(spaced).digest == read(later).digest


def test_the_digest_of_an_erased_application_cannot_be_guessed_back(settings: Any) -> None:
    before = read(sample("mkb-klein-2020")).digest
    settings.PSEUDONYM_KEY = "another secret"
    assert read(sample("mkb-klein-2020")).digest != before


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)
FIELDS = ["kind", "applicant", "enterprise", "project", "activities", "budget", "asks_advance"]


@given(field=st.sampled_from(FIELDS), value=JSON)
def test_any_value_in_any_field_is_read_or_refused_and_never_a_crash(field: str, value: object) -> None:
    envelope = changed(lambda each: each["application"].update({field: value}))
    found: tuple[InputError, ...] = ()
    try:
        read(envelope)
    except InvalidInput as error:
        found = error.errors
    assert all(entry.path and entry.message for entry in found)


@given(raw=st.binary(max_size=200) | st.text(max_size=200))
def test_any_bytes_are_refused_with_a_sentence(raw: bytes | str) -> None:
    assert errors_of(raw)


def test_more_documents_than_are_read_from_one_message_are_an_error() -> None:
    envelope = sample("mkb-klein-2020")
    one = envelope["documents"][0]
    assert read(envelope | {"documents": [one] * 20}).documents
    assert list(errors_of(envelope | {"documents": [one] * 21})) == ["documents"]


def test_the_same_words_in_another_window_are_another_application() -> None:
    content = read(sample("mkb-klein-2020"))
    digests = [content.digest_in(window) for window in ("slim-2020-1", "slim-2020-1", "slim-2021-1")]
    assert digests[0] == digests[1] != digests[2]
