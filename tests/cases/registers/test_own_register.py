"""A register that a scheme brings along in its folder: loaded, asked and read by its rules like those of the house; and a table
in the README that says the same as the code."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from cases.identity import pseudonym
from cases.models import Extract, RegisterEntry
from cases.queries import application_of, file_of
from cases.registers import shapes as register_shapes
from cases.registers.asking import ask_registers
from cases.registers.shapes import HOUSE, shape_of
from cases.schemes.answers import answer_to
from cases.schemes.questions import Question
from cases.schemes.registry import scheme
from cases.schemes.shapes import PERIOD, Column, RegisterShape, amount, bsn, text
from tests import make
from tests.cases.registers.files import PERSON, csv_of, loaded
from workflows.steps.assessment import consult_registers

ON = date(2024, 3, 1)
README = Path(register_shapes.__file__).parent / "README.md"
ADVISERS = RegisterShape(
    "advisers",
    "Adviseurs",
    (
        Column("adviser", "bsn", bsn, is_personal=True),
        Column("name", "naam", text),
        Column("tariff", "tarief", amount),
        *PERIOD,
    ),
    "adviser",
)


@pytest.fixture
def own(monkeypatch: pytest.MonkeyPatch) -> None:
    """A scheme that asks the register of its own about somebody who is no participant."""

    def questions(application: object, on: date) -> tuple[Question, ...]:
        return (Question("advisers", PERSON, "adviser", on),)

    with_own = replace(scheme("slim"), registers={"advisers": ADVISERS}, questions=questions)
    monkeypatch.setattr(register_shapes, "schemes", lambda: {"slim": with_own})
    monkeypatch.setattr("workflows.steps.assessment.scheme", lambda _: with_own)


@pytest.mark.django_db
def test_a_register_of_a_scheme_is_loaded_asked_and_read(own: None) -> None:
    case = make.applied("mkb-klein-2020")
    loaded("advisers", csv_of("bsn,naam,tarief,vanaf,tot_en_met", f'{PERSON},V. Voorbeeld,"75,00",2020-01-01,'), on=ON)
    consult_registers(case.pk, on=ON)
    answer = answer_to(file_of(case, application_of(case)), "advisers", "adviser")
    assert [entry["tariff"] for entry in answer.entries] == ["75.00"]
    assert RegisterEntry.objects.get(register="advisers").key == pseudonym(PERSON)


@pytest.mark.django_db
def test_an_answer_of_a_register_that_is_no_more_can_still_be_read() -> None:
    case = make.applied("mkb-klein-2020")
    ask_registers(case, [Question("crebo", "25180", on=ON)])
    extract = Extract.objects.get(case=case)
    Extract.objects.create(
        case=case, register="gone", question="7", on=ON, state="answered", answer={"a": 1}, asked_at=extract.asked_at
    )
    assert answer_to(file_of(case, application_of(case)), "gone", "7").data == {"a": 1}


@pytest.mark.parametrize("shape", HOUSE, ids=[shape.name for shape in HOUSE])
def test_the_table_of_columns_says_what_the_shape_says(shape: RegisterShape) -> None:
    columns = ", ".join(f"`{column.heading}`" + ("" if column.is_required else "?") for column in shape.columns)
    count = "many" if shape.has_many else "one"
    assert (
        f"| `{shape.name}` | {shape.label} | {count} | {columns} |" in README.read_text(encoding="utf-8").splitlines()
    )


@pytest.mark.parametrize("shape", HOUSE, ids=[shape.name for shape in HOUSE])
def test_the_key_of_a_register_is_its_first_column(shape: RegisterShape) -> None:
    assert shape_of(shape.name).key_column is shape.columns[0]
