"""Asking registers: each question once, down and slow told apart from unknown, many cases in as many statements as one, and no
number of a person in what is kept."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

import pytest
from django.db import OperationalError, connection, transaction
from django.test.utils import CaptureQueriesContext

from audit.models import Event
from cases.identity import pseudonym
from cases.models import Case, Extract, RegisterEntry
from cases.queries import application_of, file_of
from cases.registers import asking
from cases.registers.asking import TABLE, Answer, Asked, ask_registers, ask_registers_for_all
from cases.registers.kept import answers_of_all
from cases.registers.shapes import UnknownRegister
from cases.schemes.questions import Question
from tests import make
from tests.cases.registers.files import NAMES, OTHER, PERSON, SAMPLES, loaded
from workflows.steps.assessment import consult_registers_for_all

pytestmark = pytest.mark.django_db
ON = date(2024, 3, 1)
CONTROL = ("SAVEPOINT", "RELEASE", "ROLLBACK")


class Port:
    """A register behind some network: it does what it is told to, and counts how often it is asked."""

    def __init__(self, answer: Callable[[Sequence[Asked]], Mapping[Asked, Answer]]) -> None:
        self.answer, self.calls = answer, list[Sequence[Asked]]()

    def ask(self, asked: Sequence[Asked], *, within: int) -> Mapping[Asked, Answer]:
        """Give what this port was made to give."""
        self.calls.append(asked)
        return self.answer(asked)


def failing(error: Exception) -> Callable[[Sequence[Asked]], Mapping[Asked, Answer]]:
    """Give an answer that is an error."""

    def answer(asked: Sequence[Asked]) -> Mapping[Asked, Answer]:
        raise error

    return answer


@pytest.fixture
def reached(monkeypatch: pytest.MonkeyPatch) -> Callable[[str, Port], Port]:
    """Let a register be reached through a port."""

    def reach(name: str, port: Port) -> Port:
        monkeypatch.setitem(asking.REGISTERS, name, port)
        return port

    return reach


@pytest.fixture
def case() -> Case:
    """A case whose own registers say nothing of interest here."""
    return make.applied("mkb-klein-2020")


@pytest.fixture
def samples() -> None:
    """All registers as in the samples."""
    for name in NAMES:
        loaded(name, (SAMPLES / f"{name}.csv").read_bytes(), on=date(2021, 1, 4))


def states(case: Case, register: str) -> list[str]:
    """Give what came of the questions to a register, in order."""
    return list(Extract.objects.filter(case=case, register=register).order_by("pk").values_list("state", flat=True))


def answer_of(case: Case, register: str, subject: str) -> Any:
    """Give the answer as the rules find it."""
    return file_of(case, application_of(case))["registers"][register][subject]["answer"]


def test_an_answer_is_kept_with_its_state_day_and_source(case: Case, samples: None) -> None:
    ask_registers(case, [Question("rod", PERSON, "line:1", ON), Question("crebo", "99999", on=ON)])
    found: dict[str, Any] = {extract.register: extract for extract in Extract.objects.filter(case=case)}
    assert found["rod"].answer["entries"][0]["programme"] == "25180"
    assert (found["rod"].state, found["rod"].on, found["rod"].subject) == ("answered", ON, "line:1")
    assert found["rod"].source == "Register onderwijsdeelnemers (ROD)"
    assert (found["crebo"].state, found["crebo"].answer) == ("unknown", None)


def test_without_a_day_the_register_is_asked_as_of_the_day_of_application(case: Case, samples: None) -> None:
    ask_registers(case, [Question("crebo", "25180")])
    extract = Extract.objects.get(case=case)
    assert (extract.on, extract.state) == (case.received_on, "unknown"), "our copy began only in 2021"


@pytest.mark.parametrize(
    ("register", "key", "entries"),
    [
        pytest.param("sbi", "91000001", 2, id="activities of an enterprise"),
        pytest.param("sbb", "91000001", 2, id="recognitions of a company, for each Crebo"),
        pytest.param("croho", "34475", 2, id="forms of a programme"),
        pytest.param("rod", OTHER, 2, id="enrolments of a student"),
        pytest.param("scholingsregister", "S-1001", 2, id="prices of a training through the years"),
        pytest.param("insured_periods", PERSON, 2, id="insured periods of a person"),
        pytest.param("studiefinanciering", "999900031", 1, id="support of a person"),
    ],
)
def test_of_a_register_with_many_entries_all_are_given(
    case: Case, samples: None, register: str, key: str, entries: int
) -> None:
    ask_registers(case, [Question(register, key, "it", ON)])
    assert len(answer_of(case, register, "it")["entries"]) == entries


def test_the_rules_find_an_answer_by_subject_by_number_and_by_pseudonym(case: Case, samples: None) -> None:
    ask_registers(case, [Question("insured_periods", PERSON, "applicant", ON)])
    answers = file_of(case, application_of(case))["registers"]["insured_periods"]
    assert answers["applicant"] == answers[PERSON] == answers.get(pseudonym(PERSON))
    assert PERSON in answers
    assert OTHER not in answers
    assert sorted(answers["applicant"]) == ["answer", "asked_at", "source", "state"]


def test_no_number_of_a_person_is_kept_in_question_answer_or_event(case: Case, samples: None) -> None:
    ask_registers(case, [Question(name, PERSON, "applicant", ON) for name in ("rod", "insured_periods", "insolvency")])
    kept = str(list(Extract.objects.values())) + "".join(Event.objects.values_list("body", flat=True))
    assert PERSON not in kept
    assert PERSON not in str(file_of(case, application_of(case)))
    assert pseudonym(PERSON) in kept


def test_one_student_on_two_lines_is_asked_once_and_kept_for_both(case: Case, reached: Any) -> None:
    port = reached("rod", Port(lambda asked: {one: {"entries": []} for one in asked}))
    assert ask_registers(case, [Question("rod", PERSON, f"line:{line}", ON) for line in (1, 2)]) == 2
    assert [len(asked) for asked in port.calls] == [1]


def test_a_port_never_hears_the_number_of_a_person(case: Case, reached: Any) -> None:
    port = reached("rod", Port(lambda asked: {}))
    ask_registers(case, [Question("rod", PERSON, "line:1", ON)])
    assert port.calls == [[Asked("rod", pseudonym(PERSON), ON)]]


def test_the_same_question_again_is_not_put_again(case: Case, samples: None) -> None:
    questions = [Question("crebo", "25180", on=ON), Question("crebo", "99999", on=ON)]
    assert ask_registers(case, questions) == 2
    RegisterEntry.objects.filter(register="crebo").delete()
    assert ask_registers(case, [Question(each.register, each.key, on=date(2024, 5, 1)) for each in questions]) == 0
    assert answer_of(case, "crebo", "25180")["name"] == "Kok"


@pytest.mark.parametrize(
    "error",
    [
        pytest.param(ConnectionRefusedError(111, "refused"), id="down"),
        pytest.param(TimeoutError("slow"), id="slow"),
        pytest.param(OperationalError("server closed the connection"), id="its database is down"),
    ],
)
def test_a_register_that_gives_no_answer_is_kept_as_out_of_reach(case: Case, reached: Any, error: Exception) -> None:
    reached("crebo", Port(failing(error)))
    ask_registers(case, [Question("crebo", "25180", on=ON)])
    assert states(case, "crebo") == ["unreachable"]
    assert answer_of(case, "crebo", "25180") is None


def test_a_register_that_hangs_keeps_nobody_waiting(case: Case, reached: Any, settings: Any) -> None:
    settings.REGISTER_SECONDS = 1
    let_go = threading.Event()

    def hang(asked: Sequence[Asked]) -> Mapping[Asked, Answer]:
        let_go.wait(60)
        return {}

    reached("crebo", Port(hang))
    started = time.monotonic()
    ask_registers(case, [Question("crebo", "25180", on=ON)])
    let_go.set()
    assert states(case, "crebo") == ["unreachable"]
    assert time.monotonic() - started < 30


def test_a_mistake_of_our_own_is_no_register_out_of_reach(case: Case, reached: Any) -> None:
    reached("crebo", Port(failing(KeyError("name"))))
    with pytest.raises(KeyError):
        ask_registers(case, [Question("crebo", "25180", on=ON)])


def test_one_register_out_of_reach_leaves_the_others_their_answers(case: Case, reached: Any, samples: None) -> None:
    reached("crebo", Port(failing(OSError())))
    ask_registers(case, [Question("crebo", "25180", on=ON), Question("croho", "34475", on=ON)])
    assert (states(case, "crebo"), states(case, "croho")) == (["unreachable"], ["answered"])


def test_what_was_out_of_reach_is_asked_again_and_the_answer_then_counts(
    case: Case, reached: Any, monkeypatch: pytest.MonkeyPatch, samples: None
) -> None:
    reached("crebo", Port(failing(OSError())))
    for _ in range(2):
        ask_registers(case, [Question("crebo", "25180", on=ON)])
    monkeypatch.delitem(asking.REGISTERS, "crebo")
    ask_registers(case, [Question("crebo", "25180", on=ON)])
    assert ask_registers(case, [Question("crebo", "25180", on=ON)]) == 0
    assert states(case, "crebo") == ["unreachable", "unreachable", "answered"]
    assert answer_of(case, "crebo", "25180")["name"] == "Kok"


@pytest.fixture
def slow_table(monkeypatch: pytest.MonkeyPatch) -> None:
    """Our own table, in which every answer takes a minute."""
    monkeypatch.setattr(
        asking, "IN_FORCE", asking.IN_FORCE.replace("SELECT asked.place", "SELECT pg_sleep(60), asked.place")
    )


@pytest.mark.usefixtures("slow_table", "samples")
def test_a_slow_table_gives_up_in_time_and_leaves_the_transaction_whole(case: Case, settings: Any) -> None:
    settings.REGISTER_SECONDS = 1
    with transaction.atomic():
        ask_registers(case, [Question("crebo", "25180", on=ON)])
        assert states(case, "crebo") == ["unreachable"]


@pytest.mark.usefixtures("slow_table", "samples")
def test_a_slow_table_says_so_to_who_asks_it() -> None:
    make.refused(lambda: TABLE.ask([Asked("crebo", "25180", ON)], within=20), OperationalError, "timeout")


@pytest.fixture
def limit() -> Iterator[str]:
    """A time limit that holds for the transaction already."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL statement_timeout = '7s'")
        yield "7s"


