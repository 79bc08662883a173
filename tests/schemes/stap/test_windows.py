"""The ten windows of STAP as published: days, hours, ceilings, and those whose ceiling no source gives."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from cases.amounts import euro
from cases.authority.permissions import Role
from cases.models import DatedSetting
from cases.schemes.stap.windows import AMSTERDAM
from tests import make
from tests.schemes.stap.builders import STAP, values
from workflows.steps.windows import parts_for_who_is_not_digital


@pytest.mark.parametrize(
    ("code", "opens_on", "closes_on", "ceiling"),
    [
        pytest.param("2022-1", date(2022, 3, 1), date(2022, 4, 30), "32000000", id="S30-ongeveer-32-miljoen"),
        pytest.param("2022-2", date(2022, 5, 2), date(2022, 6, 30), None, id="S32-plafond-niet-gevonden"),
        pytest.param("2022-3", date(2022, 7, 1), date(2022, 8, 31), "32600000", id="S35"),
        pytest.param("2022-4", date(2022, 9, 1), date(2022, 10, 31), None, id="S39-plafond-niet-gevonden"),
        pytest.param("2022-5", date(2022, 11, 1), date(2022, 12, 31), "48500000", id="S45"),
        pytest.param("2023-1", date(2023, 3, 17), date(2023, 4, 30), "34000000", id="S33-einde-onbekend"),
        pytest.param("2023-2", date(2023, 5, 1), date(2023, 6, 30), "34000000", id="S46-einde-onbekend"),
        pytest.param("2023-3", date(2023, 7, 3), date(2023, 8, 31), "20000000", id="S46b-einde-onbekend"),
        pytest.param("2023-4", date(2023, 9, 18), date(2023, 11, 14), "10000000", id="S46c"),
        pytest.param("2023-5", date(2023, 11, 15), date(2023, 12, 31), "10000000", id="S46d"),
    ],
)
def test_window_has_its_days_and_ceiling(code: str, opens_on: date, closes_on: date, ceiling: str | None) -> None:
    rule = next(rule for rule in STAP.windows if rule.code == f"stap-{code}")
    assert (rule.opens_at.date(), rule.closes_at.date()) == (opens_on, closes_on)
    assert (rule.opens_at.hour, rule.opens_at.tzinfo, rule.method) == (10, AMSTERDAM, "arrival")
    assert rule.ceiling.on(opens_on) == (euro(ceiling) if ceiling else None)


def test_windows_are_ten_in_order_and_never_overlap() -> None:
    assert len(STAP.windows) == 10
    pairs = zip(STAP.windows, STAP.windows[1:], strict=False)
    assert all(one.closes_at < other.opens_at for one, other in pairs)
    assert all(window.confirmed or window.question.endswith(("?", ".")) for window in STAP.windows)


def test_a_ceiling_that_no_source_gives_waits_for_a_setting_and_is_never_invented() -> None:
    waiting = [rule for rule in STAP.windows if rule.ceiling.waits]
    assert [rule.code for rule in waiting] == ["stap-2022-2", "stap-2022-4"]
    assert [rule.ceiling_value for rule in waiting] == ["ceiling_2022_2", "ceiling_2022_4"]
    assert all(STAP.values[rule.ceiling_value].waits for rule in waiting)


@pytest.mark.parametrize(
    ("moment", "code"),
    [
        (datetime(2023, 5, 1, 9, 59, 59, tzinfo=AMSTERDAM), None),
        (datetime(2023, 5, 1, 10, 0, tzinfo=AMSTERDAM), "stap-2023-2"),
        (datetime(2023, 6, 30, 23, 59, tzinfo=AMSTERDAM), "stap-2023-2"),
        (datetime(2023, 7, 1, 12, 0, tzinfo=AMSTERDAM), None),
        (datetime(2023, 2, 28, 10, 0, tzinfo=AMSTERDAM), None),
        (datetime(2024, 1, 2, 10, 0, tzinfo=AMSTERDAM), None),
    ],
)
def test_window_is_open_between_its_hours(moment: datetime, code: str | None) -> None:
    found = STAP.window_on("PERSOON", moment)
    assert (found and found.code) == code


def test_values_know_the_window_of_a_day() -> None:
    for window in STAP.windows:
        on = window.opens_at.date()
        in_force = STAP.values_on(on + timedelta(days=3))
        assert (in_force.window_opens_on, in_force.window_closes_on) == (on, window.closes_at.date())


def test_p9c_only_the_delayed_window_counts_from_another_day() -> None:
    moved = {window.code: STAP.values_on(window.opens_at.date()).start_counted_from for window in STAP.windows}
    assert {code: day for code, day in moved.items() if day} == {"stap-2023-1": date(2023, 3, 1)}


def test_m3_a_reserve_in_2023_and_an_overrun_in_the_first_two_windows_of_2022() -> None:
    named = {window.code: (window.reserve_value, window.overrun_value) for window in STAP.windows}
    assert {code for code, (reserve, _) in named.items() if reserve} == {
        f"stap-2023-{number}" for number in range(1, 6)
    }
    assert {code for code, (_, overrun) in named.items() if overrun} == {"stap-2022-1", "stap-2022-2"}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("code", "set_at", "buckets"),
    [
        pytest.param("stap-2023-2", {}, {}, id="M-3-niets-ingesteld"),
        pytest.param(
            "stap-2023-2", {"manual_reserve": "2000000.00"}, {"digital": "32000000"}, id="M-3-twee-miljoen-apart"
        ),
        pytest.param("stap-2022-1", {"manual_overrun": "500000.00"}, {"overrun": "500000"}, id="M-1-overschrijding"),
        pytest.param("stap-2023-2", {"manual_overrun": "500000.00"}, {}, id="M-1-niet-in-2023"),
    ],
)
def test_reserve_and_overrun_make_buckets_once_they_are_set(
    code: str, set_at: dict[str, str], buckets: dict[str, str]
) -> None:
    one, other = (make.person(Role.ADMINISTRATOR, username=name).user_id for name in ("one", "other"))
    assert one is not None
    for name, amount in set_at.items():
        DatedSetting.objects.create(
            scheme="stap", name=name, value=amount, from_on=date(2022, 1, 1), source="besluit", proposed_by_id=one,
            approved_by_id=other,
        )  # fmt: skip
    rule = next(rule for rule in STAP.windows if rule.code == code)
    found = parts_for_who_is_not_digital("stap", rule, rule.ceiling.on(rule.opens_at.date()))
    assert found == {bucket: euro(amount) for bucket, amount in buckets.items()}


@pytest.mark.parametrize(
    ("day", "is_open", "moves_on"),
    [
        pytest.param("2022-03-01", True, False, id="M-1-eerste-tijdvak"),
        pytest.param("2022-05-02", True, False, id="M-1-tweede-tijdvak"),
        pytest.param("2022-07-01", False, False, id="M-1-daarna-niet-meer"),
        pytest.param("2023-05-01", False, True, id="O-5-wat-over-is-gaat-door"),
    ],
)
def test_overrun_and_left_over_by_year(day: str, is_open: bool, moves_on: bool) -> None:
    in_force = values(day)
    assert (in_force.manual_overrun_is_open, in_force.left_over_moves_on) == (is_open, moves_on)
