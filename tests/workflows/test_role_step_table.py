"""Who may take which step: one table, each row tried by every role on a real case that is ready for that step."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone

from audit.models import Event
from audit.trail import Origin
from cases.authority.actors import Actor, party
from cases.authority.permit import NotAuthorised
from cases.intake import read_submission
from cases.models import Case, Decision, LedgerRow, Party, Payment, Receivable, Reservation, Submission, Term
from cases.schemes.registry import scheme
from letters.models import Letter
from tests import make
from tests.workflows.prepared import PREPARED
from workflows.steps.submission import submit_application

pytestmark = pytest.mark.django_db

TABLE = """
step                      handler decider finance reviewer auditor administrator party other system
submit                    yes     -       -       -        -       -             yes   yes   yes
request_supplement        yes     -       -       -        -       -             -     -     -
receive_supplement        yes     -       -       -        -       -             yes   -     -
lapse_supplement          yes     -       -       -        -       -             -     -     yes
leave_unconsidered        -       yes     -       -        -       -             -     -     -
take_up                   yes     -       -       -        -       -             -     -     -
assess_application        yes     -       -       -        -       -             -     -     -
check_hearing             yes     -       -       -        -       -             -     -     -
request_refusal_views     yes     -       -       -        -       -             -     -     -
receive_views             yes     -       -       -        -       -             yes   -     -
lapse_views               yes     -       -       -        -       -             -     -     yes
refuse                    -       yes     -       -        -       -             -     -     -
refuse_for_ceiling        -       yes     -       -        -       -             -     -     -
grant                     -       yes     -       -        -       -             -     -     -
withdraw                  yes     -       -       -        -       -             yes   -     -
request_change            yes     -       -       -        -       -             yes   -     -
grant_change              -       yes     -       -        -       -             -     -     -
refuse_change             -       yes     -       -        -       -             -     -     -
request_interim_payment   yes     -       -       -        -       -             yes   -     -
grant_interim_payment     -       yes     -       -        -       -             -     -     -
refuse_interim_payment    -       yes     -       -        -       -             -     -     -
grant_advance             -       yes     -       -        -       -             -     -     -
refuse_advance            -       yes     -       -        -       -             -     -     -
waive                     yes     -       -       -        -       -             yes   -     -
remind_settlement         yes     -       -       -        -       -             -     -     yes
receive_report            yes     -       -       -        -       -             yes   -     -
assess_settlement         yes     -       -       -        -       -             -     -     -
request_settlement_views  yes     -       -       -        -       -             -     -     -
settle                    -       yes     -       -        -       -             -     -     -
settle_ex_officio         -       yes     -       -        -       -             -     -     -
request_revocation_views  yes     -       -       -        -       -             -     -     -
revoke                    -       yes     -       -        -       -             -     -     -
drop_revocation           -       yes     -       -        -       -             -     -     -
approve_payment           -       -       yes     -        -       -             -     -     -
register_payment          -       -       yes     -        -       -             -     -     -
take_back_approval        -       -       yes     -        -       -             -     -     -
object                    yes     -       -       -        -       -             yes   -     -
claim_back                -       yes     -       -        -       -             -     -     -
register_repayment        -       -       yes     -        -       -             -     -     -
close                     yes     -       -       -        -       -             -     -     yes
find_signals              -       -       -       yes      -       yes           -     -     yes
raise_signal              yes     -       -       yes      -       -             -     -     -
review_signal             -       -       -       yes      -       -             -     -     -
send_letters              yes     -       -       -        -       -             -     -     yes
"""

HEADER, *ROWS = (line.split() for line in TABLE.strip().splitlines())
ROLES = HEADER[1:]

Step = Callable[[Actor], object]


@dataclass(frozen=True)
class Ready:
    """A case that is ready for a step, and the step, still without the one who takes it."""

    case: Case
    step: Step


def actors(case: Case) -> dict[str, Actor]:
    """Give who may try: an employee of each role, the applicant, another party, and a job."""
    who = make.people()
    other = Party.objects.create(identifier="99999999", name="Een ander", sort_name="een ander")
    outside = {"party": make.recipient(case), "other": party(other, Origin("test", "tests"))}
    return {str(role): actor for role, actor in who.items()} | outside


def submit() -> Ready:
    """An application as it comes in; the case is that of another applicant."""
    envelope = make.sample("mkb-klein-2020")
    existing = make.applied(number=1)
    incoming = read_submission(json.dumps(envelope), received_at=timezone.now())
    return Ready(existing, lambda by: submit_application(incoming, by=by))


def ready(step: str) -> Ready:
    """Bring a case to the point where a step can be taken."""
    if step == "submit":
        return submit()
    prepare, take = PREPARED[step]
    case = prepare()
    return Ready(make.fresh(case), lambda by: take(by, case))


def rows(case: Case) -> list[Any]:
    """Give everything that a step could change: status, rows, tasks."""
    kept = (Decision, Letter, LedgerRow, Term, Payment, Receivable, Reservation, Submission, Event)
    found = make.fresh(case)
    tables = [list(model.objects.order_by("pk").values()) for model in kept]
    return [found.status, found.last_event, found.complete_on, tables, make.tasks_of(case)]


class Undo(Exception):
    """What was tried is taken back."""


@contextmanager
def undone() -> Iterator[None]:
    """Try something and take it back."""
    with suppress(Undo), transaction.atomic():
        yield
        raise Undo


@pytest.mark.parametrize("row", ROWS, ids=[row[0] for row in ROWS])
def test_a_step_is_taken_by_those_in_the_table_and_by_nobody_else(row: list[str]) -> None:
    step, *answers = row
    prepared = ready(step)
    who, before = actors(prepared.case), rows(prepared.case)
    for role, answer in zip(ROLES, answers, strict=True):
        if answer == "yes":
            with undone():
                prepared.step(who[role])
                assert rows(prepared.case) != before, f"{role} changed nothing by {step}"
        else:
            make.refused(lambda by=who[role]: prepared.step(by), NotAuthorised, "Dit kan alleen een")  # type: ignore[misc]
        assert rows(prepared.case) == before, f"{role} left something behind by {step}"


def test_the_table_holds_every_act_on_a_case() -> None:
    renamed = {"start_assessment": "take_up"}
    acts = {renamed.get(act, act) for act in scheme("slim").transitions}
    assert acts <= {row[0] for row in ROWS}
