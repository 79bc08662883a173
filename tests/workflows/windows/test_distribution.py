"""Money goes to the numbers in order until it is spent: who is reached, who joins the end, who is refused (slim.md 3.2; L2)."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date, timedelta

import pytest

from audit.models import Event
from cases.amounts import euro, from_cents
from cases.authority.permissions import Role
from cases.authority.permit import NotAuthorised
from cases.models import Account, Case, Counter, DatedSetting, Position, Status, User, Window
from cases.money.ledger import balances, discrepancies
from cases.windows.method import NotInOrder
from letters.models import Letter
from tests import make
from tests.workflows.windows.applying import DRAWN, all_applied, applied, ceiling, completed, drawn, with_amounts
from workflows import work
from workflows.steps import distribution
from workflows.steps.distribution import refuse_unreached, reserve_reached
from workflows.steps.ending import withdraw_application
from workflows.steps.ordering import join_order

pytestmark = pytest.mark.django_db
L2 = ("24999.00", "20000.00", "10000.00", "5000.00")
NEXT_DAY = DRAWN + timedelta(days=1)


@pytest.fixture
def who() -> make.People:
    return make.people()


@pytest.fixture
def window(who: make.People) -> Window:
    """The window of slim.md L2: A, B, C and D in drawn order under a ceiling of 50.000."""
    window, _ = all_applied(L2)
    ceiling(window, "50000.00")
    with_amounts(drawn(window, who), L2)
    return window


def statuses(window: Window) -> str:
    letters = {Status.SUBMITTED: "s", Status.ASSESSMENT: "A", Status.REFUSED: "r", Status.WITHDRAWN: "w"}
    found = Position.objects.filter(window=window).order_by("number").values_list("case__status", flat=True)
    return "".join(letters[Status(status)] for status in found)


def numbered(window: Window, number: int) -> Case:
    return Position.objects.select_related("case").get(window=window, number=number).case


def taken(window: Window) -> str:
    return str(from_cents(Counter.objects.get(window=window).taken_cents))


def withdraw(case: Case, who: make.People, on: date) -> None:
    withdraw_application(case.pk, {"reason": "geen tijd"}, by=who[Role.HANDLER], received_at=make.at(on))


def setting(name: str, value: object) -> None:
    make.person(Role.ADMINISTRATOR)
    make.person(Role.ADMINISTRATOR, username="tweede")
    DatedSetting.objects.create(
        scheme="slim",
        name=name,
        value=value,
        from_on=date(2020, 1, 1),
        source="beleid",
        proposed_by=User.objects.get(username="administrator"),
        approved_by=User.objects.get(username="tweede"),
    )


def test_a_number_that_does_not_fit_is_passed_by_nobody(window: Window, who: make.People) -> None:
    reserved = reserve_reached(window.pk, by=who[Role.HANDLER], on=DRAWN)
    assert (reserved.reached, reserved.amount, reserved.left) == (2, euro("44999.00"), euro("5001.00"))
    assert statuses(window) == "AAss"


def test_a_later_number_may_pass_where_a_lawyer_said_so(window: Window, who: make.People) -> None:
    setting("later_number_may_pass", True)
    assert reserve_reached(window.pk, by=who[Role.HANDLER], on=DRAWN).left == euro("1.00")
    assert statuses(window) == "AAsA"


def test_the_last_gets_what_is_left_where_a_lawyer_said_so(window: Window, who: make.People) -> None:
    setting("last_at_ceiling", "partial")
    assert reserve_reached(window.pk, by=who[Role.HANDLER], on=DRAWN).left == euro("0.00")
    assert statuses(window) == "AAAs"
    assert balances(numbered(window, 3).pk)[Account.RESERVED] == euro("5001.00")


def test_a_reached_case_has_its_place_in_counter_ledger_and_trail(window: Window, who: make.People) -> None:
    reserve_reached(window.pk, by=who[Role.HANDLER], on=DRAWN)
    first = numbered(window, 1)
    assert balances(first.pk)[Account.RESERVED] == euro("24999.00")
    assert first.reservations.get().amount_cents == 2_499_900
    event = Event.objects.get(stream=first.stream, action="case.assessment_started")
    assert json.loads(event.body)["facts"] == {"number": 1, "reserved": "24999.00"}
    assert taken(window) == "44999.00"
    assert not list(discrepancies())


def test_money_that_comes_free_goes_to_the_next_number(window: Window, who: make.People) -> None:
    """slim.md L2: if A is out, C is handled next; then D fits beside it."""
    reserve_reached(window.pk, by=who[Role.HANDLER], on=DRAWN)
    withdraw(numbered(window, 1), who, DRAWN)
    assert reserve_reached(window.pk, by=who[Role.HANDLER], on=NEXT_DAY).reached == 2
    assert statuses(window) == "wAAA"
    assert taken(window) == "35000.00"


def test_running_again_without_free_money_does_nothing(window: Window, who: make.People) -> None:
    reserve_reached(window.pk, by=who[Role.HANDLER], on=DRAWN)
    events = Event.objects.count()
    assert reserve_reached(window.pk, by=who[Role.HANDLER], on=DRAWN).reached == 0
    assert Event.objects.count() == events


def test_nothing_is_divided_before_the_draw(who: make.People) -> None:
    window, _ = all_applied(L2)
    for step in (reserve_reached, join_order, refuse_unreached):
        by = who[Role.DECIDER] if step is refuse_unreached else who[Role.HANDLER]
        make.refused(lambda step=step, by=by: step(window.pk, by=by, on=DRAWN), NotInOrder, "lijst|Loot")  # type: ignore[misc]


def test_dividing_and_refusing_ask_for_the_right_people(window: Window, who: make.People) -> None:
    make.refused(lambda: reserve_reached(window.pk, by=who[Role.DECIDER], on=DRAWN), NotAuthorised, "behandelaar")
    reserve_reached(window.pk, by=who[Role.HANDLER], on=DRAWN)
    make.refused(lambda: refuse_unreached(window.pk, by=who[Role.HANDLER], on=DRAWN), NotAuthorised, "beslisser")
    assert statuses(window) == "AAss"


# --- joining the end ----------------------------------------------------------------------------------------------


def test_who_completes_later_joins_the_end_by_day_of_completeness(window: Window, who: make.People) -> None:
    first, second = (applied("3000.00", is_complete=False) for _ in range(2))
    for case, day in ((first, 20), (second, 19)):
        completed(case, who, asked_on=DRAWN, on=date(2020, 5, day))
    assert join_order(window.pk, by=who[Role.HANDLER], on=date(2020, 5, 20)) == 1, "a day counts when it is over"
    assert join_order(window.pk, by=who[Role.HANDLER], on=date(2020, 5, 21)) == 1
    assert [numbered(window, number) for number in (5, 6)] == [second, first]
    assert not Position.objects.get(case=first).was_complete
    assert Position.objects.get(case=first).key == "2020-05-20"


def test_who_joined_the_end_is_reached_in_turn(window: Window, who: make.People) -> None:
    late = applied("3000.00", is_complete=False)
    completed(late, who, asked_on=DRAWN, on=date(2020, 5, 19))
    join_order(window.pk, by=who[Role.HANDLER], on=date(2020, 5, 20))
    reserve_reached(window.pk, by=who[Role.HANDLER], on=date(2020, 5, 20))
    assert statuses(window) == "AAsss", "slim.md L2: E would fit, but C comes first"
    withdraw(numbered(window, 1), who, date(2020, 5, 20))
    reserve_reached(window.pk, by=who[Role.HANDLER], on=date(2020, 5, 20))
    assert statuses(window) == "wAAAA"


# --- refusing for the ceiling -------------------------------------------------------------------------------------


def test_who_is_not_reached_is_refused_for_the_ceiling(window: Window, who: make.People) -> None:
    reserve_reached(window.pk, by=who[Role.HANDLER], on=DRAWN)
    assert refuse_unreached(window.pk, by=who[Role.DECIDER], on=NEXT_DAY) == 2
    assert statuses(window) == "AArr"
    assert Letter.objects.filter(kind="ceiling_refusal").count() == 2
    decision = numbered(window, 3).decisions.get()
    assert "Awb 4:25 lid 2" in decision.articles


def test_refusing_waits_until_all_that_fits_was_divided(window: Window, who: make.People) -> None:
    make.refused(lambda: refuse_unreached(window.pk, by=who[Role.DECIDER], on=DRAWN), NotInOrder, "Nummer 1 past nog")
    assert Window.objects.get(pk=window.pk).refused_for_ceiling_on is None


def test_after_the_refusals_money_that_comes_free_is_not_divided(window: Window, who: make.People) -> None:
    reserve_reached(window.pk, by=who[Role.HANDLER], on=DRAWN)
    refuse_unreached(window.pk, by=who[Role.DECIDER], on=NEXT_DAY)
    withdraw(numbered(window, 1), who, NEXT_DAY)
    late = applied("3000.00", is_complete=False)
    completed(late, who, asked_on=NEXT_DAY, on=date(2020, 5, 19))
    join_order(window.pk, by=who[Role.HANDLER], on=date(2020, 5, 20))
    assert reserve_reached(window.pk, by=who[Role.HANDLER], on=date(2020, 5, 20)).reached == 0
    assert refuse_unreached(window.pk, by=who[Role.DECIDER], on=date(2020, 5, 20)) == 1
    assert make.fresh(late).status == Status.REFUSED


def test_nothing_is_closed_where_everybody_was_reached(who: make.People) -> None:
    window, _ = all_applied(L2)
    drawn_for = with_amounts(drawn(window, who), L2)
    assert reserve_reached(window.pk, by=who[Role.HANDLER], on=DRAWN).reached == len(drawn_for)
    assert refuse_unreached(window.pk, by=who[Role.DECIDER], on=DRAWN) == 0
    assert Window.objects.get(pk=window.pk).refused_for_ceiling_on is None


# --- breaking off -------------------------------------------------------------------------------------------------


class Broken(Exception):
    """The machine stops."""


def broken_at(monkeypatch: pytest.MonkeyPatch, number: int, error: type[BaseException]) -> None:
    seen: list[int] = []

    def follow(case: Case, **options: object) -> None:
        seen.append(case.pk)
        if len(seen) == number:
            raise error
        work.follow(case, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(distribution, "follow", follow)


@pytest.mark.parametrize(
    ("error", "left"),
    [
        pytest.param(Broken, "As", id="a case that fails: those before it stand, nobody passes"),
        pytest.param(KeyboardInterrupt, "ss", id="Ctrl-C: the chunk is undone"),
    ],
)
def test_a_broken_run_goes_on_where_it_was(
    window: Window, who: make.People, monkeypatch: pytest.MonkeyPatch, error: type[BaseException], left: str
) -> None:
    with monkeypatch.context() as patch:
        broken_at(patch, 2, error)
        with pytest.raises(error):
            reserve_reached(window.pk, by=who[Role.HANDLER], on=DRAWN)
    assert statuses(window) == f"{left}ss"
    assert not list(discrepancies())
    reserve_reached(window.pk, by=who[Role.HANDLER], on=DRAWN)
    assert statuses(window) == "AAss"
    assert taken(window) == "44999.00"


def test_refusals_that_broke_off_are_finished_later(
    window: Window, who: make.People, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(distribution, "CHUNK", 1)
    reserve_reached(window.pk, by=who[Role.HANDLER], on=DRAWN)
    told: list[int] = []

    def tell(done: int) -> None:
        told.append(done)
        raise Broken

    with pytest.raises(Broken):
        refuse_unreached(window.pk, by=who[Role.DECIDER], on=DRAWN, tell=tell)
    assert statuses(window) == "AArs"
    assert reserve_reached(window.pk, by=who[Role.HANDLER], on=DRAWN).reached == 0
    assert refuse_unreached(window.pk, by=who[Role.DECIDER], on=DRAWN) == 1
    assert statuses(window) == "AArr"


@pytest.mark.parametrize("chunk", [1, 2, 3])
def test_the_size_of_a_chunk_changes_nothing(
    window: Window, who: make.People, monkeypatch: pytest.MonkeyPatch, chunk: int
) -> None:
    monkeypatch.setattr(distribution, "CHUNK", chunk)
    told: list[int] = []
    ceiling(window, "59999.00")
    assert reserve_reached(window.pk, by=who[Role.HANDLER], on=DRAWN, tell=told.append).reached == 4
    assert statuses(window) == "AAAA"
    assert told == _chunks(4, chunk)


def _chunks(total: int, size: int) -> Sequence[int]:
    return [size] * (total // size) + ([total % size] if total % size else [])
