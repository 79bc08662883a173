"""Two posts at the same moment do a task once: real threads, real commits, a database of its own."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from audit.models import Event
from cases.authority.permissions import Role
from cases.models import Decision, LedgerRow, Payment
from tests import make
from tests.workflows.desk.visiting import browser, take, task_of

pytestmark = pytest.mark.own_database
AT_ONCE = 4


def at_once(post: Callable[[], Any]) -> list[int]:
    """Post from some threads at the same moment and give the status codes, sorted."""
    barrier = Barrier(AT_ONCE)

    def one() -> int:
        barrier.wait()
        try:
            return int(post().status_code)
        finally:
            connection.close()

    with ThreadPoolExecutor(AT_ONCE) as pool:
        return sorted(future.result() for future in [pool.submit(one) for _ in range(AT_ONCE)])


def test_deciding_at_once_gives_one_decision_and_one_payment() -> None:
    who = make.people()
    case = make.assessed(make.submitted(make.sample("mkb-voorschot-2023")), who, on=date(2023, 11, 20))
    client, task = browser(who, Role.DECIDER), task_of(case, "decide")
    take(client, task)
    data = {"decision": "grant", "seen": str(case.assessments.get().pk)}
    assert at_once(lambda: client.post(f"/taken/{task.pk}/", data)) == [302, 409, 409, 409]
    assert Decision.objects.filter(case=case, kind="grant").count() == 1
    assert Payment.objects.filter(case=case).count() == 1
    granted = Event.objects.filter(stream=case.stream, action="case.granted")
    assert sorted(event.result for event in granted) == ["done", "refused", "refused", "refused"]


def test_booking_a_payment_at_once_books_it_once() -> None:
    who = make.people()
    case = make.announced(make.submitted(make.sample("mkb-voorschot-2023")), who, on=date(2023, 11, 20))
    client, payment = browser(who, Role.FINANCE), Payment.objects.get(case=case)
    approve = task_of(case, "approve")
    take(client, approve)
    client.post(f"/taken/{approve.pk}/", {"chosen": [str(payment.pk)]})
    task = task_of(case, "register")
    take(client, task)
    paid_on = f"{timezone.localdate():%Y-%m-%d}"
    data = {"chosen": str(payment.pk), "paid_on": paid_on, "bank_reference": "NL-1"}
    codes = at_once(lambda: client.post(f"/taken/{task.pk}/", data))
    assert codes.count(302) == 1
    assert set(codes) <= {302, 400, 409}
    assert LedgerRow.objects.filter(case=case, account="paid").count() == 1


def test_taking_at_once_gives_the_task_to_one() -> None:
    who = make.people()
    case = make.assessed(make.submitted(make.sample("mkb-klein-2020")), who, on=date(2020, 4, 15))
    task = task_of(case, "decide")
    clients = iter(
        [
            browser({Role.DECIDER: make.person(Role.DECIDER, username=f"beslisser-{number}")}, Role.DECIDER)
            for number in range(AT_ONCE)
        ]
    )
    assert at_once(lambda: take(next(clients), task)) == [302, 409, 409, 409]
    assert Event.objects.filter(stream=case.stream, action="task.taken", result="done").count() == 1
