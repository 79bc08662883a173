"""What a hired adviser must at least be paid; an adviser in one's own service is not tested.
The amount of the subsidy stands in `amount`."""

from __future__ import annotations

from decimal import Decimal

from cases.amounts import plain
from cases.law import Values
from cases.schemes.base import Extracts, Finding
from cases.schemes.ontwikkeladvies.application import AdviceApplication
from cases.schemes.ontwikkeladvies.trajectory import Hire
from cases.schemes.stating import found


def is_hired(application: AdviceApplication, values: Values) -> bool:
    """Say whether the adviser was hired by the applicant."""
    return application.kind in values.hired_kinds


def tariff_paid(hire: Hire, values: Values) -> Decimal:
    """Give what counts as the tariff, in euro: without VAT, or with it where the setting says so."""
    return hire.tariff + hire.vat if values.tariff_includes_vat else hire.tariff


def hired_adviser_is_paid_enough(application: AdviceApplication, values: Values, extracts: Extracts) -> Finding:
    """A hired adviser is paid at least the minimum tariff; without a stated tariff a person looks."""
    label = "Een ingehuurde adviseur kreeg ten minste het minimumtarief."
    if not is_hired(application, values):
        return found(values, "minimum_tariff", "minimum_tariff", True, label, is_tested=False)
    if application.hire is None:
        return found(values, "minimum_tariff", "minimum_tariff", None, label, is_tested=True)
    paid, least = tariff_paid(application.hire, values), values.minimum_tariff
    facts: dict[str, str | int | bool | None] = {"is_tested": True, "tariff": plain(paid), "least": plain(least)}
    return found(values, "minimum_tariff", "minimum_tariff", paid >= least, label, **facts)
