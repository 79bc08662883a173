"""What SLIM pays: the percentage of the costs, fixed amounts for paths and places, and the maxima that cut it.
Which costs are eligible stands in `costs`."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from cases.amounts import round_to_cent, written
from cases.law import Values
from cases.schemes.base import Calculation, Extracts, Line
from cases.schemes.slim.applicant import Enterprise
from cases.schemes.slim.application import SlimApplication
from cases.schemes.slim.costs import Budget, PracticePlaces
from cases.schemes.slim.rules.costs import cost_lines, eligible_cost
from cases.schemes.slim.rules.de_minimis import cut_to_room
from cases.schemes.slim.rules.size import size_class
from cases.schemes.stating import computed, percent


def percentage_name(application: SlimApplication, values: Values) -> str:
    """Name the value that holds the percentage for this applicant."""
    if application.kind != "MKB" or application.enterprise is None:
        return f"percentage_{application.kind.lower()}"
    return f"percentage_mkb_{'small' if size_class(application.enterprise, values) == 'klein' else 'medium'}"


def cost_subsidy(application: SlimApplication, eligible: Decimal, values: Values) -> Decimal:
    """Give the percentage of the eligible costs, before any maximum."""
    return round_to_cent(eligible * getattr(values, percentage_name(application, values)))


def path_amount(budget: Budget, values: Values) -> Decimal:
    """Give the fixed amount for career paths of activity b, in versions that have one."""
    return budget.paths * values.path_amount if values.path_is_fixed_amount else Decimal("0.00")


def place_amount(places: PracticePlaces, values: Values) -> Decimal:
    """Give the fixed amount for practice places, in proportion to their weeks where the setting says so."""
    if "d" not in values.activities:
        return Decimal("0.00")
    full = places.count * values.place_amount
    weeks = min(places.weeks, values.place_weeks)
    return round_to_cent(full * weeks / values.place_weeks) if values.place_pro_rata else full


def fixed_amount(budget: Budget, values: Values) -> Decimal:
    """Add the fixed amounts for paths and places."""
    places = sum((place_amount(places, values) for places in budget.places), Decimal("0.00"))
    return path_amount(budget, values) + places


def cap_name(application: SlimApplication, values: Values) -> str:
    """Name the maximum per application; agriculture has its own, lower one."""
    own, sector = f"cap_{application.kind.lower()}", application.enterprise and application.enterprise.sector
    is_lower = application.kind != "SWV" and sector == "landbouw" and values.cap_agriculture < getattr(values, own)
    return "cap_agriculture" if is_lower else own


def partner_cap(enterprise: Enterprise | None, values: Values) -> Decimal:
    """Give the maximum per participant in a samenwerkingsverband; agriculture has its own, lower one."""
    is_agriculture = enterprise is not None and enterprise.sector == "landbouw"
    cap: Decimal = min(values.cap_partner, values.cap_agriculture) if is_agriculture else values.cap_partner
    return cap


def partner_parts(application: SlimApplication, total: Decimal, values: Values) -> dict[str, Decimal]:
    """Divide an amount over the receivers by share; in a samenwerkingsverband each part stays under its maximum."""
    if application.kind != "SWV":
        return {application.applicant.kvk_number: total}
    return {
        kvk_number: min(round_to_cent(total * share / 10_000), partner_cap(enterprise, values))
        for kvk_number, enterprise, share in application.members()
    }


def receiver_parts(application: SlimApplication, total: Decimal, amount: Decimal, values: Values) -> dict[str, Decimal]:
    """Divide what is left of a total after all limits over the receivers, in proportion to their parts of the total."""
    parts = partner_parts(application, total, values)
    whole = sum(parts.values(), Decimal("0.00"))
    return {kvk: round_to_cent(part * amount / whole) for kvk, part in parts.items()} if whole else parts


def computed_total(application: SlimApplication, budget: Budget, values: Values) -> Decimal:
    """Give the subsidy in euro before any limit."""
    return sum((part.result for part in _part_lines(application, budget, values)), Decimal("0.00"))


def subsidy(
    application: SlimApplication, budget: Budget, values: Values, extracts: Extracts, at_most: Decimal | None
) -> Calculation:
    """Give the whole calculation for a budget, planned or realised; `at_most` is what was asked for or granted."""
    cap, parts = cap_name(application, values), _part_lines(application, budget, values)
    total = sum((part.result for part in parts), Decimal("0.00"))
    together = computed(values, cap, "Berekende subsidie", "alle onderdelen samen", total)
    limits = tuple(_limit_lines(application, total, values, extracts, at_most))
    outcome = computed(values, cap, "Subsidie", "uitkomst van de berekening", (together, *limits)[-1].result)
    return Calculation((*cost_lines(application, budget, values), *parts, together, *limits, outcome))


def grant_calculation(application: SlimApplication, values: Values, extracts: Extracts) -> Calculation:
    """Give the calculation of the subsidy that can be granted; its last line is the amount in euro."""
    return subsidy(application, application.budget, values, extracts, application.requested_amount)


def calculate(application: SlimApplication, values: Values) -> Calculation:
    """Give the calculation of what an application can lead to, from its own data: the amount that it asks for."""
    return grant_calculation(application, values, {})


def _part_lines(application: SlimApplication, budget: Budget, values: Values) -> list[Line]:
    parts = [*_cost_part(application, budget, values), *_path_part(budget, values)]
    return parts + [_place_part(places, values) for places in budget.places]


def _cost_part(application: SlimApplication, budget: Budget, values: Values) -> Iterator[Line]:
    eligible, name = eligible_cost(application, budget, values), percentage_name(application, values)
    if eligible:
        formula, result = "percentage × subsidiabele kosten", cost_subsidy(application, eligible, values)
        numbers = {"percentage": percent(getattr(values, name)), "subsidiabele_kosten": written(eligible)}
        yield computed(values, name, "Subsidie voor de kosten", formula, result, **numbers)


def _path_part(budget: Budget, values: Values) -> Iterator[Line]:
    if budget.paths and values.path_is_fixed_amount:
        numbers = {"trajecten": str(budget.paths), "bedrag": written(values.path_amount)}
        result = path_amount(budget, values)
        yield computed(
            values, "path_amount", "Loopbaanadviezen (activiteit b)", "trajecten × bedrag", result, **numbers
        )


def _place_part(places: PracticePlaces, values: Values) -> Line:
    weeks = str(min(places.weeks, values.place_weeks))
    label = "Praktijkleerplaatsen (activiteit d)"
    formula = f"plaatsen × bedrag × weken / {values.place_weeks}" if values.place_pro_rata else "plaatsen × bedrag"
    numbers = {"plaatsen": str(places.count), "bedrag": written(values.place_amount), "weken": weeks}
    return computed(values, "place_amount", label, formula, place_amount(places, values), **numbers)


def _limit_lines(
    application: SlimApplication, amount: Decimal, values: Values, extracts: Extracts, at_most: Decimal | None
) -> Iterator[Line]:
    """Yield a line for each limit that cuts the amount; one that does not cut is not printed."""
    for name, label, limit in _limits(application, amount, values, extracts, at_most):
        if limit is not None and limit < amount:
            numbers = {"voor_de_grens": written(amount), "grens": written(limit)}
            yield computed(values, name, label, "het laagste van beide", limit, **numbers)
            amount = limit


def _limits(
    application: SlimApplication, total: Decimal, values: Values, extracts: Extracts, at_most: Decimal | None
) -> tuple[tuple[str, str, Decimal | None], ...]:
    name, parts = cap_name(application, values), partner_parts(application, total, values)
    cap, by_partner = getattr(values, name), sum(parts.values(), Decimal("0.00"))
    capped = min(total, by_partner, cap)
    receivers = receiver_parts(application, total, capped, values)
    return (
        ("cap_partner", "Maximum per deelnemer", by_partner),
        (name, "Maximum per aanvraag", cap),
        ("de_minimis_excess", "Ruimte de-minimis", cut_to_room(capped, receivers, application, values, extracts)),
        (name, "Gevraagd of verleend bedrag", at_most),
    )
