"""The signals of Praktijkleren: what each compares between cases, from which number on it asks a person to look, and what it says."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from cases.schemes.invented import bsn
from cases.schemes.praktijkleren.signals import SIGNALS, signal_keys
from cases.schemes.praktijkleren.terms import VALUES
from cases.schemes.signals import Fingerprint, Shared, SignalCase, SignalFacts, SignalFound
from tests.schemes.praktijkleren.builders import application, line, research, values

RULES = {rule.code: rule for rule in SIGNALS}


def case(*lines: Any) -> SignalCase:
    """Give a case with these lines."""
    return SignalCase(application(*lines), values(), date(2019, 9, 10))


def seen(code: str, *lines: Any, shared: tuple[Shared, ...] = ()) -> SignalFound | None:
    """Give what a rule says of an application with these lines."""
    return RULES[code].judge(SignalFacts(case(*lines), shared), values())


def test_students_are_compared_by_number_weeks_and_period() -> None:
    found = signal_keys(case(line(weeks=30)))
    assert found == (
        Fingerprint("student", f"2018:{bsn(1)}", 30, date(2018, 8, 27), date(2019, 5, 31)),
        Fingerprint("student_sector", f"2018:{bsn(1)}", 4),
    )


@pytest.mark.parametrize(("overlapping", "is_seen"), [(0, False), (1, True)])
def test_m1_one_student_at_two_employers_in_the_same_weeks(overlapping: int, is_seen: bool) -> None:
    found = seen("two_employers", shared=(Shared("student", cases=2, parties=2, overlapping=overlapping),))
    assert (found is not None) is is_seen


@pytest.mark.parametrize(("total", "parties", "is_seen"), [(42, 2, False), (43, 2, True), (60, 1, False)])
def test_m2_more_weeks_over_employers_than_a_full_place(total: int, parties: int, is_seen: bool) -> None:
    found = seen("too_many_weeks", shared=(Shared("student", cases=2, parties=parties, total=total),))
    assert (found is not None) is is_seen


@pytest.mark.parametrize(("highest", "is_seen"), [(4, False), (5, True)])
def test_m3_one_student_in_two_categories(highest: int, is_seen: bool) -> None:
    shared = (Shared("student_sector", cases=2, parties=2, lowest=4, highest=highest),)
    assert (seen("two_categories", shared=shared) is not None) is is_seen


@pytest.mark.parametrize(
    ("lines", "is_seen"),
    [
        pytest.param([line(weeks=40)] * 9, False, id="nine-full"),
        pytest.param([line(weeks=40)] * 10, True, id="ten-full"),
        pytest.param([*[line(weeks=40)] * 10, line(weeks=39)], False, id="one-less"),
        pytest.param([*[line(weeks=40)] * 10, research()], True, id="research-has-no-weeks"),
        pytest.param([line("hbo", weeks=42)] * 10, True, id="hbo-has-42"),
        pytest.param([line("hbo", weeks=40)] * 10, False, id="40-is-not-full-in-hbo"),
    ],
)
def test_m4_exactly_the_highest_number_of_weeks_for_all(lines: list[Any], is_seen: bool) -> None:
    assert (seen("all_places_full", *lines) is not None) is is_seen


@pytest.mark.parametrize(("count", "is_seen"), [(99, False), (100, True)])
def test_m7_very_many_students(count: int, is_seen: bool) -> None:
    assert (seen("many_students", *[line()] * count) is not None) is is_seen


@pytest.mark.parametrize(("count", "is_seen"), [(1, False), (2, True), (5, True)])
def test_more_applications_of_one_employer_in_a_window(count: int, is_seen: bool) -> None:
    found = RULES["more_applications"].judge(SignalFacts(case(line()), own_cases=count), values())
    assert (found is not None) is is_seen
    assert found is None or (found.measured, found.limit) == (count, 1)
    assert found is None or found.seen == f"Deze werkgever heeft {count} aanvragen in dit tijdvak; grens 1."


def test_signal_names_no_person() -> None:
    found = seen("two_employers", shared=(Shared("student", cases=2, parties=2, overlapping=1),))
    assert found
    assert bsn(1) not in f"{found.seen} {found.facts}"


def test_every_limit_is_a_setting_with_a_question() -> None:
    for rule in SIGNALS:
        assert not VALUES[rule.limit].confirmed
