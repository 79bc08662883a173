"""Do the sample applications of a scheme read without an error, and does each name the day that chooses its rule version?
What the rules find on them is tested per scheme."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from django.core.checks import Error
from django.utils import timezone

from cases.checks.problem import problem
from cases.intake import read_submission
from cases.law import NotInForce
from cases.schemes.base import Scheme
from cases.schemes.reading import InvalidInput


def sample_problems(scheme: Scheme) -> Iterator[Error]:
    """Give every problem of the samples."""
    samples = sorted(scheme.samples.glob("*.json"))
    if not samples:
        hint = "Add at least one application as JSON."
        yield problem(scheme, "E041", f"there are no samples in {scheme.samples.name}/.", hint)
    for sample in samples:
        yield from _problems_of(scheme, sample)


def _problems_of(scheme: Scheme, sample: Path) -> Iterator[Error]:
    text = sample.read_text(encoding="utf-8")
    try:
        incoming = read_submission(text, received_at=timezone.now())
    except InvalidInput as error:
        hint = "Correct the sample, or the reader of the application."
        yield problem(scheme, "E042", f"the sample {sample.name} cannot be read: {error}.", hint)
        return
    if not _names_a_version(scheme, json.loads(text), incoming.received_at):
        hint = "Give `received_at` as a moment on which a version of the scheme is in force."
        yield problem(scheme, "E043", f"the sample {sample.name} does not name the day of its version.", hint)


def _names_a_version(scheme: Scheme, envelope: dict[str, object], moment: datetime) -> bool:
    try:
        return bool(envelope.get("received_at")) and bool(scheme.version_on(timezone.localdate(moment)))
    except NotInForce:
        return False
