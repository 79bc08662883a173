"""Files by their digest, outside the tree. Writing the same file twice changes nothing, so a broken run can be run again."""

from __future__ import annotations

import hashlib
import os
import secrets
from pathlib import Path

from django.conf import settings

NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL


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
    temporary = path.with_name(f"{digest}.{secrets.token_hex(8)}")
    with os.fdopen(_opened(temporary), "wb") as file:
        file.write(data)
    os.replace(temporary, path)
    return digest


def on_disk() -> None:
    """Wait until all that was kept so far lies on the disk: one wait for many files, where fsync would be one for each."""
    os.sync()


def _opened(path: Path) -> int:
    """Open a new file for us only; its folder is there already, but for the first file in it."""
    try:
        return os.open(path, NEW, mode=0o600)
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        return os.open(path, NEW, mode=0o600)


def fetch(digest: str) -> bytes:
    """Give the stored bytes. Raises FileNotFoundError, or FileDamaged where they changed."""
    data = _path(digest).read_bytes()
    if digest_of(data) != digest:
        raise FileDamaged(f"Bestand {digest[:12]} is gewijzigd sinds het is opgeslagen.")
    return data


def _path(digest: str) -> Path:
    return Path(settings.DOCUMENT_ROOT) / digest[:2] / digest
