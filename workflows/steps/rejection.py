"""The trace of input that was rejected: when, what kind of errors, and a commitment to its digest; never its content."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import date

from django.db import transaction

from audit.trail import Origin, record

MOST_PATHS = 50


def record_rejection(raw: bytes, paths: Sequence[str], *, on: date, channel: str = "command") -> None:
    """Record that a submission was rejected on a day, with the paths that were wrong (the first fifty)."""
    known = [path if path.isascii() and len(path) < 120 else "(onbekend veld)" for path in paths[:MOST_PATHS]]
    with transaction.atomic():
        record(
            f"intake:{on:%Y-%m-%d}",
            "intake.rejected",
            actor="system:intake",
            origin=Origin("api" if channel == "api" else "command", "submit"),
            on=on,
            facts={"errors": len(paths), "paths": known, "reason": "ongeldige inzending"},
            personal={"submission_digest": hashlib.sha256(raw).hexdigest()},
        )
