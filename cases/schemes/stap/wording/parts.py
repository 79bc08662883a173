"""Pieces that stand in several STAP letters because a trainer is paid: what it received, and what comes back.
Pieces of every scheme stand in `cases.schemes.letter_parts`."""

from __future__ import annotations

from cases.schemes.base import LetterFacts
from cases.schemes.letter_facts import is_positive, money


def asked_back(facts: LetterFacts) -> str:
    """Say what has to come back, before the letter that claims it."""
    if is_positive(facts, "to_recover"):
        return f"Er is {money(facts, 'to_recover')} te veel betaald. Wie dat terugbetaalt, leest u in een aparte brief."
    return "Er hoeft niets te worden terugbetaald."


def paid_to_trainer(facts: LetterFacts) -> str:
    """Say what the trainer received."""
    if is_positive(facts, "paid"):
        return f"Wij hebben {money(facts, 'paid')} aan uw opleider betaald."
    return "Wij hebben nog niets aan uw opleider betaald."
