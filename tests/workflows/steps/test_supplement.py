"""Completing an application (Awb 4:5): asked, answered in whole or in part, lapsed, left unconsidered; and the decision term
that stands still meanwhile (Awb 4:15)."""

from __future__ import annotations

from datetime import date

import pytest
from django.utils import timezone

from audit.models import Event
from cases.authority.permissions import Role
from cases.models import Case, Status, Submission, Term
from cases.terms.catalogue import KINDS
from letters.models import Letter
from tests import make
from workflows.steps.acts import NotNow
from workflows.steps.clock import begin_term, resume_decision_term
from workflows.steps.deciding import NotReady
from workflows.steps.grant import grant_subsidy
from workflows.steps.supplement import lapse_supplement, leave_unconsidered, receive_supplement, request_supplement

pytestmark = pytest.mark.django_db

ASKED, ANSWERED, LAST_DAY, AFTER = date(2020, 4, 6), date(2020, 4, 15), date(2020, 4, 20), date(2020, 4, 21)
MISSING = ("begroting", "machtiging")


@pytest.fixture
def who() -> make.People:
    """One employee for each role."""
    return make.people()


@pytest.fixture
def asked(who: make.People) -> Case:
    """An incomplete application whose applicant was asked by letter to complete it."""
    case = make.applied("mkb-onvolledig-2020")
    request_supplement(case.pk, by=who[Role.HANDLER], on=ASKED)
    make.letters_sent(ASKED)
    return make.fresh(case)


def answer(case: Case, *kinds: str, on: date = ANSWERED) -> bool:
    """Send documents of these kinds as the applicant."""
    documents = [make.document(kind) for kind in kinds]
    by = make.recipient(case)
    return receive_supplement(case.pk, {}, by=by, received_at=make.at(on), documents=documents)


def test_only_an_incomplete_application_is_sent_back(who: make.People) -> None:
    incomplete, complete = make.applied("mkb-onvolledig-2020"), make.applied("mkb-klein-2020")
    make.refused(lambda: request_supplement(complete.pk, by=who[Role.HANDLER], on=ASKED), NotReady, "volledig")
    request_supplement(incomplete.pk, by=who[Role.HANDLER], on=ASKED)
    assert make.fresh(incomplete).status == Status.SUPPLEMENT_REQUESTED
    assert make.fresh(complete).status == Status.SUBMITTED


def test_the_letter_names_what_is_missing_and_its_sending_begins_the_term(asked: Case) -> None:
    letter = Letter.objects.get(case=asked, kind="supplement_request")
    assert letter.facts["missing"].lower().splitlines() == list(MISSING)
    supplement, decision = make.term(asked, "supplement"), make.term(asked, "decision")
    assert (supplement.starts_on, supplement.due_on) == (ASKED, LAST_DAY)
    assert decision.suspended_from == ASKED


def test_the_decision_term_stands_still_until_the_application_is_complete(asked: Case) -> None:
    assert make.term(asked, "decision").due_on == date(2020, 6, 30)
    assert answer(asked, *MISSING)
    case, decision = make.fresh(asked), make.term(asked, "decision")
    assert (case.status, case.complete_on) == (Status.SUBMITTED, ANSWERED)
    # 7 to 14 April: eight days, the day of completion not counted.
    assert (decision.due_on, decision.suspended_from) == (date(2020, 7, 8), None)
    assert make.term(asked, "supplement").ending == "aangevuld"


def test_an_answer_in_part_leaves_the_term_running_and_a_second_one_may_complete_it(asked: Case) -> None:
    assert not answer(asked, "begroting")
    assert make.fresh(asked).status == Status.SUPPLEMENT_REQUESTED
    assert make.term(asked, "supplement").ended_on is None
    assert answer(asked, "machtiging", on=LAST_DAY)
    assert make.fresh(asked).complete_on == LAST_DAY


def test_the_same_answer_twice_is_stored_once(asked: Case) -> None:
    answer(asked, "begroting")
    make.refused(lambda: answer(asked, "begroting"), NotNow, "al ontvangen")
    assert Submission.objects.filter(case=asked, kind="supplement").count() == 1


def test_a_supplement_that_nobody_asked_for_is_refused() -> None:
    case = make.applied("mkb-onvolledig-2020")
    make.refused(lambda: answer(case, *MISSING), NotNow, "Ingediend")
    assert not Submission.objects.filter(case=case, kind="supplement").exists()


def test_the_term_lapses_only_after_its_last_day(asked: Case, who: make.People) -> None:
    make.refused(lambda: lapse_supplement(asked.pk, by=who[Role.SYSTEM], on=LAST_DAY), NotReady, "nog niet voorbij")
    lapse_supplement(asked.pk, by=who[Role.SYSTEM], on=AFTER)
    unconsidered, decision = make.term(asked, "unconsidered"), make.term(asked, "decision")
    # Awb 4:5 lid 4: four weeks after the lapse. The decision term stood still from 7 to 19 April: 13 days.
    assert (unconsidered.starts_on, unconsidered.due_on) == (LAST_DAY, date(2020, 5, 18))
    assert (decision.due_on, decision.suspended_from) == (date(2020, 7, 13), None)
    assert make.tasks_of(asked) == ["leave_unconsidered"]
    assert Event.objects.filter(stream=asked.stream, action="case.supplement_lapsed").count() == 1


