"""Signals: raised by rules and by people, reviewed by somebody else, deciding nothing and stopping no term."""

from __future__ import annotations

from datetime import date
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.db import IntegrityError, transaction

from audit.models import Event
from cases.authority.permissions import Role
from cases.authority.permit import SecondPersonNeeded
from cases.misuse.signals import has_open_signal, with_open_signal
from cases.models import Case, RoleHolding, Signal, SignalOutcome, Term
from tests import make
from tests.workflows.signalling import LATER, ON, SAW, WHY, alike, events, looked, queries, reviewed
from tests.workflows.stages import finished
from workflows.steps.assessment import assess_application, take_up
from workflows.steps.closing import close_case
from workflows.steps.deciding import NotReady
from workflows.steps.grant import grant_subsidy
from workflows.steps.rebuilding import forget_work, rebuild_case
from workflows.steps.signals import raise_by_hand, review_alike, review_signal

pytestmark = pytest.mark.django_db


@pytest.fixture
def who() -> make.People:
    """One employee for each role."""
    return make.people()


def test_an_application_that_looks_like_many_others_is_pointed_at_when_it_comes_in(who: make.People) -> None:
    *early, last = alike(4)
    assert not Signal.objects.filter(case__in=early).exists()
    found = {signal.rule: signal for signal in last.signals.all()}
    assert set(found) == {"shared_account", "shared_summary"}
    assert found["shared_account"].seen == "Hetzelfde rekeningnummer staat in 4 aanvragen van 4 aanvragers; grens 3."
    assert (found["shared_account"].measured, found["shared_account"].limit) == (4, 3)
    assert "review_signal" in make.tasks_of(last)


def test_the_others_are_pointed_at_the_next_night(who: make.People) -> None:
    cases = alike(4)
    looked(cases, who)
    assert with_open_signal([case.pk for case in cases]) == {case.pk for case in cases}
    assert all("review_signal" in make.tasks_of(case) for case in cases)


def test_looking_again_changes_nothing_and_writes_no_event(who: make.People) -> None:
    cases = alike(4)
    looked(cases, who)
    before = Event.objects.count(), list(Signal.objects.order_by("pk").values())
    assert looked(cases, who, LATER) == []
    assert (Event.objects.count(), list(Signal.objects.order_by("pk").values())) == before


def test_more_of_the_same_changes_the_numbers_by_a_new_event(who: make.People) -> None:
    cases = alike(4)
    looked(cases, who)
    make.applied(number=5)
    looked(cases, who, LATER)
    signal = Signal.objects.get(case=cases[0], rule="shared_account")
    assert signal.measured == 5
    raised, *changed = events(cases[0], "signal.raised", "signal.changed")[::2]
    assert raised["measured"] == 4
    assert [fact["measured"] for fact in events(cases[0], "signal.changed")] == [5, 5]
    assert signal.raised_on == ON


def test_a_reviewed_signal_comes_back_only_when_more_is_seen(who: make.People) -> None:
    cases = alike(4)
    looked(cases, who)
    reviewed(Signal.objects.get(case=cases[0], rule="shared_account"), who)
    looked(cases, who, LATER)
    assert Signal.objects.filter(case=cases[0], rule="shared_account").count() == 1
    make.applied(number=5)
    looked(cases, who, LATER)
    old, new = Signal.objects.filter(case=cases[0], rule="shared_account").order_by("pk")
    assert (old.status, old.measured, new.status, new.measured) == ("reviewed", 4, "open", 5)


def test_the_database_holds_one_open_signal_per_case_and_rule(who: make.People) -> None:
    signal = Signal.objects.filter(case=alike(4)[-1]).first()
    assert signal is not None
    signal.pk = None
    signal._state.adding = True
    with pytest.raises(IntegrityError, match="one_open_signal_per_case_and_rule"), transaction.atomic():
        signal.save()


def test_review_closes_the_task_and_leaves_outcome_reason_and_trail(who: make.People) -> None:
    case = alike(4)[-1]
    for signal in case.signals.all():
        assert has_open_signal(case.pk)
        reviewed(signal, who, "needs_investigation")
    assert not has_open_signal(case.pk)
    assert "review_signal" not in make.tasks_of(case)
    told = case.signals.values_list("status", "outcome", "reason", "reviewed_by", "reviewed_on").distinct()
    assert list(told) == [("reviewed", "needs_investigation", WHY, who[Role.REVIEWER].user_id, LATER)]
    assert [fact["outcome"] for fact in events(case, "signal.reviewed")] == ["needs_investigation"] * 2


