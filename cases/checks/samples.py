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
from cases.intake import Incoming, read_submission
from cases.law import NotInForce
from cases.registers.shapes import shapes
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
    if not isinstance(incoming.application, scheme.shape):
        sentence = f"the sample {sample.name} reads as {type(incoming.application).__name__}, not as its `shape`."
        yield problem(scheme, "E046", sentence, "Let `shape` be the typed class that `read_application` gives.")
    if not _names_a_version(scheme, json.loads(text), incoming.received_at):
        hint = "Give `received_at` as a moment on which a version of the scheme is in force."
        yield problem(scheme, "E043", f"the sample {sample.name} does not name the day of its version.", hint)
    yield from _problems_of_questions(scheme, sample, incoming)


def _problems_of_questions(scheme: Scheme, sample: Path, incoming: Incoming) -> Iterator[Error]:
    """Each question is to a register that exists, and is found by a name that is not the number of a person.

    What is wrong with `asks` itself is told elsewhere.
    """
    known = {**shapes(), **scheme.registers}
    told = {*scheme.asks}
    for question in scheme.asked(incoming.application, incoming.received_on):
        shape = known.get(question.register)
        if shape is None and question.register not in told:
            told.add(question.register)
            hint = "Ask a register of cases.registers.shapes, or one of the scheme's own `registers`."
            sentence = (
                f"with the sample {sample.name} it asks the register {question.register!r}, which does not exist."
            )
            yield problem(scheme, "E044", sentence, hint)
        elif shape and question.subject and shape.key_column.is_personal and question.key in question.subject:
            hint = 'Give the question a name as "applicant" or "line:3" as its subject.'
            yield problem(
                scheme, "E045", f"a question to {question.register!r} has a person's number as subject.", hint
            )


def _names_a_version(scheme: Scheme, envelope: dict[str, object], moment: datetime) -> bool:
    try:
        return bool(envelope.get("received_at")) and bool(scheme.version_on(timezone.localdate(moment)))
    except NotInForce:
        return False
