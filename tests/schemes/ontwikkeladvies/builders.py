"""Plain builders for applications, answers of the portal and cases of this scheme; every name in them is invented.
Nothing is asserted here."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils import timezone

from cases.authority.actors import Actor
from cases.authority.permissions import MANDATED, Role
from cases.intake import read_submission
from cases.law import Values
from cases.models import Case, Mandate, RegisterEntry
from cases.registers.keys import stored_key
from cases.registers.shapes import shape_of
from cases.schemes.judgement import Finding, Judgement
from cases.schemes.ontwikkeladvies.application import AdviceApplication, read_application
from cases.schemes.registry import scheme
from tests import make
from workflows.steps.submission import submit_application
from workflows.steps.windows import load_windows

ADVICE = scheme("ontwikkeladvies")
BSN = "999990019"
PORTAL = "ontwikkeladviesportaal"
APPLIED = "2022-06-13"
PAPERS = ("ontwikkelplan", "prestatieverklaring", "bewijs van het tarief")


def application_data(
    participant: Mapping[str, Any] | None = None,
    adviser: Mapping[str, Any] | None = None,
    trajectory: Mapping[str, Any] | None = None,
    **fields: Any,
) -> dict[str, Any]:
    """Give the JSON of an application by an adviser in the register of Noloc, everything in order."""
    return {
        "applicant": {
            "kvk_number": "91000101",
            "name": "Loopbaanhuis de Eik",
            "street": "Molenstraat 1",
            "postcode": "1234 AB",
            "town": "Zutphen",
            "contact_name": "Noor de Vries",
            "email": "eik@example.nl",
            "iban": "NL91ABNA0417164300",
        },
        "kind": "adviseur",
        "participant": {
            "bsn": BSN,
            "name": "Sanne Linde",
            "born_on": "1985-03-14",
            "education": "mbo-2",
            "labour_market_link": "werknemer",
            "registered_on": "2022-05-09",
            **(participant or {}),
        },
        "adviser": {"number": "ADV101", "name": "Noor", "is_in_noloc_register": True, "years": 6, **(adviser or {})},
        "trajectory": {
            "began_on": "2022-05-16",
            "ended_on": "2022-06-10",
            "talk_hours": "5.00",
            "names_training": True,
            "plan_is_signed": True,
            "statement_is_signed": True,
            **(trajectory or {}),
        },
        **fields,
    }


def application(**parts: Any) -> AdviceApplication:
    """Give a typed application; keywords are parts of it, or fields of the whole."""
    return read_application(application_data(**parts), date.fromisoformat(APPLIED))


def hired(tariff: str, vat: str = "0.00") -> AdviceApplication:
    """Give an application by who hired the adviser, for this tariff in euro."""
    return application(kind="opdrachtgever", hire={"tariff": tariff, "vat": vat})


def values(on: str = APPLIED, **overrides: Any) -> Values:
    """Give the values of a day, with some replaced."""
    return ADVICE.values_on(date.fromisoformat(on)).replaced(overrides)


def registration(**fields: Any) -> dict[str, Any]:
    """Give the registration in the portal that belongs to the application, everything checked."""
    return {
        "registered_on": "2022-05-09",
        "adviser": "ADV101",
        "is_identity_checked": True,
        "is_declaration_signed": True,
        "education": "mbo-2",
        **fields,
    }


def told(state: str, *entries: Mapping[str, Any]) -> dict[str, Any]:
    """Give what came of the question to the portal."""
    answer = {"entries": list(entries)} if state == "answered" else None
    return {"state": state, "answer": answer, "source": "test", "asked_at": APPLIED}


def file(*entries: Mapping[str, Any], state: str = "answered", **fields: Any) -> dict[str, Any]:
    """Give the file of a case; without entries the portal has the registration that belongs to the application."""
    answer = told(state, *(entries or (registration(),)))
    return {"documents": list(PAPERS), "registers": {PORTAL: {"participant": answer}}, **fields}


def judged(of: AdviceApplication, extracts: Mapping[str, Any] | None = None, **overrides: Any) -> Judgement:
    """Judge an application on the day of application."""
    return ADVICE.judge(of, values(**overrides), file() if extracts is None else extracts)


def outcomes(of: AdviceApplication, extracts: Mapping[str, Any] | None = None, **overrides: Any) -> dict[str, str]:
    """Give the outcome of each rule by its code."""
    return {found.code: found.outcome.value for found in judged(of, extracts, **overrides).findings}


def finding(of: AdviceApplication, code: str, extracts: Mapping[str, Any] | None = None, **overrides: Any) -> Finding:
    """Give one finding of a judgement."""
    return next(each for each in judged(of, extracts, **overrides).findings if each.code == code)


def decider(username: str = "") -> Actor:
    """Make somebody who decides, with the mandates of this scheme."""
    found = make.person(Role.DECIDER, username=username)
    Mandate.objects.bulk_create(
        Mandate(holder_id=found.employee_id, act=act, scheme=ADVICE.code, from_on=make.SINCE, given_by="test")
        for act in sorted(MANDATED)
    )
    return found


def people() -> make.People:
    """Make one employee for each role, and the window as published."""
    who = {**make.people(), Role.DECIDER: decider()}
    load_windows(ADVICE.code, by=who[Role.ADMINISTRATOR], on=date(2022, 4, 25))
    return who


def known_to_portal(application: Mapping[str, Any], **changes: Any) -> None:
    """Let the portal know the participant as the application tells, with some things otherwise."""
    for register, key, data in ADVICE.demonstration.register_entries(application):
        kept = stored_key(shape_of(register), key)
        RegisterEntry.objects.create(register=register, key=kept, from_on=make.SINCE, data={**data, **changes})


def envelope(name: str) -> dict[str, Any]:
    """Give one of the samples, free to be changed."""
    read: dict[str, Any] = json.loads((ADVICE.samples / f"{name}.json").read_text(encoding="utf-8"))
    return read


def submitted(of: Mapping[str, Any]) -> Case:
    """Submit an envelope in the window that was open then."""
    case, _ = submit_application(read_submission(json.dumps(of), received_at=timezone.now()), channel="test")
    return make.fresh(case)
