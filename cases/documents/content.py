"""Is a file what its sender says it is? Told by its first bytes and its text; nothing in it is run or opened.
Which types are taken at all stands in `cases.intake`."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from types import MappingProxyType

PDF_WITHIN = 1024
"""A PDF names itself within its first 1024 bytes (ISO 32000-1, implementation note 13)."""


def is_of_type(media_type: str, content: bytes) -> bool:
    """Say whether the content fits a media type that we know."""
    looks = LOOKS.get(media_type)
    return looks is not None and looks(content)


def _is_pdf(content: bytes) -> bool:
    return b"%PDF-" in content[:PDF_WITHIN]


def _is_png(content: bytes) -> bool:
    return content.startswith(b"\x89PNG\r\n\x1a\n")


def _is_jpeg(content: bytes) -> bool:
    return content.startswith(b"\xff\xd8\xff")


def _is_text(content: bytes) -> bool:
    """Text has no null bytes and can be read as UTF-8, or as the Windows code page of older programs."""
    if b"\x00" in content:
        return False
    try:
        content.decode()
    except UnicodeDecodeError:
        return all(byte >= 32 or byte in b"\t\n\r\f" for byte in content)
    return True


def _is_json(content: bytes) -> bool:
    try:
        json.loads(content)
    except (ValueError, RecursionError):
        return False
    return True


LOOKS: Mapping[str, Callable[[bytes], bool]] = MappingProxyType(
    {
        "application/pdf": _is_pdf,
        "image/png": _is_png,
        "image/jpeg": _is_jpeg,
        "text/plain": _is_text,
        "text/csv": _is_text,
        "application/json": _is_json,
    }
)
