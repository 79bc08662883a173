"""Registers at full size: 120,000 students loaded from a file, asked for 24,000 applications, and read back for the rules.
Beside it what PostgreSQL alone takes: a bare COPY of the same rows, and one INSERT of the same answers."""

from __future__ import annotations

import io
import time
import tracemalloc
from collections.abc import Callable, Iterator
from datetime import date

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from audit.trail import record_many
from cases.models import Case, Extract, Party, RegisterEntry, Submission
from cases.registers.asking import ask_registers_for_all
from cases.registers.kept import answers_of_all
from cases.registers.loading import load_file
from cases.registers.shapes import shape_of
from cases.schemes.questions import Question
from cases.schemes.reading import is_bsn
from tests import make
from tests.bench.figures import Figures
from tests.bench.test_lot_bench import RECEIVED, bare_case, first_event

pytestmark = pytest.mark.bench
STUDENTS, CASES = 120_000, 24_000
LINES = STUDENTS // CASES
ON = date(2024, 9, 16)
AT_ONCE = 500
HEADER = "bsn,opleidingscode,vanaf,tot_en_met,bpv_vanaf,bpv_tot_en_met,leerbedrijf_kvk_nummer\n"
BARE_COPY = "COPY cases_registerentry (register, key, from_on, data) FROM STDIN"
BARE_INSERT = """INSERT INTO cases_extract (case_id, register, subject, question, "on", state, answer, source, asked_at)
    SELECT %s, register, '', key, %s::date, 'answered', data, '', now() FROM cases_registerentry WHERE register = 'rod'"""


def numbers() -> list[str]:
    """Give as many numbers as there are students, which pass the test of eleven."""
    found, number = list[str](), 100_000_000
    while len(found) < STUDENTS:
        number += 1
        if is_bsn(str(number)):
            found.append(str(number))
    return found


def file_of(students: list[str]) -> bytes:
    """Give the file of the register."""
    rows = (f"{bsn},25180,2023-08-01,2024-07-31,2023-08-28,2024-07-12,91000001\n" for bsn in students)
    return (HEADER + "".join(rows)).encode()


def bare_cases() -> list[Case]:
    """Bare rows of applications, each with its first event."""
    window = make.window("slim-2020-1")
    applicant = Party.objects.create(identifier="90000001", name="Voorbeeld", sort_name="voorbeeld")
    with transaction.atomic():
        submissions = Submission.objects.bulk_create(
            Submission(kind="application", scheme="slim", digest=f"{n:064x}", body="{}", received_at=make.at(RECEIVED))
            for n in range(CASES)
        )
        record_many([first_event(submission.pk) for submission in submissions])
        return Case.objects.bulk_create(bare_case(submission, applicant, window) for submission in submissions)


def asked(cases: list[Case], students: list[str]) -> Iterator[tuple[Case, list[Question]]]:
    """Give for each case the questions about its students."""
    for place, case in enumerate(cases):
        own = students[place * LINES : (place + 1) * LINES]
        yield case, [Question("rod", bsn, f"line:{line}", ON) for line, bsn in enumerate(own, start=1)]


def seconds(work: Callable[[], object]) -> float:
    """Give how long it takes."""
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def bare_copy(students: list[str]) -> None:
    """Copy as many rows as they come, and take them back."""
    data = '{"employer":"91000001","from_on":"2023-08-01","programme":"25180","until_on":"2024-07-31"}'
    with transaction.atomic(), connection.cursor() as cursor:
        with cursor.copy(BARE_COPY) as copy:
            for bsn in students:
                copy.write_row(("rod", bsn, "2024-09-02", data))
        transaction.set_rollback(True)


def bare_insert(case: Case) -> None:
    """Write as many answers in one statement, and take them back."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(BARE_INSERT, [case.pk, ON])
        transaction.set_rollback(True)


def read_all(cases: list[Case]) -> int:
    """Read the answers of all cases, some hundreds at once; gives how many there are."""
    some = (cases[start : start + AT_ONCE] for start in range(0, len(cases), AT_ONCE))
    return sum(len(answers["rod"]) for part in some for answers in answers_of_all([each.pk for each in part]).values())


@pytest.mark.own_database
def test_120000_students_are_loaded_asked_and_read(figures: Figures) -> None:
    students = numbers()
    data, plain = file_of(students), seconds(lambda: bare_copy(students))
    tracemalloc.start()
    load_file(shape_of("rod"), io.BytesIO(data[: len(data) // 10].rpartition(b"\n")[0]), on=date(2024, 9, 1), tell=bool)
    peak = tracemalloc.get_traced_memory()[1] / 1e6
    tracemalloc.stop()
    spent = seconds(lambda: load_file(shape_of("rod"), io.BytesIO(data), on=date(2024, 9, 2), tell=bool))
    assert RegisterEntry.objects.filter(register="rod", until_on=None).count() == STUDENTS
    figures.add(
        f"loading a register of {STUDENTS:,} rows",
        f"{spent:.1f} s ({spent / plain:.1f} times); {peak:.1f} MB of Python for a tenth",
        baseline=f"{plain:.2f} s: a bare COPY of the same rows",
        wanted="under 60 s",
        is_met=spent < 60,
    )
    ask_and_read(bare_cases(), students, figures)


def ask_and_read(cases: list[Case], students: list[str], figures: Figures) -> None:
    plain = seconds(lambda: bare_insert(cases[0]))
    with CaptureQueriesContext(connection) as queries:
        spent = seconds(lambda: ask_registers_for_all(asked(cases, students)))
    assert Extract.objects.filter(state="answered").count() == STUDENTS
    figures.add(
        f"asking and keeping {STUDENTS:,} questions of {CASES:,} cases",
        f"{spent:.1f} s ({spent / plain:.1f} times), {len(queries)} statements",
        baseline=f"{plain:.2f} s: one INSERT of the same answers",
        wanted="under 60 s",
        is_met=spent < 60,
    )
    spent = seconds(lambda: read_all(cases))
    figures.note(f"reading {STUDENTS:,} answers for the rules", f"{spent:.1f} s, {CASES // AT_ONCE} statements")
