"""What the audit trail costs, beside its baseline in the same run: `make bench`.
Recording is compared with a bare INSERT of the same row in a twin table that has the same columns and indexes, no triggers."""

import time
from collections.abc import Callable
from datetime import date

import pytest
from django.db import connection, connections, transaction
from psycopg import sql

from audit.chain import check_chains
from audit.grants import role_of
from audit.models import Event
from audit.trail import Entry, Origin, record, record_many
from audit.verify import GENESIS, verify_rows
from tests.bench.figures import Figures

pytestmark = [pytest.mark.own_database, pytest.mark.bench]

EVENTS, ROUNDS, STREAMS = 500, 7, 100
DEAREST = 1.6
"""At most this many times a bare INSERT."""
SLOWEST = 100_000
"""At least this many events verified in a second."""
HERE = Origin("test", "bench")
DAY = date(2020, 5, 8)
TWIN = "INSERT INTO twin (stream, number, previous_hash, hash, body) VALUES (%s, %s, %s, %s, %s) RETURNING id, number"


@pytest.fixture
def twin() -> None:
    with connections["owner"].cursor() as cursor:
        cursor.execute("CREATE TABLE twin (LIKE audit_event INCLUDING ALL)")
        cursor.execute(sql.SQL("GRANT SELECT, INSERT ON twin TO {}").format(sql.Identifier(role_of("default"))))


def microseconds(write: Callable[[], object]) -> float:
    """How long one event takes of `EVENTS` in one transaction."""
    started = time.perf_counter()
    with transaction.atomic():
        write()
    return (time.perf_counter() - started) / EVENTS * 1e6


def record_events() -> None:
    for number in range(EVENTS):
        record(
            f"case:{number % STREAMS}",
            "case.granted",
            actor="user:4",
            origin=HERE,
            on=DAY,
            articles=["Awb 4:29", "SLIM 18 lid 1"],
            rules="slim-2020-03",
            facts={"amount": "8970.00", "decision": number, "firm": "Café <A & B>"},
            before="assessment",
            after="granted",
        )


def entries(count: int, streams: int = STREAMS) -> list[Entry]:
    return [
        Entry(
            stream=f"case:{number % streams}",
            action="case.granted",
            actor="user:4",
            origin=HERE,
            on=DAY,
            articles=["Awb 4:29", "SLIM 18 lid 1"],
            facts={"amount": "8970.00", "decision": number},
        )
        for number in range(count)
    ]


def test_recording_an_event_beside_a_bare_insert(twin: None, figures: Figures) -> None:
    record_events()
    body, first = Event.objects.values_list("body", flat=True)[0], iter(range(10**9))

    def insert() -> None:
        for number in range(EVENTS):
            with connection.cursor() as cursor:
                cursor.execute(TWIN, (f"case:{number % STREAMS}", next(first), GENESIS, GENESIS, body))
                cursor.fetchone()

    def insert_guarded() -> None:
        for number in range(EVENTS):
            with connection.cursor() as cursor:
                cursor.execute(
                    "INSERT INTO audit_event (stream, body) VALUES (%s, %s) RETURNING id, number",
                    (f"case:{number % STREAMS}", body),
                )
                cursor.fetchone()

    rounds = [tuple(map(microseconds, (insert, insert_guarded, record_events))) for _ in range(ROUNDS)]
    bare, guarded, recorded = (min(figures) for figures in zip(*rounds, strict=True))
    baseline = f"{bare:.0f} us: bare INSERT of the same row"
    figures.note("an event with its triggers", f"{guarded:.0f} us ({guarded / bare:.2f} times)", baseline=baseline)
    figures.add(
        "recording an event",
        f"{recorded:.0f} us ({recorded / bare:.2f} times)",
        baseline=baseline,
        wanted=f"at most {DEAREST} times",
        is_met=recorded / bare <= DEAREST,
    )


def test_recording_many_beside_one_by_one(figures: Figures) -> None:
    record_events()  # so that streams and plans exist
    one_by_one = microseconds(record_events)
    many = microseconds(lambda: record_many(entries(EVENTS)))
    figures.note("an event among many", f"{many:.0f} us", baseline=f"{one_by_one:.0f} us: recorded one by one")
    assert Event.objects.count() == 3 * EVENTS


def test_verifying_beside_reading_only(figures: Figures) -> None:
    for _ in range(10):
        record_many(entries(10_000, 2000))
    rows = list(Event.objects.order_by("stream", "number").values_list(
        "stream", "number", "previous_hash", "hash", "body"
    ))  # fmt: skip
    started = time.perf_counter()
    with connection.cursor() as cursor:
        cursor.execute("SELECT stream, number, previous_hash, hash, body FROM audit_event ORDER BY stream, number")
        cursor.fetchall()
    reading = len(rows) / (time.perf_counter() - started)
    started = time.perf_counter()
    assert verify_rows(rows).breach is None
    in_memory = len(rows) / (time.perf_counter() - started)
    started = time.perf_counter()
    assert check_chains().breach is None
    in_database = len(rows) / (time.perf_counter() - started)
    for what, speed in (("verifying in memory", in_memory), ("verifying in the database, with heads", in_database)):
        figures.add(
            what,
            f"{speed:,.0f} events/s",
            baseline=f"{reading:,.0f} events/s: only reading them",
            wanted=f"at least {SLOWEST:,} events/s",
            is_met=speed >= SLOWEST,
        )
