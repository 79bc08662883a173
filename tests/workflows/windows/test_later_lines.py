"""Lines that are not decided with the others: left to a person, counted provisionally, held by a signal, or won in objection."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from django.db.models import Sum

from cases.authority.actors import Actor
from cases.authority.permissions import Role
from cases.authority.permit import SecondPersonNeeded
from cases.models import Account, Case, Counter, LineAmount, Payment, Share, Status, Submission, Window
from cases.money.ledger import discrepancies
from cases.windows.counters import CeilingReached
from cases.windows.method import NotInOrder
from letters.models import Composition
from tests import make
from tests.workflows.windows import shared
from tests.workflows.windows.shared import DECIDED, FROZEN
from workflows.steps.deciding import NotReady
from workflows.steps.hearing import check_hearing
from workflows.steps.later_lines import award_line, count_line, decide_line, settle_held
from workflows.steps.lines import assess_lines
from workflows.steps.settling_directly import decide_shared, sign_sharing
from workflows.steps.sharing import approve_rates, freeze_shares, propose_rates
from workflows.steps.signals import raise_by_hand, review_signal

pytestmark = pytest.mark.django_db
LATER = date(2021, 2, 1)
REASON = "De overeenkomst is ingezien."
OPEN = {"met": None}
COMPUTED = "Dit besluit is met een computer gemaakt"


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


def answer(case: Case, who: make.People, *, is_met: bool, number: int = 1, on: date = FROZEN) -> None:
    """Answer the open finding of a line."""
    assess_lines(case.pk, {number: {"conditions": (is_met, REASON)}}, by=who[Role.HANDLER], on=on)


def counted(case: Case, who: make.People, *, number: int = 1) -> None:
    """Let two people count a line provisionally."""
    for by in (who[Role.HANDLER], who[Role.DECIDER]):
        count_line(case.pk, number, is_counted=True, reason="De school antwoordt later.", by=by, on=FROZEN)


def shared_out(window: Window, who: make.People) -> None:
    """Bring a window whose lines are judged to its decisions."""
    freeze_shares(window.pk, by=who[Role.ADMINISTRATOR], on=FROZEN)
    shared.kept_apart(window, who)
    propose_rates(window.pk, by=who[Role.ADMINISTRATOR], on=FROZEN)
    approve_rates(window.pk, is_approved=True, by=who[Role.REVIEWER], on=FROZEN)
    sign_sharing(window.pk, by=who[Role.DECIDER], on=DECIDED)
    decide_shared(window.pk, by=who[Role.DECIDER])


def text_of(case: Case, kind: str) -> str:
    """Give the text of a letter that was sent."""
    return str(Composition.objects.get(letter__case=case, letter__kind=kind).text)


def another_decider() -> Actor:
    """Give a second mandated person."""
    other = make.person(Role.DECIDER, username="tweede beslisser", mandates=False)
    shared.mandate(other.employee_id)
    return other


def objected(case: Case) -> None:
    """An objection against the decision lies there."""
    Submission.objects.create(
        kind="objection", scheme=shared.CODE, case=case, digest="b" * 64, body="{}", channel="test",
        received_at=make.at(DECIDED),
    )  # fmt: skip


def heard(case: Case, who: make.People, about: str = "refusal") -> None:
    """Nobody needs to be heard: it rests on what the applicant said."""
    check_hearing(case.pk, about, is_required=False, reason=make.OWN_DATA, by=who[Role.HANDLER], on=FROZEN)


def settled_cents(case: Case) -> int | None:
    """Give the amount of the newest decision."""
    return case.decisions.order_by("-pk").values_list("amount_cents", flat=True).first()


def test_an_open_line_blocks_the_list_until_a_person_judged_it(who: make.People, window: Window) -> None:
    case = shared.applied(1, OPEN, {})
    shared.taken_up(window, who)
    assert make.tasks_of(case) == ["assess_lines"]
    by = who[Role.ADMINISTRATOR]
    make.refused(lambda: freeze_shares(window.pk, by=by, on=FROZEN), NotInOrder, "1 regels hebben nog geen uitkomst")
    answer(case, who, is_met=True)
    assert make.tasks_of(case) == []
    freeze_shares(window.pk, by=by, on=FROZEN)
    assert Share.objects.count() == 2


def test_a_person_refuses_a_line_only_after_the_check_whether_to_hear(who: make.People, window: Window) -> None:
    case = shared.applied(1, OPEN, {})
    shared.taken_up(window, who)
    make.refused(lambda: answer(case, who, is_met=False), NotReady, "gehoord moet worden")
    heard(case, who)
    answer(case, who, is_met=False)
    shared_out(window, who)
    assert settled_cents(case) == 270_000
    assert case.decisions.get().facts["refused"] == 1
    make.letters_sent(DECIDED)
    assert "Bij regel 1 van uw aanvraag heeft een medewerker beoordeeld" in text_of(case, "direct_settlement")


@pytest.mark.parametrize(
    ("answers", "sentence"),
    [
        ({1: {"conditions": (True, " ")}}, "Schrijf bij regel 1 de reden"),
        ({2: {"conditions": (True, REASON)}}, "niet aan een beoordelaar gelaten"),
        ({1: {"iets": (True, REASON)}}, "niet aan een beoordelaar gelaten"),
    ],
)
def test_an_answer_needs_a_reason_and_an_open_question(
    who: make.People, window: Window, answers: dict[int, dict[str, tuple[bool, str]]], sentence: str
) -> None:
    case = shared.applied(1, OPEN, {})
    shared.taken_up(window, who)
    make.refused(lambda: assess_lines(case.pk, answers, by=who[Role.HANDLER], on=FROZEN), NotReady, sentence)


def test_a_part_of_a_line_is_met_by_what_a_person_counted(who: make.People, window: Window) -> None:
    case = shared.applied(1, OPEN, OPEN)
    shared.taken_up(window, who)
    heard(case, who)
    told = {1: {"conditions": (True, "SBB dekt twintig weken.")}}
    assess_lines(case.pk, told, counts={1: {"units": 20}}, by=who[Role.HANDLER], on=FROZEN)
    answer(case, who, is_met=True, number=2)
    shared_out(window, who)
    assert settled_cents(case) == 135_000 + 270_000


@pytest.mark.parametrize(
    ("answers", "counts", "sentence"),
    [
        ({1: {"conditions": (True, REASON)}}, {1: {"units": 20}}, "gehoord moet worden"),
        ({1: {"conditions": (True, REASON)}}, {2: {"units": 20}}, "Beantwoord bij regel 2"),
        ({1: {"conditions": (True, REASON)}}, {1: {"koffie": 1}}, "wordt 'koffie' niet geteld"),
        ({1: {"conditions": (True, REASON)}}, {1: {"units": -1}}, "nul of meer"),
    ],
)
def test_a_count_needs_an_answer_a_known_number_and_the_check_whether_to_hear(
    who: make.People,
    window: Window,
    answers: dict[int, dict[str, tuple[bool, str]]],
    counts: dict[int, dict[str, int]],
    sentence: str,
) -> None:
    case = shared.applied(1, OPEN, OPEN)
    shared.taken_up(window, who)
    make.refused(
        lambda: assess_lines(case.pk, answers, counts=counts, by=who[Role.HANDLER], on=FROZEN), NotReady, sentence
    )


def test_answers_given_before_stand_when_another_line_is_answered(who: make.People, window: Window) -> None:
    case = shared.applied(1, OPEN, OPEN)
    shared.taken_up(window, who)
    answer(case, who, is_met=True)
    answer(case, who, is_met=True, number=2)
    shared_out(window, who)
    assert settled_cents(case) == 540_000


def test_an_open_line_counts_once_two_people_said_so(who: make.People, window: Window) -> None:
    case = shared.applied(1, OPEN)
    shared.taken_up(window, who)
    by = who[Role.ADMINISTRATOR]
    count_line(case.pk, 1, is_counted=True, reason="De school antwoordt later.", by=who[Role.HANDLER], on=FROZEN)
    make.refused(
        lambda: count_line(case.pk, 1, is_counted=True, reason="Nog eens.", by=who[Role.HANDLER], on=FROZEN),
        SecondPersonNeeded,
    )
    make.refused(lambda: freeze_shares(window.pk, by=by, on=FROZEN), NotInOrder)
    count_line(case.pk, 1, is_counted=True, reason="Akkoord.", by=who[Role.DECIDER], on=FROZEN)
    freeze_shares(window.pk, by=by, on=FROZEN)
    assert Share.objects.get().is_provisional


def test_one_no_keeps_a_line_from_counting(who: make.People, window: Window) -> None:
    case = shared.applied(1, OPEN)
    shared.taken_up(window, who)
    counted(case, who)
    count_line(case.pk, 1, is_counted=False, reason="Er ontbreekt te veel.", by=another_decider(), on=FROZEN)
    make.refused(lambda: freeze_shares(window.pk, by=who[Role.ADMINISTRATOR], on=FROZEN), NotInOrder)


def test_a_line_counted_provisionally_takes_its_share_and_gets_the_rate_of_its_year_later(
    who: make.People, window: Window
) -> None:
    case = shared.applied(1, {}, OPEN)
    shared.applied(2, *[{}] * 5)
    Counter.objects.filter(window=window, bucket="a").update(limit_cents=945_000)
    shared.taken_up(window, who)
    counted(case, who, number=2)
    shared_out(window, who)
    assert settled_cents(case) == 135_000
    assert make.balances_of(case) == {"reserved": "1350.00", "committed": "1350.00"}
    make.letters_sent(DECIDED)
    assert COMPUTED in text_of(case, "direct_settlement")
    answer(case, who, is_met=True, number=2, on=LATER)
    assert "decide_line" in make.tasks_of(case)
    decision = decide_line(case.pk, 2, by=who[Role.DECIDER], on=LATER)
    assert (decision.kind, decision.amount_cents, make.fresh(case).status) == ("line_awarded", 270_000, Status.SETTLED)
    assert make.balances_of(case) == {"committed": "2700.00"}
    assert Payment.objects.filter(case=case).aggregate(total=Sum("amount_cents"))["total"] == 270_000
    assert shared.taken(window)["a"] == 945_000
    make.letters_sent(LATER)
    assert COMPUTED not in text_of(case, "line_awarded"), "a person decided on this line"
    assert list(discrepancies()) == []


def test_a_line_counted_provisionally_that_is_refused_later_frees_its_money(who: make.People, window: Window) -> None:
    case = shared.applied(1, {}, OPEN)
    shared.taken_up(window, who)
    counted(case, who, number=2)
    shared_out(window, who)
    make.letters_sent(DECIDED)
    heard(case, who, "revocation")
    answer(case, who, is_met=False, number=2, on=LATER)
    decision = decide_line(case.pk, 2, by=who[Role.DECIDER], on=LATER)
    assert (decision.kind, decision.amount_cents) == ("line_refused", 270_000)
    assert "Awb 4:35" in decision.articles
    assert make.balances_of(case) == {"committed": "2700.00"}
    assert shared.taken(window)["a"] == 270_000
    make.refused(lambda: decide_line(case.pk, 2, by=who[Role.DECIDER], on=LATER), NotReady, "hoeft niet meer")
    assert list(discrepancies()) == []


def test_an_application_of_open_lines_only_waits_and_is_decided_by_hand(who: make.People, window: Window) -> None:
    case = shared.applied(1, OPEN, OPEN)
    shared.taken_up(window, who)
    counted(case, who)
    counted(case, who, number=2)
    shared_out(window, who)
    assert make.fresh(case).status == Status.ASSESSMENT
    make.refused(lambda: settle_held(case.pk, by=who[Role.DECIDER], on=LATER), NotReady, "nog geen regel toe te kennen")
    answer(case, who, is_met=True, on=LATER)
    heard(case, who)
    answer(case, who, is_met=False, number=2, on=LATER)
    assert make.tasks_of(case) == ["settle_held"]
    decision = settle_held(case.pk, by=who[Role.DECIDER], on=LATER)
    assert (decision.kind, decision.amount_cents, decision.facts["refused"]) == ("direct_settlement", 270_000, 1)
    assert make.balances_of(case) == {"committed": "2700.00"}
    assert Payment.objects.get(case=case).amount_cents == 270_000
    assert list(discrepancies()) == []


def test_a_held_application_whose_lines_are_all_refused_gets_nothing_and_keeps_nothing(
    who: make.People, window: Window
) -> None:
    case = shared.applied(1, OPEN)
    shared.taken_up(window, who)
    counted(case, who)
    shared_out(window, who)
    heard(case, who)
    answer(case, who, is_met=False, on=LATER)
    decision = settle_held(case.pk, by=who[Role.DECIDER], on=LATER)
    assert (decision.kind, make.fresh(case).status) == ("direct_refusal", Status.REFUSED)
    assert (make.balances_of(case), shared.taken(window)["ceiling"]) == ({}, 0)
    assert list(discrepancies()) == []


def test_a_signalled_application_is_decided_by_hand_once_the_signal_was_looked_at(
    who: make.People, window: Window
) -> None:
    case = shared.applied(1)
    shared.taken_up(window, who)
    signal = raise_by_hand(case.pk, remark="Twee werkgevers in één week.", by=who[Role.HANDLER], on=FROZEN)
    shared_out(window, who)
    make.refused(lambda: settle_held(case.pk, by=who[Role.DECIDER], on=LATER), NotReady, "open signaal")
    review_signal(signal.pk, outcome="unfounded", reason="Er waren twee deelplaatsen.", by=who[Role.REVIEWER], on=LATER)
    assert settle_held(case.pk, by=who[Role.DECIDER], on=LATER).amount_cents == 270_000
    assert list(discrepancies()) == []
    make.letters_sent(LATER)
    assert COMPUTED not in text_of(case, "direct_settlement"), "a person decided on this one alone"


def won(case: Case, who: make.People, *, number: int) -> None:
    """Let the objection against a line be judged anew in favour of the applicant."""
    objected(case)
    answer(case, who, is_met=True, number=number, on=LATER)


def test_a_line_won_in_objection_gets_the_rate_of_its_year(who: make.People, window: Window) -> None:
    case = shared.applied(1, {}, {"met": False})
    shared.applied(2, *[{}] * 5)
    Counter.objects.filter(window=window, bucket="a").update(limit_cents=810_000)
    shared.taken_up(window, who)
    shared_out(window, who)
    make.letters_sent(DECIDED)
    won(case, who, number=2)
    make.refused(lambda: award_line(case.pk, 2, by=who[Role.DECIDER], on=LATER, reasons=REASON), SecondPersonNeeded)
    decision = award_line(case.pk, 2, by=another_decider(), on=LATER, reasons=REASON)
    assert (decision.kind, decision.amount_cents, decision.facts["added"]) == ("line_awarded", 270_000, "1350.00")
    above = Counter.objects.get(window=window, bucket="above:a")
    assert (above.limit_cents, above.taken_cents) == (135_000, 135_000)
    assert shared.taken(window)["a"] == 810_000
    assert list(discrepancies()) == []


def test_an_application_refused_whole_is_settled_when_a_line_is_won(who: make.People, window: Window) -> None:
    case = shared.applied(1, {"met": False})
    shared.applied(2)
    shared.taken_up(window, who)
    shared_out(window, who)
    make.letters_sent(DECIDED)
    won(case, who, number=1)
    award_line(case.pk, 1, by=another_decider(), on=LATER, reasons=REASON)
    assert make.fresh(case).status == Status.SETTLED
    assert not Counter.objects.filter(window=window, bucket__startswith="above:").exists()
    assert make.balances_of(case) == {"committed": "2700.00"}


def test_without_an_objection_or_anything_won_no_line_is_awarded(who: make.People, window: Window) -> None:
    case = shared.applied(1, {}, {"met": False})
    shared.taken_up(window, who)
    shared_out(window, who)
    make.letters_sent(DECIDED)
    by = another_decider()
    make.refused(lambda: award_line(case.pk, 2, by=by, on=LATER, reasons=REASON), NotReady, "geen bezwaar")
    objected(case)
    make.refused(
        lambda: award_line(case.pk, 2, by=by, on=LATER, reasons=REASON), NotReady, "niet meer dan zij al heeft"
    )
    make.refused(lambda: award_line(case.pk, 2, by=by, on=LATER, reasons=" "), NotReady, "Motiveer")


def test_a_full_ceiling_stops_a_line_won_in_objection_where_the_scheme_says_so(who: make.People) -> None:
    from dataclasses import replace

    from cases.law import Dated

    scheme = shared.a_scheme()
    no = Dated({date(2013, 1, 1): False}, shared.LAW)
    with shared.known(replace(scheme, values={**scheme.values, "line_won_above_ceiling": no})):
        window = shared.opened(who)
        case = shared.applied(1, {}, {"met": False})
        Counter.objects.filter(window=window, bucket="a").update(limit_cents=270_000)
        shared.taken_up(window, who)
        shared_out(window, who)
        make.letters_sent(DECIDED)
        won(case, who, number=2)
        by = another_decider()
        make.refused(lambda: award_line(case.pk, 2, by=by, on=LATER, reasons=REASON), CeilingReached)
    assert LineAmount.objects.filter(case=case).count() == 1
    assert make.balances_of(case).get(str(Account.COMMITTED)) == "2700.00"