def test_an_application_is_left_unconsidered_only_after_the_term(asked: Case, who: make.People) -> None:
    make.refused(lambda: leave_unconsidered(asked.pk, by=who[Role.DECIDER], on=LAST_DAY), NotReady, "loopt nog")
    lapse_supplement(asked.pk, by=who[Role.SYSTEM], on=AFTER)
    decision = leave_unconsidered(asked.pk, by=who[Role.DECIDER], on=AFTER)
    assert (decision.kind, decision.articles) == ("left_unconsidered", ["Awb 4:5 lid 1"])
    assert make.fresh(asked).status == Status.LEFT_UNCONSIDERED
    assert not Term.objects.filter(case=asked, ended_on=None).exists()
    assert make.tasks_of(asked) == []


def test_an_application_is_not_left_unconsidered_before_the_letter_went_out(who: make.People) -> None:
    case = make.applied("mkb-onvolledig-2020")
    request_supplement(case.pk, by=who[Role.HANDLER], on=ASKED)
    make.refused(lambda: leave_unconsidered(case.pk, by=who[Role.DECIDER], on=AFTER), NotReady, "niet verzonden")


def test_a_late_answer_still_counts_as_long_as_nothing_was_decided(asked: Case, who: make.People) -> None:
    lapse_supplement(asked.pk, by=who[Role.SYSTEM], on=AFTER)
    assert answer(asked, *MISSING, on=date(2020, 4, 23))
    assert make.fresh(asked).status == Status.SUBMITTED
    assert make.term(asked, "unconsidered").ending == "aangevuld"
    assert make.term(asked, "decision").due_on == date(2020, 7, 13)


def test_a_letter_that_no_longer_matters_is_not_sent(who: make.People) -> None:
    case = make.applied("mkb-onvolledig-2020")
    request_supplement(case.pk, by=who[Role.HANDLER], on=ASKED)
    answer(make.fresh(case), *MISSING, on=ASKED)
    make.letters_sent(ASKED)
    assert Letter.objects.get(case=case, kind="supplement_request").status == "void"
    assert not Term.objects.filter(case=case, code="supplement").exists()


@pytest.mark.parametrize(
    ("started", "base", "invited", "completed", "days", "end"),
    [
        pytest.param(
            date(2023, 3, 30),
            date(2023, 6, 29),
            date(2023, 5, 2),
            date(2023, 5, 12),
            9,
            date(2023, 7, 8),
            id="slim.md 7 T3",
        ),
        pytest.param(
            date(2026, 9, 7),
            date(2026, 12, 7),
            date(2026, 10, 1),
            date(2026, 10, 12),
            10,
            date(2026, 12, 17),
            id="awb.md 10 E20",
        ),
    ],
)
def test_each_day_of_suspension_moves_the_last_day(
    started: date, base: date, invited: date, completed: date, days: int, end: date
) -> None:
    case, kind = make.applied(), KINDS["grant_decision"]
    assert begin_term(case, "decision", kind, started).due_on == base
    Term.objects.filter(case=case, code="decision").update(suspended_from=invited)
    resume_decision_term(case, kind, on=completed, ending="completed")
    term = make.term(case, "decision")
    assert term.due_on == end
    assert (term.due_on - base).days == days
    assert any("4:15" in sentence for sentence in term.explanation)


def test_a_term_that_does_not_stand_still_is_not_resumed() -> None:
    case = make.applied()
    resume_decision_term(case, KINDS["grant_decision"], on=ANSWERED, ending="completed")
    assert make.term(case, "decision").suspensions == []


def test_a_place_under_the_ceiling_comes_free_when_the_application_is_left_unconsidered(
    asked: Case, who: make.People
) -> None:
    make.with_place(asked, on=ASKED)
    make.day_passes(AFTER)
    leave_unconsidered(asked.pk, by=who[Role.DECIDER], on=AFTER)
    assert make.balances_of(asked) == {}
    assert asked.window is not None
    assert asked.window.counters.get().taken_cents == 0


def test_an_assessment_from_before_the_supplement_carries_no_grant(asked: Case, who: make.People) -> None:
    """What came in since may be about the amount."""
    answer(asked, *MISSING)
    make.assessed(asked, who, on=AFTER)
    told = {"kind": "supplement", "scheme": "slim", "case": asked, "body": "{}", "channel": "test"}
    Submission.objects.create(**told, digest="0" * 64, received_at=make.at(AFTER), stored_at=timezone.now())
    make.refused(lambda: grant_subsidy(asked.pk, by=who[Role.DECIDER], on=AFTER), NotReady, "Beoordeel de zaak opnieuw")
