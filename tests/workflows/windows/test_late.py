"""What came in after closing is refused by a decision of its own; a calamity moves the closing once a second person approved it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

import pytest

from cases.authority.permissions import Role
from cases.authority.permit import NotAuthorised, SecondPersonNeeded
from cases.models import Case, Decision, Outage, Share, Status, Window
from cases.windows.method import NotInOrder
from letters.models import Letter
from tests import make
from tests.workflows.windows import shared
from tests.workflows.windows.shared import CLOSED, FROZEN
from workflows.steps.documents import receive_documents
from workflows.steps.outages import Calamity, approve_outage, enter_outage
from workflows.steps.refusing_late import refuse_all_late
from workflows.steps.sharing import freeze_shares
from workflows.steps.supplement import receive_supplement, request_supplement

pytestmark = pytest.mark.django_db
INCOMPLETE = {"complete": False}


@pytest.fixture(autouse=True)
def _scheme() -> Iterator[None]:
    with shared.known(shared.a_scheme()):
        yield


@pytest.fixture
def who() -> make.People:
    """One employee for each role."""
    return shared.people()


@pytest.fixture
def window(who: make.People) -> Window:
    """The window, open."""
    return shared.opened(who)


def moment(text: str) -> datetime:
    """Give a moment in Amsterdam."""
    return datetime.fromisoformat(text).replace(tzinfo=make.AMSTERDAM)


def supplemented(case: Case, who: make.People, at: datetime) -> None:
    """Ask for what is missing on the day of application, and receive it at a moment."""
    request_supplement(case.pk, by=who[Role.HANDLER], on=shared.APPLIED)
    make.letters_sent(shared.APPLIED)
    documents = [make.document("aanvulling")]
    receive_supplement(case.pk, {}, by=who[Role.HANDLER], received_at=at, documents=documents)


def refused_late(window: Window, who: make.People) -> list[str]:
    """Refuse what was late, and give the numbers."""
    refuse_all_late(window.pk, by=who[Role.DECIDER], on=FROZEN)
    return list(Decision.objects.filter(kind="late_refusal").order_by("case").values_list("case__number", flat=True))


def test_an_application_at_the_last_moment_is_timely_and_a_second_later_is_refused(
    who: make.People, window: Window
) -> None:
    timely = shared.applied(1, at=moment("2020-09-16T17:00:00"))
    late = shared.applied(2, at=moment("2020-09-16T17:00:01"))
    assert refused_late(window, who) == [late.number]
    assert (make.fresh(timely).status, make.fresh(late).status) == (Status.SUBMITTED, Status.REFUSED)
    decision = late.decisions.get()
    assert decision.facts["received_at"] == "2020-09-16T17:00:01+02:00"
    assert ("completed_at" in decision.facts, decision.articles) == (False, ["Awb 4:43"])
    assert Letter.objects.get(decision=decision).kind == "late_refusal"


def test_an_application_completed_after_closing_was_received_then(who: make.People, window: Window) -> None:
    """Praktijkleren 17 lid 3: the day of the supplement is the day of receipt."""
    completed = shared.applied(1, INCOMPLETE)
    supplemented(completed, who, moment("2020-09-16T16:59:00"))
    late = shared.applied(2, INCOMPLETE)
    supplemented(late, who, moment("2020-09-17T09:00:00"))
    assert refused_late(window, who) == [late.number]
    decision = late.decisions.get()
    assert (decision.facts["completed_at"], decision.articles) == ("2020-09-17T09:00:00+02:00", ["Awb 4:5"])
    shared.taken_up(window, who)
    assert make.fresh(completed).status == Status.ASSESSMENT


def test_a_late_application_that_is_asked_to_be_completed_is_late_all_the_same(
    who: make.People, window: Window
) -> None:
    late = shared.applied(1, INCOMPLETE, at=moment("2020-09-20T12:00:00"))
    request_supplement(late.pk, by=who[Role.HANDLER], on=date(2020, 9, 21))
    assert refused_late(window, who) == [late.number]


def test_documents_sent_later_move_no_date_of_receipt(who: make.People, window: Window) -> None:
    """Praktijkleren 19 lid 2."""
    case = shared.applied(1)
    documents = [make.document("praktijkleerovereenkomst")]
    receive_documents(case.pk, documents, by=make.recipient(case), received_at=make.at(FROZEN))
    assert refused_late(window, who) == []
    shared.taken_up(window, who)
    assert make.fresh(case).status == Status.ASSESSMENT


def test_late_applications_take_no_share(who: make.People, window: Window) -> None:
    shared.applied(1)
    shared.applied(2, at=moment("2020-09-20T12:00:00"))
    shared.frozen(window, who)
    assert Share.objects.count() == 1


def test_refusing_twice_refuses_once_and_waits_for_closing(who: make.People, window: Window) -> None:
    shared.applied(1, at=moment("2020-09-20T12:00:00"))
    by = who[Role.DECIDER]
    make.refused(lambda: refuse_all_late(window.pk, by=by, on=date(2020, 9, 1)), NotInOrder, "open tot")
    make.refused(lambda: refuse_all_late(window.pk, by=who[Role.HANDLER], on=FROZEN), NotAuthorised)
    assert refuse_all_late(window.pk, by=by, on=FROZEN) == 1
    assert refuse_all_late(window.pk, by=by, on=FROZEN) == 0


def calamity(closes: str = "2020-09-18T17:00:00", *, begins: str = "2020-09-16T14:00:00") -> Calamity:
    """The counter was down for the last hours."""
    return Calamity(moment(begins), moment("2020-09-16T21:00:00"), moment(closes), "Het loket was onbereikbaar.")


def test_a_calamity_moves_the_closing_once_another_person_approved_it(who: make.People, window: Window) -> None:
    """Praktijkleren 17 lid 2."""
    admin = who[Role.ADMINISTRATOR]
    late = shared.applied(1, at=moment("2020-09-17T10:00:00"))
    outage = enter_outage(window.pk, calamity(), by=admin, on=CLOSED)
    assert Window.objects.get().closes_at == moment("2020-09-16T17:00:00")
    make.refused(lambda: approve_outage(outage.pk, by=admin, on=CLOSED), SecondPersonNeeded)
    approve_outage(outage.pk, by=who[Role.DECIDER], on=CLOSED)
    assert Window.objects.get().closes_at == moment("2020-09-18T17:00:00")
    assert Outage.objects.get().closed_at == moment("2020-09-16T17:00:00")
    assert refused_late(window, who) == []
    shared.taken_up(window, who)
    assert make.fresh(late).status == Status.ASSESSMENT
    make.refused(lambda: approve_outage(outage.pk, by=who[Role.DECIDER], on=CLOSED), NotInOrder, "al goedgekeurd")


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        (calamity(closes="2020-09-16T20:00:00"), "na de oude sluiting en na de storing"),
        (calamity(begins="2020-09-16T18:00:00"), "begon na de sluiting"),
        (calamity(begins="2020-09-16T22:00:00"), "eindigt voordat zij begint"),
    ],
)
def test_a_calamity_that_does_not_fit_the_closing_is_refused(
    who: make.People, window: Window, given: Calamity, sentence: str
) -> None:
    make.refused(lambda: enter_outage(window.pk, given, by=who[Role.ADMINISTRATOR], on=CLOSED), NotInOrder, sentence)


def test_after_freezing_the_closing_no_longer_moves(who: make.People, window: Window) -> None:
    shared.applied(1)
    outage = enter_outage(window.pk, calamity(), by=who[Role.ADMINISTRATOR], on=CLOSED)
    shared.taken_up(window, who)
    freeze_shares(window.pk, by=who[Role.ADMINISTRATOR], on=FROZEN)
    make.refused(lambda: approve_outage(outage.pk, by=who[Role.DECIDER], on=FROZEN), NotInOrder, "al bevroren")
