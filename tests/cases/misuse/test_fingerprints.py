"""Fingerprints: kept as keyed hashes in step with the case, and counted over all cases of the scheme in one query."""

from __future__ import annotations

from datetime import date

import pytest

from cases.identity import is_pseudonym
from cases.misuse import fingerprints
from cases.models import Case, SignalKey
from cases.schemes.signals import Fingerprint, Shared
from tests import make

pytestmark = pytest.mark.django_db
ON = date(2020, 4, 1)
JANUARY = (date(2020, 1, 6), date(2020, 2, 2))
FEBRUARY = (date(2020, 2, 3), date(2020, 3, 1))


@pytest.fixture
def cases() -> list[Case]:
    """Three applications of three applicants, without fingerprints."""
    found = [make.applied(number=number) for number in (1, 2, 3)]
    SignalKey.objects.all().delete()
    return found


def student(number: str, weeks: int, period: tuple[date, date]) -> Fingerprint:
    """Give a student who learns at an employer for some weeks."""
    return Fingerprint("student", number, weeks, *period)


def kept(cases: list[Case], *given: Fingerprint) -> None:
    """Keep one fingerprint for each case, in turn."""
    fingerprints.keep(cases, {case.pk: [each] for case, each in zip(cases, given, strict=True)}, on=ON)


def test_a_value_is_kept_as_a_keyed_hash_and_never_as_itself(cases: list[Case]) -> None:
    kept(cases, *(Fingerprint("student", "999990019") for _ in cases))
    keys = set(SignalKey.objects.values_list("key", flat=True))
    assert len(keys) == 1
    assert is_pseudonym(keys.pop())
    assert "999990019" not in str(list(SignalKey.objects.values()))


def test_the_same_value_of_another_kind_is_another_fingerprint(cases: list[Case]) -> None:
    kept(cases, Fingerprint("student", "1"), Fingerprint("trainer", "1"), Fingerprint("trainer", "1"))
    counts = fingerprints.counts([case.pk for case in cases])
    assert [counts[case.pk][0].parties for case in cases] == [1, 2, 2]


def test_weeks_are_summed_and_overlaps_with_other_employers_are_counted(cases: list[Case]) -> None:
    kept(cases, student("7", 30, JANUARY), student("7", 20, FEBRUARY), student("7", 5, JANUARY))
    counts = fingerprints.counts([case.pk for case in cases])
    assert counts[cases[0].pk] == (Shared("student", 3, 3, 30, 55, 5, 30, overlapping=1),)
    assert [counts[case.pk][0].overlapping for case in cases] == [1, 0, 1]


def test_a_case_that_holds_a_value_twice_counts_once(cases: list[Case]) -> None:
    twice = [student("7", 10, JANUARY), student("7", 10, FEBRUARY)]
    fingerprints.keep(cases, {cases[0].pk: twice, cases[1].pk: [student("8", 1, JANUARY)]}, on=ON)
    first, second = fingerprints.counts([cases[0].pk])[cases[0].pk]
    assert (first.cases, first.parties, first.total, first.overlapping) == (1, 1, 20, 0)
    assert second.cases == 1


def test_fingerprints_follow_the_case_and_are_left_alone_where_nothing_changed(cases: list[Case]) -> None:
    kept(cases, *(student("7", 10, JANUARY) for _ in cases))
    before = set(SignalKey.objects.values_list("pk", flat=True))
    kept(cases, *(student("7", 10, JANUARY) for _ in cases))
    assert set(SignalKey.objects.values_list("pk", flat=True)) == before
    kept(cases, student("7", 12, JANUARY), student("7", 10, JANUARY), student("7", 10, JANUARY))
    assert len(before & set(SignalKey.objects.values_list("pk", flat=True))) == 2
    assert fingerprints.counts([cases[0].pk])[cases[0].pk][0].total == 32


def test_another_scheme_counts_for_itself(cases: list[Case]) -> None:
    kept(cases, *(Fingerprint("account", "NL91ABNA0417164300") for _ in cases))
    SignalKey.objects.filter(case=cases[2]).update(scheme="elders")
    assert fingerprints.counts([cases[0].pk])[cases[0].pk][0].cases == 2
