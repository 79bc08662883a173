"""The letter of a machine decision says that a machine took it and how to reach a person; that of a person's decision does not."""

from __future__ import annotations

from typing import Any

import pytest

from cases.authority.permissions import Role
from letters.drafting import draft
from letters.facts.loading import load
from letters.models import Letter
from letters.text import Heading, Paragraph
from tests.arriving.queueing import DECIDED_ON, came_in, case_of, drained, people, window
from tests.arriving.schemes.rij import DOUBTFUL
from workflows.steps.assessment import Answer, assess_application
from workflows.steps.grant import grant_subsidy

pytestmark = pytest.mark.django_db
SAID = "Dit besluit is automatisch genomen"


def text_of(number: str) -> str:
    """Give what the decision letter of a case says."""
    letter = Letter.objects.exclude(decision=None).get(case__number=number)
    made = draft(load([letter.pk])[0], DECIDED_ON)
    assert made.is_fit, made.problems
    assert made.text is not None
    return "\n".join(block.text for block in made.text.blocks if isinstance(block, Heading | Paragraph))


@pytest.mark.parametrize(
    ("ceiling", "fields", "status"),
    [("1000.00", {}, "granted"), ("1000.00", {"age": 17}, "refused"), ("999.99", {}, "refused")],
    ids=["grant", "refusal", "ceiling refusal"],
)
def test_the_letter_of_a_machine_decision_says_so(ceiling: str, fields: dict[str, Any], status: str) -> None:
    found = window(ceiling=ceiling)
    receipt = came_in(1, **fields)
    drained(found)
    assert case_of(receipt).status == status
    said = text_of(receipt.number)
    assert SAID in said
    assert "Bel dan 070 000 00 00, of mail naar subsidies@voorbeeld.example" in said


def test_the_letter_of_a_decision_by_a_person_does_not() -> None:
    found, who = window(), people()
    receipt = came_in(1, training=DOUBTFUL)
    drained(found)
    case = case_of(receipt)
    answers = {"register_agrees": Answer(True, "De opleider bevestigt de inschrijving.")}
    assess_application(case.pk, by=who[Role.HANDLER], on=DECIDED_ON, answers=answers)
    grant_subsidy(case.pk, by=who[Role.DECIDER], on=DECIDED_ON)
    assert SAID not in text_of(receipt.number)
