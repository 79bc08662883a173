"""Every sample, and what the demonstration makes up, is read, lies in a window, and has the outcome that stands here."""

from __future__ import annotations

import json
from datetime import datetime
from random import Random
from typing import Any

import pytest

from cases.amounts import euro
from cases.schemes.base import Outcome
from cases.schemes.praktijkleren.fabrication import fabricate, register_entries
from cases.schemes.praktijkleren.windows import AMSTERDAM
from tests.schemes.praktijkleren.builders import PRAKTIJKLEREN, judged

OUTCOMES: dict[str, tuple[str, str, str, str]] = {
    "alle-categorieen-2019": ("praktijkleren-2019", "met " * 7 + "met", "16380.00", ""),
    "bol-2019": ("praktijkleren-2019", "refused", "2700.00", ""),
    "corona-en-toeslag-2021": ("praktijkleren-2021", "met met", "4725.00", ""),
    "eerste-jaar-2014": ("praktijkleren-2014", "met met", "4050.00", ""),
    "intermediair-2025": ("praktijkleren-2025", "met met", "3510.00", ""),
    "intermediair-zonder-machtiging-2025": ("praktijkleren-2025", "refused", "2700.00", ""),
    "mbo-2019": ("praktijkleren-2019", "met met met", "6075.00", ""),
    "onvolledig-2019": (
        "praktijkleren-2019",
        "refused",
        "2700.00",
        "verklaring van de werkgever, machtiging",
    ),
    "voorschot-2020": ("praktijkleren-2020-voorschot", "met met", "2677.50", ""),
}


def sample(name: str) -> dict[str, Any]:
    """Give a sample as it was written."""
    read: dict[str, Any] = json.loads((PRAKTIJKLEREN.samples / f"{name}.json").read_text(encoding="utf-8"))
    return read


def test_every_sample_has_its_outcome_here() -> None:
    assert {path.stem for path in PRAKTIJKLEREN.samples.glob("*.json")} == set(OUTCOMES)


@pytest.mark.parametrize("name", sorted(OUTCOMES))
def test_sample_leads_to_its_outcome(name: str) -> None:
    envelope, (window, outcomes, amount, missing) = sample(name), OUTCOMES[name]
    received_at = datetime.fromisoformat(envelope["received_at"])
    on = received_at.astimezone(AMSTERDAM).date()
    application, values = PRAKTIJKLEREN.read_application(envelope["application"], on), PRAKTIJKLEREN.values_on(on)
    file = {"documents": [document["kind"] for document in envelope["documents"]]}
    found_window = PRAKTIJKLEREN.window_on(application.applicant_kind, received_at)
    assert (found_window.code if found_window else "") == window
    assert " ".join(line.outcome for line in judged(application, values, **file)) == outcomes
    assert PRAKTIJKLEREN.calculate(application, values).amount == euro(amount)
    absent = [
        f.facts["document"]
        for f in PRAKTIJKLEREN.completeness(application, values, file)
        if f.outcome is Outcome.NOT_MET
    ]
    assert ", ".join(map(str, absent)) == missing


@pytest.mark.parametrize("year", [2019, 2025])
def test_made_up_applications_are_complete_and_mostly_met(year: int) -> None:
    random, moment = Random(7), datetime(year, 7, 1, 12, tzinfo=AMSTERDAM)  # noqa: S311 - made-up data, no secret
    values = PRAKTIJKLEREN.values_on(moment.date())
    outcomes = []
    for number in range(1, 201):
        envelope = fabricate(number, random, moment, values)
        application = PRAKTIJKLEREN.read_application(envelope["application"], moment.date())
        file = {"documents": [document["kind"] for document in envelope["documents"]], "registers": known(envelope)}
        assert all(f.outcome is Outcome.MET for f in PRAKTIJKLEREN.completeness(application, values, file))
        outcomes += [line.outcome for line in PRAKTIJKLEREN.lines(application, values, file)]
    assert {"met", "refused"} <= set(outcomes)
    assert outcomes.count("met") > 9 * len(outcomes) // 10


def known(envelope: dict[str, Any]) -> dict[str, Any]:
    """Give what the registers answer about a made-up application; programmes stand with the first of each thousand."""
    first = {**envelope["application"], "applicant": {**envelope["application"]["applicant"], "kvk_number": "80000001"}}
    entries = [
        *register_entries(envelope["application"]),
        *(e for e in register_entries(first) if e[0] in ("crebo", "croho")),
    ]
    found: dict[str, Any] = {}
    for register, key, data in entries:
        kept = found.setdefault(register, {}).setdefault(
            key, {"state": "answered", "answer": {"entries": []}, "source": "test", "asked_at": ""}
        )
        kept["answer"]["entries"].append(data)
    return found


def test_demand_of_the_full_scenario_lies_near_that_of_2018_2019() -> None:
    """88,802 places of mbo and 3,538 of hbo (section 3.5, reconstructed) from 18,000 applications; a tenth of them is counted."""
    random, moment = Random(5), datetime(2019, 7, 1, 12, tzinfo=AMSTERDAM)  # noqa: S311 - made-up data, no secret
    values = PRAKTIJKLEREN.values_on(moment.date())
    weeks = {"mbo-bbl": 0, "hbo": 0}
    for number in range(10_001, 11_801):
        for line in fabricate(number, random, moment, values)["application"]["lines"]:
            if line["category"] in weeks:
                weeks[line["category"]] += min(line["weeks"], 40)
    assert 80_000 <= weeks["mbo-bbl"] * 10 // 40 <= 97_000
    assert 3_000 <= weeks["hbo"] * 10 // 42 <= 6_000
