"""Reading STAP applications and acts: every error at once with its path, lengths of the aanmeldingsbewijs, who may send what."""

from __future__ import annotations

from dataclasses import FrozenInstanceError
from datetime import date
from typing import Any

import pydantic
import pytest

from cases.schemes.reading import InvalidInput
from cases.schemes.stap.application import questions, read_application
from tests.schemes.stap.builders import BSN, STAP, TRAINER, application, application_data

ON = date(2023, 5, 1)


def errors(data: dict[str, Any]) -> dict[str, str]:
    with pytest.raises(InvalidInput) as caught:
        read_application(data, ON)
    return {error.path: error.message for error in caught.value.errors}


def test_all_errors_come_at_once_each_with_its_path_and_no_number_of_a_person_in_them() -> None:
    data = application_data(zzz=1, support=["gift"])
    data["applicant"].update(bsn="123456789", iban="NL00ABNA0417164300")
    del data["applicant"]["town"]
    data["registration"].update(house_number=5, eligible_amount=12.5)
    found = errors(data)
    assert set(found) == {
        "applicant.bsn",
        "applicant.iban",
        "applicant.town",
        "registration.house_number",
        "registration.eligible_amount",
        "support[0]",
        "zzz",
    }
    assert not any("123456789" in message for message in found.values())


@pytest.mark.parametrize(
    ("field", "most"),
    [
        pytest.param("student_number", 20, id="P-3-studentnummer-1-20"),
        pytest.param("first_name", 200, id="P-3-voornaam-1-200"),
        pytest.param("last_name", 200, id="P-3-achternaam-1-200"),
        pytest.param("infix", 10, id="P-3-tussenvoegsel-1-10"),
    ],
)
def test_field_of_the_paper_has_its_length(field: str, most: int) -> None:
    data = application_data({field: "a" * most})
    assert getattr(read_application(data, ON).registration, field) == "a" * most
    assert set(errors(application_data({field: "a" * (most + 1)}))) == {f"registration.{field}"}
    assert set(errors(application_data({field: ""}))) == {f"registration.{field}"}


@pytest.mark.parametrize("char", ["\0", "\n", "\t", "\x1b", "\x7f", "\x9f", "\u202e", "\u2066"])
def test_a_name_stands_on_one_line_and_reads_as_it_stands(char: str) -> None:
    assert set(errors(application_data({"last_name": f"Jan{char}sen"}))) == {"registration.last_name"}
    assert (
        read_application(application_data({"last_name": "Çelik-van ’t Hòf"}), ON).registration.last_name
        == "Çelik-van ’t Hòf"
    )


@pytest.mark.parametrize(
    ("field", "good", "bad"),
    [
        pytest.param("street", "a" * 34, "a" * 35, id="P-3-straatnaam-1-34"),
        pytest.param("house_number", "12345", "123456", id="P-3-huisnummer-1-5"),
        pytest.param("house_number", "1", "1a", id="P-3-huisnummer-cijfers"),
        pytest.param("postcode", "1234AB", "1234 AB", id="P-3-postcode-1-6"),
        pytest.param("addition", "bis-hoog A", "bis-hoog AB", id="P-3-toevoeging-1-10"),
    ],
)
def test_dutch_address_of_the_paper_has_its_lengths(field: str, good: str, bad: str) -> None:
    address = {"street": "Molenstraat", "house_number": "1", "postcode": "1234AB"}
    assert read_application(application_data({"address": {**address, field: good}}), ON).registration.address
    assert set(errors(application_data({"address": {**address, field: bad}}))) == {f"registration.address.{field}"}


def test_p3_who_lives_abroad_leaves_the_dutch_address_out() -> None:
    assert read_application(application_data(), ON).registration.address is None


@pytest.mark.parametrize(
    ("fields", "path"),
    [
        pytest.param({"ends_on": "2023-06-04"}, "registration", id="einde-voor-start"),
        pytest.param({"eligible_amount": "700.00"}, "registration", id="subsidiabel-boven-prijs"),
        pytest.param({"training_id": "S 1"}, "registration.training_id", id="spatie-in-scholings-ID"),
        pytest.param({"trainer_kvk": "123"}, "registration.trainer_kvk", id="KvK-nummer"),
        pytest.param(
            {"costs": [{"kind": "gadget", "amount": "1.00"}]}, "registration.costs[0].kind", id="onbekende-kosten"
        ),
        pytest.param({"born_on": "1899-12-31"}, "registration.born_on", id="onmogelijke-geboortedag"),
    ],
)
def test_paper_is_coherent(fields: dict[str, Any], path: str) -> None:
    data = application_data({key: value for key, value in fields.items() if key != "born_on"})
    data["registration"] |= fields
    assert set(errors(data)) == {path}