def test_one_look_does_for_all_cases_that_share_the_same_thing(who: make.People) -> None:
    cases = alike(5)
    looked(cases, who)
    by_hand = raise_by_hand(cases[1].pk, remark=SAW, by=who[Role.HANDLER], on=ON)
    signal = Signal.objects.get(case=cases[0], rule="shared_account")
    others = review_alike(signal.pk, outcome="unfounded", reason=WHY, by=who[Role.REVIEWER], on=LATER)
    assert others == 4
    account = Signal.objects.filter(rule="shared_account", case__in=cases)
    assert set(account.values_list("status", "outcome", "reason")) == {("reviewed", "unfounded", WHY)}
    assert set(Signal.objects.filter(rule="shared_summary").values_list("status", flat=True)) == {"open"}
    assert Signal.objects.get(pk=by_hand.pk).status == "open"
    assert [fact.get("like") for fact in events(cases[3], "signal.reviewed")] == [signal.pk]
    assert all("review_signal" in make.tasks_of(case) for case in cases), "the other signal is still open"


def test_one_look_leaves_cases_that_the_reviewer_handled_to_another(who: make.People) -> None:
    cases = alike(4)
    looked(cases, who)
    also(who, Role.REVIEWER, Role.HANDLER)
    make.with_place(cases[1], on=ON)
    take_up(cases[1].pk, by=who[Role.HANDLER], on=ON)
    assess_application(cases[1].pk, by=who[Role.REVIEWER], on=ON)
    signal = Signal.objects.get(case=cases[0], rule="shared_summary")
    assert review_alike(signal.pk, outcome="founded", reason=WHY, by=who[Role.REVIEWER], on=LATER) == 2
    assert Signal.objects.get(case=cases[1], rule="shared_summary").status == "open"


def test_one_look_takes_as_many_queries_for_many_as_for_few(who: make.People) -> None:
    cases = alike(12)
    looked(cases, who)
    counted = []
    for rule, some in (("shared_account", cases[:5]), ("shared_summary", cases)):
        Signal.objects.filter(rule=rule).exclude(case__in=some).delete()
        signal = Signal.objects.get(case=cases[0], rule=rule)
        options: dict[str, Any] = {"outcome": "unfounded", "reason": WHY, "by": who[Role.REVIEWER], "on": LATER}
        counted.append(queries(lambda pk=signal.pk, told=options: review_alike(pk, **told)))  # type: ignore[misc]
    assert counted[1] <= counted[0] + 2, "only the tasks that close come on top"


def test_a_signal_by_hand_is_like_no_other(who: make.People) -> None:
    first, second = (
        raise_by_hand(case.pk, remark=SAW, by=who[Role.HANDLER], on=ON)
        for case in (make.applied(number=1), make.applied(number=2))
    )
    assert review_alike(first.pk, outcome="founded", reason=WHY, by=who[Role.REVIEWER], on=LATER) == 0
    assert Signal.objects.get(pk=second.pk).status == "open"


def test_a_task_is_made_again_from_the_signal(who: make.People) -> None:
    case = make.applied()
    raise_by_hand(case.pk, remark=SAW, by=who[Role.HANDLER], on=ON)
    forget_work(by=who[Role.SYSTEM], on=ON)
    assert make.tasks_of(case) == []
    rebuild_case(case.pk, by=who[Role.SYSTEM], on=ON)
    assert make.tasks_of(case) == ["review_signal"]


def test_a_closed_case_keeps_its_open_signal_and_gets_its_task_again(who: make.People) -> None:
    case = finished()
    raise_by_hand(case.pk, remark=SAW, by=who[Role.REVIEWER], on=ON)
    close_case(case.pk, by=who[Role.SYSTEM], on=date(2020, 6, 20))
    assert make.tasks_of(case) == ["review_signal"]
    call_command("rebuild_work", "--forget", "--on", "2020-06-21", stdout=StringIO(), skip_checks=True)
    assert make.fresh(case).status == "closed"
    assert make.tasks_of(case) == ["review_signal"]


def test_no_personal_value_enters_a_hashed_body(who: make.People) -> None:
    case = alike(4)[-1]
    raise_by_hand(case.pk, remark=SAW, by=who[Role.HANDLER], on=ON)
    for signal in case.signals.all():
        reviewed(signal, who)
    bodies = " ".join(Event.objects.filter(stream=case.stream).values_list("body", flat=True))
    application = make.sample("mkb-klein-2020")["application"]
    for value in (SAW, WHY, application["applicant"]["iban"], application["project"]["summary"], case.party.name):
        assert value not in bodies


