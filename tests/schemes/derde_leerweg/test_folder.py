"""The folder as a whole: samples, open questions, letters, made-up applications, signals."""

from __future__ import annotations

import json
import re
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from random import Random
from typing import Any

import pytest

from cases.amounts import euro
from cases.checks import problems
from cases.schemes.base import Calculation, Finding, LetterFacts, Outcome
from cases.schemes.derde_leerweg import wording
from cases.schemes.derde_leerweg.fabrication import fabricate, register_entries
from cases.schemes.derde_leerweg.signals import PARTICIPANT, all_places_full, signal_keys, two_firms
from cases.schemes.lines import DecidedClaim, DecidedLine, DecidedRate
from cases.schemes.signals import Shared, SignalCase, SignalFacts
from tests.schemes.derde_leerweg.builders import DERDE_LEERWEG, ON, application, place, values_on

README = (Path(wording.__file__).parent / "README.md").read_text(encoding="utf-8")
OUTCOMES = {
    "drie-plaatsen-2023": ("derde_leerweg-4", ["person", "person", "refused"], "6075.00"),
    "te-laat-aangevraagd-2025": ("derde_leerweg-7", ["refused", "person"], "4387.50"),
    "onvolledig-2023": ("derde_leerweg-4", ["person"], "1350.00"),
}


def sample(name: str) -> dict[str, Any]:
    read: dict[str, Any] = json.loads((DERDE_LEERWEG.samples / f"{name}.json").read_text(encoding="utf-8"))
    return read


def test_the_scheme_is_complete_and_sound() -> None:
    assert list(problems(DERDE_LEERWEG)) == []


def test_every_sample_has_its_outcome_here() -> None:
    assert {path.stem for path in DERDE_LEERWEG.samples.glob("*.json")} == set(OUTCOMES)


@pytest.mark.parametrize("name", sorted(OUTCOMES))
def test_sample_leads_to_its_outcome_where_no_register_was_asked(name: str) -> None:
    envelope, (window, outcomes, most) = sample(name), OUTCOMES[name]
    received_at = datetime.fromisoformat(envelope["received_at"])
    found = DERDE_LEERWEG.read_application(envelope["application"], received_at.date())
    values = values_on(received_at.date())
    chosen = DERDE_LEERWEG.window_on(found.applicant_kind, received_at)
    assert chosen is not None
    assert chosen.code == window
    assert [line.outcome for line in DERDE_LEERWEG.lines(found, values, {})] == outcomes
    assert DERDE_LEERWEG.calculate(found, values).amount == euro(most)


def test_readme_names_every_open_value_with_its_question() -> None:
    missing = [
        name
        for name, dated in DERDE_LEERWEG.values.items()
        if not dated.confirmed and (f"| `{name}` |" not in README or dated.question not in README)
    ]
    assert missing == []


def test_readme_names_no_value_that_is_not_there() -> None:
    listed = set(re.findall(r"^\| `(\w+)` \|", README, re.M)) - {"versions", "windows"}
    assert listed == {name for name, dated in DERDE_LEERWEG.values.items() if not dated.confirmed}


LINE = DecidedLine(
    1,
    "OVO",
    "OVO, 40 weken",
    "met",
    (),
    (DecidedClaim("places", 40, 40, 40, euro("2216.70")),),
    {"unit": "weken", "asked": 40, "counted": 40, "whole": 40},
)
REFUSED = DecidedLine(
    2,
    "ODT",
    "ODT, 20 weken",
    "refused",
    (Finding("agreement", "Derde leerweg 5", Outcome.NOT_MET, {}, "De praktijkovereenkomst is getekend."),),
    (DecidedClaim("places", 20, 0, 40, euro("0")),),
    {"unit": "weken", "asked": 20, "counted": 20, "whole": 40},
)


