"""What in STAP asks a reviewer to look: above its limit a rule sees it, at its limit it does not, and it says its numbers."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from cases.amounts import euro
from cases.schemes.signals import FORBIDDEN, ReceivedAct, Shared, SignalCase, SignalFacts
from cases.schemes.stap.signals import IN_WINDOW, NEAR_MAXIMUM, NO_SHOW, SIGNALS, TRAINER
from tests.schemes.stap.builders import BSN, STAP, answered, application, priced, training, values

RULES = {rule.code: rule for rule in SIGNALS}


def case(of: Any = None, **fields: Any) -> SignalCase:
    return SignalCase(of or application(), values(), date(2023, 5, 1), window="stap-2023-2", **fields)


def seen(code: str, facts: SignalFacts) -> str:
    found = RULES[code].judge(facts, values())
    return found.seen if found else ""


@pytest.mark.parametrize(
    ("here", "window", "sentence"),
    [
        pytest.param(
            1100,
            10_000,
            "Van 10000 aanvragen in dit tijdvak gaan er 1100 (11 %) naar deze opleider; grens 10 %.",
            id="boven",
        ),
        pytest.param(1000, 10_000, "", id="op-de-grens"),
        pytest.param(49, 100, "", id="te-weinig-om-iets-te-zeggen"),
    ],
)
def test_concentration_at_one_trainer(here: int, window: int, sentence: str) -> None:
    facts = SignalFacts(case(), (Shared(IN_WINDOW, cases=here, parties=here),), window_cases=window)
    assert seen("large_trainer", facts) == sentence
    assert RULES["large_trainer"].needs_window


@pytest.mark.parametrize(
    ("before", "now", "sentence"),
    [
        pytest.param(
            "900.00", "945.00", "De prijs van deze scholing steeg in een jaar met 5 %; grens 4 %.", id="boven"
        ),
        pytest.param("900.00", "936.00", "", id="op-de-grens"),
        pytest.param("900.00", "800.00", "", id="gedaald"),
    ],
)
def test_price_drift_in_the_history_of_the_training(before: str, now: str, sentence: str) -> None:
    history = answered(
        training(catalogue_price=before, from_on="2022-06-01", until_on="2023-03-31"),
        training(catalogue_price=now, from_on="2023-04-01"),
    )
    facts = SignalFacts(case(registers={"scholingsregister": {"training": history}}))
    assert seen("price_rise", facts) == sentence


def test_a_rise_of_more_than_a_year_ago_and_a_silent_register_say_nothing() -> None:
    old = answered(
        training(catalogue_price="500.00", from_on="2021-01-01", until_on="2022-04-30"),
        training(catalogue_price="900.00", from_on="2022-05-01"),
    )
    assert seen("price_rise", SignalFacts(case(registers={"scholingsregister": {"training": old}}))) == ""
    assert seen("price_rise", SignalFacts(case())) == ""


@pytest.mark.parametrize(
    ("near", "every", "is_seen"),
    [
        pytest.param(51, 100, True, id="boven"),
        pytest.param(50, 100, False, id="op-de-grens"),
        pytest.param(40, 49, False, id="weinig"),
    ],
)
def test_prices_that_crowd_below_the_maximum(near: int, every: int, is_seen: bool) -> None:
    shared = (Shared(NEAR_MAXIMUM, cases=near, parties=near), Shared(TRAINER, cases=every, parties=every))
    assert bool(seen("near_maximum", SignalFacts(case(), shared))) is is_seen


@pytest.mark.parametrize(
    ("price", "is_near"),
    [("949.99", False), ("950.00", True), ("1000.00", True), ("1000.01", False)],
)
def test_band_below_the_maximum(price: str, is_near: bool) -> None:
    keys = {key.code for key in STAP.signal_keys(case(priced(price)))}
    assert (NEAR_MAXIMUM in keys) is is_near


@pytest.mark.parametrize(
    ("is_success", "paid", "is_no_show"),
    [
        pytest.param(False, "659.45", True, id="geen-succes-en-betaald"),
        pytest.param(False, "0.00", False, id="geen-succes-niet-betaald"),
        pytest.param(True, "659.45", False, id="met-succes"),
    ],
)
def test_paid_no_show(is_success: bool, paid: str, is_no_show: bool) -> None:
    proved = ReceivedAct("proof", {"is_success": is_success}, date(2024, 1, 8))
    keys = {key.code for key in STAP.signal_keys(case(acts=(proved,), paid_amount=euro(paid)))}
    assert (NO_SHOW in keys) is is_no_show


@pytest.mark.parametrize(("cases", "is_seen"), [(4, True), (3, False)])
def test_several_paid_no_shows_at_one_trainer(cases: int, is_seen: bool) -> None:
    assert bool(seen("paid_no_shows", SignalFacts(case(), (Shared(NO_SHOW, cases=cases, parties=cases),)))) is is_seen


def test_signals_compare_nothing_of_a_person() -> None:
    keys = STAP.signal_keys(case())
    assert not any(BSN in key.value or "Linde" in key.value for key in keys)
    assert not any(word in key.code for key in keys for word in FORBIDDEN)


def test_every_rule_names_a_limit_of_the_scheme_and_explains_itself() -> None:
    for rule in STAP.signals:
        assert isinstance(getattr(values(), rule.limit), int), rule.code
        assert not STAP.values[rule.limit].confirmed
        assert rule.why.endswith(".")
        assert rule.look_at.endswith("?")