@pytest.mark.parametrize("name", ["crebo", "croho"])
def test_the_time_limit_of_the_transaction_is_what_it_was(limit: str, name: str, samples: None) -> None:
    TABLE.ask([Asked(name, "25180", ON)], within=5_000)
    with connection.cursor() as cursor:
        cursor.execute("SHOW statement_timeout")
        assert cursor.fetchone() == (limit,)


def statements(step: Callable[[], object]) -> int:
    """Count the statements of a step."""
    with CaptureQueriesContext(connection) as captured:
        step()
    return len([each for each in captured.captured_queries if not each["sql"].startswith(CONTROL)])


def test_many_cases_take_as_many_statements_as_one() -> None:
    one, *many = (make.applied("mkb-klein-2020", number=number).pk for number in range(1, 9))
    assert statements(lambda: consult_registers_for_all([one], on=ON)) == 6
    assert statements(lambda: consult_registers_for_all(many, on=ON)) == 6
    assert Extract.objects.filter(case__in=many, state="answered").count() == 3 * len(many)


def test_more_questions_than_fit_in_one_statement_are_all_put(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asking, "CHUNK", 10)
    questions = [Question("crebo", f"{25000 + number}", on=ON) for number in range(25)]
    assert ask_registers(case, questions) == 25


def test_answers_of_many_cases_are_read_in_one_statement(samples: None) -> None:
    cases = [make.applied("mkb-klein-2020", number=number) for number in range(1, 4)]
    ask_registers_for_all((case, [Question("rod", PERSON, "line:1", ON)]) for case in cases)
    without = make.applied("mkb-klein-2020", number=9)
    with CaptureQueriesContext(connection) as captured:
        found = answers_of_all([case.pk for case in (*cases, without)])
    assert len(captured) == 1
    assert set(found) == {case.pk for case in cases}
    assert all(answers["rod"]["line:1"]["state"] == "answered" for answers in found.values())


def test_a_question_to_a_register_that_does_not_exist_is_a_mistake_that_is_named(case: Case) -> None:
    with pytest.raises(UnknownRegister, match="crystal_ball"):
        ask_registers(case, [Question("crystal_ball", "91000001", on=ON)])
