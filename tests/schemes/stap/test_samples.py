"""Every sample and every made-up application is read, lies in a window, and has the outcome that stands here."""

from __future__ import annotations

import json
from datetime import date, datetime
from decimal import Decimal
from random import Random
from typing import Any

import pytest

from cases.amounts import ZERO, euro
from cases.registers.shapes import shape_of
from cases.schemes.judgement import Outcome
from cases.schemes.reading import is_bsn
from cases.schemes.stap.fabrication import MINORS, STRANGERS, fabricate, fabricate_proof, invented_bsn, register_entries
from cases.schemes.stap.windows import AMSTERDAM
from tests.schemes.stap.builders import (
    NOTHING,
    STAP,
    UNKNOWN,
    answered,
    application,
    file,
    judged,
    settlement_facts,
    training,
    values,
)

OUTCOMES: dict[str, tuple[str, str, str, str]] = {
    "cursus-2023": ("stap-2023-2", "grant", "659.45", ""),
    "duurder-dan-maximum-2023": ("stap-2023-2", "grant", "1000.00", ""),
    "meerjarig-2023": ("stap-2023-3", "grant", "1000.00", ""),
    "minderjarig-2022": ("stap-2022-2", "refuse", "659.45", ""),
    "niet-digitaal-2023": ("stap-2023-2", "grant", "659.45", ""),
    "uitgesteld-tijdvak-2023": ("stap-2023-1", "grant", "659.45", ""),
    "zonder-bewijs-2023": ("stap-2023-2", "grant", "659.45", "stap-aanmeldingsbewijs"),
}
MOMENT = datetime(2023, 5, 1, 10, 0, tzinfo=AMSTERDAM)


def sample(name: str) -> dict[str, Any]:
    read: dict[str, Any] = json.loads((STAP.samples / f"{name}.json").read_text())
    return read


def test_every_sample_has_its_outcome_here() -> None:
    assert {path.stem for path in STAP.samples.glob("*.json")} == set(OUTCOMES)


@pytest.mark.parametrize("name", sorted(OUTCOMES))
def test_sample_leads_to_its_outcome(name: str) -> None:
    envelope, (window, outcome, amount, missing) = sample(name), OUTCOMES[name]
    received_at = datetime.fromisoformat(envelope["received_at"])
    on = received_at.astimezone(AMSTERDAM).date()
    of, in_force = STAP.read_application(envelope["application"], on), STAP.values_on(on)
    told = file(documents=[document["kind"] for document in envelope["documents"]])
    judgement = STAP.judge(of, in_force, told)
    found_window = STAP.window_on(of.applicant_kind, received_at)
    assert found_window
    assert found_window.code == window
    assert (judgement.outcome, judgement.calculation.amount) == (outcome, euro(amount))
    absent = [f.facts["document"] for f in STAP.completeness(of, in_force, told) if f.outcome is Outcome.NOT_MET]
    assert " ".join(map(str, absent)) == missing


def made_up(number: int) -> dict[str, Any]:
    return fabricate(number, Random(number), MOMENT, values())  # noqa: S311 - made-up data, no secret


def told_by_registers(data: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = {
        "scholingsregister": {"training": UNKNOWN},
        "stap_kenmerken": {"training": UNKNOWN},
        "removals": {"trainer": NOTHING, "training": NOTHING},
        "exclusions": {"applicant": NOTHING},
        "insured_periods": {"applicant": UNKNOWN},
        "studiefinanciering": {"applicant": UNKNOWN},
    }
    for register, _, entry in register_entries(data):
        (subject,) = found[register]
        found[register] = {subject: answered(entry)}
    return {"documents": ["stap-aanmeldingsbewijs"], "registers": found}


@pytest.mark.parametrize(
    ("number", "outcome"),
    [(1, "grant"), (2, "grant"), (100_003, "grant"), (MINORS, "refuse"), (STRANGERS, "person")],
)
def test_made_up_application_leads_to_its_outcome(number: int, outcome: str) -> None:
    envelope = made_up(number)
    of = STAP.read_application(envelope["application"], MOMENT.date())
    assert STAP.judge(of, values(), told_by_registers(envelope["application"])).outcome == outcome


def test_made_up_people_have_numbers_of_a_range_that_is_given_to_nobody_each_its_own() -> None:
    numbers = [invented_bsn(number) for number in range(2000)]
    assert len(set(numbers)) == len(numbers)
    assert all(is_bsn(number) and number.startswith("9") for number in numbers)


def test_made_up_entries_have_the_columns_of_their_registers() -> None:
    for register, _, entry in register_entries(made_up(1)["application"]):
        columns = {column.name for column in shape_of(register).columns if not column.is_personal}
        assert set(entry) == columns, register


def test_made_up_amounts_are_on_average_about_895_euro() -> None:
    amounts = [
        STAP.calculate(STAP.read_application(made_up(number)["application"], MOMENT.date()), values()).amount
        for number in range(1, 1501)
    ]
    assert euro("880") < sum(amounts, ZERO) / len(amounts) < euro("910")


@pytest.mark.parametrize(
    ("share", "kind"),
    [("1", "as_granted"), ("0.90", "as_granted"), ("0.80", "as_granted"), ("0.50", "person"), ("0", "nil")],
)
def test_made_up_proof_leads_to_a_settlement(share: str, kind: str) -> None:
    report = STAP.acts["proof"].read(
        fabricate_proof(application(), date(2023, 12, 15), Decimal(share)), date(2024, 1, 8)
    )
    assert STAP.settle(settlement_facts(report), values("2024-01-08")).kind == kind


def test_scenarios_lie_in_windows_and_the_full_one_runs_by_name_only() -> None:
    codes = {window.code for window in STAP.windows}
    scenarios = {scenario.name: scenario for scenario in STAP.demonstration.scenarios}
    assert {scenario.window for scenario in scenarios.values()} <= codes
    full = scenarios["stap-2023-2"]
    assert (full.applications, full.only_by_name) == (38_500, True)
    assert not scenarios["stap-2023-5"].only_by_name


def test_judging_again_gives_the_same() -> None:
    told = file(training_entries=answered(training()))
    assert judged(application(), extracts=told) == judged(application(), extracts=told)
