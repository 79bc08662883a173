"""A file is taken for what its bytes say, and JSON is read to a depth that rules can walk through."""

from __future__ import annotations

import json
from typing import Any

import pytest

from cases.decoding import DEEPEST, decode
from cases.documents.content import LOOKS, is_of_type
from cases.intake import MEDIA_TYPES, IncomingDocument, document_faults
from cases.schemes.reading import InvalidInput

PDF = b"%PDF-1.7\n"
PNG = b"\x89PNG\r\n\x1a\n\x00"
JPEG = b"\xff\xd8\xff\xe0"


@pytest.mark.parametrize(
    ("media_type", "content", "expected"),
    [
        ("application/pdf", PDF, True),
        ("application/pdf", b" " * 1000 + PDF, True),
        ("application/pdf", b" " * 1100 + PDF, False),
        ("application/pdf", b"<html>", False),
        ("application/pdf", b"", False),
        ("image/png", PNG, True),
        ("image/png", JPEG, False),
        ("image/jpeg", JPEG, True),
        ("image/jpeg", PDF, False),
        ("text/plain", "Café €".encode(), True),
        ("text/plain", "Café".encode("cp1252"), True),
        ("text/plain", b"MZ\x90\x00", False),
        ("text/plain", b"\xff\x01", False),
        ("text/csv", b"a;b\n1;2\n", True),
        ("application/json", b'{"a": 1}', True),
        ("application/json", b"{a: 1}", False),
        ("application/json", b"[" * 100_000, False),
        ("application/x-msdownload", b"MZ", False),
    ],
)
def test_content_fits_its_media_type(media_type: str, content: bytes, expected: bool) -> None:
    assert is_of_type(media_type, content) is expected


def test_every_type_that_is_taken_can_be_looked_at() -> None:
    assert set(LOOKS) == MEDIA_TYPES


@pytest.mark.parametrize(
    ("changed", "path"),
    [
        ({}, None),
        ({"media_type": "video/mp4"}, "documents[0].media_type"),
        ({"content": b"<html>"}, "documents[0].content"),
        ({"name": ""}, "documents[0].name"),
        ({"name": "a" * 201}, "documents[0].name"),
        ({"name": "a\ud800"}, "documents[0].name"),
        ({"kind": "begroting\x00"}, "documents[0].name"),
    ],
)
def test_what_is_wrong_with_a_file_is_told_at_its_path(changed: dict[str, Any], path: str | None) -> None:
    fields: dict[str, Any] = {"kind": "begroting", "name": "b.pdf", "media_type": "application/pdf", "content": PDF}
    faults = list(document_faults("documents[0]", IncomingDocument(**(fields | changed))))
    assert [fault.path for fault in faults] == ([path] if path else [])


def nested(levels: int) -> str:
    """Give JSON with so many levels, the outermost object included."""
    value: Any = 1
    for _ in range(levels):
        value = {"a": value}
    return json.dumps(value)


def test_json_is_read_to_its_deepest_level_and_no_further() -> None:
    assert decode(nested(DEEPEST))
    with pytest.raises(InvalidInput, match="te diep genest"):
        decode(nested(DEEPEST + 1))


def test_many_brackets_side_by_side_are_not_deep() -> None:
    assert decode(json.dumps({"rows": [{"a": []}] * 100}))
