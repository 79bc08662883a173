"""Several counters at once: the part kept for who cannot apply digitally, the overrun that the next window makes up for, a
compartment, the places on a training over the windows of a year; and what moves on to the next window."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from audit.models import Event
from cases.amounts import euro
from cases.authority.permissions import Role
from cases.models import Counter, Entitlement, Reservation, Window
from cases.money.ledger import discrepancies
from cases.windows.method import NotInOrder
from letters.models import Letter, LetterStatus
from tests import make
from tests.arriving.queueing import came_in, case_of, drain_job, drained, left, people, statuses, window
from workflows.steps.carrying_over import carry_over, close_arrivals, set_part
from workflows.steps.draining import drain_window
from workflows.steps.ending import waive_grant, withdraw_application
from workflows.steps.taking_in import Receipt

pytestmark = pytest.mark.django_db
DAY = date(2023, 5, 2)
AFTER = date(2023, 6, 1)


def many(first: int, count: int, **options: Any) -> list[Receipt]:
    """Let some people apply for a thousand euro each in the second window, on trainings of their own."""
    return [came_in(n, window="rij-2", training=f"T{n}", **options) for n in range(first, first + count)]


def over(found: Window, who: make.People) -> None:
    """Drain a window and close its arrivals."""
    drain_window(found.pk, by=drain_job(), on=DAY)
    close_arrivals(found.pk, by=who[Role.ADMINISTRATOR], on=AFTER)


def limit(code: str, bucket: str = "ceiling") -> int:
    return Counter.objects.get(window__code=code, bucket=bucket).limit_cents // 100


def test_digital_applicants_cannot_take_what_is_kept_for_others() -> None:
    found = window("rij-2", ceiling="4000.00", digital="3000.00", overrun="0.00")
    many(1, 4)
    many(10, 2, is_manual=True)
    drained(found, on=DAY)
    assert statuses(found) == ["granted", "granted", "granted", "refused", "granted", "refused"]
    assert (left(found), left(found, "digital")) == (0, 0)
    assert not list(discrepancies())


def test_above_the_ceiling_manual_applications_take_from_the_overrun() -> None:
    found = window("rij-2", ceiling="3000.00", digital="3000.00", overrun="1500.00")
    many(1, 4)
    manual = many(10, 2, is_manual=True)
    drained(found, on=DAY)
    assert [case_of(one).status for one in manual] == ["granted", "refused"]
    assert (left(found), left(found, "overrun")) == (0, 500)


def test_what_is_left_moves_on_and_what_was_above_the_ceiling_is_made_up_for() -> None:
    found, who = window("rij-2", ceiling="3000.00", digital="1000.00", overrun="1500.00"), people()
    many(1, 2)
    many(10, 3, is_manual=True)
    over(found, who)
    before = limit("rij-3"), limit("rij-3", "digital")
    carried = carry_over(found.pk, by=who[Role.ADMINISTRATOR], on=AFTER)
    assert (carried.to, str(carried.left), str(carried.overrun)) == ("rij-3", "0.00", "1000.00")
    assert (limit("rij-3"), limit("rij-3", "digital")) == (before[0] - 1000, before[1] - 1000)
    make.refused(lambda: carry_over(found.pk, by=who[Role.ADMINISTRATOR], on=AFTER), NotInOrder, "niets over")
    told = Event.objects.filter(action="window.carried_over").order_by("stream").values_list("stream", flat=True)
    assert list(told) == ["window:rij-2", "window:rij-3"]


def test_left_over_money_moves_on_once_and_what_comes_free_later_moves_on_again() -> None:
    found, who = window("rij-2"), people()
    receipt, _ = many(1, 2)
    over(found, who)
    before = limit("rij-3")
    carry_over(found.pk, by=who[Role.ADMINISTRATOR], on=AFTER)
    assert limit("rij-3") == before + 8000
    assert left(found) == 0
    case = case_of(receipt)
    announced()
    waive_grant(case.pk, {}, by=make.recipient(case), received_at=make.at(AFTER))
    carry_over(found.pk, by=who[Role.ADMINISTRATOR], on=AFTER)
    assert limit("rij-3") == before + 9000
    assert not list(discrepancies())


def announced() -> None:
    """Let the decisions that wait be announced."""
    assert Letter.objects.update(status=LetterStatus.SENT)


def test_what_can_still_be_completed_keeps_its_money() -> None:
    found, who = window("rij-2"), people()
    many(1, 1)
    many(5, 1, with_documents=False)
    over(found, who)
    carried = carry_over(found.pk, by=who[Role.ADMINISTRATOR], on=AFTER)
    assert str(carried.left) == "8000.00", "of 9000.00, as one application of 1000.00 is not complete"


def test_money_does_not_move_while_arrivals_wait_or_may_come() -> None:
    found, who = window("rij-2"), people()
    by = who[Role.ADMINISTRATOR]
    many(1, 1)
    make.refused(lambda: carry_over(found.pk, by=by, on=AFTER), NotInOrder, "Sluit eerst")
    make.refused(lambda: close_arrivals(found.pk, by=by, on=date(2023, 5, 31)), NotInOrder, "loopt tot en met")
    close_arrivals(found.pk, by=by, on=AFTER)
    make.refused(lambda: carry_over(found.pk, by=by, on=AFTER), NotInOrder, "wachten nog 1")


def test_a_window_is_not_lowered_for_who_applied_already() -> None:
    found, who = window("rij-2", ceiling="1000.00", digital="1000.00", overrun="1500.00"), people()
    many(1, 1)
    many(10, 1, is_manual=True)
    over(found, who)
    came_in(50, window="rij-3")
    make.refused(lambda: carry_over(found.pk, by=who[Role.ADMINISTRATOR], on=AFTER), NotInOrder, "4:27 lid 2")


def test_money_stays_within_its_year() -> None:
    found, who = window("rij-4"), people()
    close_arrivals(found.pk, by=who[Role.ADMINISTRATOR], on=date(2023, 10, 1))
    make.refused(lambda: carry_over(found.pk, by=who[Role.ADMINISTRATOR], on=date(2023, 10, 1)), NotInOrder, "in 2023")


def test_a_compartment_is_used_first_and_only_by_its_own() -> None:
    found = window("rij-4", ceiling="2000.00", low="1000.00")
    low = [came_in(n, window="rij-4", training=f"T{n}", is_low_level=True) for n in (1, 2)]
    high = [came_in(n, window="rij-4", training=f"T{n}") for n in (3, 4)]
    drained(found, on=date(2023, 9, 4))
    assert [case_of(one).status for one in (*low, *high)] == ["granted", "granted", "granted", "refused"]
    assert (left(found), left(found, "low")) == (0, 0)


def test_a_part_is_set_before_anybody_applies() -> None:
    found, by = window("rij-1"), people()[Role.ADMINISTRATOR]
    set_part(found.pk, "digital", euro("8000.00"), by=by, on=date(2023, 2, 1), source="Staatscourant")
    assert limit("rij-1", "digital") == 8000
    came_in(1)
    make.refused(
        lambda: set_part(found.pk, "digital", euro("9000.00"), by=by, on=DAY, source="Staatscourant"),
        NotInOrder,
        "4:27 lid 2",
    )


def test_the_cap_of_a_training_excludes_from_the_next_window_on() -> None:
    first, second = window("rij-1"), window("rij-2")
    for number in range(1, 6):
        came_in(number, training="VOL")
    drained(first)
    assert statuses(first) == ["granted"] * 5, "the cap of 3 is reached in this window, and counts from the next one on"
    refused = came_in(6, window="rij-2", training="VOL")
    other = came_in(7, window="rij-2", training="LEEG")
    drained(second, on=DAY)
    assert [case_of(one).status for one in (refused, other)] == ["refused", "granted"]


def test_the_cap_begins_anew_with_the_year() -> None:
    first, later = window("rij-1"), window("rij-5")
    for number in range(1, 5):
        came_in(number, training="VOL")
    drained(first)
    receipt = came_in(9, at=make.at(date(2024, 1, 3)), training="VOL")
    drained(later, on=date(2024, 1, 4))
    assert case_of(receipt).status == "granted"


def test_one_grant_a_year_and_the_refused_may_try_again() -> None:
    first, second = window("rij-1", ceiling="1000.00"), window("rij-2")
    granted, refused = came_in(1), came_in(2)
    drained(first)
    assert [case_of(one).status for one in (granted, refused)] == ["granted", "refused"]
    again, once_more = came_in(1, "900.00", window="rij-2"), came_in(2, "900.00", window="rij-2")
    drained(second, on=DAY)
    assert [case_of(one).status for one in (again, once_more)] == ["refused", "granted"]
    assert Entitlement.objects.filter(year=2023).count() == 2
    next_year = came_in(1, "800.00", at=make.at(date(2024, 1, 3)))
    drained(window("rij-5"), on=date(2024, 1, 4))
    assert case_of(next_year).status == "granted"


def test_two_applications_of_one_person_in_one_go_are_granted_once() -> None:
    found = window()
    first, second = came_in(1, "900.00"), came_in(1, "800.00")
    drained(found)
    assert [case_of(one).status for one in (first, second)] == ["granted", "refused"]
    assert left(found) == 9100


@pytest.mark.parametrize(("frees", "status"), [(True, "granted"), (False, "refused")])
def test_whether_a_waived_grant_frees_the_year_is_a_setting(
    frees: bool, status: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = window("rij-1"), window("rij-2")
    receipt = came_in(1)
    drained(first)
    case = case_of(receipt)
    announced()
    monkeypatch.setattr(
        "cases.windows.entitlements.values_for", lambda code, on: [("withdrawn_grant_frees_year", frees)]
    )
    waive_grant(case.pk, {}, by=make.recipient(case), received_at=make.at(date(2023, 4, 3)))
    again = came_in(1, "900.00", window="rij-2")
    drained(second, on=DAY)
    assert case_of(again).status == status


def test_who_withdraws_gives_everything_back() -> None:
    found = window("rij-2")
    receipt = came_in(1, window="rij-2", training="TWIJFEL")
    drained(found, on=DAY)
    case = case_of(receipt)
    assert case.status == "assessment"
    withdraw_application(case.pk, {}, by=make.recipient(case), received_at=make.at(DAY))
    totals = {one.bucket: one.taken_cents for one in Counter.objects.filter(window=found)}
    assert set(totals.values()) == {0}
    assert "training:TWIJFEL" in totals
    assert Reservation.objects.filter(case=case).count() == 6
    assert not list(discrepancies())
