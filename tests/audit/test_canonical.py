"""Canonical JSON (RFC 8785) for the values of an event."""

import json
from enum import IntEnum, StrEnum
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit.canonical import LARGEST_INTEGER, NotCanonical, encode


class Size(IntEnum):
    SMALL = 1


class Word(StrEnum):
    YES = "yes"


TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"))
KEYS = st.text(st.characters(max_codepoint=126, exclude_characters="\0"))
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-LARGEST_INTEGER, LARGEST_INTEGER) | TEXT,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=12,
)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ({"b": 1, "a": [True, None, -5]}, '{"a":[true,null,-5],"b":1}'),
        ({"string": '€$\u000f\nA\'B"\\"/'}, '{"string":"€$\\u000f\\nA\'B\\"\\\\\\"/"}'),
        ("Firma <A & B> \u2028 😂 \u007f", '"Firma <A & B> \u2028 😂 \u007f"'),
        ("\b\t\n\f\r\u001f", '"\\b\\t\\n\\f\\r\\u001f"'),
        ({"1": "one", "\r": "return", "10": 0, "2": ()}, '{"\\r":"return","1":"one","10":0,"2":[]}'),
        (LARGEST_INTEGER, "9007199254740992"),
        ({"a": "\\u0000"}, '{"a":"\\\\u0000"}'),
        ([Size.SMALL, Word.YES], '[1,"yes"]'),
    ],
    ids=["3.2.3", "3.2.2", "not escaped", "3.2.2.2", "order of keys", "largest", "no NUL", "enumerations"],
)
def test_a_value_has_one_canonical_text(value: Any, expected: str) -> None:
    assert encode(value) == expected


@pytest.mark.parametrize(
    ("value", "complaint"),
    [
        ({"amount": 1.5}, r"\.amount is a float"),
        (float("nan"), "is a float"),
        (LARGEST_INTEGER + 1, r"beyond 2\^53"),
        ({"a": [{"é": 1}]}, r"\.a\[0\] has the key 'é'"),
        ({1: "a"}, "has the key 1"),
        ("\ud800", "surrogate"),
        ("a\0b", r"U\+0000"),
        ("é\0", r"U\+0000"),
        ({"when": object()}, r"\.when is a object"),
        (b"bytes", "is a bytes"),
    ],
    ids=["float", "NaN", "too large", "key", "key type", "half a pair", "NUL", "NUL beside é", "object", "bytes"],
)
def test_what_has_no_canonical_text_is_refused_with_its_path(value: Any, complaint: str) -> None:
    with pytest.raises(NotCanonical, match=complaint):
        encode(value)


@given(VALUES)
def test_the_canonical_text_reads_back_as_the_value_and_is_stable(value: Any) -> None:
    text = encode(value)
    assert json.loads(text) == value
    assert encode(json.loads(text)) == text
