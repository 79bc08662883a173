"""Praktijkleren of study year 2018-2019 from JSON to money: taken in, judged by line, shared at the published rate, decided on one
day, announced, paid. What came late is rejected; an application none of whose lines is met is refused."""

from __future__ import annotations

import copy
import json
from datetime import date, datetime
from typing import Any

import pytest
from django.utils import timezone

from cases.amounts import euro, to_cents
from cases.authority.permissions import MANDATED, Role
from cases.intake import read_submission
from cases.models import BucketRate, Case, ClaimLine, Counter, Decision, Mandate, RegisterEntry, Status, Window
from cases.money.ledger import discrepancies
from cases.registers.keys import stored_key
from cases.registers.shapes import shape_of
from cases.schemes.registry import scheme
from letters.models import Composition, Letter, LetterStatus
from tests import make
from workflows.steps.lines import take_up_lines
from workflows.steps.refusing_late import refuse_all_late
from workflows.steps.settling_directly import Decided, decide_shared, sign_sharing
from workflows.steps.sharing import (
    approve_rates,
    confirm_reallocation,
    freeze_shares,
    propose_rates,
    propose_reallocation,
)
from workflows.steps.taking_in import take_in
from workflows.steps.windows import load_windows

pytestmark = pytest.mark.django_db

PRAKTIJKLEREN = scheme("praktijkleren")
OPENED, CLOSED, FROZEN, DECIDED, PAID = (
    date(2019, 6, 1),
    date(2019, 9, 17),
    date(2019, 11, 4),
    date(2019, 12, 10),
    date(2019, 12, 20),
)
CEILING = "6982.61"
"""For 3.15 places of mbo at 82.10 %, the rate that was published for this year (reconstructed)."""


@pytest.fixture
def who() -> make.People:
    """One employee for each role; the decider holds the mandates of this scheme."""
    people = make.people()
    decider = people[Role.DECIDER].employee_id
    Mandate.objects.bulk_create(
        Mandate(holder_id=decider, act=act, scheme="praktijkleren", from_on=make.SINCE, given_by="test")
        for act in sorted(MANDATED)
    )
    return people


@pytest.fixture
def window(who: make.People) -> Window:
    """The window of 2019, with little money for mbo."""
    load_windows("praktijkleren", by=who[Role.ADMINISTRATOR], on=OPENED)
    found = Window.objects.get(code="praktijkleren-2019")
    Counter.objects.filter(window=found, bucket="mbo").update(limit_cents=to_cents(euro(CEILING)))
    return found


def sample(name: str) -> dict[str, Any]:
    """Give one of the samples of the scheme, free to be changed."""
    text = (PRAKTIJKLEREN.samples / f"{name}.json").read_text(encoding="utf-8")
    read: dict[str, Any] = copy.deepcopy(json.loads(text))
    return read


def known_to_registers(envelope: dict[str, Any]) -> None:
    """Let the registers confirm what an application says."""
    for register, key, data in PRAKTIJKLEREN.demonstration.register_entries(envelope["application"]):
        kept = stored_key(shape_of(register), key)
        RegisterEntry.objects.get_or_create(register=register, key=kept, from_on=make.SINCE, data=data)


def taken_in(envelope: dict[str, Any]) -> Case:
    """Take an application in, and give its case."""
    known_to_registers(envelope)
    receipt = take_in(read_submission(json.dumps(envelope), received_at=timezone.now()), channel="test")
    return Case.objects.get(number=receipt.number)


def shared(window: Window, who: make.People) -> Decided:
    """Bring a closed window from its lines to its decisions, in four hands."""
    administrator, decider = who[Role.ADMINISTRATOR], who[Role.DECIDER]
    freeze_shares(window.pk, by=administrator, on=FROZEN)
    propose_reallocation(window.pk, is_reallocated=False, reason="Niet gebruikt.", by=administrator, on=FROZEN)
    confirm_reallocation(window.pk, by=decider, on=FROZEN)
    propose_rates(window.pk, by=administrator, on=FROZEN)
    approve_rates(window.pk, is_approved=True, by=who[Role.REVIEWER], on=FROZEN)
    sign_sharing(window.pk, by=decider, on=DECIDED)
    return decide_shared(window.pk, by=decider)


def text_of(case: Case, kind: str) -> str:
    """Give the text of a letter that was sent."""
    letter = Letter.objects.get(case=case, kind=kind, status=LetterStatus.SENT)
    return json.dumps(Composition.objects.get(letter=letter).text, ensure_ascii=False)


def test_a_study_year_from_applications_to_money(who: make.People, window: Window) -> None:
    three, every = taken_in(sample("mbo-2019")), taken_in(sample("alle-categorieen-2019"))
    bol = taken_in(sample("bol-2019"))
    make.letters_sent(CLOSED)

    took = take_up_lines(window.pk, by=who[Role.HANDLER], on=CLOSED)
    assert (took.cases, took.lines) == (3, 12)
    outcomes = ClaimLine.objects.order_by("case_id", "number").values_list("outcome", flat=True)
    assert list(outcomes) == ["met"] * 11 + ["refused"]

    decided = shared(window, who)
    assert (decided.settled, decided.refused) == (2, 1)
    assert BucketRate.objects.get(bucket="mbo").percent == "82.10"
    assert {make.fresh(each).status for each in (three, every)} == {Status.SETTLED}
    assert make.fresh(bol).status == Status.REFUSED
    amounts = {each.pk: Decision.objects.get(case=each).amount_cents for each in (three, every)}
    assert amounts[three.pk] == to_cents(euro("4987.57"))

    make.letters_sent(DECIDED)
    letter = text_of(three, "direct_settlement")
    for told in ("€ 4.987,57", "€ 2.216,70", "€ 1.108,35", "€ 1.662,52", "82,1 %", "Awb 4:43", "Praktijkleren 15"):
        assert told in letter, told
    assert "Leerling" not in letter
    assert "Praktijkleren 4 lid 1" in text_of(bol, "direct_refusal")
    assert "computer" not in text_of(three, "receipt")

    make.paid(three, who, on=PAID)
    assert make.balances_of(make.fresh(three)) == {"committed": "4987.57", "paid": "4987.57"}
    assert list(discrepancies()) == []


def test_application_after_closing_is_rejected_with_its_own_letter(who: make.People, window: Window) -> None:
    late = sample("mbo-2019")
    late["received_at"] = datetime(2019, 9, 16, 17, 0, 1, tzinfo=make.AMSTERDAM).isoformat()
    case = taken_in(late)
    make.letters_sent(CLOSED)
    assert take_up_lines(window.pk, by=who[Role.HANDLER], on=CLOSED).cases == 0
    assert refuse_all_late(window.pk, by=who[Role.DECIDER], on=FROZEN) == 1
    make.letters_sent(FROZEN)
    assert make.fresh(case).status == Status.REFUSED
    assert "Praktijkleren 17 lid 1" in text_of(case, "late_refusal")
