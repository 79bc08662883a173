"""An advance before the application for settlement is set off against it; what was too much is claimed back, and it counts once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest

from cases.amounts import euro
from cases.authority.permissions import Role
from cases.models import Case, Counter, Payment, SetOff, Status, Window
from cases.money.ledger import discrepancies
from cases.schemes.base import Calculation, Judgement, Line
from tests import make
from tests.workflows.windows import shared
from tests.workflows.windows.shared import DECIDED
from workflows.steps.assessment import assess_application, take_up
from workflows.steps.deciding import NotReady
from workflows.steps.money import claim_back
from workflows.steps.prior_advance import grant_prior_advance
from workflows.steps.settling_directly import decide_shared, sign_sharing

pytestmark = pytest.mark.django_db
ADVANCE = "1530.00"
"""36 weeks at EUR 42.50 (praktijkleren.md 8, T8)."""
GIVEN, PAID = date(2020, 7, 1), date(2020, 7, 10)


def calculate(application: Any, values: Any) -> Calculation:
    """Ask for the advance of one student."""
    return Calculation((Line("Voorschot", "36 weken", {}, "Awb 4:95", euro(ADVANCE)),))


@pytest.fixture(autouse=True)
def _scheme() -> Iterator[None]:
    sharing = replace(shared.window_rule(), sets_off="voorschot-2020", opens_at=at("2020-07-01T09:00"))
    advances = replace(
        shared.window_rule("voorschot-2020"),
        method="arrival",
        buckets={},
        closes_at=at("2020-06-30T17:00"),
    )
    scheme = shared.a_scheme(sharing, advances)
    judge = replace(scheme, calculate=calculate, judge=lambda a, v, e: Judgement((), calculate(a, v)))
    with shared.known(judge):
        yield


@pytest.fixture
def who() -> make.People:
    """One employee for each role."""
    return shared.people()


@pytest.fixture
def window(who: make.People) -> Window:
    """The window that is shared; that of the advances is there too."""
    return shared.opened(who)


def at(moment: str) -> datetime:
    """Give a moment in Amsterdam."""
    return datetime.fromisoformat(moment).replace(tzinfo=make.AMSTERDAM)


def advanced(number: int, who: make.People) -> Case:
    """An application for an advance that was granted."""
    case = shared.applied(number, {"units": 36}, at=at("2020-06-10T12:00"))
    make.with_place(case, on=GIVEN)
    take_up(case.pk, by=who[Role.HANDLER], on=GIVEN)
    assess_application(case.pk, by=who[Role.HANDLER], on=GIVEN)
    grant_prior_advance(case.pk, by=who[Role.DECIDER], on=GIVEN)
    return make.fresh(case)


def paid_advance(number: int, who: make.People) -> Case:
    """One that was announced and paid."""
    case = advanced(number, who)
    make.letters_sent(GIVEN)
    make.paid(case, who, on=PAID)
    return case


def settled(window: Window, who: make.People, amount: int) -> None:
    """Share so much money, in cents, over the applications."""
    Counter.objects.filter(window=window, bucket="a").update(limit_cents=amount)
    shared.approved(window, who)
    sign_sharing(window.pk, by=who[Role.DECIDER], on=DECIDED)
    decide_shared(window.pk, by=who[Role.DECIDER])


def test_the_settlement_pays_what_is_left_after_the_advance(who: make.People, window: Window) -> None:
    advance, case = paid_advance(1, who), shared.applied(1)
    settled(window, who, 270_000)
    assert SetOff.objects.get().amount_cents == 153_000
    assert Payment.objects.get(case=case).amount_cents == 117_000
    assert make.balances_of(case) == {"committed": "2700.00", "paid": "1530.00"}
    assert (make.balances_of(advance), make.fresh(advance).status) == ({}, Status.CLOSED)
    assert Counter.objects.get(window__code="voorschot-2020").taken_cents == 0
    make.letters_sent(DECIDED)
    assert list(discrepancies()) == []


def test_an_advance_above_the_settlement_is_claimed_back(who: make.People, window: Window) -> None:
    paid_advance(1, who)
    case = shared.applied(1)
    settled(window, who, 135_000)
    assert not Payment.objects.filter(case=case).exists()
    assert make.tasks_of(case) == ["claim_back"]
    make.letters_sent(DECIDED)
    claim_back(case.pk, by=who[Role.DECIDER], on=DECIDED, weighing=make.WEIGHING)
    assert make.balances_of(case) == {"committed": "1350.00", "paid": "1530.00", "receivable": "180.00"}
    assert list(discrepancies()) == []


def test_an_advance_counts_once_for_an_employer_with_more_applications(who: make.People, window: Window) -> None:
    paid_advance(1, who)
    first, second = shared.applied(1), shared.applied(1, {"holder": "999900003"}, {"holder": "999900002"})
    settled(window, who, 810_000)
    amounts = {case.pk: Payment.objects.get(case=case).amount_cents for case in (first, second)}
    assert amounts == {first.pk: 117_000, second.pk: 540_000}
    assert list(discrepancies()) == []


def test_an_advance_of_somebody_else_is_left_alone(who: make.People, window: Window) -> None:
    advance, case = paid_advance(1, who), shared.applied(2)
    settled(window, who, 270_000)
    assert Payment.objects.get(case=case).amount_cents == 270_000
    assert make.fresh(advance).status == Status.GRANTED


def test_a_refused_application_leaves_the_advance_to_be_withdrawn(who: make.People, window: Window) -> None:
    advance, case = paid_advance(1, who), shared.applied(1, {"met": False})
    settled(window, who, 270_000)
    assert (make.fresh(case).status, make.fresh(advance).status) == (Status.REFUSED, Status.GRANTED)
    assert not SetOff.objects.exists()


def test_an_advance_is_given_in_its_own_window_only(who: make.People, window: Window) -> None:
    case = shared.applied(1)
    shared.taken_up(window, who)
    make.refused(lambda: grant_prior_advance(case.pk, by=who[Role.DECIDER], on=DECIDED), NotReady, "geen voorschotten")
