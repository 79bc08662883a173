"""Every sample and every made-up application is read, lies in the window, and has the outcome that stands here."""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from random import Random
from typing import Any

import pytest

from cases.amounts import euro
from cases.registers.shapes import shape_of
from cases.schemes.judgement import Outcome
from cases.schemes.ontwikkeladvies.fabrication import TOO_HIGH, fabricate, no_report, register_entries
from cases.schemes.ontwikkeladvies.windows import AMSTERDAM
from tests.schemes.ontwikkeladvies.builders import ADVICE, PORTAL, application, envelope, told, values

OUTCOMES: dict[str, tuple[str, str, str]] = {
    "adviseur-2022": ("grant", "", ""),
    "werkgever-2022": ("grant", "", ""),
    "opdrachtgever-2022": ("grant", "", ""),
    "te-laag-tarief-2022": ("refuse", "minimum_tariff", ""),
    "mbo-3-2022": ("refuse", "education", ""),
    "nog-niet-klaar-2022": ("refuse", "finished", ""),
    "zonder-prestatieverklaring-2022": ("grant", "", "prestatieverklaring"),
}
MOMENT = datetime(2022, 6, 13, 10, 15, tzinfo=AMSTERDAM)


def known(data: dict[str, Any], documents: list[str]) -> dict[str, Any]:
    entries = [entry for _, _, entry in register_entries(data)]
    return {"documents": documents, "registers": {PORTAL: {"participant": told("answered", *entries)}}}


def test_every_sample_has_its_outcome_here() -> None:
    assert {path.stem for path in ADVICE.samples.glob("*.json")} == set(OUTCOMES)


@pytest.mark.parametrize("name", sorted(OUTCOMES))
def test_sample_leads_to_its_outcome(name: str) -> None:
    of, (outcome, ground, missing) = envelope(name), OUTCOMES[name]
    received_at = datetime.fromisoformat(of["received_at"])
    read = ADVICE.read_application(of["application"], received_at.date())
    in_force = ADVICE.values_on(received_at.date())
    extracts = known(of["application"], [document["kind"] for document in of["documents"]])
    judgement = ADVICE.judge(read, in_force, extracts)
    window = ADVICE.window_on(read.applicant_kind, received_at)
    assert window
    assert window.code == "ontwikkeladvies-2022"
    assert (judgement.outcome, judgement.calculation.amount) == (outcome, euro("700"))
    assert " ".join(found.code for found in judgement.grounds) == ground
    absent = [
        f.facts["document"] for f in ADVICE.completeness(read, in_force, extracts) if f.outcome is Outcome.NOT_MET
    ]
    assert " ".join(map(str, absent)) == missing


def made_up(number: int) -> dict[str, Any]:
    return fabricate(number, Random(number), MOMENT, values())  # noqa: S311 - made-up data, no secret


def outcome_of(number: int) -> str:
    of = made_up(number)
    read = ADVICE.read_application(of["application"], MOMENT.date())
    extracts = known(of["application"], [document["kind"] for document in of["documents"]])
    assert all(found.outcome is Outcome.MET for found in ADVICE.completeness(read, values(), extracts))
    return ADVICE.judge(read, values(), extracts).outcome


def test_made_up_applications_are_complete_and_leave_nothing_to_a_person() -> None:
    counts = Counter(outcome_of(number) for number in range(1, 201))
    assert set(counts) == {"grant", "refuse"}
    assert counts["grant"] > 170
    assert outcome_of(TOO_HIGH) == "refuse"


def test_made_up_participants_are_each_another_and_applicants_come_back() -> None:
    made = [made_up(number)["application"] for number in range(1, 101)]
    assert len({one["participant"]["bsn"] for one in made}) == 100
    assert len({one["applicant"]["kvk_number"] for one in made}) == 9


def test_made_up_entries_have_the_columns_of_their_register() -> None:
    for register, _, entry in register_entries(made_up(1)["application"]):
        columns = {column.name for column in shape_of(register).columns if not column.is_personal}
        assert set(entry) == columns


def test_no_report_follows_on_a_settlement_without_a_grant() -> None:
    assert no_report(application(), MOMENT.date(), euro("1")) == {}


def test_scenario_lies_in_the_window() -> None:
    (scenario,) = ADVICE.demonstration.scenarios
    assert (scenario.name, scenario.window) == ("ontwikkeladvies-2022", ADVICE.windows[0].code)
    assert (scenario.applications, scenario.leaves_work_open) == (60, True)
