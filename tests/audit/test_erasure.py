"""Erasing personal values: only by the eraser, only with its event, and the chain stays whole."""

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime
from io import BytesIO
from typing import Any

import psycopg
import pytest
from django.db import IntegrityError, ProgrammingError, connections, transaction

from audit.chain import check_chains
from audit.erasure import erase
from audit.export.jsonl import write_jsonl
from audit.export.selection import Selection
from audit.models import Event, PersonalFact
from audit.trail import Origin, record
from cases.models import Party, Submission

pytestmark = pytest.mark.own_database

HERE = Origin("test", "test_erasure")
DAY = date(2030, 5, 8)


@pytest.fixture(autouse=True)
def trail() -> Iterator[None]:
    for stream in ("case:1", "case:2"):
        record(stream, "case.submitted", actor="party:1", origin=HERE, on=DAY, personal={"email": "a", "iban": "b"})
    yield
    connections["eraser"].close()


def erase_case() -> int:
    return erase("case:1", ground="Bewaartermijn verstreken.", actor="user:9", origin=HERE, on=DAY)


def test_the_values_of_one_stream_go_and_the_chain_stays_valid() -> None:
    assert erase_case() == 2
    assert set(PersonalFact.objects.values_list("stream", flat=True)) == {"case:2"}
    event = Event.objects.get(action="personal.erased")
    assert (event.stream, event.number, event.actor) == ("case:1", 2, "user:9")
    assert json.loads(event.body)["facts"] == {
        "ground": "Bewaartermijn verstreken.",
        "facts": ["email", "iban"],
        "rows": {},
    }
    assert check_chains().breach is None


def test_erasing_twice_erases_and_records_once() -> None:
    assert (erase_case(), erase_case()) == (2, 0)
    assert Event.objects.filter(action="personal.erased").count() == 1


def test_the_eraser_cannot_erase_silently(eraser_connection: "psycopg.Connection[Any]") -> None:
    with pytest.raises(psycopg.errors.RestrictViolation, match="case:1 is refused"):
        eraser_connection.execute("DELETE FROM audit_personalfact WHERE stream = 'case:1'")


def test_an_erasure_event_counts_for_its_own_stream_only() -> None:
    with transaction.atomic("eraser"):
        record("case:1", "personal.erased", actor="user:9", origin=HERE, on=DAY, facts={"ground": "x"}, using="eraser")
        with pytest.raises(IntegrityError, match="case:2 is refused"), transaction.atomic("eraser"):
            PersonalFact.objects.using("eraser").all().delete()
    assert PersonalFact.objects.count() == 4


def test_an_earlier_erasure_event_does_not_count() -> None:
    record("case:1", "personal.erased", actor="user:9", origin=HERE, on=DAY, facts={"ground": "x"}, using="eraser")
    with pytest.raises(IntegrityError, match="case:1 is refused"):
        PersonalFact.objects.using("eraser").filter(stream="case:1").delete()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_personalfact SET value = ''",
        "INSERT INTO audit_personalfact (commitment, key, value, stream, label) VALUES ('', '', '', '', '')",
        "SELECT body FROM audit_event",
        "DELETE FROM audit_event",
        "SELECT * FROM cases_case",
        "UPDATE cases_submission SET digest = ''",
        "DELETE FROM cases_submission",
    ],
)
def test_the_eraser_can_do_nothing_else(eraser_connection: "psycopg.Connection[Any]", statement: Any) -> None:
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        eraser_connection.execute(statement)


def test_the_app_can_neither_delete_facts_nor_empty_columns() -> None:
    with pytest.raises(ProgrammingError, match="permission denied"):
        PersonalFact.objects.all().delete()
    with pytest.raises(ProgrammingError, match="permission denied"):
        Submission.objects.update(body="")


def test_named_columns_are_emptied_with_the_event_and_never_without() -> None:
    submission = Submission.objects.create(
        kind="application", scheme="slim", digest="d" * 64, body="{}", channel="test", received_at=datetime.now(UTC)
    )
    with pytest.raises(IntegrityError, match="holds no erasure event"):
        Submission.objects.using("eraser").filter(pk=submission.pk).update(body="")
    rows = [(Submission, [submission.pk])]
    assert erase("case:1", ground="AVG 17.", actor="user:9", origin=HERE, on=DAY, rows=rows) == 3
    assert Submission.objects.get(pk=submission.pk).body == ""


def test_columns_of_a_party_can_be_emptied_although_the_app_may_edit_it() -> None:
    party = Party.objects.create(identifier="12345678", name="Bakkerij Voorbeeld", sort_name="bakkerij voorbeeld")
    assert erase("party:1", ground="AVG 17.", actor="user:9", origin=HERE, on=DAY, rows=[(Party, [party.pk])]) == 1
    erased = Party.objects.get()
    assert (erased.kvk_number, erased.name) == ("12345678", "")


def test_an_export_with_personal_values_holds_those_that_still_exist() -> None:
    erase_case()
    out = BytesIO()
    assert write_jsonl(out, Selection(), with_personal=True) == 3
    lines = [json.loads(line) for line in out.getvalue().splitlines()]
    assert [sorted(line["personal"] or {}) for line in lines] == [[], [], ["email", "iban"]]
