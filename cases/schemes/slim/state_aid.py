"""How a SLIM amount is divided over the enterprises that receive it as de-minimis aid.
What room is left for that aid is judged in `rules.de_minimis`."""

from __future__ import annotations

from decimal import Decimal

from cases.amounts import ZERO
from cases.law import Values
from cases.schemes.base import StateAid
from cases.schemes.slim.applicant import Enterprise
from cases.schemes.slim.application import SlimApplication
from cases.schemes.slim.rules.amounts import computed_total, receiver_parts


def state_aid(application: SlimApplication, amount: Decimal, values: Values) -> tuple[StateAid, ...]:
    """Divide an amount in euro over its receivers; the cents that rounding leaves go to the applicant."""
    parts = receiver_parts(application, computed_total(application, application.budget, values), amount, values)
    lead = application.applicant.kvk_number
    parts[lead] = parts.get(lead, ZERO) + amount - sum(parts.values(), ZERO)
    names = {participant.kvk_number: participant.name for participant in application.participants}
    return tuple(
        StateAid(kvk, names.get(kvk, application.applicant.name), parts[kvk], regulation(enterprise, values))
        for kvk, enterprise, _ in application.members()
        if kvk in parts
    )


def regulation(enterprise: Enterprise | None, values: Values) -> str:
    """Name the regulation of the sector, or the general one."""
    sector = enterprise.sector if enterprise else ""
    named: str = values.de_minimis_regulation_sectors.get(sector, values.de_minimis_regulation)
    return named
