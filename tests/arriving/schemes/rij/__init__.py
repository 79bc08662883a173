"""A small scheme for tests of windows in order of arrival: one person, one training, an amount. It lies outside the tree of schemes,
so that the engine is tried without the law of any real scheme. Some trainings stand for what a register or a rule may do."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from random import Random
from types import MappingProxyType
from typing import Any
from zoneinfo import ZoneInfo

from pydantic.dataclasses import dataclass

from cases.amounts import euro
from cases.authority.permissions import MACHINE
from cases.law import Article, Dated, Values
from cases.schemes.base import (
    ActKind,
    Calculation,
    Claim,
    Demonstration,
    Finding,
    Judgement,
    Line,
    MachineRules,
    Outcome,
    Passage,
    Scheme,
    WindowRule,
)
from cases.schemes.claims import CEILING, DIGITAL, OVERRUN
from cases.schemes.reading import STRICT, Amount, Text, read
from cases.terms.catalogue import KINDS, weeks
from cases.terms.kinds import TermKind

CODE = "rij"
AMSTERDAM = ZoneInfo("Europe/Amsterdam")
LAW = Article("Rij 1", "https://voorbeeld.example/rij")
FIRST = date(2022, 1, 1)
DOUBTFUL, UNINSURED, BROKEN = "TWIJFEL", "ONVERZEKERD", "STUK"
"""Trainings on which a register differs, on which register data refuse, and on which the rules themselves fail."""


@dataclass(config=STRICT)
class Person:
    """Who applies."""

    bsn: Text
    name: Text
    street: Text = "Dorpsstraat 1"
    postcode: Text = "1234 AB"
    town: Text = "Voorbeeld"
    contact_name: Text = "A. Voorbeeld"
    email: Text = "a@voorbeeld.example"
    iban: Text | None = None

    @property
    def identifier(self) -> str:
        """The number by which the person is known."""
        return self.bsn


@dataclass(config=STRICT)
class Application:
    """An application for one training."""

    applicant: Person
    amount: Amount
    training: Text = "T1"
    age: int = 30
    is_manual: bool = False
    is_low_level: bool = False

    @property
    def applicant_kind(self) -> str:
        """People only."""
        return "persoon"

    @property
    def participant_numbers(self) -> tuple[str, ...]:
        """The applicant alone."""
        return (self.applicant.bsn,)

    @property
    def activities(self) -> tuple[str, ...]:
        """Nothing that may be granted only once."""
        return ()


def _value(value: Any) -> Dated[Any]:
    return Dated({FIRST: value}, LAW)


VALUES: Mapping[str, Dated[Any]] = MappingProxyType(
    {
        "unit": _value("Voorbeeld"),
        "retention_years": _value(7),
        "adult_age": _value(18),
        "most_amount": _value(euro("1000.00")),
        "cap_per_training": _value(3),
        "later_number_may_pass": _value(False),
        "last_at_ceiling": _value("refuse"),
        "overshoot_day_by_lot": _value(False),
        "withdrawn_grant_frees_year": _value(False),
        "left_over_moves_on": _value(True),
        "decision_runs_from": _value({"arrival": "receipt"}),
    }
)


def completeness(application: Application, values: Values, extracts: Mapping[str, Any]) -> tuple[Finding, ...]:
    """The registration of the trainer must be there."""
    is_there = "aanmeldingsbewijs" in extracts["documents"]
    facts = {} if is_there else {"document": "aanmeldingsbewijs"}
    return (Finding("registration", str(LAW), Outcome.MET if is_there else Outcome.NOT_MET, facts),)


def calculate(application: Application, values: Values) -> Calculation:
    """What is asked for, at most the maximum."""
    amount = min(application.amount, values.most_amount)
    return Calculation((Line("Subsidie", "gevraagd, hoogstens het maximum", {}, str(LAW), amount),))


def judge(application: Application, values: Values, extracts: Mapping[str, Any]) -> Judgement:
    """Try every rule."""
    if application.training == BROKEN:
        raise RuntimeError("this rule is broken")
    taken = extracts.get("taken_before", {}).get(f"training:{application.training}", 0)
    found = (
        _finding("adult", application.age >= values.adult_age),
        _finding("first_grant_of_year", not extracts.get("grants_this_year", 0)),
        _finding("training_has_room", taken < values.cap_per_training),
        _finding("insured", application.training != UNINSURED),
        Finding("register_agrees", str(LAW), Outcome.PERSON if application.training == DOUBTFUL else Outcome.MET),
    )
    return Judgement(found, calculate(application, values))


def _finding(code: str, is_met: bool) -> Finding:
    return Finding(code, str(LAW), Outcome.MET if is_met else Outcome.NOT_MET)


def claims(application: Application, values: Values, extracts: Mapping[str, Any], amount: Decimal) -> tuple[Claim, ...]:
    """Money from the part for this road, and a place on the training."""
    place = Claim(f"training:{application.training}", units=1)
    if application.is_low_level:
        return (Claim("low", amount, otherwise=CEILING), place)
    if application.is_manual:
        return (Claim(CEILING, amount, otherwise=OVERRUN), place)
    return (Claim(CEILING, amount), Claim(DIGITAL, amount), place)


def read_application(data: Mapping[str, Any], on: date) -> Application:
    """Read an application."""
    return read(Application, data)


def terms(code: str, values: Values) -> TermKind:
    """Give the terms of the Awb; to decide four weeks."""
    if code in ("decision", "start", "duration", "sample_report", "unconsidered", "settlement_decision"):
        return TermKind(code, code, LAW, weeks(4), "regulation")
    return KINDS[code]


def _window(code: str, opens_on: date, closes_on: date, ceiling: str, **buckets: str) -> WindowRule:
    def moment(day: date, hour: int) -> datetime:
        return datetime.combine(day, datetime.min.time(), AMSTERDAM) + timedelta(hours=hour)

    parts = {name: Dated({FIRST: euro(amount)}, LAW) for name, amount in buckets.items()}
    limit = Dated({FIRST: euro(ceiling)}, LAW)
    return WindowRule(
        code, code, ("persoon",), moment(opens_on, 10), moment(closes_on, 17), limit, "arrival", LAW, buckets=parts
    )


WINDOWS = (
    _window("rij-1", date(2023, 3, 1), date(2023, 3, 31), "10000.00"),
    _window("rij-2", date(2023, 5, 1), date(2023, 5, 31), "10000.00", digital="8000.00", overrun="2000.00"),
    _window("rij-3", date(2023, 7, 3), date(2023, 7, 31), "10000.00", digital="8000.00"),
    _window("rij-4", date(2023, 9, 1), date(2023, 9, 30), "10000.00", low="3000.00"),
    _window("rij-5", date(2024, 1, 2), date(2024, 1, 31), "34000000.00"),
)
STATUSES = (
    *("submitted", "supplement_requested", "assessment", "refusal_views", "refused", "left_unconsidered", "granted"),
    *("reported", "settled", "waived", "withdrawn", "recovery", "closed"),
)
TRANSITIONS = (
    *("request_supplement", "receive_supplement", "leave_unconsidered", "start_assessment", "request_refusal_views"),
    *("refuse", "refuse_for_ceiling", "grant", "receive_report", "settle", "waive", "withdraw", "claim_back", "close"),
    *sorted(MACHINE),
)


def _wording(facts: Any) -> tuple[Passage, ...]:
    return (Passage("paragraph", f"Dit is een voorbeeld; het rust op {', '.join(facts.articles)}."),)


def _read_act(data: Mapping[str, Any], on: date) -> Mapping[str, Any]:
    return data


def fabricate(number: int, random: Random, received_at: datetime, values: Values) -> dict[str, Any]:
    """Give a complete application of another person for each number."""
    return envelope(number, f"{random.randint(300, 1000)}.00", received_at=received_at)


def envelope(
    number: int, amount: str = "1000.00", *, received_at: datetime, with_documents: bool = True, **fields: Any
) -> dict[str, Any]:
    """Give an application as it comes in; `fields` replace those of the application."""
    person = {"bsn": f"{100_000_000 + number}", "name": f"Voorbeeldpersoon {number}"}
    document = {
        "kind": "aanmeldingsbewijs", "name": "bewijs.txt", "media_type": "text/plain", "content": "QmV3aWpz"
    }  # fmt: skip
    return {
        "scheme": CODE,
        "received_at": received_at.isoformat(),
        "application": {"applicant": person, "amount": amount, **fields},
        "documents": [document] if with_documents else [],
    }


def written(one: Mapping[str, Any]) -> str:
    """Give an application as JSON."""
    return json.dumps(one)


def known(application: Mapping[str, Any]) -> Iterable[tuple[str, str, dict[str, Any]]]:
    """No register is asked."""
    return ()


SCHEME = Scheme(
    code=CODE,
    name="RIJ",
    title="Regeling op volgorde van binnenkomst",
    on_behalf_of="de Minister van Voorbeeld",
    unit="unit",
    legal_basis="Rij",
    article_prefix="Rij",
    procedure="grant",
    statuses=STATUSES,
    transitions=TRANSITIONS,
    values=VALUES,
    version_on=lambda day: "rij-2022",
    windows=WINDOWS,
    read_application=read_application,
    shape=Application,
    acts={
        code: ActKind(code, code, _read_act, statuses)
        for code, statuses in {
            "supplement": ("supplement_requested",),
            "withdrawal": ("submitted", "supplement_requested", "assessment", "refusal_views"),
            "waiver": ("granted",),
            "report": ("granted",),
        }.items()
    },
    asks=(),
    completeness=completeness,
    calculate=calculate,
    judge=judge,
    wording=dict.fromkeys(("receipt", "grant", "refusal", "ceiling_refusal", "supplement_request"), _wording),
    articles_of=lambda kind, day: (str(LAW),),
    terms=terms,
    samples=Path(__file__).parent / "samples",
    demonstration=Demonstration((), fabricate, lambda application, on, share: {}, known),
    claims=claims,
    machine=MachineRules(frozenset({"adult", "first_grant_of_year", "training_has_room"})),
    once_per_year=True,
)