def facts(kind: str) -> LetterFacts:
    """Give invented facts for a letter: everything that it needs or may print."""
    required = wording.REQUIRED[kind]
    names = required.names
    with_lines = kind in ("direct_settlement", "direct_refusal", "line_awarded", "settlement_amended")
    texts = {"line": "2", "iban_office": "NL91ABNA0417164300", "lot_number": "3", "lot_count": "9"}
    amounts = {
        *required.amounts,
        "set_off",
        "paid",
        "to_pay",
        "to_recover",
        "requested",
        "ceiling",
        "granted",
        "forgone",
    } & names
    return LetterFacts(
        case_number="DERDELEERWEG-2023-000017",
        applicant_name="Firma <A & B>",
        applicant_kind="leerbedrijf",
        window_label="ronde 4",
        received_on=ON,
        on=date(2023, 10, 2),
        articles=("Derde leerweg 6",) if required.articles else (),
        findings=REFUSED.findings if required.grounds else (),
        calculation=Calculation(()),
        amounts={name: euro("2216.70") for name in amounts},
        dates={name: date(2023, 11, 20) for name in names if name.endswith("_due") or name in DAYS},
        texts={name: texts.get(name, f"Voorbeeld van {name}.") for name in names - amounts - DAYS},
        lines=(LINE, REFUSED) if with_lines else (),
        rates=(
            (
                DecidedRate(
                    "places",
                    "praktijkplaatsen",
                    Decimal("82.10"),
                    euro("2216.70"),
                    euro("4500000"),
                    euro("0"),
                    Fraction(2030),
                ),
            )
            if with_lines
            else ()
        ),
        scheme=DERDE_LEERWEG.names,
    )


DAYS = {"received", "decided", "drawn", "completed", "announced", "objection_closed"}


@pytest.mark.parametrize("kind", sorted(wording.WORDING))
def test_letter_composes_from_its_facts_without_a_gap(kind: str) -> None:
    told = " ".join(
        piece
        for passage in wording.WORDING[kind](facts(kind))
        for piece in (passage.text, *passage.items, *(cell for row in passage.rows for cell in row))
    )
    assert not re.search(r"\bNone\b|[{}]|\(\)|\bnan\b", told)
    assert "SLIM" not in told


def test_the_settlement_says_each_place_its_amount_and_why_one_is_refused() -> None:
    told = str(wording.WORDING["direct_settlement"](facts("direct_settlement")))
    for expected in ("€ 2.216,70", "82,1 %", "Eén regel wijzen wij af.", "Derde leerweg 5", "Awb 4:43"):
        assert expected in told, expected


def test_made_up_applications_are_complete_and_mostly_met() -> None:
    random, moment = Random(3), datetime.fromisoformat("2023-06-15T12:00:00+02:00")  # noqa: S311 - made-up data
    outcomes: list[str] = []
    for number in range(1, 101):
        envelope = fabricate(number, random, moment, values_on(moment.date()))
        found = DERDE_LEERWEG.read_application(envelope["application"], moment.date())
        assert all(f.outcome is Outcome.MET for f in DERDE_LEERWEG.completeness(found, values_on(), {}))
        outcomes += [line.outcome for line in DERDE_LEERWEG.lines(found, values_on(), told_by_registers(envelope))]
    assert {"met", "refused"} <= set(outcomes)
    assert outcomes.count("met") > 8 * len(outcomes) // 10


def told_by_registers(envelope: dict[str, Any]) -> dict[str, Any]:
    """Give the answers of the made-up registers to the questions about an application."""
    places = envelope["application"]["places"]
    since = {"from_on": "2020-08-01", "until_on": None}
    firm = [data for register, _, data in register_entries(envelope["application"]) if register == "sbb"]
    programmes = {f"line:{n}": said({"crebo": each["crebo"], **since}) for n, each in enumerate(places, 1)}
    return {"registers": {"sbb": {"applicant": said({"entries": firm})}, "crebo": programmes}}


def said(answer: dict[str, Any]) -> dict[str, Any]:
    return {"state": "answered", "answer": answer, "source": "test", "asked_at": ""}


@pytest.mark.parametrize(("overlapping", "is_seen"), [(0, False), (1, True)])
def test_one_participant_at_two_firms_is_shown_to_a_reviewer(overlapping: int, is_seen: bool) -> None:
    case = SignalCase(application(), values_on(), ON)
    shared = (Shared(PARTICIPANT, parties=2, overlapping=overlapping),)
    assert bool(two_firms(SignalFacts(case, shared), values_on())) is is_seen
    assert [key.code for key in signal_keys(case)] == [PARTICIPANT]


@pytest.mark.parametrize(("weeks", "is_seen"), [(39, False), (40, True)])
def test_places_that_are_all_full_are_shown_to_a_reviewer(weeks: int, is_seen: bool) -> None:
    found = application(*(place(number, weeks=weeks) for number in range(1, 7)))
    assert bool(all_places_full(SignalFacts(SignalCase(found, values_on(), ON)), values_on())) is is_seen
