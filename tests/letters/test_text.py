"""The text of a letter as it is kept, read back and shown."""

import json
from dataclasses import replace
from typing import Any

import pytest

from letters.printable import REPLACEMENT, printable
from letters.text import LetterText, LetterTextError, canonical, plain_text
from tests.letters.samples import GRANT, RECEIPT, SAMPLES


@pytest.mark.parametrize("letter", SAMPLES.values(), ids=SAMPLES)
def test_letter_comes_back_from_json_as_it_was(letter: LetterText) -> None:
    kept = json.loads(json.dumps(letter.to_json()))
    assert LetterText.from_json(kept) == letter
    assert LetterText.from_json(kept).to_json() == kept


def test_json_has_the_keys_that_other_modules_rely_on() -> None:
    data = GRANT.to_json()
    assert data["language"] == "nl-NL"
    assert data["date"] == "2020-05-08"
    assert data["blocks"][2] == {"kind": "heading", "text": "Besluit"}
    assert data["blocks"][6].keys() == {"kind", "caption", "header", "rows", "align"}


def test_letter_without_text_below_the_signature_leaves_that_key_out() -> None:
    assert "after_signature" not in RECEIPT.to_json()
    assert "after_signature" in GRANT.to_json()


def test_canonical_text_does_not_depend_on_the_order_of_keys() -> None:
    shuffled = dict(reversed(GRANT.to_json().items()))
    assert canonical(LetterText.from_json(shuffled)) == canonical(GRANT)
    assert canonical(GRANT).startswith('{"addressee":["Bakkerij')


@pytest.mark.parametrize(
    "change",
    [
        {"date": "20200508"},
        {"date": "8 mei 2020"},
        {"date": None},
        {"colour": "blue"},
        {"blocks": [{"kind": "picture", "text": "x"}]},
        {"blocks": [{"kind": "paragraph"}]},
        {"blocks": [{"kind": "paragraph", "text": 8}]},
        {"blocks": [{"kind": "paragraph", "text": None}]},
        {"language": "en-GB"},
    ],
    ids=str,
)
def test_json_that_is_no_letter_is_refused(change: dict[str, Any]) -> None:
    assert LetterText.from_json(RECEIPT.to_json()) == RECEIPT
    with pytest.raises(LetterTextError):
        LetterText.from_json(RECEIPT.to_json() | change)


def test_plain_text_holds_everything_in_reading_order() -> None:
    text = plain_text(GRANT)
    wanted = [
        "Subsidiebureau",
        "Kanaalkade",
        "Retouradres",
        "Gouden Korst",
        "Datum 8 mei 2020",
        "Ons kenmerk SLIM-2020-00017",
    ]
    wanted += [
        "Betreft Besluit",
        "Beste mevrouw",
        "Besluit\n",
        "  € 7.600,00",
        "• U meldt",
        "M. de Wit",
        "bezwaar",
        "Wij houden",
    ]
    places = [text.index(piece) for piece in wanted]
    assert places == sorted(places)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("gewoon", "gewoon"),
        ("regel\r\neen\ttab", "regel\neen tab"),
        ("e\u0301", "é"),
        ("sub\u00adsidie\u200b", "subsidie"),
        ("a\x00b\x1bc\x7f", f"a{REPLACEMENT}b{REPLACEMENT}c{REPLACEMENT}"),
        ("\ud800 \ue000 \ufffe \U0010ffff", " ".join([REPLACEMENT] * 4)),
        ("\U0001f600", "\U0001f600"),
    ],
    ids=ascii,
)
def test_what_has_no_form_becomes_visible(text: str, shown: str) -> None:
    assert printable(text) == shown


def test_name_of_an_applicant_never_stops_the_making_of_a_letter() -> None:
    assert "None {x}" in plain_text(replace(RECEIPT, addressee=("None {x} B.V.",)))
