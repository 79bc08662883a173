"""What registers said about a case, on its page: which register, about what, as of when, and the answer in Dutch words."""

from __future__ import annotations

from datetime import date

import pytest

from cases.authority.permissions import Role
from cases.models import Case, Extract
from cases.registers import asking
from cases.registers.asking import ask_registers
from cases.schemes.answers import LABELS
from cases.schemes.questions import Question
from tests import make
from tests.cases.registers.files import NAMES, PERSON, SAMPLES, loaded
from tests.cases.registers.test_asking import Port, failing
from tests.workflows.desk.visiting import browser, text_of
from workflows.desk.extracts import ERASED, shown_extracts

pytestmark = pytest.mark.django_db
ON = date(2024, 3, 1)


@pytest.fixture
def case() -> Case:
    """A case, beside registers as in the samples."""
    for name in NAMES:
        loaded(name, (SAMPLES / f"{name}.csv").read_bytes(), on=date(2021, 1, 4))
    return make.applied("mkb-klein-2020")


def page_of(case: Case) -> str:
    """Give the words on the page of a case."""
    return text_of(browser(make.people(), Role.HANDLER).get(f"/zaken/{case.pk}/"))


def asked(case: Case, register: str, key: str, subject: str = "") -> str:
    """Put one question and give the words on the page of the case."""
    ask_registers(case, [Question(register, key, subject, ON)])
    return page_of(case)


@pytest.mark.parametrize(
    ("register", "key", "words"),
    [
        pytest.param("crebo", "25181", ("Centraal register beroepsopleidingen", "25181", "niveau: 4"), id="a number"),
        pytest.param("sbi", "91000001", ("hoofdactiviteit: ja", "tot en met: 31 december 2021"), id="yes and a day"),
        pytest.param("croho", "34475", ("vorm: deeltijd", "vorm: duaal"), id="a choice, in the words of the file"),
        pytest.param("scholingsregister", "S-1001", ("subsidiabel bedrag: 850,00", "status: actief"), id="an amount"),
        pytest.param("kvk", "91000001", ("Handelsregister (KvK)", "sbi codes: 1071, 4724"), id="several codes"),
        pytest.param("crebo", "99999", ("99999", "niet bekend in dit register"), id="unknown"),
    ],
)
def test_an_answer_stands_on_the_page_in_dutch(case: Case, register: str, key: str, words: tuple[str, ...]) -> None:
    shown = asked(case, register, key)
    assert [word for word in words if word not in shown] == []
    assert "01-03-2024" in shown


def test_a_person_is_shown_as_a_person_on_a_line(case: Case) -> None:
    shown = asked(case, "rod", PERSON, "line:3")
    assert "een persoon, regel 3" in shown
    assert PERSON not in shown


def test_a_register_out_of_reach_is_told(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(asking.REGISTERS, "crebo", Port(failing(OSError())))
    assert "geen antwoord gekregen; wordt opnieuw gevraagd" in asked(case, "crebo", "25181")


def test_what_a_register_says_is_escaped(case: Case) -> None:
    data = b"crebo,naam,niveau,vanaf,tot_en_met\n25300,<b>Kok & Zn</b>,2,2016-08-01,\n"
    loaded("crebo", data, on=date(2022, 1, 3))
    asked(case, "crebo", "25300")
    page = browser(make.people(), Role.HANDLER).get(f"/zaken/{case.pk}/").content.decode()
    assert "&lt;b&gt;Kok &amp; Zn&lt;/b&gt;" in page
    assert "<b>Kok" not in page


def test_an_erased_answer_is_told_as_erased() -> None:
    extract = Extract(register="crebo", question="25180", on=ON, state="answered", answer=None, source="Crebo")
    [shown] = shown_extracts([extract])
    assert (shown.state, shown.entries) == (ERASED, ())


def test_every_fact_of_a_finding_about_a_register_has_its_dutch_name() -> None:
    assert {"register", "register_state", "told", "found", "contradicts", "answered", "unknown", "unreachable"} <= {
        *LABELS
    }
