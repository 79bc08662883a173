"""The judgement of an application as a whole, with the highest amount that it can lead to.
Lines are judged in `lines`; what is paid follows from the rate of the year."""

from __future__ import annotations

from cases.law import Values
from cases.schemes.base import Extracts, Judgement
from cases.schemes.praktijkleren.application import PraktijklerenApplication
from cases.schemes.praktijkleren.rules import employer
from cases.schemes.praktijkleren.rules.amounts import advance_is_open, calculate


def judge(application: PraktijklerenApplication, values: Values, extracts: Extracts) -> Judgement:
    """Judge the application as a whole on the day of `values`; in June 2020 also whether an advance can be given."""
    findings = (
        employer.study_year_is_open(application, values, extracts),
        employer.employer_is_registered(application, values, extracts),
        employer.intermediary_is_mandated(application, values, extracts),
        employer.is_solvent(application, values, extracts),
    )
    prior = (advance_is_open(application, values, extracts),) if values.advance_is_open else ()
    return Judgement((*findings, *prior), calculate(application, values))
