"""The decision on an application: grant with its amounts and advance, refusal on the substance, refusal for the ceiling."""

from __future__ import annotations

import json
from datetime import date

import pytest

from audit.models import Event
from cases.amounts import euro, to_cents
from cases.authority.permissions import Role
from cases.models import Case, Counter, Decision, LedgerRow, Payment, PaymentStatus, Status
from cases.money.ledger import discrepancies
from cases.transitions import NotLawful
from cases.windows.counters import CeilingReached
from letters.models import Letter
from tests import make
from workflows.steps.assessment import assess_application, take_up
from workflows.steps.deciding import NotReady
from workflows.steps.grant import grant_subsidy, refuse_application, refuse_for_ceiling

pytestmark = pytest.mark.django_db

ON = date(2020, 5, 8)


@pytest.fixture
def who() -> make.People:
    """One employee for each role."""
    return make.people()


def taken(case: Case) -> int:
    """Give what the window's counter says is taken, in cents."""
    return Counter.objects.get(window=case.window).taken_cents


@pytest.mark.parametrize(
    ("name", "on", "amount", "advance"),
    [
        pytest.param("mkb-klein-2020", ON, "14388.80", "", id="slim.md 5.1 V2020: no advance"),
        pytest.param(
            "mkb-voorschot-2023", date(2023, 12, 1), "24999.00", "12499.50", id="slim.md 7 W3, 16 lid 4: 50 %"
        ),
        pytest.param("mkb-2025", date(2025, 12, 1), "8970.00", "4485.00", id="slim.md 7 W1, 5.1 V2025: half"),
        pytest.param("swv-2025", date(2025, 9, 1), "500000.00", "125000.00", id="slim.md 7 S-swv25: 25 %"),
    ],
)
def test_a_grant_is_booked_and_its_advance_planned(
    who: make.People, name: str, on: date, amount: str, advance: str
) -> None:
    case = make.granted(make.applied(name), who, on=on)
    decision = Decision.objects.get(case=case)
    assert (decision.kind, decision.amount_cents) == ("grant", to_cents(euro(amount)))
    assert make.balances_of(case) == {"committed": amount}
    planned = list(Payment.objects.filter(case=case).values_list("kind", "amount_cents", "status", "decision"))
    assert planned == ([("advance", to_cents(euro(advance)), "planned", decision.pk)] if advance else [])
    assert make.tasks_of(case) == (["approve"] if advance else [])
    assert list(discrepancies()) == []


def test_who_does_not_ask_for_an_advance_gets_none(who: make.People) -> None:
    envelope = make.sample("mkb-voorschot-2023")
    envelope["application"]["asks_advance"] = False
    case = make.granted(make.submitted(envelope), who, on=date(2023, 12, 1))
    assert make.balances_of(case) == {"committed": "24999.00"}
    assert not Payment.objects.filter(case=case).exists()


def test_an_announced_grant_has_its_terms_and_the_day_on_which_to_pay(who: make.People) -> None:
    case = make.announced(make.applied("mkb-voorschot-2023"), who, on=date(2023, 12, 1))
    assert make.term(case, "objection").due_on == date(2024, 1, 12)
    assert Payment.objects.get(case=case).due_on == date(2024, 1, 12)
    assert make.term(case, "decision").ending == "besloten"
    assert make.term(case, "settlement_request").starts_on == date(2024, 12, 1)


def test_the_trail_holds_amount_articles_and_rules_of_a_grant(who: make.People) -> None:
    case = make.granted(make.applied(), who, on=ON)
    event = json.loads(Event.objects.get(stream=case.stream, action="case.granted").body)
    assert event["facts"]["amount"] == "14388.80"
    assert event["articles"] == ["Awb 4:29", "Awb 4:31", "SLIM 4 lid 1", "SLIM 18"]
    assert (event["from"], event["to"], event["rules"]) == ("assessment", "granted", case.version)
    assert event["actor"] == str(who[Role.DECIDER])


def test_granted_for_less_than_asked_the_rest_of_the_place_comes_free(who: make.People) -> None:
    case = make.applied()
    Case.objects.filter(pk=case.pk).update(requested_cents=to_cents(euro("20000.00")))
    make.assessed(make.fresh(case), who, on=ON)
    assert taken(case) == to_cents(euro("20000.00"))
    grant_subsidy(case.pk, by=who[Role.DECIDER], on=ON)
    assert taken(case) == to_cents(euro("14388.80"))
    assert make.balances_of(case) == {"committed": "14388.80"}
    assert list(discrepancies()) == []