def course(case: Case) -> tuple[str, int, list[dict[str, Any]]]:
    """Give the status of a case and its terms."""
    return (
        make.fresh(case).status,
        make.fresh(case).last_event,
        [dict(row) for row in Term.objects.filter(case=case).values()],
    )


@pytest.mark.parametrize("outcome", SignalOutcome.values)
def test_a_signal_and_its_review_move_no_status_and_no_term(who: make.People, outcome: str) -> None:
    case = make.with_place(make.applied(), on=ON)
    before = course(case)
    signal = raise_by_hand(case.pk, remark=SAW, by=who[Role.HANDLER], on=ON)
    assert course(case) == before
    reviewed(signal, who, outcome)
    assert course(case) == before


def test_a_case_with_an_open_signal_is_assessed_and_granted_as_ever(who: make.People) -> None:
    case = make.with_place(make.applied(), on=ON)
    raise_by_hand(case.pk, remark=SAW, by=who[Role.HANDLER], on=ON)
    take_up(case.pk, by=who[Role.HANDLER], on=ON)
    assess_application(case.pk, by=who[Role.HANDLER], on=ON)
    grant_subsidy(case.pk, by=who[Role.DECIDER], on=ON)
    assert make.fresh(case).status == "granted"
    assert has_open_signal(case.pk)


def test_who_raised_a_signal_does_not_review_it(who: make.People) -> None:
    signal = raise_by_hand(make.applied().pk, remark=SAW, by=who[Role.REVIEWER], on=ON)
    make.refused(lambda: reviewed(signal, who), SecondPersonNeeded, "zelf gegeven")
    other = make.person(Role.REVIEWER, username="andere controleur")
    assert review_signal(signal.pk, outcome="founded", reason=WHY, by=other, on=LATER).outcome == "founded"


def also(who: make.People, role: Role, other: Role) -> None:
    """Give the employee of one role another role beside it."""
    RoleHolding.objects.create(user_id=who[role].employee_id, role=other, from_on=make.SINCE, given_by="test")


@pytest.mark.parametrize("role", [Role.HANDLER, Role.DECIDER])
def test_who_assessed_or_decided_a_case_does_not_review_its_signals(who: make.People, role: Role) -> None:
    case = make.granted(make.applied(), who, on=ON)
    signal = raise_by_hand(case.pk, remark=SAW, by=who[Role.REVIEWER], on=ON)
    also(who, role, Role.REVIEWER)
    make.refused(
        lambda: review_signal(signal.pk, outcome="founded", reason=WHY, by=who[role], on=LATER),
        SecondPersonNeeded,
        "beoordeeld of beslist",
    )


def test_who_reviewed_a_signal_does_not_assess_the_case(who: make.People) -> None:
    case = make.with_place(make.applied(), on=ON)
    take_up(case.pk, by=who[Role.HANDLER], on=ON)
    reviewed(raise_by_hand(case.pk, remark=SAW, by=who[Role.HANDLER], on=ON), who)
    also(who, Role.REVIEWER, Role.HANDLER)
    make.refused(
        lambda: assess_application(case.pk, by=who[Role.REVIEWER], on=LATER),
        SecondPersonNeeded,
        "signaal over deze zaak",
    )


@pytest.mark.parametrize(
    ("outcome", "reason", "match"),
    [("perhaps", WHY, "Kies een uitkomst"), ("founded", "  ", "schrijf op"), ("", "", "Kies een uitkomst")],
)
def test_a_review_needs_an_outcome_and_a_reason(who: make.People, outcome: str, reason: str, match: str) -> None:
    signal = raise_by_hand(make.applied().pk, remark=SAW, by=who[Role.HANDLER], on=ON)
    make.refused(
        lambda: review_signal(signal.pk, outcome=outcome, reason=reason, by=who[Role.REVIEWER], on=LATER),
        NotReady,
        match,
    )


def test_a_signal_is_reviewed_once_and_needs_words(who: make.People) -> None:
    case = make.applied()
    make.refused(lambda: raise_by_hand(case.pk, remark=" ", by=who[Role.HANDLER], on=ON), NotReady, "wat u zag")
    signal = reviewed(raise_by_hand(case.pk, remark=SAW, by=who[Role.HANDLER], on=ON), who)
    make.refused(lambda: reviewed(signal, who), NotReady, "al bekeken")
