"""STAP: another training after the first one fell away, from the request to settlement, on the scheme's own folder."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from audit.models import Event
from audit.trail import Origin
from cases.authority.actors import Actor, party
from cases.authority.permissions import Role
from cases.authority.permit import NotAuthorised
from cases.models import AffectedGrant, Case, Counter, Decision, MeasureKind, Order, PartyRole, RegisterEntry, Status
from cases.money.ledger import discrepancies
from cases.queries import period_of
from cases.schemes.reading import InvalidInput
from tests import make
from tests.journeys.stap import SETTLED_ON, granted, invoice, order_of, people, prove, trainer_of, weeks_set
from tests.workflows.api.calls import APPLICATIONS, caller
from tests.workflows.desk.visiting import browser, do, take, task_of, text_of
from workflows.steps.affected import decide_affected
from workflows.steps.change import decide_change
from workflows.steps.deciding import NotReady
from workflows.steps.incidents import handle_incident
from workflows.steps.measures import impose_measure, propose_measure
from workflows.steps.receiving import receive_act
from workflows.steps.settlement import assess_settlement, settle_subsidy

pytestmark = pytest.mark.django_db

ASKED_ON, DECIDED_ON, INVOICED_ON = date(2023, 6, 1), date(2023, 6, 8), date(2023, 8, 20)
REASONS = "De nieuwe scholing past bij de regeling."
FIRST, KVK, CODE, NAME = "91000001", "91000002", "S00002", "Lasschool Het Vlampunt"
TRAINING: dict[str, Any] = {
    "trainer_kvk": KVK,
    "trainer_name": NAME,
    "trainer_id": "O002",
    "training_id": CODE,
    "training_name": "Lassen niveau 3",
    "location": "Deventer",
    "starts_on": "2023-09-04",
    "ends_on": "2024-01-26",
    "eligible_amount": "500.00",
    "total_price": "500.00",
}


@pytest.fixture
def who() -> make.People:
    """One employee for each role; the decider holds the mandates of STAP."""
    return people()


@pytest.fixture
def case(who: make.People) -> Case:
    """A course of 659.45 euro, granted and announced; the registers know another one since 10 May."""
    case = granted(who)
    listed()
    return case


def listed(*, price: str = "900.00", status: str = "active", from_on: date = date(2023, 5, 10)) -> None:
    """Let the registers know the other training from a day on."""
    data = {
        "training": CODE,
        "name": TRAINING["training_name"],
        "trainer": "O002",
        "trainer_name": NAME,
        "trainer_kvk": KVK,
        "trainer_iban": "NL20INGB0001234567",
        "catalogue_price": price,
        "subsidised_price": price,
        "status": status,
        "from_on": from_on.isoformat(),
    }
    RegisterEntry.objects.create(register="scholingsregister", key=CODE, from_on=from_on, data=data)
    features = RegisterEntry.objects.get(register="stap_kenmerken", key="S00001").data
    told = {**features, "training": CODE, "from_on": from_on.isoformat()}
    RegisterEntry.objects.create(register="stap_kenmerken", key=CODE, from_on=from_on, data=told)


def cancelled(case: Case, who: make.People) -> None:
    """Let the recipient report that the trainer cancelled the training, and a person note it."""
    told = {"kind": "cancelled", "explanation": "Er waren te weinig deelnemers."}
    row = receive_act(case.pk, "incident", told, by=make.recipient(case), received_at=make.at(date(2023, 5, 25)))
    by, on = who[Role.HANDLER], date(2023, 5, 26)
    handle_incident(case.pk, row.pk, outcome="noted", reasons=REASONS, is_culpable=False, by=by, on=on)  # type: ignore[attr-defined]


def removed(case: Case, who: make.People, choice: str) -> None:
    """Remove the trainer, and say what that means for this grant."""
    proposed_on, imposed_on = date(2023, 5, 3), date(2023, 5, 30)
    row = propose_measure(
        order_of(case).party_id,
        MeasureKind.REMOVAL,
        scheme_code="stap",
        grounds=REASONS,
        by=who[Role.HANDLER],
        on=proposed_on,
    )
    make.letters_sent(proposed_on)
    impose_measure(row.pk, by=who[Role.DECIDER], on=imposed_on, weighing=make.WEIGHING, reasons=REASONS)
    make.letters_sent(imposed_on)
    affected = AffectedGrant.objects.get(case=case)
    decide_affected(case.pk, affected.pk, choice=choice, reasons=REASONS, by=who[Role.HANDLER], on=imposed_on)
    make.letters_sent(imposed_on)


def ask(case: Case, *, on: date = ASKED_ON, by: Actor | None = None, **fields: Any) -> None:
    """Ask for the other training as the recipient, with its paper."""
    told = {"subject": "scholing", "reason": "De eerste scholing gaat niet door.", "training": {**TRAINING, **fields}}
    paper = [make.document("stap-aanmeldingsbewijs")]
    receive_act(
        case.pk, "change", told, by=by or make.recipient(case), received_at=make.at(on), documents=paper, channel="api"
    )


def decide(case: Case, who: make.People, *, is_granted: bool = True) -> Decision:
    """Decide on the oldest request, and send the letter."""
    found = decide_change(case.pk, is_granted=is_granted, reasons=REASONS, by=who[Role.DECIDER], on=DECIDED_ON)
    make.letters_sent(DECIDED_ON)
    return found


def letter(case: Case, kind: str) -> str:
    """Give the text of a letter that went out."""
    row = case.letters.get(kind=kind, status="sent")
    assert row.composition is not None
    return str(row.composition.text).replace("\xa0", " ")


def test_after_a_cancelled_training_the_grant_runs_on_with_another_trainer(case: Case, who: make.People) -> None:
    cancelled(case, who)
    first, old = order_of(case), trainer_of(case)
    ask(case)
    assert make.tasks_of(case) == ["decide_change"]
    decision = decide(case, who)
    order = order_of(case)
    assert (order.party.name, order.amount_cents, order.decision) == (NAME, 500_00, decision)
    assert Order.objects.get(pk=first.pk).ended_on == DECIDED_ON
    assert make.balances_of(case) == {"committed": "500.00"}
    assert period_of(case) == (date(2023, 9, 4), date(2024, 1, 26))
    assert make.term(case, "settlement_request").due_on == date(2024, 4, 26), "three months after the new training"
    assert list(discrepancies()) == []

    def late_invoice() -> object:
        data = {"number": "OUD", "order": first.number, "amount": "659.45", "dated_on": "2023-08-20"}
        return receive_act(case.pk, "invoice", data, by=old, received_at=make.at(INVOICED_ON))

    def foreign_proof() -> object:
        told = {"is_success": True, "ended_on": "2024-01-26", "has_diploma": True}
        return receive_act(case.pk, "proof", told, by=old, received_at=make.at(SETTLED_ON))

    make.refused(late_invoice, NotAuthorised)
    make.refused(foreign_proof, NotAuthorised)
    assert invoice(case, "500.01", on=INVOICED_ON, number="N1").status == "rejected"
    assert invoice(case, "500.00", on=INVOICED_ON, number="N2").status == "accepted"
    make.paid(case, who, on=date(2023, 9, 4))
    assert [(row.payee, row.iban) for row in case.payments.all()] == [(NAME, "NL20INGB0001234567")]
    weeks_set(who)
    case = prove(case, ended_on="2024-01-26")
    settled_on = date(2024, 2, 12)
    assert assess_settlement(case.pk, by=who[Role.HANDLER], on=settled_on).outcome == "as_granted"
    settled = settle_subsidy(case.pk, by=who[Role.DECIDER], on=settled_on)
    make.letters_sent(settled_on)
    assert (make.fresh(case).status, settled.amount_cents) == (Status.SETTLED, 500_00)
    assert make.balances_of(case) == {"committed": "500.00", "paid": "500.00"}
    assert list(discrepancies()) == []


def test_the_letter_names_the_new_training_its_trainer_and_its_amount(case: Case, who: make.People) -> None:
    cancelled(case, who)
    ask(case, total_price="720.00")
    decide(case, who)
    text = letter(case, "change_granted")
    assert "Scholing: Lassen niveau 3, nummer S00002." in text
    assert f"Opleider: {NAME}, KvK-nummer {KVK}." in text
    assert "De eerste dag is 4 september 2023." in text
    assert "De einddatum van de scholing is nu 26 januari 2024." in text
    assert "Uw STAP-budget is hoogstens € 500,00." in text
    assert "U betaalt € 220,00 zelf aan de opleider" in text
    assert REASONS in text
    assert "Lassen niveau 2" in letter(case, "grant"), "what was granted first stays as it was said"


def test_after_the_removal_of_a_trainer_another_training_may_be_chosen(case: Case, who: make.People) -> None:
    """stap.md R-9: in September 2022 who was hit could choose another training."""
    removed(case, who, "other_training")
    last = RegisterEntry.objects.get(register="scholingsregister", key="S00001").until_on
    assert last == date(2023, 6, 30), "STAP 12 lid 1 onder e: it counts from the next window"
    assert "U mag een andere scholing kiezen." in letter(case, "training_removed")
    ask(case)
    decide(case, who)
    assert order_of(case).party.name == NAME
    events = Event.objects.filter(stream=case.stream, action="case.change_granted", result="done")
    assert '"activities":["S00002"]' in events.get().body


@pytest.mark.parametrize("ground", ["", "goes_on", "illness"])
def test_without_the_first_one_falling_away_nobody_agrees_to_another(case: Case, who: make.People, ground: str) -> None:
    if ground == "goes_on":
        removed(case, who, "goes_on")
    if ground == "illness":
        told = {"kind": "illness", "explanation": "Ik ben ziek."}
        row = receive_act(case.pk, "incident", told, by=make.recipient(case), received_at=make.at(date(2023, 5, 25)))
        key, by = row.pk, who[Role.HANDLER]  # type: ignore[attr-defined]
        handle_incident(case.pk, key, outcome="noted", reasons=REASONS, by=by, on=date(2023, 5, 26))
    ask(case)
    make.refused(lambda: decide(case, who), NotReady, "De eerste scholing gaat niet door")
    decide_change(case.pk, is_granted=False, reasons="U kunt de scholing volgen.", by=who[Role.DECIDER], on=DECIDED_ON)
    make.letters_sent(DECIDED_ON)
    text = letter(case, "change_refused")
    assert "Wij keuren uw wijziging niet goed." in text
    assert "U kunt de scholing volgen." in text
    assert (order_of(case).party.identifier, make.balances_of(case)) == (FIRST, {"committed": "659.45"})


def test_the_register_is_asked_on_the_day_of_the_request(case: Case, who: make.People) -> None:
    """The other training stood in it since 10 May, and not on the day of application."""
    cancelled(case, who)
    ask(case)
    asked = case.extracts.filter(question=CODE).order_by("register", "subject").values_list("register", "subject", "on")
    subject = f"training@{ASKED_ON}"
    registers = ("removals", "scholingsregister", "stap_kenmerken")
    assert list(asked) == [(register, subject, ASKED_ON) for register in registers]
    assert decide(case, who).facts["findings"]["training_known"] == "met"


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        pytest.param({"starts_on": "2023-10-01"}, "uiterlijk op 30-09-2023", id="P-9: too late after the window"),
        pytest.param({"starts_on": "2023-05-28"}, "niet vóór 29-05-2023", id="P-8: too soon after the application"),
        pytest.param({"eligible_amount": "0.00"}, "kosten die wij mogen betalen", id="nothing to subsidise"),
    ],
)
def test_the_rules_for_a_training_hold_for_the_other_one(
    case: Case, who: make.People, fields: dict[str, Any], message: str
) -> None:
    cancelled(case, who)
    ask(case, **fields)
    make.refused(lambda: decide(case, who), NotReady, message)
    assert order_of(case).party.identifier == FIRST


def test_what_the_register_says_against_it_is_left_to_a_person(case: Case, who: make.People) -> None:
    cancelled(case, who)
    RegisterEntry.objects.filter(register="scholingsregister", key=CODE).delete()
    listed_again = date(2023, 5, 20)
    RegisterEntry.objects.filter(register="stap_kenmerken", key=CODE).delete()
    listed(status="removed", from_on=listed_again)
    ask(case)
    found = decide(case, who).facts["findings"]
    assert found["training_open"] == "a person must judge"


def test_a_dearer_training_never_raises_what_was_granted(case: Case, who: make.People) -> None:
    cancelled(case, who)
    ask(case, eligible_amount="850.00", total_price="850.00")
    decision = decide(case, who)
    assert (decision.amount_cents, order_of(case).amount_cents) == (659_45, 659_45)
    assert make.balances_of(case) == {"committed": "659.45"}
    assert "U betaalt € 190,55 zelf aan de opleider" in letter(case, "change_granted")


def test_the_place_that_counts_for_the_cap_goes_to_the_other_training(case: Case, who: make.People) -> None:
    def taken() -> dict[str, int]:
        rows = Counter.objects.filter(window=case.window, bucket__startswith="training:")
        return dict(rows.values_list("bucket", "taken_cents"))

    assert taken() == {"training:S00001": 1}
    cancelled(case, who)
    ask(case)
    decide(case, who)
    assert taken() == {"training:S00001": 0, "training:S00002": 1}


def test_another_training_of_the_same_trainer_keeps_its_order(case: Case, who: make.People) -> None:
    cancelled(case, who)
    first = order_of(case)
    own = {"trainer_kvk": FIRST, "trainer_name": "Vakschool De Eik", "trainer_iban": "NL91ABNA0417164300"}
    for row in RegisterEntry.objects.filter(register="scholingsregister", key=CODE):
        row.data = {**row.data, **own, "trainer": "O001"}
        row.save(update_fields=["data"])
    ask(case, trainer_kvk=FIRST, trainer_name="Vakschool De Eik", trainer_id="O001")
    decide(case, who)
    assert (order_of(case), order_of(case).ended_on) == (first, None)
    assert invoice(case, "500.01", on=INVOICED_ON, number="N1").status == "rejected", "the grant is 500 now"
    assert invoice(case, "500.00", on=INVOICED_ON, number="N2").status == "accepted"


def test_money_on_the_first_order_is_cleared_up_before_another_trainer_is_paid(case: Case, who: make.People) -> None:
    invoice(case)
    cancelled(case, who)
    ask(case)
    make.refused(lambda: decide(case, who), NotReady, "betaald of")
    assert order_of(case).party.identifier == FIRST


def test_another_training_is_asked_for_over_http(case: Case, who: make.People) -> None:
    cancelled(case, who)
    body = {
        "kind": "change",
        "data": {"subject": "scholing", "reason": "De eerste gaat niet door.", "training": TRAINING},
        "received_at": "2023-06-01T12:00:00+02:00",
    }
    response = caller("999990019").post(f"{APPLICATIONS}/{case.number}/handelingen", body)
    assert response.status_code == 201
    decide(case, who)
    old, new = (caller(kvk, "trainer") for kvk in (FIRST, KVK))
    seen = [one.get(f"{APPLICATIONS}/{case.number}").status_code for one in (old, new)]
    assert seen == [404, 200], "the first trainer has no part in it any more"


def test_a_colleague_enters_the_request_and_decides_on_what_the_page_shows(case: Case, who: make.People) -> None:
    cancelled(case, who)
    told = {"received_on": "2023-06-01", "subject": "scholing", "reason": "De eerste gaat niet door."}
    told |= {f"training.{name}": value for name, value in TRAINING.items()}
    handler = browser(who, Role.HANDLER)
    assert handler.post(f"/zaken/{case.pk}/ontvangen/change/", told).status_code == 302
    decider, task = browser(who, Role.DECIDER), task_of(case, "decide_change")
    take(decider, task)
    words = text_of(decider.get(f"/taken/{task.pk}/")).replace("\xa0", " ")
    assert "De eerste scholing gaat niet door" in words
    assert "Lassen niveau 3" in words
    assert "€ 500,00" in words
    assert do(decider, task, decision="grant", reasons=REASONS).status_code == 302
    assert order_of(case).party.name == NAME


def test_a_request_that_moves_days_is_entered_without_another_training(case: Case, who: make.People) -> None:
    told = {
        "received_on": "2023-06-01",
        "subject": "startdatum",
        "reason": "Verplaatst.",
        "new_starts_on": "2023-09-04",
    }
    response = browser(who, Role.HANDLER).post(f"/zaken/{case.pk}/ontvangen/change/", told)
    assert response.status_code == 302
    assert make.tasks_of(case) == ["decide_change"]


def test_a_change_names_another_training_with_its_days_or_none(case: Case) -> None:
    told: dict[str, Any] = {"subject": "scholing", "reason": REASONS}

    def send(**fields: Any) -> object:
        return receive_act(case.pk, "change", told | fields, by=make.recipient(case), received_at=make.at(ASKED_ON))

    make.refused(lambda: send(), InvalidInput)
    make.refused(lambda: send(training=TRAINING, new_starts_on="2023-09-04"), InvalidInput)
    make.refused(lambda: send(training={**TRAINING, "ends_on": "2023-09-01"}), InvalidInput)
    make.refused(lambda: send(subject="gegevens", training=TRAINING), InvalidInput)
    send(training=TRAINING)


def test_only_the_recipient_asks_for_another_training_and_no_register_is_asked_for_another(case: Case) -> None:
    trainer = party(order_of(case).party, Origin("test", "tests"), PartyRole.TRAINER)
    make.refused(lambda: ask(case, by=trainer), NotAuthorised)
    assert not case.extracts.filter(question=CODE).exists()


def test_an_incident_about_the_first_training_excuses_nobody_for_the_other(case: Case, who: make.People) -> None:
    cancelled(case, who)
    ask(case)
    decide(case, who)
    weeks_set(who)
    told = {"is_success": False, "has_diploma": False, "attendance_percent": "0.00", "reason": "not_started"}
    case = prove(case, ended_on="2024-01-26", **told)
    assert assess_settlement(case.pk, by=who[Role.HANDLER], on=SETTLED_ON).extracts["is_culpable"] is True
    assert make.fresh(case).status == Status.REPORTED
