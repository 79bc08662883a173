"""Windows of SLIM as published, and the order of handling per version."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from cases.amounts import euro
from cases.schemes.slim.windows import AMSTERDAM
from tests.schemes.slim.builders import SLIM, values


def test_windows_are_sound() -> None:
    assert len({window.code for window in SLIM.windows}) == len(SLIM.windows)
    for window in SLIM.windows:
        assert window.opens_at < window.closes_at < window.opens_at + timedelta(days=92)
        assert (window.opens_at.tzinfo, window.closes_at.hour) == (AMSTERDAM, 17)
        assert window.method in ("lot", "arrival")
        assert window.confirmed or window.question.endswith("?")
        assert window.ceiling.on(window.opens_at.date()) >= euro("1200000")


def test_windows_of_one_kind_never_overlap() -> None:
    for kind in ("MKB", "SWV", "GRB"):
        own = sorted((w for w in SLIM.windows if kind in w.applicant_kinds), key=lambda window: window.opens_at)
        assert all(one.closes_at < other.opens_at for one, other in zip(own, own[1:], strict=False))


@pytest.mark.parametrize(
    ("kind", "moment", "code"),
    [
        ("MKB", datetime(2020, 3, 2, 9, 0, tzinfo=AMSTERDAM), "slim-2020-1"),
        ("MKB", datetime(2020, 3, 31, 17, 0, tzinfo=AMSTERDAM), "slim-2020-1"),
        ("MKB", datetime(2020, 3, 31, 17, 0, 1, tzinfo=AMSTERDAM), None),
        ("MKB", datetime(2020, 3, 2, 8, 59, tzinfo=AMSTERDAM), None),
        ("SWV", datetime(2022, 7, 29, 16, 59, tzinfo=AMSTERDAM), "slim-2022-2-swv"),
        ("GRB", datetime(2025, 6, 10, 12, 0, tzinfo=AMSTERDAM), None),
        ("SWV", datetime(2026, 6, 22, 9, 0, tzinfo=AMSTERDAM), "slim-2026-2-swv"),
    ],
)
def test_window_is_open_to_its_kind_between_its_hours(kind: str, moment: datetime, code: str | None) -> None:
    window = SLIM.window_on(kind, moment)
    assert (window and window.code) == code


@pytest.mark.parametrize(
    ("window", "day", "ceiling"),
    [
        pytest.param("slim-2023-2-swv", date(2023, 7, 26), "17500000", id="P6-voor-de-verhoging"),
        pytest.param("slim-2023-2-swv", date(2023, 7, 27), "20500000", id="P6-na-de-verhoging"),
        pytest.param("slim-2023-3", date(2023, 9, 1), "14570000", id="P6-14,57"),
        pytest.param("slim-2024-3", date(2024, 6, 25), "13500000", id="S1-voor-26-juni"),
        pytest.param("slim-2024-3", date(2024, 6, 26), "16100000", id="S1-vanaf-26-juni"),
    ],
)
def test_ceiling_can_be_raised(window: str, day: date, ceiling: str) -> None:
    assert next(rule for rule in SLIM.windows if rule.code == window).ceiling.on(day) == euro(ceiling)


@pytest.mark.parametrize(
    ("kind", "day", "method"),
    [
        ("MKB", "2020-03-10", "lot"),
        ("MKB", "2025-03-10", "lot"),
        ("SWV", "2020-04-10", "lot"),
        ("SWV", "2022-05-31", "lot"),
        ("SWV", "2022-06-01", "arrival"),
        ("SWV", "2026-03-30", "arrival"),
        ("SWV", "2026-03-31", "lot"),
        ("GRB", "2024-06-03", "arrival"),
    ],
)
def test_order_of_handling_per_version(kind: str, day: str, method: str) -> None:
    assert getattr(values(day), f"order_{kind.lower()}") == method
