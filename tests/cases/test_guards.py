"""What the database itself refuses, whoever asks: a status without its event, a counter moved by hand, a case removed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.db import DatabaseError, connection, transaction
from django.db.models import F

from audit.trail import record
from cases.authority.permissions import Role
from cases.models import Assessment, Case, Counter, Decision, LedgerRow, Reservation, Status, Submission
from tests import make

pytestmark = pytest.mark.django_db

ON = date(2020, 5, 8)


@pytest.fixture
def case() -> Case:
    """A case that is being assessed."""
    return make.assessed(make.applied(), make.people(), on=ON)


def by_sql(case: Case) -> None:
    """Write the status by hand."""
    with connection.cursor() as cursor:
        cursor.execute("UPDATE cases_case SET status = 'granted' WHERE id = %s", [case.pk])


def by_sql_with_number(case: Case) -> None:
    """Write the status by hand, and the number of an event that never was."""
    with connection.cursor() as cursor:
        cursor.execute("UPDATE cases_case SET status = 'granted', last_event = last_event + 1 WHERE id = %s", [case.pk])


def by_update(case: Case) -> None:
    """Write the status through the query set."""
    Case.objects.filter(pk=case.pk).update(status=Status.GRANTED)


def by_bulk_update(case: Case) -> None:
    """Write the status through a bulk update."""
    row = Case.objects.get(pk=case.pk)
    row.__dict__["status"] = Status.GRANTED
    Case.objects.bulk_update([row], ["status"])


def by_event_of_another(case: Case) -> None:
    """Write the status beside the event of another case."""
    other = make.applied(number=2)
    event(other, "assessment", "granted")
    by_sql_with_number(case)


def by_event_of_another_change(case: Case) -> None:
    """Write the status beside an event that tells of another change."""
    number = event(case, "assessment", "refused")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE cases_case SET status = 'granted', last_event = %s WHERE id = %s", [number, case.pk])


def event(case: Case, before: str, after: str) -> int:
    """Record that a case went from one status to another."""
    by = make.people()[Role.DECIDER]
    return record(
        case.stream,
        "case.granted",
        actor=str(by),
        origin=by.origin,
        on=ON,
        facts={"amount": "1.00"},
        before=before,
        after=after,
    ).number


@pytest.mark.parametrize(
    "way",
    [by_sql, by_sql_with_number, by_update, by_bulk_update, by_event_of_another, by_event_of_another_change],
    ids=lambda way: str(way.__name__),
)
def test_the_status_changes_with_its_own_event_only(case: Case, way: Callable[[Case], None]) -> None:
    make.refused(lambda: way(case), DatabaseError, "cannot change without its event")
    assert make.fresh(case).status == Status.ASSESSMENT


def test_beside_its_own_event_in_the_same_transaction_the_status_changes(case: Case) -> None:
    number = event(case, "assessment", "granted")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE cases_case SET status = 'granted', last_event = %s WHERE id = %s", [number, case.pk])
    assert make.fresh(case).status == Status.GRANTED


def test_a_case_begins_submitted_and_with_its_event(case: Case) -> None:
    row = make.fresh(case)
    with transaction.atomic():
        application = Submission.objects.create(kind="application", scheme="slim", digest="0" * 64, body="{}", channel="x",
                                                received_at=make.at(ON))  # fmt: skip
    fields = {
        "number": "SLIM-2020-999999",
        "scheme": "slim",
        "version": row.version,
        "applicant_kind": "MKB",
        "party_id": row.party_id,
        "application": application,
        "received_on": ON,
        "requested_cents": 0,
        "last_event": 1,
    }
    make.refused(lambda: Case.objects.create(**fields), DatabaseError, "needs its first event")


@pytest.mark.parametrize(
    "change",
    [{"taken_cents": 0}, {"taken_cents": F("taken_cents") - 1}, {"taken_cents": F("taken_cents") + 1}],
    ids=["emptied", "a cent less", "a cent more"],
)
def test_a_counter_is_not_moved_by_hand(case: Case, change: dict[str, object]) -> None:
    taken = Counter.objects.get(window=case.window).taken_cents
    make.refused(lambda: Counter.objects.update(**change), DatabaseError, "moved by reservations alone")
    assert Counter.objects.get(window=case.window).taken_cents == taken


def test_a_reservation_above_the_ceiling_is_refused_by_the_database(case: Case) -> None:
    counter = Counter.objects.get(window=case.window)
    left = counter.limit_cents - counter.taken_cents

    def reserve(cents: int) -> None:
        Reservation.objects.create(counter=counter, case=case, amount_cents=cents, on=ON, reason="proef")

    make.refused(lambda: reserve(left + 1), DatabaseError, "ceiling_is_never_exceeded")
    reserve(left)
    assert Counter.objects.get(pk=counter.pk).taken_cents == counter.limit_cents
    make.refused(lambda: reserve(-counter.limit_cents - 1), DatabaseError, "counter_is_never_negative")


def test_a_case_is_never_removed(case: Case) -> None:
    def remove() -> None:
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM cases_case WHERE id = %s", [case.pk])

    make.refused(remove, DatabaseError, "never removed")
    assert Case.objects.filter(pk=case.pk).exists()


@pytest.mark.parametrize(
    "model", [LedgerRow, Assessment, Submission, Reservation], ids=lambda model: str(model.__name__)
)
@pytest.mark.parametrize("verb", ["UPDATE {} SET id = id", "DELETE FROM {}"], ids=["update", "delete"])
def test_what_is_written_once_is_neither_changed_nor_removed(case: Case, model: type, verb: str) -> None:
    def change() -> None:
        with connection.cursor() as cursor:
            cursor.execute(verb.format(model._meta.db_table))  # type: ignore[attr-defined]

    assert Decision.objects.count() == 0
    make.refused(change, DatabaseError, "permission denied")


def test_a_trigger_on_a_temporary_table_does_not_move_a_counter_either(case: Case) -> None:
    """What a session makes for itself runs with its own rights, however deep it calls."""

    def move() -> None:
        with connection.cursor() as cursor:
            cursor.execute("CREATE TEMP TABLE lever (pulled int)")
            cursor.execute(
                "CREATE FUNCTION pg_temp.pull() RETURNS trigger LANGUAGE plpgsql AS"
                " $$ BEGIN UPDATE public.cases_counter SET taken_cents = 0; RETURN NEW; END $$"
            )
            cursor.execute(
                "CREATE TRIGGER lever_moves BEFORE INSERT ON lever FOR EACH ROW EXECUTE FUNCTION pg_temp.pull()"
            )
            cursor.execute("INSERT INTO lever VALUES (1)")

    make.refused(move, DatabaseError, "moved by reservations alone")
