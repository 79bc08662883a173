"""What a scheme gives where it has nothing to give: no calculation of its own, no project, no instalments.
A folder that says nothing about these gets them from the contract."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from cases.law import Values
from cases.schemes.judgement import Calculation, Judgement
from cases.schemes.questions import Question
from cases.schemes.trainers import ChangeFacts


def nothing_calculated(application: Any, values: Values) -> Calculation:
    """Compute nothing: what is asked for follows from the lines of the application and the rates of the year."""
    return Calculation(())


def nothing_judged(application: Any, values: Values, extracts: Mapping[str, Any]) -> Judgement:
    """Find nothing about the application as a whole: the scheme judges its lines only."""
    return Judgement((), Calculation(()))


def no_project(application: Any, granted_on: date, values: Values) -> tuple[date, date]:
    """Give the day itself: the scheme grants no project beforehand."""
    return granted_on, granted_on


def nothing_against_change(application: Any, change: Any, facts: ChangeFacts, values: Values) -> Judgement:
    """Find nothing: whether a change of the grant fits the scheme is weighed by the person who decides on it."""
    return Judgement((), Calculation(()))


def unchanged(application: Any, change: Any) -> Any:
    """Give the application itself: a change moves days and no more."""
    return application


def nothing_asked(application: Any, change: Any, on: date) -> tuple[Question, ...]:
    """Ask no register about a change."""
    return ()


def no_instalments(application: Any, amount: Decimal, values: Values, extracts: Mapping[str, Any]) -> tuple[Any, ...]:
    """Give no payment before settlement."""
    return ()
