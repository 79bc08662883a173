"""The demonstration takes every step for real: small windows end settled, paid, claimed back and closed, and the books close."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from django.db import connection

from audit.verify import verify_rows
from cases.authority.permissions import Role
from cases.models import Case, Counter, Decision, Draw, Status, Window
from cases.money.ledger import discrepancies
from cases.schemes.base import Scenario
from cases.schemes.registry import scheme
from letters.models import Letter, LetterStatus
from workflows.demo.applications import made_up, take_in
from workflows.demo.people import make_people
from workflows.demo.scenario import run_scenario
from workflows.steps.windows import load_windows

pytestmark = pytest.mark.django_db


def scenario(name: str, **changes: object) -> Scenario:
    found = next(each for each in scheme("slim").demonstration.scenarios if each.name == name)
    return replace(found, **changes)  # type: ignore[arg-type]


def run(chosen: Scenario) -> None:
    run_scenario(scheme("slim"), chosen, make_people("only for tests"), lambda line: None, is_quiet=True)


def test_a_window_of_2023_ends_settled_claimed_back_and_with_closed_books() -> None:
    run(scenario("slim-2023", applications=18, incomplete=2, settled=6, leaves_work_open=True))
    kinds = set(Decision.objects.values_list("kind", flat=True))
    assert {
        "grant",
        "settlement_as_granted",
        "settlement_actual",
        "settlement_lower",
        "recovery",
        "revocation",
    } <= kinds
    assert not list(discrepancies())
    assert not Letter.objects.exclude(status__in=[LetterStatus.SENT, LetterStatus.VOID, LetterStatus.QUEUED]).exists()
    assert Case.objects.filter(status=Status.CLOSED).exists()


def test_work_is_left_open_for_people_to_see() -> None:
    run(scenario("slim-2026", applications=12, incomplete=2))
    assert Case.objects.filter(status=Status.REFUSAL_VIEWS).count() == 1
    assert Case.objects.filter(status=Status.WITHDRAWN).count() == 1
    assert not list(discrepancies())


def test_a_window_that_cannot_serve_all_is_drawn_and_spent_to_the_last_that_fits() -> None:
    who = make_people("only for tests")
    load_windows("slim", by=who[Role.ADMINISTRATOR], on=date(2026, 8, 1))
    ceiling = Counter.objects.filter(window__code="slim-2026-3")
    ceiling.update(limit_cents=100_000_00)
    run(scenario("slim-2026", applications=12, incomplete=2, leaves_work_open=False, refused_for_ceiling=True))
    spent = ceiling.get()
    assert Draw.objects.get(window=spent.window).drawn_at is not None
    assert 75_001_00 <= spent.taken_cents <= spent.limit_cents
    assert Case.objects.filter(decisions__kind="ceiling_refusal", status=Status.REFUSED).count() >= 6
    assert not list(discrepancies())


def test_the_trail_of_a_demonstration_verifies() -> None:
    run(
        scenario("slim-2023", applications=8, incomplete=1, settled=2, realised=(Decimal("1"),), leaves_work_open=False)
    )
    with connection.cursor() as cursor:
        cursor.execute("SELECT stream, number, previous_hash, hash, body FROM audit_event ORDER BY stream, number")
        rows = cursor.fetchall()
    assert len(rows) > 50
    assert verify_rows(iter(rows)).breach is None


def test_a_scenario_that_stands_is_left_as_it_is() -> None:
    small = scenario("slim-2023", applications=2, incomplete=0, settled=0, leaves_work_open=False)
    run(small)
    before = list(Case.objects.values_list("number", "status"))
    run(small)
    assert list(Case.objects.values_list("number", "status")) == before
    assert date(2023, 9, 1) <= Case.objects.earliest("received_on").received_on


def test_a_scenario_that_was_broken_off_is_told_and_left_as_it_is() -> None:
    broken, told = scenario("slim-2023", applications=2, incomplete=0), list[str]()
    who = make_people("only for tests")
    load_windows("slim", by=who[Role.ADMINISTRATOR], on=date(2026, 8, 1))
    take_in(made_up(scheme("slim"), broken, Window.objects.get(code=broken.window)))
    run_scenario(scheme("slim"), broken, who, told.append, is_quiet=True)
    assert len(told) == 1
    assert "eerder onderbroken en blijft half staan" in told[0]
    assert Case.objects.filter(status=Status.SUBMITTED).count() == 2


def test_a_year_that_is_shared_ends_decided_on_one_day_paid_and_partly_checked() -> None:
    praktijk = scheme("praktijkleren")
    found = next(each for each in praktijk.demonstration.scenarios if each.checked and each.applications < 1000)
    small = replace(found, applications=18, incomplete=3, late=2, checked=4)
    run_scenario(praktijk, small, make_people("only for tests"), lambda line: None, is_quiet=True)
    decisions = Decision.objects.filter(kind__in=["direct_settlement", "direct_refusal"])
    assert decisions.values("on").distinct().count() == 1
    kinds = set(Decision.objects.values_list("kind", flat=True))
    assert {"direct_settlement", "late_refusal", "settlement_amended", "recovery"} <= kinds
    assert not list(discrepancies())
    assert not Letter.objects.exclude(status__in=[LetterStatus.SENT, LetterStatus.VOID]).exists()
