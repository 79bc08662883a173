"""The part of a scheme's contract about who carries out what is granted and is paid for it: payee, invoices, incidents, supply.
Every scheme has a default for it; which trainer, article or amount is meant, the scheme's own folder says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Protocol

from cases.law import Values
from cases.schemes.judgement import Finding, Outcome

APPLICANT, TRAINER = "applicant", "trainer"


@dataclass(frozen=True)
class Payee:
    """Who is paid: name, account and identifier as a register or the application says. `role`: what it is in the case.

    Where it is another than the applicant, the grant places an order with it, and money follows on its invoice.
    """

    name: str
    iban: str
    identifier: str
    role: str = APPLICANT
    street: str = ""
    postcode: str = ""
    town: str = ""


def applicant_is_paid(application: Any, extracts: Mapping[str, Any]) -> Payee | None:
    """Give the applicant, on the account that the application names."""
    applicant = application.applicant
    return Payee(applicant.name, applicant.iban or "", applicant.identifier)


class Invoice(Protocol):
    """What the house reads of a trainer's invoice (act "invoice"): its number, the order it is for, and the amount in euro."""

    number: str
    order: str
    amount: Decimal


@dataclass(frozen=True)
class OrderFacts:
    """What an invoice is judged on beside itself. Amounts in euro; `accepted_amount` is what earlier invoices took of the order.

    `trainer` is with whom the order was placed, `sender` who sent the invoice (None: entered by an employee), `payee` whom
    the register names today.
    """

    number: str
    ordered_amount: Decimal
    accepted_amount: Decimal
    trainer: str
    sender: str | None
    payee: Payee | None
    received_on: date
    granted_on: date
    starts_on: date
    ends_on: date


def no_invoice(application: Any, invoice: Any, facts: OrderFacts, values: Values) -> tuple[Finding, ...]:
    """Leave every invoice to a person: a scheme that takes invoices brings its own rule."""
    return (Finding("invoice", "Awb 4:95", Outcome.PERSON, label="De factuur past bij de regeling."),)


@dataclass(frozen=True)
class IncidentFacts:
    """What an incident is judged on: the days of the grant, and the last day of its window (None: it had no window)."""

    reported_on: date
    granted_on: date
    starts_on: date
    ends_on: date
    window_closes_on: date | None


@dataclass(frozen=True)
class KnownIncident:
    """An incident (act "incident") as a settlement sees it: what was reported and when, and how a person handled it.

    `outcome`: "noted", "change" (asked as a change of the grant), "revoke", or "" while nobody handled it.
    """

    incident: Any
    reported_on: date
    outcome: str = ""
    is_culpable: bool | None = None


@dataclass(frozen=True)
class ChangeFacts:
    """What a change is judged on beside itself. `granted_amount`: what is granted now, in euro; `extracts`: the file, with
    what registers said on the day on which the change came in; `removals`: what people chose for this grant after a removal
    of its trainer or training ("other_training", "revoke", "goes_on")."""

    granted_amount: Decimal
    received_on: date
    extracts: Mapping[str, Any]
    incidents: tuple[KnownIncident, ...] = ()
    removals: tuple[str, ...] = ()


def no_incident_rule(application: Any, incident: Any, facts: IncidentFacts, values: Values) -> tuple[Finding, ...]:
    """Find nothing: a person judges every incident, and a rule only tells what it found."""
    return ()


@dataclass(frozen=True)
class Supply:
    """The register that lists what trainers offer: its name, and under which names an entry holds trainer and training."""

    register: str
    trainer: str
    training: str
