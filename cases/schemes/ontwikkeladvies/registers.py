"""What the ontwikkeladviesportaal knows: which participant was registered by which adviser, when, and what was checked then.
How it is asked stands in `application`, what the rules make of an answer in `rules.registration`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, get_args

from cases.schemes.answers import RegisterAnswer, answer_to
from cases.schemes.ontwikkeladvies.trajectory import ADVISER_NUMBER, Education
from cases.schemes.shapes import Choice, Column, RegisterShape, bsn, code, day, yes_no

SUBJECT = "participant"
"""Under this name the rules find what the portal knows of the participant."""
adviser_number = code(ADVISER_NUMBER, "Een adviseursnummer heeft ten hoogste veertig letters, cijfers of streepjes.")

REGISTRATIONS = RegisterShape(
    "ontwikkeladviesportaal",
    "Ontwikkeladviesportaal: aanmeldingen van deelnemers",
    (
        Column("participant", "bsn", bsn, is_personal=True),
        Column("registered_on", "aangemeld_op", day),
        Column("adviser", "adviseur", adviser_number),
        Column("is_identity_checked", "identiteit_gecontroleerd", yes_no),
        Column("is_declaration_signed", "eigen_verklaring_getekend", yes_no),
        Column("education", "opleiding", Choice({level: level for level in get_args(Education)}), is_required=False),
    ),
    "participant",
    has_many=True,
)
"""One entry for each registration; the identity document itself is never copied, only that it was seen."""


def portal_answer(extracts: Mapping[str, Any]) -> RegisterAnswer:
    """Give what the portal answered about the participant."""
    return answer_to(extracts, REGISTRATIONS.name, SUBJECT)
