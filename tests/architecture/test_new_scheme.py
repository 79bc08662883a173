"""A new scheme is a new folder: SLIM is copied under another code outside the tree, and a case of it makes its whole journey.
Nothing else is touched, which is what this test is for; what SLIM itself decides is tested elsewhere."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.utils import timezone

from cases import schemes as package
from cases.amounts import ZERO, from_cents
from cases.authority.actors import system
from cases.authority.permissions import MANDATED, Role
from cases.checks import problems
from cases.intake import read_submission
from cases.models import Case, Decision, Mandate, Payment, Receivable, Status
from cases.money.ledger import discrepancies
from cases.schemes import registry
from cases.schemes.base import Scheme
from letters.models import Letter, LetterStatus
from tests import make
from tests.architecture.source import ROOT
from workflows.steps.daily import DUTIES, run_duty
from workflows.steps.money import claim_back, register_repayment
from workflows.steps.settlement import Choice
from workflows.steps.submission import submit_application
from workflows.steps.windows import load_windows

CODE = "proef"
CHANGES = (("cases.schemes.slim", f"cases.schemes.{CODE}"), ('"slim"', f'"{CODE}"'), ('f"slim-', f'f"{CODE}-'))

GRANTED_ON = date(2023, 11, 6)
PAID_ON = date(2023, 11, 20)
REPORTED_ON = date(2024, 11, 11)
SETTLED_ON = date(2025, 2, 3)
CLAIMED_ON = date(2025, 2, 17)
REPAID_ON = date(2025, 3, 3)
ENDED_ON = date(2025, 6, 2)


@pytest.fixture
def copied(tmp_path: Path) -> Iterator[Scheme]:
    """SLIM as another scheme in a folder of its own, found by the registry like any other."""
    folder = tmp_path / CODE
    shutil.copytree(ROOT / "cases" / "schemes" / "slim", folder, ignore=shutil.ignore_patterns("__pycache__"))
    for path in [*folder.rglob("*.py"), *folder.rglob("*.json")]:
        text = path.read_text(encoding="utf-8")
        for old, new in CHANGES:
            text = text.replace(old, new)
        path.write_text(text, encoding="utf-8")
    package.__path__.append(str(tmp_path))
    registry.schemes.cache_clear()
    yield registry.scheme(CODE)
    package.__path__.remove(str(tmp_path))
    registry.schemes.cache_clear()
    for name in [name for name in sys.modules if name.startswith(f"cases.schemes.{CODE}")]:
        del sys.modules[name]


@pytest.fixture
def who(copied: Scheme, monkeypatch: pytest.MonkeyPatch) -> make.People:
    """People for the copy: the builders of tests work for it, and the decider holds its mandates."""
    monkeypatch.setattr(make, "scheme", lambda _: copied)
    people = make.people()
    decider = people[Role.DECIDER].user_id
    assert decider is not None
    Mandate.objects.bulk_create(
        Mandate(holder_id=decider, act=act, scheme=CODE, from_on=make.SINCE, given_by="test")
        for act in sorted(MANDATED)
    )
    return people


def test_the_copy_is_a_scheme_beside_the_others(copied: Scheme) -> None:
    assert registry.schemes()[CODE] is copied
    assert "slim" in registry.schemes()
    assert list(problems(copied)) == []
    assert copied.read_application.__module__ == f"cases.schemes.{CODE}.application"


def test_the_copy_can_be_shown(copied: Scheme) -> None:
    out = StringIO()
    call_command("show_scheme", CODE, "--on", "2023-05-01", "--format", "json", stdout=out, skip_checks=True)
    assert json.loads(out.getvalue())["scheme"] == CODE


def test_a_broken_copy_is_told_by_the_checks(copied: Scheme) -> None:
    assert [error.obj for error in problems(replace(copied, asks=("niets",)))] == [CODE]


@pytest.mark.django_db
def test_a_case_of_the_copy_goes_from_submission_to_closed(who: make.People) -> None:
    case = submitted(who)
    assert (case.scheme, case.status) == (CODE, Status.SUBMITTED)
    assert case.window is not None
    assert case.window.code == f"{CODE}-2023-3"
    grant(case, who)
    make.reported(case, "0.30", on=REPORTED_ON)
    make.letters_sent(REPORTED_ON)
    settle(case, who)
    claim_what_was_paid_too_much(case, who)
    days_go_by()
    assert make.fresh(case).status == Status.CLOSED
    assert list(discrepancies()) == []
    assert_every_decision_was_announced(case)


def submitted(who: make.People) -> Case:
    """Submit the sample in its published window."""
    load_windows(CODE, by=who[Role.ADMINISTRATOR], on=date(2023, 9, 1))
    envelope = make.sample("mkb-voorschot-2023")
    assert envelope["scheme"] == CODE
    make.known_to_registers(envelope)
    case, is_new = submit_application(read_submission(json.dumps(envelope), received_at=timezone.now()), channel="test")
    assert is_new
    make.letters_sent(case.received_on)
    return make.fresh(case)


def grant(case: Case, who: make.People) -> None:
    """Grant with an advance, announce it, and pay the advance."""
    make.announced(case, who, on=GRANTED_ON)
    make.paid(case, who, on=PAID_ON)
    assert Payment.objects.filter(case=case, status="paid").count() == 1


def settle(case: Case, who: make.People) -> None:
    """Settle far below the grant, so that the advance was too much."""
    choice = Choice("nil", ZERO, "Er is te weinig gerealiseerd.")
    make.settled(case, who, on=SETTLED_ON, choice=choice)
    make.letters_sent(SETTLED_ON)


def claim_what_was_paid_too_much(case: Case, who: make.People) -> None:
    """Claim the advance back, and see it come in."""
    claim_back(case.pk, by=who[Role.DECIDER], on=CLAIMED_ON, weighing=make.WEIGHING)
    make.letters_sent(CLAIMED_ON)
    receivable = Receivable.objects.get(case=case)
    amount = from_cents(receivable.amount_cents)
    register_repayment(receivable.pk, amount=amount, by=who[Role.FINANCE], on=REPAID_ON)


def days_go_by() -> None:
    """Let every daily duty be done after the last objection term."""
    for duty in DUTIES:
        assert all(run_duty(duty, by=system("run_daily"), on=ENDED_ON))


def assert_every_decision_was_announced(case: Case) -> None:
    """See a sent letter for each decision."""
    announced = Letter.objects.filter(case=case, status=LetterStatus.SENT).exclude(decision=None)
    decided = Decision.objects.filter(case=case).values_list("pk", flat=True)
    assert sorted(decided) == sorted(announced.values_list("decision", flat=True))
    assert len(decided) == 3
