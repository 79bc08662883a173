"""The trace of input that was rejected: when, what kind of errors, and a commitment to its digest; never its content."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from datetime import date

from django.db import transaction

from audit.trail import Origin, record
from cases.schemes.reading import NO_NAME, InputError

MOST_PATHS, LONGEST = 50, 120
PART = re.compile(r"[^.\[\]]+")
LONG_NUMBER = re.compile(r"\d{8}")
"""In any digits that there are: what looks like the number of a person is not kept, whoever wrote it."""


def record_rejection(raw: bytes, errors: Sequence[InputError], *, on: date, channel: str = "command") -> None:
    """Record that a submission was rejected on a day, with the paths that were wrong (the first fifty), in names of ours."""
    paths = [_kept(error) for error in errors[:MOST_PATHS]]
    with transaction.atomic():
        record(
            f"intake:{on:%Y-%m-%d}",
            "intake.rejected",
            actor="system:intake",
            origin=Origin("api" if channel == "api" else "command", "submit"),
            on=on,
            facts={"errors": len(errors), "paths": list(paths), "reason": "ongeldige inzending"},
            personal={"submission_digest": hashlib.sha256(raw).hexdigest()},
        )


def _kept(error: InputError) -> str:
    """Give the path without what the sender may have written in it."""
    return PART.sub(lambda part: part[0] if _is_name(part[0]) else NO_NAME, error.trace or error.path)


def _is_name(part: str) -> bool:
    return part.isascii() and part.isprintable() and len(part) < LONGEST and not LONG_NUMBER.search(part)
