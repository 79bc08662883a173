"""What is written about people beside orders and removals: the eraser empties it, and nothing else of the row."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connections
from django.db.models import Model

from audit.erasure import erase
from audit.trail import Origin
from cases.authority.permissions import Role
from cases.models import AffectedGrant, Case, Invoice, Measure, MeasureKind
from letters.outbox import queue_letter
from tests import make
from tests.workflows import trainers as t

pytestmark = [pytest.mark.own_database, pytest.mark.usefixtures("trainers")]

ABOUT = "Jan de Vries was ziek."


@pytest.fixture
def case(trainers: None) -> Iterator[Case]:
    """A running grant with an order."""
    yield t.running(make.people())
    connections["eraser"].close()


def erased(case: Case, *rows: Model) -> list[Any]:
    """Empty what may be emptied of rows of one kind; give them as they are now."""
    model, keys = type(rows[0]), [row.pk for row in rows]
    here = Origin("test", "test_erasing")
    erase(case.stream, ground="AVG 17.", actor="user:9", origin=here, on=t.PAID_ON, rows=[(model, keys)])
    return list(model._default_manager.filter(pk__in=keys).order_by("pk"))


def test_number_and_reasons_of_invoices_are_emptied_and_their_money_stays(case: Case) -> None:
    for number in ("Jan de Vries 1", "Jan de Vries 2"):
        t.invoiced(case, "100.00", number=number)
    Invoice.objects.update(reasons=ABOUT)
    emptied = erased(case, *Invoice.objects.all())
    assert [(row.number, row.reasons, row.amount_cents, row.status) for row in emptied] == [
        ("", "", 100_00, "accepted")
    ] * 2


def test_the_reasons_of_an_affected_grant_are_emptied(case: Case) -> None:
    measure = Measure.objects.create(
        scheme="slim",
        number="M-1",
        kind=MeasureKind.REMOVAL,
        party=t.order_of(case).party,
        grounds=ABOUT,
        proposed_by_id=make.person(Role.HANDLER, username="ander").employee_id,
        proposed_on=t.PAID_ON,
    )
    row = AffectedGrant.objects.create(measure=measure, case=case, choice="goes_on", reasons=ABOUT)
    [emptied] = erased(case, row)
    assert (emptied.reasons, emptied.choice) == ("", "goes_on")


def test_what_a_letter_was_given_is_emptied(case: Case) -> None:
    letter = queue_letter(case, "training_removed", on=t.PAID_ON, facts={"reasons": ABOUT, "invoice": "Jan de Vries"})
    [emptied] = erased(case, letter)
    assert (emptied.facts, emptied.kind) == ({}, "training_removed")
