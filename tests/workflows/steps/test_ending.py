"""How a case ends: withdrawn by the applicant, waived by the recipient, revoked by the office within its five years, closed when
nothing is left."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from cases.authority.permissions import Role
from cases.authority.permit import NotAuthorised
from cases.models import Case, Counter, Decision, Mandate, Participation, Payment, PaymentStatus, Status, Term
from cases.money.ledger import discrepancies
from cases.queries import application_of, file_of
from cases.transitions import NotLawful
from tests import make
from tests.workflows import stages
from workflows.steps.acts import NotNow
from workflows.steps.closing import close_case, close_finished
from workflows.steps.deciding import NotReady
from workflows.steps.ending import revoke_grant, waive_grant, withdraw_application
from workflows.steps.grant import refuse_application

pytestmark = pytest.mark.django_db

GRANTED_ON, ENDED_ON = date(2023, 12, 1), date(2024, 3, 4)
STOPPED = {"reason": "Wij stoppen met het project."}


@pytest.fixture
def who() -> make.People:
    """One employee for each role."""
    return make.people()


@pytest.fixture
def running(who: make.People) -> Case:
    """A grant of 24,999.00 euro that was announced, with an advance of 12,499.50 planned."""
    return make.announced(make.applied("mkb-voorschot-2023"), who, on=GRANTED_ON)


def taken(case: Case) -> int:
    """Give what the window's counter says is taken, in cents."""
    return Counter.objects.get(window=case.window).taken_cents


def withdraws(case: Case, on: date = date(2023, 10, 2)) -> None:
    """Take the application back as the applicant."""
    withdraw_application(case.pk, {}, by=make.recipient(case), received_at=make.at(on))


def waives(case: Case, on: date = ENDED_ON) -> None:
    """Give the subsidy up as the recipient."""
    waive_grant(case.pk, STOPPED, by=make.recipient(case), received_at=make.at(on))


def revoking(
    case: Case, who: make.People, on: date = ENDED_ON, weighing: str = make.WEIGHING
) -> Callable[[], Decision]:
    """The withdrawal by the office, still to be decided."""
    return lambda: revoke_grant(case.pk, by=who[Role.DECIDER], on=on, weighing=weighing, reasons="Er is geen project.")


def test_withdrawing_frees_place_and_turn(who: make.People) -> None:
    case = make.assessed(make.applied("mkb-voorschot-2023"), who, on=date(2023, 10, 1))
    assert taken(case) == 2499900
    withdraws(case)
    assert make.fresh(case).status == Status.WITHDRAWN
    assert taken(case) == 0
    assert make.balances_of(case) == {}
    assert not Participation.objects.filter(case=case).exists()
    assert not Term.objects.filter(case=case, ended_on=None).exists()
    assert make.tasks_of(case) == []
    make.refused(lambda: withdraws(case), NotNow)


def test_who_withdrew_may_apply_again_in_the_same_window(who: make.People) -> None:
    first = make.applied("mkb-voorschot-2023")
    withdraws(first, date(2023, 9, 5))
    envelope = make.sample("mkb-voorschot-2023")
    envelope["application"]["project"]["title"] = "Vakmanschap in huis, verbeterd"
    second = make.assessed(make.submitted(envelope), who, on=date(2023, 11, 1))
    finding = next(each for each in second.assessments.get().findings if each["code"] == "one_application")
    assert (second.pk != first.pk, finding["outcome"]) == (True, "met")


def test_when_the_first_of_two_applications_is_withdrawn_the_second_has_the_turn(who: make.People) -> None:
    """Else nobody would find its project running when the enterprise applies again (SLIM 10, slim.md 1.4)."""
    first = make.applied("mkb-voorschot-2023")
    envelope = make.sample("mkb-voorschot-2023")
    envelope["application"]["project"]["title"] = "Vakmanschap in huis, verbeterd"
    second = make.submitted(envelope)
    assert not Participation.objects.filter(case=second).exists()
    withdraws(first, date(2023, 9, 5))
    assert list(Participation.objects.values_list("case", "participant")) == [(second.pk, "90000008")]
    granted = make.granted(second, who, on=GRANTED_ON)
    assert file_of(granted, application_of(granted))["running_activities"] == ["c"]


def test_after_the_grant_the_recipient_waives_instead_of_withdrawing(running: Case) -> None:
    make.refused(lambda: withdraws(running), NotNow, "Verleend")
    waives(running)
    assert make.fresh(running).status == Status.WAIVED
    assert make.balances_of(running) == {}
    assert taken(running) == 0
    assert Payment.objects.get(case=running).status == PaymentStatus.VOID
    assert make.tasks_of(running) == []
    make.refused(lambda: waives(running), NotNow)


def test_who_waives_after_the_advance_is_asked_to_repay(running: Case, who: make.People) -> None:
    make.paid(running, who, on=date(2023, 12, 20))
    waives(running)
    assert make.balances_of(running) == {"paid": "12499.50"}
    assert make.tasks_of(running) == ["claim_back"]
    assert list(discrepancies()) == []


def test_the_office_revokes_only_after_hearing_weighing_and_reasons(running: Case, who: make.People) -> None:
    make.refused(revoking(running, who), NotReady, "gehoord")
    make.unheard(running, "revocation", who, on=ENDED_ON)
    make.refused(revoking(running, who, weighing="Streng."), NotReady, "3:4")
    make.refused(
        lambda: revoke_grant(running.pk, by=who[Role.DECIDER], on=ENDED_ON, weighing=make.WEIGHING, reasons=""),
        NotReady,
        "grond",
    )
    decision = revoking(running, who)()
    assert decision.articles == ["Awb 4:48", "SLIM 25"]
    assert make.balances_of(running) == {}
    assert taken(running) == 0
    assert not Term.objects.filter(case=running, ended_on=None).exclude(code="objection").exists()


