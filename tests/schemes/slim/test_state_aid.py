"""How an amount becomes de-minimis aid of enterprises: whose it is, that no cent is lost, and under which regulation it falls.
What room is left for it is tested with the rules."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from cases.amounts import euro
from cases.schemes.slim.application import SlimApplication, read_application
from cases.schemes.slim.state_aid import state_aid
from tests.schemes.slim.builders import SLIM, application_data, enterprise, participant

DAY = date(2022, 6, 15)


def read(kind: str = "MKB", **fields: object) -> SlimApplication:
    """Read an application of a kind."""
    return read_application(application_data(kind, **fields), DAY)


def parts(application: SlimApplication, amount: str, day: date = DAY) -> dict[str, Decimal]:
    """Divide an amount on the values of a day."""
    return {part.kvk_number: part.amount for part in state_aid(application, euro(amount), SLIM.values_on(day))}


def test_an_enterprise_receives_the_whole_amount_under_its_own_name() -> None:
    application = read()
    (part,) = state_aid(application, euro("8970.00"), SLIM.values_on(DAY))
    assert (part.kvk_number, part.name) == (application.applicant.kvk_number, application.applicant.name)
    assert part.amount == euro("8970.00")


@pytest.mark.parametrize("amount", ["126000.00", "100.01", "0.01", "0.00", "333333.33"])
@pytest.mark.parametrize("shares", [("50.00", "50.00"), ("33.33", "33.33", "33.34"), ("70.00", "29.99", "0.01")])
def test_the_parts_of_a_partnership_are_together_the_amount(amount: str, shares: tuple[str, ...]) -> None:
    participants = [participant(number, share) for number, share in enumerate(shares, start=1)]
    assert sum(parts(read("SWV", participants=participants), amount).values()) == euro(amount)


def test_each_part_follows_the_share_in_the_project() -> None:
    participants = [participant(1, "75.00"), participant(2, "25.00")]
    assert list(parts(read("SWV", participants=participants), "100000.00").values()) == [
        euro("75000.00"),
        euro("25000.00"),
    ]


@pytest.mark.parametrize(
    ("sector", "day", "regulation"),
    [
        ("overig", date(2022, 6, 15), "Verordening (EU) nr. 1407/2013"),
        ("overig", date(2025, 3, 3), "Verordening (EU) 2023/2831"),
        ("landbouw", date(2025, 3, 3), "Verordening (EU) nr. 1408/2013"),
    ],
)
def test_the_regulation_is_that_of_the_sector_on_the_day(sector: str, day: date, regulation: str) -> None:
    application = read(enterprise=enterprise(sector=sector))
    (part,) = state_aid(application, euro("5000.00"), SLIM.values_on(day))
    assert part.regulation == regulation
