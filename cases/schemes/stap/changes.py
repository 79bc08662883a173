"""What a change makes of a STAP grant: other days, or another training of this or another trainer.
Whether it may be agreed to stands in `rules.changes`."""

from __future__ import annotations

from datetime import date

from cases.schemes.base import Question
from cases.schemes.stap.acts import Change, Incident
from cases.schemes.stap.application import StapApplication, training_questions, with_training


def changed(application: StapApplication, change: Change | Incident) -> StapApplication:
    """Give the application as an agreed change makes it."""
    training = change.training if isinstance(change, Change) else None
    return application if training is None else with_training(application, training)


def asked_on_change(application: StapApplication, change: Change | Incident, on: date) -> tuple[Question, ...]:
    """Ask about another training what is asked about that of an application; about other days nothing."""
    training = change.training if isinstance(change, Change) else None
    return () if training is None else training_questions(training)
