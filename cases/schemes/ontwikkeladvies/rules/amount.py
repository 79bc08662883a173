"""The amount of one trajectory: fixed, whatever the adviser was paid.
What a hired adviser must be paid stands in `tariff`."""

from __future__ import annotations

from cases.law import Values
from cases.schemes.base import Calculation
from cases.schemes.ontwikkeladvies.application import AdviceApplication
from cases.schemes.stating import computed


def calculate(application: AdviceApplication, values: Values) -> Calculation:
    """Give the subsidy in euro: the fixed amount, as an application is for one trajectory."""
    formula = "vast bedrag voor één traject"
    return Calculation((computed(values, "amount", "Subsidie", formula, values.amount, trajecten="1"),))
