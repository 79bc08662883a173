"""An objection is stored, begins the term to decide on it, and keeps the case from closing; the decision itself comes later."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from audit.models import Event
from cases.authority.permissions import Role
from cases.models import Case, Submission
from cases.schemes.base import LetterFacts, Scheme
from cases.schemes.reading import InvalidInput
from cases.schemes.registry import schemes
from letters.drafting import draft
from letters.facts.loading import load
from tests import make
from tests.letters.cases import said
from tests.workflows.stages import D20, finished, running
from workflows.steps.acts import NotNow
from workflows.steps.closing import close_case, what_is_left
from workflows.steps.deciding import NotReady
from workflows.steps.ending import revoke_grant
from workflows.steps.objection import receive_objection

pytestmark = pytest.mark.django_db

LAST_DAY = date(2020, 6, 19)
"""Six weeks after the letter of 8 May 2020."""
LATER = date(2020, 9, 1)


def objected(case: Case, on: date, **data: Any) -> Submission:
    """Object as the applicant to the decision of 8 May 2020."""
    given = {"announced_on": D20.isoformat(), "grounds": "Wij zijn het er niet mee eens.", **data}
    return receive_objection(case.pk, given, by=make.recipient(case), received_at=make.at(on))


def test_the_term_to_decide_counts_from_the_last_day_to_object() -> None:
    case = finished()
    submission = objected(case, date(2020, 5, 20))
    term = make.term(case, "objection_decision")
    assert (submission.kind, term.starts_on, term.due_on) == ("objection", LAST_DAY, date(2020, 7, 31))
    assert make.term(case, "objection").ending == "bezwaar gemaakt"


def test_the_trail_says_whether_the_objection_was_in_time() -> None:
    early, late = finished(), running("mkb-middelgroot-2020")
    objected(early, LAST_DAY)
    objected(late, LATER)
    events = Event.objects.filter(action="case.objection_received").order_by("id")
    assert ['"is_timely":true' in event.body for event in events] == [True, False]


def receipts(case: Case, on: date) -> list[str]:
    """Give the text of each receipt, composed for a day, in the order of the objections."""
    letters = load(case.letters.filter(kind="objection_receipt").order_by("id").values_list("pk", flat=True))
    found = [draft(file, on) for file in letters]
    assert [each.problems for each in found] == [()] * len(found)
    return [" ".join(said(each).split()) for each in found]


def test_the_receipt_names_the_decision_and_the_day_by_which_it_is_decided_on() -> None:
    case, on = finished(), date(2020, 5, 20)
    objected(case, on)
    [told] = receipts(case, on)
    assert "Op 20 mei 2020 kregen wij uw bezwaar tegen ons besluit van 8 mei 2020." in told
    assert "U krijgt onze beslissing uiterlijk op 31 juli 2020 (Awb 7:10 lid 1)." in told
    assert "Awb 6:14" in told
    assert "te laat" not in told


def test_the_receipt_of_a_late_objection_asks_why_and_decides_nothing() -> None:
    case = running("mkb-middelgroot-2020")
    objected(case, LATER)
    [told] = receipts(case, LATER)
    assert "U kon bezwaar maken tot en met 19 juni 2020." in told
    assert "Had u een goede reden, dan telt uw bezwaar mee (Awb 6:11)." in told


def test_each_of_two_objections_has_a_receipt_of_its_own_day() -> None:
    case = finished()
    objected(case, date(2020, 5, 20))
    objected(case, date(2020, 5, 25), grounds="En ook hierom niet.")
    first, second = receipts(case, date(2020, 5, 25))
    assert "Op 20 mei 2020 kregen wij uw bezwaar" in first
    assert "Op 25 mei 2020 kregen wij uw bezwaar" in second


OPEN_TO_OBJECTION = [each for each in schemes().values() if "objection" in each.acts]


@pytest.mark.parametrize("scheme", OPEN_TO_OBJECTION, ids=lambda scheme: scheme.code)
def test_every_scheme_in_which_one_may_object_confirms_it_in_its_own_name(scheme: Scheme) -> None:
    facts = LetterFacts(
        case_number="X-2020-1",
        applicant_name="Voorbeeld",
        applicant_kind="",
        window_label="tijdvak",
        received_on=D20,
        on=D20,
        dates={name: D20 for name in ("received", "announced", "objection_decision_due")},
        scheme=scheme.names,
    )
    told = " ".join(passage.text for passage in scheme.wording["objection_receipt"](facts))
    assert f"uw aanvraag voor {scheme.names.called}" in told


def test_a_case_with_an_open_objection_is_not_closed() -> None:
    case, system = finished(), make.people()[Role.SYSTEM]
    objected(case, date(2020, 5, 20))
    make.refused(lambda: close_case(case.pk, by=system, on=LATER), NotReady, "bezwaar waarop nog niet is besloten")
    make.day_passes(LATER)
    assert make.fresh(case).status == "refused"


def test_the_same_case_without_objection_is_closed() -> None:
    case = finished()
    make.day_passes(LATER)
    assert make.fresh(case).status == "closed"


def test_two_objections_have_each_their_own_term() -> None:
    case = finished()
    objected(case, date(2020, 5, 20))
    objected(case, date(2020, 5, 25), grounds="En ook hierom niet.")
    assert case.terms.filter(code="objection_decision", ended_on=None).count() == 2


def test_withdrawing_the_grant_leaves_the_term_of_the_objection_running() -> None:
    case = running()
    objected(case, date(2020, 5, 20))
    on = date(2020, 6, 1)
    make.unheard(case, "revocation", make.people(), on=on)
    revoke_grant(case.pk, by=make.people()[Role.DECIDER], on=on, weighing=make.WEIGHING, reasons="Niet begonnen.")
    assert what_is_left([case.pk], on=LATER)[case.pk].has_open_objection


def test_an_objection_to_nothing_is_an_error_with_its_field() -> None:
    case = finished()
    make.refused(lambda: objected(case, date(2020, 5, 20), announced_on="2020-05-07"), InvalidInput, "announced_on")
    assert not case.submissions.filter(kind="objection").exists()


def test_before_a_decision_there_is_nothing_to_object_to() -> None:
    case = make.applied()
    make.refused(lambda: objected(case, date(2020, 5, 20)), NotNow, "past niet bij de status")
