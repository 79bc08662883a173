"""A scheme that pays a trainer, made of SLIM's rules, and cases of it brought to where a test begins. Nothing is asserted here."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from types import MappingProxyType
from typing import Any, Literal

from pydantic.dataclasses import dataclass

from audit.trail import Origin
from cases.amounts import ZERO
from cases.authority.actors import Actor, party
from cases.authority.permissions import Role
from cases.law import Article, Dated, Values
from cases.models import Case, Order, PartyRole, RegisterEntry
from cases.schemes import letters_of_delivery, letters_of_measures
from cases.schemes.answers import answer_to
from cases.schemes.base import (
    ActKind,
    Calculation,
    Finding,
    Involved,
    Line,
    Outcome,
    Question,
    Scheme,
    Settlement,
    SettlementFacts,
)
from cases.schemes.questions import each_to_each
from cases.schemes.reading import STRICT, Amount, Day, LongText, Text, read
from cases.schemes.trainers import IncidentFacts, OrderFacts, Payee, Supply
from tests import make
from workflows.steps.invoices import receive_invoice
from workflows.steps.proof import receive_proof

SAMPLE = "mkb-voorschot-2023"
KVK, OTHER_KVK, TRAINING = "90000017", "90000025", "scholing-1"
NAME = "Opleidingshuis De Verzonnen Les"
IBAN, NEW_IBAN = "NL91ABNA0417164300", "NL20INGB0001234567"
GRANTED_ON, INVOICED_ON, PAID_ON = date(2023, 12, 1), date(2023, 12, 18), date(2023, 12, 20)
PROVED_ON, SETTLED_ON, CLAIMED_ON = date(2024, 12, 10), date(2025, 1, 15), date(2025, 2, 3)
REASONS = "De reden staat in het dossier."
RECOVERY_QUESTION = "Op welk artikel kan van een opleider worden teruggevorderd?"
SINCE = date(2020, 1, 1)


@dataclass(config=STRICT)
class InvoiceData:
    """An invoice of the trainer."""

    number: Text
    order: Text
    amount: Amount


@dataclass(config=STRICT)
class Proof:
    """A proof of participation."""

    outcome: Literal["success", "no_success"]
    ended_on: Day
    has_certificate: bool = False
    attended: int | None = None


@dataclass(config=STRICT)
class IncidentData:
    """What the recipient reports."""

    kind: Literal["illness", "moved", "cancelled", "not_started"]
    explanation: LongText
    new_starts_on: Day | None = None
    new_ends_on: Day | None = None


@dataclass(config=STRICT)
class Consent:
    """Somebody agrees."""

    is_given: bool


def payee(application: Any, extracts: Mapping[str, Any]) -> Payee | None:
    """The trainer, on the account in the register."""
    entries = answer_to(extracts, "scholingsregister", "training").entries
    if not entries:
        return None
    entry = entries[-1]
    return Payee(
        entry["trainer_name"],
        entry["trainer_iban"],
        entry["trainer_kvk"],
        "trainer",
        "Lesstraat 1",
        "1234 AB",
        "Zwolle",
    )


def judge_invoice(application: Any, invoice: Any, facts: OrderFacts, values: Values) -> tuple[Finding, ...]:
    """From three weeks before the start."""
    is_met = facts.received_on >= facts.starts_on - timedelta(weeks=3)
    label = "De factuur komt niet eerder dan drie weken voor het begin van de scholing."
    return (Finding("invoice_in_time", "Awb 4:95", Outcome.MET if is_met else Outcome.NOT_MET, label=label),)


def judge_incident(application: Any, incident: Any, facts: IncidentFacts, values: Values) -> tuple[Finding, ...]:
    """A moved start may lie three months after the grant at most."""
    if incident.new_starts_on is None:
        return ()
    is_met = incident.new_starts_on <= facts.granted_on + timedelta(days=92)
    return (Finding("start_in_time", "Awb 4:48", Outcome.MET if is_met else Outcome.NOT_MET),)


def settle(facts: SettlementFacts, values: Values) -> Settlement:
    """As granted on success; else nil, to blame as incidents say, or for a person."""
    proof, blames = facts.report, {known.is_culpable for known in facts.incidents}
    is_success = proof is not None and proof.outcome == "success"
    finding = Finding(
        "completed", "Awb 4:46", Outcome.MET if is_success else Outcome.NOT_MET, label="De scholing is afgerond."
    )
    amount = facts.granted_amount if is_success else ZERO
    lines = (Line("Vastgestelde subsidie", "volgens het bewijs", {}, "Awb 4:46", amount),)
    kind = "as_granted" if is_success else "nil" if blames else "person"
    return Settlement(kind, (finding,), Calculation(lines), False if blames == {False} else None)


def asking(registers: tuple[str, ...]) -> Callable[[Any, date], tuple[Question, ...]]:
    """Ask these registers about the applicant, and one about the training."""

    def questions(application: Any, on: date) -> tuple[Question, ...]:
        asked = each_to_each(registers, application.participant_numbers, on)
        return (*asked, Question("scholingsregister", TRAINING, "training"))

    return questions


def identifier(application: Any) -> str:
    """The number of the applicant."""
    return str(application.applicant.identifier)


def act(code: str, label: str, shape: Any, senders: tuple[str, ...], *statuses: str) -> ActKind:
    """An act of the scheme."""
    return ActKind(code, label, lambda data, on: read(shape, data), statuses, shape, senders)


TRAINERS, APPLICANTS = ("trainer",), ("applicant",)
RUNNING = ("granted", "reported")
ACTS = (
    act("invoice", "Factuur", InvoiceData, TRAINERS, *RUNNING, "settlement_views", "settled"),
    act("proof", "Bewijs van deelname", Proof, TRAINERS, *RUNNING),
    act("incident", "Melding", IncidentData, APPLICANTS, *RUNNING),
    act("consent", "Instemming", Consent, ("applicant", "trainer"), "submitted", "granted"),
)
WORDING = {**letters_of_delivery.WRITERS, **letters_of_measures.WRITERS}


def pays_trainer(slim: Scheme) -> Scheme:
    """SLIM, as a scheme that orders from a trainer and settles on its proof."""
    article: Dated[str] = Dated({SINCE: ""}, Article("Awb 4:57"), confirmed=False, question=RECOVERY_QUESTION)
    years: Dated[int] = Dated({SINCE: 2}, Article("Awb 4:46"), confirmed=False, question="Hoe lang ten hoogste?")
    return replace(
        slim,
        acts=MappingProxyType({**slim.acts, **{each.code: each for each in ACTS}}),
        transitions=(*slim.transitions, "forgo_recovery"),
        values=MappingProxyType({**slim.values, "trainer_recovery_article": article, "exclusion_years": years}),
        wording=MappingProxyType({**slim.wording, **WORDING}),
        articles_of=lambda kind, day: ("Awb 4:57",) if kind == "recovery_forgone" else slim.articles_of(kind, day),
        instalments=lambda application, amount, values, extracts: (),
        parties=lambda application: (Involved("trainer", KVK, NAME),),
        questions=asking(slim.asks),
        payee=payee,
        judge_invoice=judge_invoice,
        judge_incident=judge_incident,
        settle=settle,
        supply=Supply("scholingsregister", "trainer_kvk", "training"),
    )


def listed(kvk: str = KVK, iban: str = IBAN, *, from_on: date = SINCE, training: str = TRAINING) -> RegisterEntry:
    """Enter a training of a trainer in the register."""
    data = {
        "training": training,
        "trainer": "opleider-1",
        "trainer_name": NAME,
        "trainer_kvk": kvk,
        "trainer_iban": iban,
        "status": "active",
    }
    return RegisterEntry.objects.create(register="scholingsregister", key=training, from_on=from_on, data=data)


def running(who: make.People, *, number: int = 0) -> Case:
    """A grant with its order at the trainer, announced."""
    if not RegisterEntry.objects.filter(register="scholingsregister", key=TRAINING).exists():
        listed()
    return make.announced(make.applied(SAMPLE, number=number), who, on=GRANTED_ON)


def order_of(case: Case) -> Order:
    """The only order of a case."""
    return Order.objects.select_related("party").get(case=case)


def trainer_of(case: Case) -> Actor:
    """The trainer of a case as the one who acts."""
    return party(order_of(case).party, Origin("test", "tests"), PartyRole.TRAINER)


def invoice_data(case: Case, amount: str = "", *, number: str = "F-1", order: str = "") -> dict[str, Any]:
    """What an invoice says: by default for the whole order."""
    found = order_of(case)
    return {"number": number, "order": order or found.number, "amount": amount or f"{found.amount_cents / 100:.2f}"}


def invoiced(case: Case, amount: str = "", *, on: date = INVOICED_ON, number: str = "F-1") -> Any:
    """Let the trainer send an invoice."""
    data = invoice_data(case, amount, number=number)
    return receive_invoice(case.pk, data, by=trainer_of(case), received_at=make.at(on))


def proof_data(outcome: str = "success") -> dict[str, Any]:
    """What a proof says."""
    return {"outcome": outcome, "ended_on": "2024-11-29", "has_certificate": outcome == "success"}


def proved(case: Case, outcome: str = "success", *, on: date = PROVED_ON) -> Case:
    """Let the trainer send the proof."""
    receive_proof(case.pk, proof_data(outcome), by=trainer_of(case), received_at=make.at(on))
    return make.fresh(case)


def paid(case: Case, who: make.People, amount: str = "") -> Case:
    """Let the trainer invoice and be paid."""
    invoiced(case, amount)
    make.paid(case, who, on=PAID_ON)
    return make.fresh(case)


def administrators() -> tuple[Actor, Actor]:
    """Two administrators, for a setting."""
    return make.person(Role.ADMINISTRATOR), make.person(Role.ADMINISTRATOR, username="tweede-beheerder")
