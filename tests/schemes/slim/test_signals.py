"""The signals of SLIM as pure rules: at the limit nothing is said, above it in numbers and words, and never with a name in it."""

from __future__ import annotations

from datetime import date

import pytest

from cases.schemes.registry import scheme
from cases.schemes.signals import Fingerprint, Shared, SignalCase, SignalFacts
from cases.schemes.slim.signals import SIGNALS, folded, signal_keys
from tests import make

SLIM = scheme("slim")
ON = date(2020, 4, 1)
VALUES = SLIM.values_on(ON)
RULES = {rule.code: rule for rule in SIGNALS}


def case_of(name: str = "mkb-klein-2020", **changes: object) -> SignalCase:
    """Read a sample with some fields changed."""
    data = {**make.sample(name)["application"], **changes}
    return SignalCase(SLIM.read_application(data, ON), VALUES, ON, window="slim-2020-1")


def facts(code: str, cases: int, parties: int) -> SignalFacts:
    """Give a case whose fingerprint of a kind is shared."""
    return SignalFacts(case_of(), (Shared(code, cases, parties), Shared(code, 1, 1)))


@pytest.mark.parametrize(
    ("rule", "code", "cases", "parties", "seen"),
    [
        (
            "shared_account",
            "account",
            7,
            5,
            "Hetzelfde rekeningnummer staat in 7 aanvragen van 5 aanvragers; grens 3.",
        ),
        (
            "shared_summary",
            "summary",
            4,
            4,
            "Dezelfde beschrijving van het project staat in 4 aanvragen van 4 aanvragers; grens 3.",
        ),
        ("busy_adviser", "adviser", 26, 20, "Dezelfde adviseur staat in 26 aanvragen van dit tijdvak; grens 25."),
    ],
)
def test_what_many_share_is_told_in_numbers_and_words(
    rule: str, code: str, cases: int, parties: int, seen: str
) -> None:
    found = RULES[rule].judge(facts(code, cases, parties), VALUES)
    assert found is not None
    assert found.seen == seen
    assert found.limit == getattr(VALUES, RULES[rule].limit)
    assert found.measured > found.limit
    assert dict(found.facts) == {"applications": cases, "applicants": parties}


@pytest.mark.parametrize(
    ("rule", "code", "cases", "parties"),
    [("shared_account", "account", 12, 3), ("shared_summary", "summary", 9, 1), ("busy_adviser", "adviser", 25, 25)],
)
def test_at_the_limit_nothing_is_said(rule: str, code: str, cases: int, parties: int) -> None:
    assert RULES[rule].judge(facts(code, cases, parties), VALUES) is None


@pytest.mark.parametrize("rule", SIGNALS, ids=lambda rule: rule.code)
def test_a_case_that_shares_nothing_is_no_signal(rule: object) -> None:
    assert RULES[rule.code].judge(SignalFacts(case_of()), VALUES) is None  # type: ignore[attr-defined]


def test_an_application_gives_its_account_its_text_and_its_adviser_in_this_window() -> None:
    given = signal_keys(case_of(intermediary="Adviesbureau Linde B.V."))
    assert {each.code for each in given} == {"account", "adviser", "summary"}
    assert Fingerprint("adviser", "slim-2020-1:adviesbureau linde b v") in given


def test_spacing_capitals_and_points_do_not_make_another_text() -> None:
    assert folded("Wij maken  een plan.\nEn voeren het uit!") == folded("wij maken een plan en voeren het uit")


@pytest.mark.parametrize("rule", SIGNALS, ids=lambda rule: rule.code)
def test_each_limit_is_an_open_question(rule: object) -> None:
    assert not SLIM.values[rule.limit].confirmed  # type: ignore[attr-defined]
