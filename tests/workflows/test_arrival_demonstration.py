"""A small window in order of arrival is really run: decided by machine, trainers paid, proofs settled, and the books close."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cases.models import Case, Decision, Payment, Status
from cases.money.ledger import discrepancies
from cases.schemes.registry import scheme
from letters.models import Letter, LetterStatus
from workflows.demo.people import make_people
from workflows.demo.scenario import run_scenario

pytestmark = pytest.mark.django_db


def test_a_window_in_order_of_arrival_ends_with_trainers_paid_and_grants_settled() -> None:
    found = scheme("stap")
    small = next(each for each in found.demonstration.scenarios if not each.only_by_name)
    told: list[str] = []
    # From 101,450 on: one applicant too young (a multiple of 401), one with a training that no register knows (of 97).
    run_scenario(
        found,
        replace(small, applications=14, incomplete=2, settled=6, first_number=101_450, leaves_work_open=False),
        make_people("only for tests"),
        told.append,
        is_quiet=True,
    )
    kinds = set(Decision.objects.values_list("kind", flat=True))
    assert {"grant", "settlement_as_granted", "settlement_nil"} <= kinds
    assert Payment.objects.filter(case__scheme="stap", status="paid").count() == 6
    assert Case.objects.filter(status=Status.GRANTED).exists()
    assert not Case.objects.filter(status=Status.SUBMITTED).exists()
    assert not list(discrepancies())
    stuck = Letter.objects.exclude(status__in=[LetterStatus.SENT, LetterStatus.VOID, LetterStatus.QUEUED])
    assert not stuck.exists(), [(letter.kind, letter.status) for letter in stuck]
