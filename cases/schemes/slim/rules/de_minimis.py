"""De-minimis: what each receiver had before, what room is left, and whether its part of the subsidy fits.
The regulation, ceilings per sector and the effect of an excess come from the values."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from cases.amounts import euro, plain, round_down_to_cent
from cases.law import Values
from cases.schemes.base import Extracts, Finding
from cases.schemes.slim.applicant import Enterprise
from cases.schemes.slim.application import SlimApplication
from cases.schemes.stating import found

Parts = Mapping[str, Decimal]


def prior_aid(kvk_number: str, enterprise: Enterprise | None, extracts: Extracts) -> Decimal | None:
    """Give earlier de-minimis aid in euro, the highest of register and declaration; None where neither tells it."""
    registered = (extracts.get("de_minimis_prior") or {}).get(kvk_number)
    declared = enterprise.de_minimis_received if enterprise else None
    known = [euro(amount) for amount in (registered, declared) if amount is not None]
    return max(known, default=None)


def ceiling_of(enterprise: Enterprise | None, values: Values) -> Decimal:
    """Give the de-minimis ceiling in euro for three years, by sector."""
    has_own = enterprise is not None and enterprise.sector in ("landbouw", "visserij", "wegvervoer")
    suffix = f"_{enterprise.sector}" if enterprise and has_own else ""
    ceiling: Decimal = getattr(values, f"de_minimis_ceiling{suffix}")
    return ceiling


def rooms(application: SlimApplication, values: Values, extracts: Extracts) -> dict[str, Decimal | None]:
    """Give for each receiver the room under its ceiling in euro; None where earlier aid is unknown."""
    room: dict[str, Decimal | None] = {}
    for kvk_number, enterprise, _ in application.members():
        prior = prior_aid(kvk_number, enterprise, extracts)
        room[kvk_number] = None if prior is None else max(ceiling_of(enterprise, values) - prior, Decimal("0.00"))
    return room


def cut_to_room(
    amount: Decimal, parts: Parts, application: SlimApplication, values: Values, extracts: Extracts
) -> Decimal | None:
    """Give how much of an amount fits under all ceilings, where the setting says to cut; None where it does not cut."""
    if values.de_minimis_excess != "cut":
        return None
    room = rooms(application, values, extracts)
    fitting = [left / part for kvk, part in parts.items() if part and (left := room[kvk]) is not None]
    return round_down_to_cent(amount * min(fitting, default=Decimal(1)))


def de_minimis_fits(parts: Parts, application: SlimApplication, values: Values, extracts: Extracts) -> Finding:
    """Each receiver's part, with what it had before, stays under the ceiling; unknown earlier aid asks for a person."""
    room = rooms(application, values, extracts)
    unknown = [kvk for kvk, part in parts.items() if part and room[kvk] is None]
    exceeding = [kvk for kvk, part in parts.items() if (left := room[kvk]) is not None and part > left]
    is_met = False if exceeding else None if unknown else True
    label = f"De steun blijft onder het plafond van {values.de_minimis_regulation}."
    names = {"exceeding": ", ".join(exceeding), "unknown": ", ".join(unknown)}
    amount = plain(sum(parts.values(), Decimal("0.00")))
    return found(values, "de_minimis", "de_minimis_excess", is_met, label, amount=amount, **names)
