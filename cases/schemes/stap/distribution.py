"""What a STAP application takes from the counters of its window: money from ceiling and compartment, and a place on its training.
How counters are kept, and in which order applications are handled, is the house's."""

from __future__ import annotations

from decimal import Decimal

from cases.law import Values
from cases.schemes.base import Extracts
from cases.schemes.claims import CEILING, DIGITAL, OVERRUN, Claim, MachineRules
from cases.schemes.stap.application import StapApplication
from cases.schemes.stap.rules.trainings import cap_bucket

MBO4 = "mbo4"

MACHINE = MachineRules(
    refuses_on=frozenset(
        {"adult", "pension_age", "one_grant_a_year", "start_not_too_early", "start_not_too_late", "amount"}
    )
)
"""On the applicant's own data, or on our own earlier grant, and with no room to judge: age by the own day of birth, the year, the
days and the amount on the own paper. What a register says against the application is never among them (Awb 4:7)."""


def claims(application: StapApplication, values: Values, extracts: Extracts, amount: Decimal) -> tuple[Claim, ...]:
    """Give what is taken: by hand from the whole ceiling, and above it from the overrun; digitally from the digital part alone."""
    return (*money(application, values, amount), place(application, values))


def money(application: StapApplication, values: Values, amount: Decimal) -> tuple[Claim, ...]:
    """Give the claims on money; the compartment for who has at most mbo-4 counts only where its switch is on."""
    if values.mbo4_compartment and application.education in values.mbo4_education:
        return (Claim(MBO4, amount, otherwise=CEILING),)
    if application.channel == "manual":
        return (Claim(CEILING, amount, otherwise=OVERRUN),)
    return (Claim(CEILING, amount), Claim(DIGITAL, amount))


def place(application: StapApplication, values: Values) -> Claim:
    """Give the place on the training: counted always; a limit inside the window only where the cap works at once (STAP 12a)."""
    is_hard = values.training_cap is not None and values.training_cap_works_from == "at_once"
    return Claim(cap_bucket(application), units=1, most=values.training_cap if is_hard else None)
