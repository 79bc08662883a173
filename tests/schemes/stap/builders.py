"""Plain builders for STAP applications, register answers, proofs and settlements; every name in them is invented.
Nothing is asserted here."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from cases.amounts import euro
from cases.law import Values
from cases.schemes.base import SettlementFacts
from cases.schemes.judgement import Finding, Judgement
from cases.schemes.registry import scheme
from cases.schemes.stap.acts import Incident, Invoice, Proof
from cases.schemes.stap.application import StapApplication, read_application
from cases.schemes.trainers import KnownIncident, OrderFacts, Payee

STAP = scheme("stap")
BSN = "999990019"
TRAINER = "91000001"
MAY_2022, MAY_2023 = "2022-05-02", "2023-05-01"


def registration_data(**fields: Any) -> dict[str, Any]:
    """Give the STAP-aanmeldingsbewijs of a course of 659.45 euro that starts on 5 June 2023."""
    return {
        "student_number": "ST0001",
        "first_name": "Sanne",
        "last_name": "Linde",
        "born_on": "1988-04-12",
        "trainer_kvk": TRAINER,
        "trainer_name": "Vakschool De Eik",
        "trainer_id": "O001",
        "training_id": "S00001",
        "training_name": "Lassen niveau 2",
        "location": "Zutphen",
        "starts_on": "2023-06-05",
        "ends_on": "2023-12-15",
        "eligible_amount": "659.45",
        "total_price": "659.45",
        **fields,
    }


def application_data(
    registration: Mapping[str, Any] | None = None, born_on: str = "1988-04-12", **fields: Any
) -> dict[str, Any]:
    """Give the JSON of an application; the paper is about the same person."""
    return {
        "applicant": {
            "bsn": BSN,
            "first_name": "Sanne",
            "last_name": "Linde",
            "born_on": born_on,
            "street": "Molenstraat 1",
            "postcode": "1234 AB",
            "town": "Zutphen",
            "email": "sanne@example.nl",
        },
        "registration": registration_data(born_on=born_on, **(registration or {})),
        **fields,
    }


def application(
    born_on: str = "1988-04-12", fields: Mapping[str, Any] | None = None, **registration: Any
) -> StapApplication:
    """Give a typed application; keywords are fields of the paper, `fields` those of the application."""
    return read_application(application_data(registration, born_on, **(fields or {})), date(2023, 5, 1))


def priced(amount: str, total: str = "", **registration: Any) -> StapApplication:
    """Give an application for a subsidised amount, and a price where that is higher."""
    return application(eligible_amount=amount, total_price=total or amount, **registration)


def values(on: str = MAY_2023, **overrides: Any) -> Values:
    """Give the values of a day, with some replaced."""
    return STAP.values_on(date.fromisoformat(on)).replaced(overrides)


def answered(*entries: Mapping[str, Any]) -> dict[str, Any]:
    """Give an answer of a register that knows the key."""
    return {"state": "answered", "answer": {"entries": list(entries)}, "source": "test", "asked_at": "2023-05-01"}


UNKNOWN = {"state": "unknown", "answer": None, "source": "test", "asked_at": "2023-05-01"}
NOTHING = answered()
UNREACHABLE = {"state": "unreachable", "answer": None, "source": "test", "asked_at": "2023-05-01"}


def training(**fields: Any) -> dict[str, Any]:
    """Give the entry of the training in the scholingsregister, at a price that is above every test."""
    return {
        "training": "S00001",
        "name": "Lassen niveau 2",
        "trainer": "O001",
        "trainer_name": "Vakschool De Eik",
        "trainer_kvk": TRAINER,
        "trainer_iban": "NL91ABNA0417164300",
        "catalogue_price": "9000.00",
        "subsidised_price": "9000.00",
        "status": "active",
        "from_on": "2022-01-01",
        "until_on": None,
        **fields,
    }


def features(**fields: Any) -> dict[str, Any]:
    """Give the features of the training: recognised and tested in every way, given in the Netherlands."""
    return {
        "training": "S00001",
        "recognitions": ["OCW", "NRTO"],
        "country": "NL",
        "is_labour_market_oriented": True,
        "is_market_priced": True,
        "is_taught_and_tested": True,
        "is_paid_otherwise": False,
        "from_on": "2022-01-01",
        "until_on": None,
        **fields,
    }


def file(
    *,
    training_entries: Any = None,
    feature_entries: Any = None,
    insured: Any = None,
    support: Any = None,
    removed: Any = None,
    excluded: Any = None,
    **fields: Any,
) -> dict[str, Any]:
    """Give the file of a case: everything in order, unless an answer is given."""
    return {
        "documents": ["stap-aanmeldingsbewijs"],
        "registers": {
            "scholingsregister": {"training": training_entries or answered(training())},
            "stap_kenmerken": {"training": feature_entries or answered(features())},
            "removals": {"trainer": removed or NOTHING, "training": NOTHING},
            "exclusions": {"applicant": excluded or NOTHING},
            "insured_periods": {"applicant": insured or answered({"from_on": "2015-01-01", "until_on": None})},
            "studiefinanciering": {"applicant": support or UNKNOWN},
        },
        **fields,
    }


def judged(
    of: StapApplication, on: str = MAY_2023, extracts: Mapping[str, Any] | None = None, **overrides: Any
) -> Judgement:
    """Judge an application on a day."""
    return STAP.judge(of, values(on, **overrides), file() if extracts is None else extracts)


def outcomes(
    of: StapApplication, on: str = MAY_2023, extracts: Mapping[str, Any] | None = None, **overrides: Any
) -> dict[str, str]:
    """Give the outcome of each rule by its code."""
    return by_code(judged(of, on, extracts, **overrides).findings)


def by_code(findings: tuple[Finding, ...]) -> dict[str, str]:
    """Give the outcome of each finding by its code."""
    return {finding.code: finding.outcome.value for finding in findings}


def finding(judgement: Judgement, code: str) -> Finding:
    """Give one finding of a judgement."""
    return next(each for each in judgement.findings if each.code == code)


def amount(
    of: StapApplication, on: str = MAY_2023, extracts: Mapping[str, Any] | None = None, **overrides: Any
) -> Decimal:
    """Give the subsidy that the rules come to."""
    return judged(of, on, extracts, **overrides).calculation.amount


def proof(**fields: Any) -> Proof:
    """Give a proof of participation; without fields nobody took part."""
    data = {"is_success": False, "reason": "not_started", "ended_on": "2023-12-15", **fields}
    read: Proof = STAP.acts["proof"].read(
        {name: value for name, value in data.items() if value is not None}, date(2024, 1, 8)
    )
    return read


def succeeded(**fields: Any) -> Proof:
    """Give a proof with success."""
    return proof(is_success=True, reason=None, **fields)


def incident(kind: str, is_culpable: bool | None = None, **fields: Any) -> KnownIncident:
    """Give a report of the participant, as a person handled it."""
    data = {"kind": kind, "explanation": "Uitleg.", **fields}
    read: Incident = STAP.acts["incident"].read(data, date(2023, 7, 1))
    return KnownIncident(read, date(2023, 7, 1), "noted" if is_culpable is not None else "", is_culpable)


def settlement_facts(report: Proof | None, granted: str = "659.45", **fields: Any) -> SettlementFacts:
    """Give the facts of a settlement: granted and paid the same amount, the proof in time."""
    of = fields.pop("application", None) or priced(granted)
    facts: dict[str, Any] = {
        "application": of,
        "granted_amount": euro(granted),
        "granted_calculation": STAP.calculate(of, values()),
        "report": report,
        "paid_amount": euro(granted),
        "ex_officio": report is None,
        "applied_on": date(2023, 5, 1),
        "granted_on": date(2023, 5, 2),
        "ends_on": date(2023, 12, 15),
        "granted_values": values(),
        "reported_on": date(2024, 1, 8) if report else None,
    }
    return SettlementFacts(**{**facts, **fields})


def order_facts(ordered: str = "1000.00", accepted: str = "0.00", **fields: Any) -> OrderFacts:
    """Give what an invoice is judged on: an order with the trainer of the register, in the week before the start."""
    facts: dict[str, Any] = {
        "number": "STAP-2023-000001-O1",
        "ordered_amount": euro(ordered),
        "accepted_amount": euro(accepted),
        "trainer": TRAINER,
        "sender": TRAINER,
        "payee": Payee("Vakschool De Eik", "NL91ABNA0417164300", TRAINER, "trainer"),
        "received_on": date(2023, 6, 1),
        "granted_on": date(2023, 5, 2),
        "starts_on": date(2023, 6, 5),
        "ends_on": date(2023, 12, 15),
    }
    return OrderFacts(**{**facts, **fields})


def invoice(amount: str, order: str = "STAP-2023-000001-O1") -> Invoice:
    """Give an invoice for an order."""
    data = {"number": "F2023-17", "order": order, "amount": amount, "dated_on": "2023-06-01"}
    read: Invoice = STAP.acts["invoice"].read(data, date(2023, 6, 1))
    return read
