"""How a letter leaves the house: a port with one promise (the same letter never twice), and a folder from which another takes it.
What is delivered and when is decided by the sender."""

from __future__ import annotations

import os
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import Protocol

from django.conf import settings

from cases.documents.store import digest_of


class Sendable(Protocol):
    """A letter as a way out sees it: its key is the name of its file."""

    @property
    def file_name(self) -> str: ...


class Delivery(Protocol):
    """A way out. The key is the letter: delivering it again, by whomever, changes nothing."""

    def deliver(self, letter: Sendable, pdf: bytes) -> None:
        """Deliver the letter, unless it was delivered before."""

    def delivered(self, letter: Sendable) -> str | None:
        """Give the digest of what was delivered for this letter; nothing where it never left."""


class OutboxFolder:
    """Writes each letter to a folder as <letter>-<case number>.pdf, without personal data in the name.

    Whoever takes letters out moves them to the folder `taken` below it: a name in either place was delivered.
    """

    def __init__(self, root: Path | None = None) -> None:
        self.root = Path(root or settings.OUTBOX_ROOT)
        self.taken = self.root / "taken"
        self.taken.mkdir(parents=True, exist_ok=True, mode=0o700)

    def deliver(self, letter: Sendable, pdf: bytes) -> None:
        """Write the file whole or not at all; of two writers at once only the first one's file stays."""
        if self._place(letter):
            return
        handle, temporary = tempfile.mkstemp(dir=self.root, prefix=".", suffix=".part")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(pdf)
            with suppress(FileExistsError):
                os.link(temporary, self.root / letter.file_name)
        finally:
            os.unlink(temporary)

    def delivered(self, letter: Sendable) -> str | None:
        """Give the digest of the file, still here or taken."""
        place = self._place(letter)
        return digest_of(place.read_bytes()) if place else None

    def _place(self, letter: Sendable) -> Path | None:
        places = (folder / letter.file_name for folder in (self.root, self.taken))
        return next((place for place in places if place.exists()), None)