def settled(case: Case, who: make.People) -> Case:
    """Settle a project as granted, and announce that on 15 January 2025."""
    make.settled(make.reported(case, "1.00", on=date(2024, 12, 10)), who, on=date(2025, 1, 15))
    make.letters_sent(date(2025, 1, 15))
    return make.fresh(case)


@pytest.mark.parametrize(
    ("on", "is_allowed"),
    [
        pytest.param(date(2026, 6, 1), True, id="within five years"),
        pytest.param(date(2030, 1, 15), True, id="Awb 4:49 lid 3: the last day"),
        pytest.param(date(2030, 1, 16), False, id="Awb 4:49 lid 3: a day too late"),
    ],
)
def test_after_settlement_the_office_has_five_years(
    running: Case, who: make.People, on: date, is_allowed: bool
) -> None:
    case = settled(running, who)
    make.unheard(case, "revocation", who, on=date(2026, 6, 1))
    if is_allowed:
        assert revoking(case, who, on)().articles == ["Awb 4:49", "SLIM 25"]
        assert make.fresh(case).status == Status.REVOKED
    else:
        make.refused(revoking(case, who, on), NotReady, "15-01-2030")
        assert make.fresh(case).status == Status.SETTLED


def test_what_was_paid_on_a_revoked_settlement_is_to_be_claimed_back(running: Case, who: make.People) -> None:
    make.paid(running, who, on=date(2023, 12, 20))
    case = settled(running, who)
    make.paid(case, who, on=date(2025, 2, 3))
    make.unheard(case, "revocation", who, on=date(2026, 6, 1))
    revoking(case, who, date(2026, 6, 1))()
    assert make.balances_of(case) == {"paid": "24999.00"}
    assert make.tasks_of(case) == ["claim_back"]


def test_a_case_is_closed_only_when_nothing_is_left(running: Case, who: make.People) -> None:
    make.paid(running, who, on=date(2023, 12, 20))
    make.refused(lambda: close_case(running.pk, by=who[Role.HANDLER], on=ENDED_ON), NotReady, "niet gelijk")
    make.settled(make.reported(running, "1.00", on=date(2024, 12, 10)), who, on=date(2025, 1, 15))

    def close(on: date) -> None:
        close_case(running.pk, by=who[Role.HANDLER], on=on)

    make.refused(lambda: close(date(2025, 1, 15)), NotReady, "wacht nog een brief")
    make.letters_sent(date(2025, 1, 15))
    make.refused(lambda: close(date(2025, 1, 15)), NotReady, "moet nog worden betaald")
    make.paid(running, who, on=date(2025, 2, 3))
    make.refused(lambda: close(date(2025, 2, 26)), NotReady, "bezwaartermijn")
    close(date(2025, 2, 27))
    assert make.fresh(running).status == Status.CLOSED
    assert not Term.objects.filter(case=running, ended_on=None).exists()
    make.refused(lambda: close(date(2025, 2, 27)), NotLawful, "Afgesloten")


def test_a_running_project_is_never_closed(who: make.People) -> None:
    case = make.granted(make.applied(), who, on=date(2020, 5, 8))
    make.letters_sent(date(2020, 5, 8))
    make.refused(lambda: close_case(case.pk, by=who[Role.HANDLER], on=date(2020, 12, 1)), NotReady)
    assert make.day_passes(date(2020, 12, 1)) == {"objection_terms_ended": 1}
    assert make.fresh(case).status == Status.GRANTED


def test_the_daily_run_closes_a_refused_case_after_its_objection_term(who: make.People) -> None:
    case = make.assessed(make.applied("mkb-te-lage-kosten-2020"), who, on=date(2020, 5, 8))
    make.unheard(case, "refusal", who, on=date(2020, 5, 8))
    refuse_application(case.pk, by=who[Role.DECIDER], on=date(2020, 5, 8))
    assert make.day_passes(date(2020, 6, 20)) == {}
    make.letters_sent(date(2020, 5, 8))
    assert make.day_passes(date(2020, 6, 19)) == {}
    assert make.day_passes(date(2020, 6, 20)) == {"objection_terms_ended": 1, "cases_closed": 1}
    assert make.fresh(case).status == Status.CLOSED
    assert make.day_passes(date(2020, 6, 20)) == {}


def test_a_case_that_another_run_closed_meanwhile_is_done() -> None:
    """Two daily runs side by side leave no refused attempt behind."""
    case = stages.finished()
    close_case(case.pk, by=make.people()[Role.SYSTEM], on=date(2020, 6, 20))
    close_finished([case.pk], by=make.people()[Role.SYSTEM], on=date(2020, 6, 20))
    assert make.fresh(case).status == Status.CLOSED


def test_a_mandate_to_withdraw_reaches_as_far_as_what_was_granted(running: Case, who: make.People) -> None:
    make.unheard(running, "revocation", who, on=date(2024, 1, 10))
    Mandate.objects.filter(act="revoke").update(up_to_cents=2_499_899)

    def revoke() -> None:
        revoke_grant(
            running.pk, by=who[Role.DECIDER], on=date(2024, 1, 10), weighing=make.WEIGHING, reasons="Awb 4:48."
        )

    make.refused(revoke, NotAuthorised, "geen mandaat")
    Mandate.objects.filter(act="revoke").update(up_to_cents=2_499_900)
    revoke()
