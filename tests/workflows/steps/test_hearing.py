"""Hearing before a decision (Awb 4:7 to 4:12): the check is recorded, and where hearing is due no decision comes before the views
are in or their term is over."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from audit.models import Event, PersonalFact
from cases.authority.permissions import Role
from cases.models import Case, HearingCheck, Status
from tests import make
from workflows.steps.acts import NotNow
from workflows.steps.assessment import Answer, assess_application
from workflows.steps.deciding import NotReady
from workflows.steps.ending import revoke_grant
from workflows.steps.grant import grant_subsidy, refuse_application
from workflows.steps.hearing import check_hearing, duty_of, lapse_views, receive_views, request_views
from workflows.steps.settlement import assess_settlement, settle_subsidy

pytestmark = pytest.mark.django_db

ON, LAST_DAY, AFTER = date(2020, 5, 11), date(2020, 5, 25), date(2020, 5, 26)
VIEWS = {"text": "De offerte was te laag ingevoerd."}


@pytest.fixture
def who() -> make.People:
    """One employee for each role."""
    return make.people()


@pytest.fixture
def refusable(who: make.People) -> Case:
    """A case that was assessed as to be refused."""
    return make.assessed(make.applied("mkb-te-lage-kosten-2020"), who, on=ON)


def refusing(case: Case, who: make.People, on: date, answer: str = "") -> Callable[[], object]:
    """The decision to refuse, still to be taken."""
    return lambda: refuse_application(case.pk, by=who[Role.DECIDER], on=on, answer_to_views=answer)


def test_nothing_is_refused_before_the_check_whether_to_hear(refusable: Case, who: make.People) -> None:
    make.refused(refusing(refusable, who, ON), NotReady, "4:7, 4:8")
    make.unheard(refusable, "refusal", who, on=ON)
    refusing(refusable, who, ON)()
    assert make.fresh(refusable).status == Status.REFUSED


def test_the_check_needs_a_reason_that_stays_outside_the_trail(refusable: Case, who: make.People) -> None:
    make.refused(
        lambda: check_hearing(refusable.pk, "refusal", is_required=False, reason=" ", by=who[Role.HANDLER], on=ON),
        NotReady,
        "Schrijf op",
    )
    check_hearing(refusable.pk, "refusal", is_required=False, reason="Eigen opgave.", by=who[Role.HANDLER], on=ON)
    event = Event.objects.get(stream=refusable.stream, action="case.hearing_checked")
    assert "Eigen opgave" not in event.body
    assert PersonalFact.objects.get(stream=refusable.stream, label="reason").value == "Eigen opgave."


def test_where_hearing_is_due_the_decision_waits_for_the_end_of_the_term(refusable: Case, who: make.People) -> None:
    check_hearing(refusable.pk, "refusal", is_required=True, reason="Ons bezoek.", by=who[Role.HANDLER], on=ON)
    make.refused(refusing(refusable, who, ON), NotReady, "Vraag eerst een zienswijze")
    request_views(refusable.pk, "refusal", reasons="De kosten zijn te laag.", by=who[Role.HANDLER], on=ON)
    make.refused(refusing(refusable, who, ON), NotReady, "nog niet verzonden")
    make.letters_sent(ON)
    assert make.term(refusable, "views").due_on == LAST_DAY
    make.refused(refusing(refusable, who, LAST_DAY), NotReady, "loopt tot en met 25-05-2020")
    make.refused(lambda: lapse_views(refusable.pk, by=who[Role.SYSTEM], on=LAST_DAY), NotReady, "nog niet voorbij")
    assert make.tasks_of(refusable) == []
    lapse_views(refusable.pk, by=who[Role.SYSTEM], on=AFTER)
    assert make.tasks_of(refusable) == ["decide"]
    refusing(refusable, who, AFTER)()
    assert make.fresh(refusable).status == Status.REFUSED


def test_views_end_the_term_and_the_case_is_judged_again(refusable: Case, who: make.People) -> None:
    make.to_be_heard(refusable, "refusal", who, on=ON)
    make.letters_sent(ON)
    receive_views(refusable.pk, VIEWS, by=make.recipient(refusable), received_at=make.at(date(2020, 5, 18)))
    assert make.term(refusable, "views").ending == "zienswijze ontvangen"
    assert make.tasks_of(refusable) == ["assess"]
    make.refused(refusing(refusable, who, AFTER), NotReady, "opnieuw")
    assess_application(refusable.pk, by=who[Role.HANDLER], on=AFTER)
    assert make.tasks_of(refusable) == ["decide"]
    make.refused(refusing(refusable, who, AFTER), NotReady, "3:46")
    refusing(refusable, who, AFTER, make.ANSWER)()
    assert make.fresh(refusable).status == Status.REFUSED


def test_views_may_turn_a_refusal_into_a_grant(who: make.People) -> None:
    failed = {"insolvency": Answer(False, "Het register noemt een faillissement.")}
    case = make.assessed(make.applied("mkb-faillissement-2022"), who, on=ON, answers=failed)
    make.to_be_heard(case, "refusal", who, on=ON)
    make.letters_sent(ON)
    receive_views(case.pk, VIEWS, by=make.recipient(case), received_at=make.at(date(2020, 5, 18)))
    mended = {"insolvency": Answer(True, "Het faillissement is vernietigd.")}
    assess_application(case.pk, by=who[Role.HANDLER], on=AFTER, answers=mended)
    grant_subsidy(case.pk, by=who[Role.DECIDER], on=AFTER)
    assert make.fresh(case).status == Status.GRANTED


def test_views_are_asked_only_after_a_check_that_found_hearing_due(refusable: Case, who: make.People) -> None:
    def ask() -> None:
        request_views(refusable.pk, "refusal", reasons="De kosten zijn te laag.", by=who[Role.HANDLER], on=ON)

    make.refused(ask, NotReady, "Leg eerst vast")
    make.unheard(refusable, "refusal", who, on=ON)
    make.refused(ask, NotReady, "Leg eerst vast")
    check_hearing(refusable.pk, "refusal", is_required=True, reason="Toch wel.", by=who[Role.HANDLER], on=ON)
    ask()
    assert make.fresh(refusable).status == Status.REFUSAL_VIEWS


def test_views_that_nobody_asked_for_are_refused(refusable: Case) -> None:
    make.refused(
        lambda: receive_views(refusable.pk, VIEWS, by=make.recipient(refusable), received_at=make.at(ON)), NotNow
    )


@pytest.mark.parametrize(
    ("about", "is_allowed"),
    [
        pytest.param("refusal", True, id="refusal on the scheme: 4:12 lid 1 fits"),
        pytest.param("settlement", False, id="lower settlement: 4:12 lid 2 onder b"),
        pytest.param("revocation", False, id="withdrawal: 4:12 lid 2 onder c"),
    ],
)
def test_the_short_cut_for_financial_decisions_has_its_exceptions(
    refusable: Case, who: make.People, about: str, is_allowed: bool
) -> None:
    def skip() -> HearingCheck:
        return check_hearing(
            refusable.pk,
            about,
            is_required=False,
            reason="Bezwaar staat open.",
            by=who[Role.HANDLER],
            on=ON,
            article="Awb 4:12",
        )

    if is_allowed:
        assert skip().article == "Awb 4:12"
    else:
        make.refused(skip, NotReady, "4:12 lid 2")


def test_the_short_cut_does_not_fit_a_refusal_on_4_35(who: make.People) -> None:
    failed = {"insolvency": Answer(False, "Het register noemt een faillissement.")}
    case = make.assessed(make.applied("mkb-faillissement-2022"), who, on=ON, answers=failed)
    make.refused(
        lambda: check_hearing(
            case.pk, "refusal", is_required=False, reason="Snel.", by=who[Role.HANDLER], on=ON, article="Awb 4:12"
        ),
        NotReady,
        "4:12 lid 2",
    )


def test_the_short_cut_ends_where_a_later_assessment_finds_a_ground_of_4_35(who: make.People) -> None:
    met, failed = Answer(True, "Het register is oud."), Answer(False, "Het register noemt een faillissement.")
    case = make.assessed(make.applied("mkb-faillissement-2022"), who, on=ON, answers={"insolvency": met})
    check_hearing(
        case.pk, "refusal", is_required=False, reason="Snel.", by=who[Role.HANDLER], on=ON, article="Awb 4:12"
    )
    assess_application(case.pk, by=who[Role.HANDLER], on=ON, answers={"insolvency": failed})
    make.refused(refusing(case, who, ON), NotReady, "4:12 lid 2")


def test_the_duty_to_hear_is_of_4_7_where_something_was_asked_for_and_of_4_8_elsewhere(who: make.People) -> None:
    case = make.announced(make.applied(), who, on=ON)
    assert [duty_of(case, about) for about in ("refusal", "settlement", "revocation")] == [
        "Awb 4:7",
        "Awb 4:8",
        "Awb 4:8",
    ]
    assert duty_of(make.reported(case, "0.50", on=date(2021, 5, 20)), "settlement") == "Awb 4:7"


def test_the_views_of_an_earlier_round_do_not_open_a_later_decision(who: make.People) -> None:
    """Heard about the settlement in 2021, the recipient must be heard again about the withdrawal."""
    case = make.announced(make.applied(), who, on=ON)
    make.reported(case, "0.50", on=date(2021, 5, 20))
    assess_settlement(case.pk, by=who[Role.HANDLER], on=date(2021, 6, 1))
    make.to_be_heard(case, "settlement", who, on=date(2021, 6, 1))
    make.letters_sent(date(2021, 6, 1))
    lapse_views(case.pk, by=who[Role.SYSTEM], on=date(2021, 6, 16))
    settle_subsidy(case.pk, by=who[Role.DECIDER], on=date(2021, 6, 16), weighing=make.WEIGHING)
    make.letters_sent(date(2021, 6, 16))

    def revoke(on: date) -> None:
        by, reasons = who[Role.DECIDER], "Valse facturen."
        revoke_grant(case.pk, by=by, on=on, weighing=make.WEIGHING, reasons=reasons, answer_to_views=make.ANSWER)

    make.to_be_heard(case, "revocation", who, on=date(2021, 9, 1))
    assert make.tasks_of(case) == []
    make.refused(lambda: revoke(date(2021, 9, 1)), NotReady, "nog niet verzonden")
    make.letters_sent(date(2021, 9, 1))
    make.refused(lambda: revoke(date(2021, 9, 2)), NotReady, "loopt tot en met")
    receive_views(case.pk, VIEWS, by=make.recipient(case), received_at=make.at(date(2021, 9, 3)))
    assert make.tasks_of(case) == ["revoke"]
    revoke(date(2021, 9, 16))
    assert make.fresh(case).status == Status.REVOKED