def test_a_grant_above_its_place_is_refused_when_the_ceiling_leaves_no_room(who: make.People) -> None:
    case = make.applied()
    Case.objects.filter(pk=case.pk).update(requested_cents=to_cents(euro("14000.00")))
    make.assessed(make.fresh(case), who, on=ON)
    Counter.objects.filter(window=case.window).update(limit_cents=to_cents(euro("14388.79")))
    make.refused(lambda: grant_subsidy(case.pk, by=who[Role.DECIDER], on=ON), CeilingReached, "past niet")
    assert make.fresh(case).status == Status.ASSESSMENT
    Counter.objects.filter(window=case.window).update(limit_cents=to_cents(euro("14388.80")))
    grant_subsidy(case.pk, by=who[Role.DECIDER], on=ON)
    assert taken(case) == to_cents(euro("14388.80"))


def test_a_smaller_place_than_was_asked_is_given_back_as_it_was(who: make.People) -> None:
    """With the setting that divides what is left, the last number holds less than it asked (Awb 4:25 "voor zover")."""
    case = make.with_place(make.applied("mkb-te-lage-kosten-2020"), on=ON)
    held = taken(case)
    Case.objects.filter(pk=case.pk).update(requested_cents=held * 2)
    take_up(case.pk, by=who[Role.HANDLER], on=ON)
    assess_application(case.pk, by=who[Role.HANDLER], on=ON)
    make.unheard(case, "refusal", who, on=ON)
    refuse_application(case.pk, by=who[Role.DECIDER], on=ON)
    assert taken(case) == 0
    assert list(discrepancies()) == []


def test_only_what_was_assessed_as_such_is_granted_or_refused(who: make.People) -> None:
    good = make.assessed(make.applied(), who, on=ON)
    poor = make.assessed(make.applied("mkb-te-lage-kosten-2020"), who, on=ON)
    for case in (good, poor):
        make.unheard(case, "refusal", who, on=ON)
    make.refused(lambda: grant_subsidy(poor.pk, by=who[Role.DECIDER], on=ON), NotReady, "leidt niet tot verlening")
    make.refused(lambda: refuse_application(good.pk, by=who[Role.DECIDER], on=ON), NotReady, "geen afwijzingsgrond")
    grant_subsidy(good.pk, by=who[Role.DECIDER], on=ON)
    refuse_application(poor.pk, by=who[Role.DECIDER], on=ON)
    assert [make.fresh(case).status for case in (good, poor)] == [Status.GRANTED, Status.REFUSED]


def test_a_refusal_names_its_grounds_and_gives_the_place_back(who: make.People) -> None:
    case = make.assessed(make.applied("mkb-te-lage-kosten-2020"), who, on=ON)
    make.unheard(case, "refusal", who, on=ON)
    assert taken(case) > 0
    decision = refuse_application(case.pk, by=who[Role.DECIDER], on=ON)
    assert decision.articles == ["SLIM 10", "SLIM 4 lid 2"]
    assert decision.amount_cents == 0
    assert taken(case) == 0
    assert make.balances_of(case) == {}
    assert Letter.objects.get(case=case, kind="refusal").decision == decision


def test_a_grant_is_not_taken_twice(who: make.People) -> None:
    case = make.granted(make.applied(), who, on=ON)
    make.refused(lambda: grant_subsidy(case.pk, by=who[Role.DECIDER], on=ON), NotLawful, "Verleend")
    make.refused(lambda: assess_application(case.pk, by=who[Role.HANDLER], on=ON), NotLawful)
    assert Decision.objects.filter(case=case).count() == 1
    assert LedgerRow.objects.filter(case=case, account="committed").count() == 1


def test_who_was_not_reached_is_refused_for_the_ceiling_without_touching_the_counter(who: make.People) -> None:
    waiting, reached = make.applied(), make.applied(number=2)
    make.assessed(reached, who, on=ON)
    before = taken(reached)
    make.refused(lambda: list(refuse_for_ceiling([reached.pk], by=who[Role.DECIDER], on=ON)), NotLawful)
    [decision] = refuse_for_ceiling([waiting.pk], by=who[Role.DECIDER], on=ON)
    assert (decision.kind, decision.articles) == ("ceiling_refusal", ["Awb 4:25 lid 2", "SLIM 11 lid 3"])
    assert make.fresh(waiting).status == Status.REFUSED
    assert taken(reached) == before
    assert make.balances_of(waiting) == {}


def test_paying_an_advance_moves_it_to_the_paid_account(who: make.People) -> None:
    case = make.announced(make.applied("mkb-voorschot-2023"), who, on=date(2023, 12, 1))
    make.paid(case, who, on=date(2023, 12, 20))
    assert make.balances_of(case) == {"committed": "24999.00", "paid": "12499.50"}
    assert Payment.objects.get(case=case).status == PaymentStatus.PAID
    assert make.tasks_of(case) == []
