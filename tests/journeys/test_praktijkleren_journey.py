"""Praktijkleren of study year 2018-2019 from JSON to money: taken in, judged by line, shared at the published rate, decided on one
day, announced, paid. What came late is rejected; an application none of whose lines is met is refused."""

from __future__ import annotations

import json
from datetime import date, datetime

import pytest

from cases.amounts import euro, to_cents
from cases.authority.permissions import Role
from cases.models import BucketRate, Case, ClaimLine, Counter, Decision, Status, Window
from cases.money.ledger import discrepancies
from letters.models import Composition, Letter, LetterStatus
from tests import make
from tests.journeys import shares
from workflows.steps.lines import take_up_lines
from workflows.steps.refusing_late import refuse_all_late

pytestmark = pytest.mark.django_db

CODE = "praktijkleren"
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
    return shares.people(CODE)


@pytest.fixture
def window(who: make.People) -> Window:
    """The window of 2019, with little money for mbo."""
    found = shares.opened("praktijkleren-2019", who, on=OPENED)
    Counter.objects.filter(window=found, bucket="mbo").update(limit_cents=to_cents(euro(CEILING)))
    return found


def taken_in(name: str) -> Case:
    """Take one of the samples in, as the registers confirm it."""
    return shares.confirmed(shares.sample(CODE, name))


def text_of(case: Case, kind: str) -> str:
    """Give the text of a letter that was sent."""
    letter = Letter.objects.get(case=case, kind=kind, status=LetterStatus.SENT)
    return json.dumps(Composition.objects.get(letter=letter).text, ensure_ascii=False)


def test_a_study_year_from_applications_to_money(who: make.People, window: Window) -> None:
    three, every = taken_in("mbo-2019"), taken_in("alle-categorieen-2019")
    bol = taken_in("bol-2019")
    make.letters_sent(CLOSED)

    took = take_up_lines(window.pk, by=who[Role.HANDLER], on=CLOSED)
    assert (took.cases, took.lines) == (3, 12)
    outcomes = ClaimLine.objects.order_by("case_id", "number").values_list("outcome", flat=True)
    assert list(outcomes) == ["met"] * 11 + ["refused"]

    decided = shares.shared(window, who, frozen_on=FROZEN, decided_on=DECIDED)
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
    late = shares.sample(CODE, "mbo-2019")
    late["received_at"] = datetime(2019, 9, 16, 17, 0, 1, tzinfo=make.AMSTERDAM).isoformat()
    case = shares.confirmed(late)
    make.letters_sent(CLOSED)
    assert take_up_lines(window.pk, by=who[Role.HANDLER], on=CLOSED).cases == 0
    assert refuse_all_late(window.pk, by=who[Role.DECIDER], on=FROZEN) == 1
    make.letters_sent(FROZEN)
    assert make.fresh(case).status == Status.REFUSED
    assert "Praktijkleren 17 lid 1" in text_of(case, "late_refusal")
