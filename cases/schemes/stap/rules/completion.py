"""Was a training finished? Any one of four tests is enough: a diploma, attendance, credits, or an exam of public education.
What an unfinished training means for the subsidy stands in `settlement`."""

from __future__ import annotations

from collections.abc import Iterator

from cases.law import Values
from cases.schemes.stap.acts import Proof


def tests_passed(proof: Proof, is_multi_year: bool, values: Values) -> Iterator[str]:
    """Give the tests of STAP 14 lid 2 that a proof passes, by name."""
    if proof.has_diploma:
        yield "diploma"
    if proof.attendance_percent is not None and proof.attendance_percent >= 100 * values.attendance_floor:
        yield "attendance"
    if (
        is_multi_year
        and proof.credits_required
        and proof.credits_earned >= proof.credits_required * values.credits_floor
    ):
        yield "credits"
    if proof.is_publicly_funded and proof.has_exam_or_mark:
        yield "exam"


def took_part(proof: Proof) -> bool:
    """Say whether the participant did anything of the training."""
    return bool(proof.attendance_percent or proof.credits_earned or proof.has_exam_or_mark)
