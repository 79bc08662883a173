"""What STAP pays: the subsidised costs of the paper, never more than the register or the maximum.
Which training may be paid for stands in `trainings`."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from cases.amounts import euro, plain, round_to_cent, written
from cases.law import Values
from cases.schemes.answers import answer_to, holds
from cases.schemes.base import Extracts
from cases.schemes.judgement import Calculation, Finding, Line
from cases.schemes.passages import percentage
from cases.schemes.stap.application import StapApplication
from cases.schemes.stap.registration import Cost, Registration
from cases.schemes.stap.rules.findings import not_met_or_person
from cases.schemes.stap.rules.trainings import said
from cases.schemes.stating import computed, found


def is_subsidised(cost: Cost, values: Values) -> bool:
    """Say whether a cost counts: of a kind of the version, and for materials only where the trainer bills them."""
    is_billed = cost.is_billed_by_trainer or cost.kind not in values.costs_billed_by_trainer
    return cost.kind in values.cost_kinds and is_billed


def subsidised_cost(registration: Registration, values: Values) -> Decimal:
    """Give the subsidised cost in euro: what the paper states, and no more than its own costs of the kinds that count."""
    if not registration.costs:
        return registration.eligible_amount
    counted = sum((cost.amount for cost in registration.costs if is_subsidised(cost, values)), Decimal("0.00"))
    return min(registration.eligible_amount, counted)


def registered_amount(values: Values, extracts: Extracts) -> Decimal | None:
    """Give the subsidiabel bedrag of the register on the day of application, in euro; None where no register said it."""
    price = said(answer_to(extracts, "scholingsregister", "training"), "subsidised_price", values)
    return None if price is None else euro(price)


def grant_calculation(application: StapApplication, values: Values, extracts: Extracts) -> Calculation:
    """Give the calculation of the subsidy that can be granted; its last line is the amount in euro."""
    cost = subsidised_cost(application.registration, values)
    first = computed(values, "cost_kinds", "Subsidiabele kosten", "volgens het aanmeldingsbewijs", cost)
    amount, numbers = round_to_cent(cost * values.subsidised_share), {"percentage": percentage(values.subsidised_share)}
    share = computed(values, "subsidised_share", "Deel dat wij betalen", "percentage × kosten", amount, **numbers)
    limits = tuple(_limit_lines(amount, values, extracts))
    outcome = computed(values, "maximum_amount", "Subsidie", "uitkomst van de berekening", (share, *limits)[-1].result)
    return Calculation((first, share, *limits, outcome))


def _limit_lines(amount: Decimal, values: Values, extracts: Extracts) -> Iterator[Line]:
    """Yield a line for each limit that cuts the amount; one that does not cut is not printed."""
    limits = (
        ("amount_above_register", "Bedrag in het scholingsregister", registered_amount(values, extracts)),
        ("maximum_amount", "Hoogste bedrag per persoon en jaar", values.maximum_amount),
    )
    for name, label, limit in limits:
        if limit is not None and limit < amount:
            numbers = {"voor_de_grens": written(amount), "grens": written(limit)}
            yield computed(values, name, label, "het laagste van beide", limit, **numbers)
            amount = limit


def calculate(application: StapApplication, values: Values) -> Calculation:
    """Give the calculation of what an application can lead to, from its own data: the amount that it asks for."""
    return grant_calculation(application, values, {})


def own_part(registration: Registration, granted_amount: Decimal) -> Decimal:
    """Give what a grant in euro leaves of the price for applicant, employer or fund, in euro."""
    return registration.total_price - granted_amount


def amount_is_enough(application: StapApplication, values: Values, extracts: Extracts) -> Finding:
    """There is something to subsidise, and no less than the minimum where there is one.

    A machine refuses on it, so not met says the own paper; where only the register makes it too little, a person looks (Awb 4:7).
    """
    own, amount = (grant_calculation(application, values, known).amount for known in ({}, extracts))
    is_met = False if not _is_enough(own, values) else True if _is_enough(amount, values) else None
    label = "Er zijn kosten die wij mogen betalen."
    return found(values, "amount", "minimum_amount", is_met, label, amount=plain(amount))


def _is_enough(amount: Decimal, values: Values) -> bool:
    return amount > 0 and amount >= values.minimum_amount


def amount_fits_register(application: StapApplication, values: Values, extracts: Extracts) -> Finding:
    """The subsidised amount of the paper is not higher than that of the register; what else follows is a setting."""
    answer = answer_to(extracts, "scholingsregister", "training")
    stated, registered = application.registration.eligible_amount, registered_amount(values, extracts)
    fits = None if registered is None else stated <= registered or values.amount_above_register == "cut"
    label = "Het subsidiabele bedrag op het aanmeldingsbewijs is niet hoger dan in het scholingsregister."
    facts = {"stated": plain(stated), "registered": None if registered is None else plain(registered)}
    return holds("amount_registered", values.article("amount_above_register"), None, fits, answer, label, **facts)


def others_pay_above_maximum_only(application: StapApplication, values: Values, extracts: Extracts) -> Finding:
    """STAP 1: a third party pays at most what lies above 1,000 euro; more is for a person, or refused, as set."""
    most = max(application.registration.total_price - values.third_party_from, Decimal("0.00"))
    third = application.third_party_amount
    label = f"Een ander betaalt alleen mee voor het deel boven {written(values.third_party_from)}."
    is_met = not_met_or_person(third <= most, values.third_party_excess)
    return found(values, "third_party", "third_party_excess", is_met, label, third_party=plain(third), most=plain(most))
