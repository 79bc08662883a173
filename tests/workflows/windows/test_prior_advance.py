"""An advance before the application for settlement is set off against it; what was too much is claimed back, and it counts once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest

from audit.models import Event
from cases.amounts import euro
from cases.authority.permissions import Role
from cases.models import Case, Counter, LedgerRow, LineAmount, Payment, Receivable, SetOff, Signal, Status, Window
from cases.money.ledger import discrepancies
from cases.schemes.base import Calculation, Judgement, Line
from cases.schemes.letters_of_lines import still_to_come
from letters.models import Composition
from tests import make
from tests.workflows.windows import shared
from tests.workflows.windows.shared import DECIDED
from workflows.steps import settling_directly
from workflows.steps.assessment import assess_application, take_up
from workflows.steps.deciding import NotReady
from workflows.steps.later_lines import settle_held
from workflows.steps.money import claim_back
from workflows.steps.prior_advance import grant_prior_advance
from workflows.steps.settling_directly import decide_shared, sign_sharing
from workflows.steps.signals import raise_by_hand, review_signal

pytestmark = pytest.mark.django_db
ADVANCE = "1530.00"
"""36 weeks at EUR 42.50 (praktijkleren.md 8, T8)."""
GIVEN, PAID = date(2020, 7, 1), date(2020, 7, 10)


def calculate(application: Any, values: Any) -> Calculation:
    """Ask for the advance of one student, or of so many weeks as the first line says."""
    amount = euro(ADVANCE) * application.lines[0].get("units", 36) / 36
    return Calculation((Line("Voorschot", "36 weken", {}, "Awb 4:95", amount),))


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
    judge = replace(
        scheme,
        calculate=calculate,
        judge=lambda a, v, e: Judgement((), calculate(a, v)),
        wording={**scheme.wording, "direct_settlement": lambda facts: (*shared.wording(facts), *still_to_come(facts))},
    )
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


def advanced(number: int, who: make.People, weeks: int = 36, day: int = 10) -> Case:
    """An application for an advance that was granted: EUR 42.50 a week."""
    case = shared.applied(number, {"units": weeks, "holder": f"9999100{day}"}, at=at(f"2020-06-{day}T12:00"))
    make.with_place(case, on=GIVEN)
    take_up(case.pk, by=who[Role.HANDLER], on=GIVEN)
    assess_application(case.pk, by=who[Role.HANDLER], on=GIVEN)
    grant_prior_advance(case.pk, by=who[Role.DECIDER], on=GIVEN)
    return make.fresh(case)


def paid_advance(number: int, who: make.People, weeks: int = 36, day: int = 10) -> Case:
    """One that was announced and paid."""
    case = advanced(number, who, weeks, day)
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


def taken_of() -> list[tuple[int, int, int, int]]:
    """Give each part that was set off: of which advance, against which case, the cents, and what was left."""
    return list(SetOff.objects.order_by("pk").values_list("advance", "case", "amount_cents", "left_cents"))


def test_more_advances_are_set_off_against_more_settlements_the_oldest_first(who: make.People, window: Window) -> None:
    younger, older = paid_advance(1, who, 40, day=11), paid_advance(1, who, 20, day=10)
    first, second = shared.applied(1, {"units": 20}), shared.applied(1, {"holder": "999900003"})
    settled(window, who, 405_000)
    assert taken_of() == [
        (older.pk, first.pk, 85_000, 0),
        (younger.pk, first.pk, 50_000, 120_000),
        (younger.pk, second.pk, 120_000, 0),
    ]
    assert not Payment.objects.filter(case=first).exists()
    assert Payment.objects.get(case=second).amount_cents == 150_000
    assert {make.fresh(case).status for case in (older, younger)} == {Status.CLOSED}
    assert (make.balances_of(older), make.balances_of(younger)) == ({}, {})
    assert Counter.objects.get(window__code="voorschot-2020").taken_cents == 0
    make.letters_sent(DECIDED)
    assert list(discrepancies()) == []
    text = text_of(first)
    assert f"Voorschot {older.number}: € 850,00." in text
    assert f"Voorschot {younger.number}: € 500,00. Van dit voorschot is dan nog € 1.200,00 over." in text


def text_of(case: Case) -> str:
    """Give the letter of the settlement."""
    return Composition.objects.get(letter__case=case, letter__kind="direct_settlement").text


@pytest.mark.parametrize("chunk", [1, 9])
@pytest.mark.parametrize(
    ("weeks", "cents"),
    [
        pytest.param((36, 1), 270_000, id="less than is settled"),
        pytest.param((36, 40, 40), 270_000, id="more than is settled"),
        pytest.param((1, 1, 1), 100, id="far more"),
        pytest.param((36,), 99_999, id="to the cent"),
    ],
)
def test_set_off_and_recovered_and_left_are_what_was_advanced(
    who: make.People,
    window: Window,
    monkeypatch: pytest.MonkeyPatch,
    weeks: tuple[int, ...],
    cents: int,
    chunk: int,
) -> None:
    monkeypatch.setattr(settling_directly, "CHUNK", chunk)
    advances = [paid_advance(1, who, each, day=10 + place) for place, each in enumerate(weeks)]
    cases = [shared.applied(1, {"units": 40 - number, "holder": f"99990000{number}"}) for number in range(3)]
    refused = shared.applied(1, {"met": False, "holder": "999900009"})
    settled(window, who, cents)
    make.letters_sent(DECIDED)
    advanced_cents, given = sum(weeks) * 4_250, sum(LineAmount.objects.values_list("amount_cents", flat=True))
    too_much = [case for case in cases if "claim_back" in make.tasks_of(case)]
    for case in too_much:
        claim_back(case.pk, by=who[Role.DECIDER], on=DECIDED, weighing=make.WEIGHING)
    recovered = sum(Receivable.objects.values_list("amount_cents", flat=True))
    left = sum(LedgerRow.objects.filter(case__in=advances, account="paid").values_list("amount_cents", flat=True))
    to_pay = sum(Payment.objects.filter(case__in=cases).values_list("amount_cents", flat=True))
    owed = given - to_pay
    assert (owed + recovered + left, left) == (advanced_cents, 0)
    assert len(too_much) == (advanced_cents > given)
    assert min(given - advanced_cents, 0) == -recovered
    assert make.fresh(refused).status == Status.REFUSED
    assert list(discrepancies()) == []


def test_what_is_left_waits_for_an_application_that_is_held(who: make.People, window: Window) -> None:
    advance = paid_advance(1, who)
    first, held = shared.applied(1, {"units": 20}), shared.applied(1, {"holder": "999900003"})
    raise_by_hand(held.pk, remark="Vreemd.", by=who[Role.HANDLER], on=DECIDED)
    settled(window, who, 1_000_000)
    assert make.balances_of(advance) == {"committed": "180.00", "paid": "180.00"}
    assert (make.fresh(advance).status, make.tasks_of(first)) == (Status.GRANTED, [])
    signal = Signal.objects.get(case=held)
    review_signal(signal.pk, outcome="unfounded", reason="Het klopt.", by=who[Role.REVIEWER], on=DECIDED)
    settle_held(held.pk, by=who[Role.DECIDER], on=DECIDED)
    assert taken_of() == [(advance.pk, first.pk, 135_000, 18_000), (advance.pk, held.pk, 18_000, 0)]
    assert Payment.objects.get(case=held).amount_cents == 252_000
    assert make.fresh(advance).status == Status.CLOSED
    events = Event.objects.filter(stream=advance.stream, action="case.advance_set_off").order_by("pk")
    assert ['"left":"180.00"' in event.body for event in events] == [True, False]
    assert list(discrepancies()) == []