@pytest.mark.parametrize("name", ["El Amrani 🌱", "d'Or & Zn. <jr>", "Ærø-Bråten", "عائشة"])
def test_odd_names_are_taken_as_they_are(name: str) -> None:
    data = application_data({"last_name": name})
    data["applicant"]["last_name"] = name
    assert read_application(data, ON).applicant.name == f"Sanne {name}"


def test_application_cannot_be_changed_after_reading() -> None:
    with pytest.raises((FrozenInstanceError, pydantic.ValidationError)):
        application().registration.location = "elders"


def test_registers_are_asked_about_training_and_person_under_names_that_are_no_numbers() -> None:
    asked = questions(application(), ON)
    assert {(each.register, each.subject) for each in asked} == {
        ("scholingsregister", "training"),
        ("stap_kenmerken", "training"),
        ("removals", "trainer"),
        ("removals", "training"),
        ("exclusions", "applicant"),
        ("insured_periods", "applicant"),
        ("studiefinanciering", "applicant"),
    }
    assert not any(BSN in each.subject for each in asked)
    assert {each.register for each in asked} == set(STAP.asks)


def test_the_trainer_is_a_party() -> None:
    (trainer,) = STAP.parties(application())
    assert (trainer.role, trainer.identifier, trainer.iban) == ("trainer", TRAINER, "")


@pytest.mark.parametrize(
    ("act", "data", "senders"),
    [
        ("supplement", {}, ("applicant", "intermediary")),
        ("views", {"text": "Ik ben het er niet mee eens.", "wants_hearing": True}, ("applicant", "intermediary")),
        (
            "change",
            {"subject": "startdatum", "reason": "Verplaatst.", "new_starts_on": "2023-07-03"},
            ("applicant", "intermediary"),
        ),
        ("incident", {"kind": "illness", "explanation": "Ik ben ziek."}, ("applicant", "intermediary")),
        (
            "incident",
            {"kind": "moved", "explanation": "Later.", "new_starts_on": "2023-09-04"},
            ("applicant", "intermediary"),
        ),
        ("invoice", {"number": "F-1", "order": "O-1", "amount": "659.45", "dated_on": "2023-06-01"}, ("trainer",)),
        ("proof", {"is_success": True, "has_diploma": True, "ended_on": "2023-12-15"}, ("trainer",)),
        ("consent", {"subject": "evaluatie", "agrees": True}, ("applicant", "intermediary")),
        ("waiver", {"reason": "Ik ga niet."}, ("applicant", "intermediary")),
        ("withdrawal", {}, ("applicant", "intermediary")),
    ],
)
def test_each_act_can_be_read_and_has_its_senders(act: str, data: dict[str, Any], senders: tuple[str, ...]) -> None:
    kind = STAP.acts[act]
    assert kind.read(data, ON)
    assert kind.senders == senders
    assert kind.statuses
    assert set(kind.statuses) <= set(STAP.statuses)
    with pytest.raises(InvalidInput):
        kind.read({**data, "zzz": 1}, ON)


def test_an_objection_is_received_after_every_decision() -> None:
    assert {"refused", "granted", "settled", "recovery"} <= set(STAP.acts["objection"].statuses)


@pytest.mark.parametrize(
    "data",
    [
        pytest.param({"is_success": False, "ended_on": "2023-12-15"}, id="geen-succes-zonder-reden"),
        pytest.param({"is_success": True, "reason": "stopped", "ended_on": "2023-12-15"}, id="succes-met-reden"),
        pytest.param(
            {"is_success": True, "attendance_percent": "100.01", "ended_on": "2023-12-15"}, id="meer-dan-100-procent"
        ),
    ],
)
def test_proof_says_why_there_is_no_success_and_only_then(data: dict[str, Any]) -> None:
    with pytest.raises(InvalidInput):
        STAP.acts["proof"].read(data, ON)
