"""Every sample is read, lies in a window of its kind, and has the outcome that stands here."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

import pytest

from cases.amounts import euro
from cases.schemes.base import Outcome
from cases.schemes.slim.windows import AMSTERDAM
from tests.schemes.slim.builders import SLIM

OUTCOMES: dict[str, tuple[str, str, str, str]] = {
    "grb-horeca-2023": ("slim-2023-2-grb", "grant", "138094.20", ""),
    "loopbaanadvies-2025": ("slim-2025-1", "grant", "7000.00", ""),
    "mkb-2025": ("slim-2025-3", "grant", "8970.00", ""),
    "mkb-faillissement-2022": ("slim-2022-1", "person", "15180.00", ""),
    "mkb-klein-2020": ("slim-2020-1", "grant", "14388.80", ""),
    "mkb-landbouw-2020": ("slim-2020-1", "grant", "20000.00", ""),
    "mkb-middelgroot-2020": ("slim-2020-1", "grant", "24998.99", ""),
    "mkb-onvolledig-2020": ("slim-2020-1", "grant", "13800.00", "begroting machtiging"),
    "mkb-te-lage-kosten-2020": ("slim-2020-1", "refuse", "3999.99", ""),
    "mkb-voorschot-2023": ("slim-2023-3", "grant", "24999.00", ""),
    "praktijkleerplaats-2020": ("slim-2020-1", "grant", "2700.00", ""),
    "swv-2022": ("slim-2022-2-swv", "grant", "364531.33", ""),
    "swv-2025": ("slim-2025-2-swv", "grant", "500000.00", ""),
}


def sample(name: str) -> dict[str, Any]:
    read: dict[str, Any] = json.loads((SLIM.samples / f"{name}.json").read_text())
    return read


def test_every_sample_has_its_outcome_here() -> None:
    assert {path.stem for path in SLIM.samples.glob("*.json")} == set(OUTCOMES)


@pytest.mark.parametrize("name", sorted(OUTCOMES))
def test_sample_leads_to_its_outcome(name: str) -> None:
    envelope, (window, outcome, amount, missing) = sample(name), OUTCOMES[name]
    received_at = datetime.fromisoformat(envelope["received_at"])
    on = received_at.astimezone(AMSTERDAM).date()
    application, values = SLIM.read_application(envelope["application"], on), SLIM.values_on(on)
    file = {"documents": [document["kind"] for document in envelope["documents"]]}
    judgement = SLIM.judge(application, values, file)
    found_window = SLIM.window_on(application.applicant_kind, received_at)
    assert found_window
    assert found_window.code == window
    assert (judgement.outcome, judgement.calculation.amount) == (outcome, euro(amount))
    absent = [f.facts["document"] for f in SLIM.completeness(application, values, file) if f.outcome is Outcome.NOT_MET]
    assert " ".join(map(str, absent)) == missing
