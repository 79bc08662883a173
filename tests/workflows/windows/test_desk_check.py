"""After the settlement: documents demanded, findings by line, the settlement changed at the rate of its year, money claimed back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from cases.authority.permissions import Role
from cases.authority.permit import NotAuthorised, SecondPersonNeeded
from cases.models import Case, Counter, Payment, Receivable, Status, Window
from cases.money.ledger import discrepancies
from tests import make
from tests.workflows.windows import shared
from tests.workflows.windows.shared import DECIDED
from workflows.steps.deciding import NotReady
from workflows.steps.desk_check import LineFound, amend_settlement, demand_documents, find_lines
from workflows.steps.documents import receive_documents
from workflows.steps.hearing import check_hearing, receive_views, request_views
from workflows.steps.money import claim_back, register_repayment
from workflows.steps.sampling import draw_sample
from workflows.steps.settling_directly import decide_shared, sign_sharing

pytestmark = pytest.mark.django_db
PAID, ASKED, FOUND, AMENDED = date(2021, 1, 4), date(2021, 2, 1), date(2021, 3, 15), date(2021, 5, 3)
REASON = "De aanwezigheidslijst laat minder weken zien."


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


@pytest.fixture
def case(who: make.People, window: Window) -> Case:
    """A settled, announced and paid application of two lines, at a rate of 50 %."""
    case = shared.applied(1, {"units": 40}, {"units": 40, "met": True})
    Counter.objects.filter(window=window, bucket="a").update(limit_cents=270_000)
    settle(window, who)
    make.paid(case, who, on=PAID)
    return case


def settle(window: Window, who: make.People) -> None:
    """Bring the window to its decisions and announce them."""
    shared.approved(window, who)
    sign_sharing(window.pk, by=who[Role.DECIDER], on=DECIDED)
    decide_shared(window.pk, by=who[Role.DECIDER])
    make.letters_sent(DECIDED)


def demanded(case: Case, who: make.People) -> None:
    """Ask for the documents, and receive them."""
    demand_documents(case.pk, reasons="Uw aanvraag valt in de steekproef.", by=who[Role.HANDLER], on=ASKED)
    make.letters_sent(ASKED)
    receive_documents(case.pk, [make.document("presentie")], by=make.recipient(case), received_at=make.at(ASKED))


def found(case: Case, who: make.People, **counts: int) -> None:
    """Find on the first line that fewer units count."""
    find_lines(case.pk, {1: LineFound(counts=counts or {"units": 20})}, by=who[Role.HANDLER], on=FOUND)


def unheard(case: Case, who: make.People) -> None:
    """Nobody needs to be heard: the documents are those of the recipient."""
    check_hearing(case.pk, "revocation", is_required=False, reason=make.OWN_DATA, by=who[Role.HANDLER], on=FOUND)


def amend(case: Case, who: make.People, **given: str) -> object:
    """Change the settlement."""
    told = {"ground": "b", "weighing": make.WEIGHING, "reasons": REASON, **given}
    return amend_settlement(case.pk, by=who[Role.DECIDER], on=AMENDED, **told)


def test_a_journey_from_demand_to_money_that_came_back(who: make.People, case: Case, window: Window) -> None:
    demanded(case, who)
    assert make.tasks_of(case) == ["find_lines"]
    found(case, who)
    assert make.tasks_of(case) == ["check_hearing"]
    unheard(case, who)
    assert make.tasks_of(case) == ["amend"]
    amend(case, who)
    decision = case.decisions.get(kind="settlement_amended")
    assert (decision.amount_cents, decision.facts["before"]) == (202_500, "2700.00")
    assert "Awb 4:49 lid 1 onder b" in decision.articles
    assert make.balances_of(case) == {"committed": "2025.00", "paid": "2700.00"}
    assert shared.taken(window)["a"] == 202_500
    assert make.tasks_of(case) == ["claim_back"]
    make.letters_sent(AMENDED)
    claim_back(case.pk, by=who[Role.DECIDER], on=AMENDED, weighing=make.WEIGHING)
    make.letters_sent(AMENDED)
    receivable = Receivable.objects.get(case=case)
    assert receivable.amount_cents == 67_500
    register_repayment(receivable.pk, amount=make.euro_of(receivable), by=who[Role.FINANCE], on=AMENDED)
    assert make.balances_of(case) == {"committed": "2025.00", "paid": "2025.00"}
    assert list(discrepancies()) == []


def test_what_is_recovered_is_paid_less_the_corrected_units_at_the_rate_of_that_year(
    who: make.People, case: Case
) -> None:
    """praktijkleren.md 5: recover = paid - amount(corrected, rate of the year); 7 of 40 weeks at 50 % are 236.25."""
    find_lines(case.pk, {1: LineFound(counts={"units": 7})}, by=who[Role.HANDLER], on=FOUND)
    unheard(case, who)
    amend(case, who)
    assert case.decisions.get(kind="settlement_amended").amount_cents == 135_000 + 23_625


def test_a_line_that_is_not_met_after_all_gets_nothing(who: make.People, case: Case) -> None:
    answers = {"conditions": (False, "Er is geen overeenkomst.")}
    find_lines(case.pk, {2: LineFound(answers=answers)}, by=who[Role.HANDLER], on=FOUND)
    unheard(case, who)
    amend(case, who)
    assert case.decisions.get(kind="settlement_amended").amount_cents == 135_000


def test_a_check_that_finds_nothing_changes_nothing(who: make.People, case: Case) -> None:
    demanded(case, who)
    found(case, who, units=40)
    assert make.tasks_of(case) == []
    unheard(case, who)
    make.refused(lambda: amend(case, who), NotReady, "verlaagt geen regel")


def test_what_two_rounds_of_a_check_found_goes_into_one_change(who: make.People, case: Case) -> None:
    found(case, who, units=20)
    find_lines(case.pk, {2: LineFound(answers={"conditions": (False, REASON)})}, by=who[Role.HANDLER], on=FOUND)
    unheard(case, who)
    amend(case, who)
    assert case.decisions.get(kind="settlement_amended").amount_cents == 67_500


def test_a_later_round_goes_before_an_earlier_one_on_the_same_number_or_finding(who: make.People, case: Case) -> None:
    refused, met = ({"conditions": (is_met, REASON)} for is_met in (False, True))
    find_lines(case.pk, {1: LineFound(refused, {"units": 10})}, by=who[Role.HANDLER], on=FOUND)
    find_lines(case.pk, {1: LineFound(met, {"units": 30})}, by=who[Role.HANDLER], on=FOUND)
    unheard(case, who)
    amend(case, who)
    assert case.decisions.get(kind="settlement_amended").amount_cents == 135_000 + 101_250


def test_more_than_was_asked_is_never_found(who: make.People, case: Case) -> None:
    found(case, who, units=52)
    unheard(case, who)
    make.refused(lambda: amend(case, who), NotReady, "verlaagt geen regel")


def test_what_was_not_paid_yet_is_planned_anew_for_what_is_left(who: make.People, window: Window) -> None:
    case = shared.applied(1, {}, {})
    Counter.objects.filter(window=window, bucket="a").update(limit_cents=270_000)
    settle(window, who)
    found(case, who)
    unheard(case, who)
    amend(case, who)
    planned = dict(Payment.objects.filter(case=case).values_list("status", "amount_cents"))
    assert planned == {"void": 270_000, "planned": 202_500}
    assert list(discrepancies()) == []


def test_the_recipient_is_heard_first_where_that_is_due(who: make.People, case: Case) -> None:
    found(case, who)
    handler = who[Role.HANDLER]
    check_hearing(case.pk, "revocation", is_required=True, reason="Gegevens van de school.", by=handler, on=FOUND)
    assert make.tasks_of(case) == ["request_views"]
    request_views(case.pk, "revocation", reasons=REASON, by=handler, on=FOUND)
    make.refused(lambda: amend(case, who), NotReady)
    make.letters_sent(FOUND)
    views = {"text": "De leerling was er wel."}
    receive_views(case.pk, views, by=make.recipient(case), received_at=make.at(FOUND))
    assert make.tasks_of(case) == ["find_lines"]
    make.refused(lambda: amend(case, who, answer_to_views=make.ANSWER), NotReady, "Beoordeel de zaak opnieuw")
    found(case, who)
    assert make.tasks_of(case) == ["amend"]
    make.refused(lambda: amend(case, who), NotReady, "Er is een zienswijze")
    amend(case, who, answer_to_views=make.ANSWER)
    assert make.fresh(case).status == Status.SETTLED


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"ground": "d"}, "Noem de grond"),
        ({"reasons": " "}, "Noem de grond"),
        ({"weighing": "kort"}, "belangenafweging"),
    ],
)
def test_a_change_needs_its_ground_reasons_and_weighing(
    who: make.People, case: Case, given: dict[str, str], sentence: str
) -> None:
    found(case, who)
    unheard(case, who)
    make.refused(lambda: amend(case, who, **given), NotReady, sentence)


def test_a_change_needs_finding_and_check_of_the_hearing(who: make.People, case: Case) -> None:
    make.refused(lambda: amend(case, who), NotReady, "nog niet beoordeeld")
    found(case, who)
    make.refused(lambda: amend(case, who), NotReady, "gehoord moet worden")


def test_a_sample_of_settled_applications_gives_a_handler_work(who: make.People, case: Case) -> None:
    draw = draw_sample(shared.CODE, by=who[Role.REVIEWER], on=ASKED)
    assert (draw.population, draw.drawn) == ((case.number,), (case.number,))
    assert make.tasks_of(case) == ["demand_documents"]
    demanded(case, who)
    assert make.tasks_of(case) == ["find_lines"]
    assert draw_sample(shared.CODE, by=who[Role.REVIEWER], on=FOUND).population == ()


def test_a_direct_settlement_stays_open_as_long_as_it_can_be_changed(who: make.People, case: Case) -> None:
    make.day_passes(date(2025, 12, 1))
    assert make.fresh(case).status == Status.SETTLED
    make.day_passes(date(2025, 12, 2))
    assert make.fresh(case).status == Status.CLOSED


def test_after_five_years_the_settlement_stands(who: make.People, case: Case) -> None:
    """Awb 4:49 lid 3."""
    found(case, who)
    unheard(case, who)
    make.refused(
        lambda: amend_settlement(
            case.pk, ground="a", weighing=make.WEIGHING, reasons=REASON, by=who[Role.DECIDER], on=date(2025, 12, 2)
        ),
        NotReady,
        "Awb 4:49 lid 3",
    )


def test_who_made_the_finding_does_not_change_the_settlement(who: make.People, case: Case) -> None:
    from cases.models import RoleHolding

    handler = who[Role.HANDLER]
    found(case, who)
    unheard(case, who)
    RoleHolding.objects.create(user_id=handler.employee_id, role=Role.DECIDER, from_on=make.SINCE, given_by="test")
    shared.mandate(handler.employee_id)
    make.refused(
        lambda: amend_settlement(case.pk, ground="b", weighing=make.WEIGHING, reasons=REASON, by=handler, on=AMENDED),
        SecondPersonNeeded,
    )


def test_a_term_for_documents_that_goes_by_asks_for_findings(who: make.People, case: Case) -> None:
    demand_documents(case.pk, reasons="Uw aanvraag valt in de steekproef.", by=who[Role.HANDLER], on=ASKED)
    make.letters_sent(ASKED)
    make.refused(
        lambda: demand_documents(case.pk, reasons="Nog eens.", by=who[Role.HANDLER], on=ASKED), NotReady, "loopt al"
    )
    assert make.tasks_of(case) == []
    assert make.day_passes(FOUND)["documents_lapsed"] == 1
    assert make.tasks_of(case) == ["find_lines"]
    make.refused(
        lambda: demand_documents(case.pk, reasons="Steekproef.", by=who[Role.DECIDER], on=FOUND), NotAuthorised
    )


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({}, "minstens één regel"),
        ({3: LineFound(counts={"units": 1})}, "kreeg geen subsidie"),
        ({1: LineFound(counts={"dagen": 1})}, "wordt 'dagen' niet geteld"),
        ({1: LineFound(counts={"units": -1})}, "nul of meer"),
        ({1: LineFound(answers={"conditions": (False, " ")})}, "Schrijf bij regel 1 de reden"),
    ],
)
def test_a_finding_names_a_line_a_reason_and_what_the_scheme_counts(
    who: make.People, case: Case, given: dict[int, LineFound], sentence: str
) -> None:
    make.refused(lambda: find_lines(case.pk, given, by=who[Role.HANDLER], on=FOUND), NotReady, sentence)


def test_a_second_check_and_an_award_are_possible_after_a_claim(who: make.People, case: Case) -> None:
    found(case, who)
    unheard(case, who)
    amend(case, who)
    make.letters_sent(AMENDED)
    claim_back(case.pk, by=who[Role.DECIDER], on=AMENDED, weighing=make.WEIGHING)
    make.letters_sent(AMENDED)
    assert make.fresh(case).status == Status.RECOVERY
    bars = dict(case.terms.filter(code__endswith="_bar").values_list("code", "due_on"))
    demanded(case, who)
    find_lines(case.pk, {1: LineFound(counts={"units": 10})}, by=who[Role.HANDLER], on=AMENDED)
    unheard(case, who)
    amend(case, who)
    make.letters_sent(AMENDED)
    assert case.decisions.filter(kind="settlement_amended").latest("pk").amount_cents == 168_750
    assert make.tasks_of(make.fresh(case)) == ["claim_back", "register_repayment"]
    assert dict(case.terms.filter(code__endswith="_bar").values_list("code", "due_on")) == bars
    assert list(discrepancies()) == []


def test_the_five_years_run_from_the_first_settlement(who: make.People, case: Case) -> None:
    """Awb 4:49 lid 3 and 4:57 lid 4: changing the settlement begins no new five years."""
    found(case, who)
    unheard(case, who)
    amend(case, who)
    make.letters_sent(AMENDED)
    bars = case.terms.filter(code="revocation_bar")
    assert [term.due_on for term in bars] == [date(2025, 12, 1)]
