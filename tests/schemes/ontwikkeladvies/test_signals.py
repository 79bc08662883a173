"""What asks a reviewer to look, and what is ordinary."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from cases.schemes.ontwikkeladvies.application import AdviceApplication
from cases.schemes.signals import Shared, SignalCase, SignalFacts, SignalFound
from tests.schemes.ontwikkeladvies.builders import ADVICE, PORTAL, application, registration, told, values


def case(of: AdviceApplication | None = None, *entries: dict[str, Any]) -> SignalCase:
    registers = {PORTAL: {"participant": told("answered", *(entries or (registration(),)))}}
    return SignalCase(of or application(), values(), date(2022, 6, 13), "ontwikkeladvies-2022", registers=registers)


def found(code: str, of: SignalCase, *shared: Shared) -> SignalFound | None:
    rule = next(rule for rule in ADVICE.signals if rule.code == code)
    return rule.judge(SignalFacts(of, shared), values())


def test_cases_are_compared_on_adviser_with_day_and_on_account() -> None:
    keys = {key.code: key.value for key in ADVICE.signal_keys(case())}
    assert keys == {"adviser_on_day": "ADV101:2022-06-10", "account": "NL91ABNA0417164300"}


@pytest.mark.parametrize(("count", "is_seen"), [(3, False), (4, True)])
def test_many_trajectories_of_one_adviser_on_one_day(count: int, is_seen: bool) -> None:
    assert bool(found("many_on_one_day", case(), Shared("adviser_on_day", cases=count, parties=1))) is is_seen


@pytest.mark.parametrize(("parties", "is_seen"), [(1, False), (2, True)])
def test_account_of_many_applicants(parties: int, is_seen: bool) -> None:
    seen = found("shared_account", case(), Shared("account", cases=9, parties=parties))
    assert bool(seen) is is_seen


@pytest.mark.parametrize(
    ("declared", "registered", "is_seen"),
    [("mbo-2", "mbo-2", False), ("vmbo", "mbo-2", False), ("mbo-2", "mbo-4", True), ("mbo-3", "mbo-4", False)],
)
def test_education_declared_low_enough_and_contradicted(declared: str, registered: str, is_seen: bool) -> None:
    of = case(application(participant={"education": declared}), registration(education=registered))
    assert bool(found("education_differs", of)) is is_seen


def test_nothing_personal_is_in_what_is_seen() -> None:
    seen = found("education_differs", case(None, registration(education="hbo")))
    assert seen is not None
    assert seen.seen == "Het portaal noemt 1 keer een hogere opleiding dan de deelnemer verklaarde; grens 0."
