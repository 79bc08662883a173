"""Files by their digest, outside the tree. Writing the same file twice changes nothing, so a broken run can be run again."""

from __future__ import annotations

import hashlib
import os
import tempfile
from pathlib import Path

from django.conf import settings


class FileDamaged(OSError):
    """The stored bytes no longer match their digest."""


def digest_of(data: bytes) -> str:
    """Give the SHA-256 of the bytes in hex."""
    return hashlib.sha256(data).hexdigest()


def keep(data: bytes) -> str:
    """Store bytes under their digest and give it. A half-written file never gets the final name."""
    digest = digest_of(data)
    path = _path(digest)
    if path.exists():
        return digest
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    handle, temporary = tempfile.mkstemp(dir=path.parent)
    with os.fdopen(handle, "wb") as file:
        file.write(data)
    os.replace(temporary, path)
    return digest


def fetch(digest: str) -> bytes:
    """Give the stored bytes. Raises FileNotFoundError, or FileDamaged where they changed."""
    data = _path(digest).read_bytes()
    if digest_of(data) != digest:
        raise FileDamaged(f"Bestand {digest[:12]} is gewijzigd sinds het is opgeslagen.")
    return data


def _path(digest: str) -> Path:
    return Path(settings.DOCUMENT_ROOT) / digest[:2] / digest
