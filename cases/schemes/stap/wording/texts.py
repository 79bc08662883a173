"""What a STAP letter says about an application in words: the training, its trainer and place, and how completion is shown.
The sentences around these texts stand in the wording of each letter."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from cases.amounts import written
from cases.law import Values
from cases.schemes.passages import percentage
from cases.schemes.stap.application import StapApplication
from cases.schemes.stap.rules.amounts import own_part


def letter_texts(application: StapApplication, granted_amount: Decimal, values: Values) -> Mapping[str, str]:
    """Give the texts by the names that the letters use."""
    registration = application.registration
    training = (
        f"Scholing: {registration.training_name}, nummer {registration.training_id}.",
        f"Opleider: {registration.trainer_name}, KvK-nummer {registration.trainer_kvk}.",
        f"Plaats: {registration.location}.",
    )
    return {
        "project_title": registration.training_name,
        "activities": "\n".join(training),
        "settlement_documents": "\n".join(completion_tests(application, values)),
        "own_part": left_to_pay(application, granted_amount),
    }


def left_to_pay(application: StapApplication, granted_amount: Decimal) -> str:
    """Say what of the price on the paper the subsidy does not pay; nothing where it pays all."""
    registration = application.registration
    left = own_part(registration, granted_amount)
    if left <= 0:
        return ""
    return (
        f"De scholing kost {written(registration.total_price)}. "
        f"U betaalt {written(left)} zelf aan de opleider, of een ander betaalt dat."
    )


def completion_tests(application: StapApplication, values: Values) -> Iterator[str]:
    """Give each way in which completion can be shown (STAP 14 lid 2), as far as it fits the training."""
    yield "U heeft een diploma of certificaat van de scholing."
    yield f"U was bij ten minste {percentage(values.attendance_floor)} van de scholing aanwezig, of deed online mee."
    if application.registration.is_multi_year:
        yield f"U haalde ten minste {percentage(values.credits_floor)} van de studiepunten die dit jaar nodig zijn."
    yield "Bij bekostigd onderwijs: u deed examen, meldde u aan voor een examen, of haalde een cijfer."
