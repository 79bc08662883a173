"""From JSON to settled, paid, revoked, claimed back and closed; and the ways on which an application ends before that."""

from __future__ import annotations

import json
from datetime import date

import pytest

from audit.models import Event
from cases.amounts import euro, from_cents, to_cents
from cases.authority.actors import Actor
from cases.authority.permissions import Role
from cases.identity import is_pseudonym, pseudonym
from cases.models import Case, Counter, Decision, Extract, Participation, Payment, Receivable, Status, Window
from cases.money.ledger import discrepancies
from letters.models import Letter, LetterStatus
from tests import make
from tests.schemes.ontwikkeladvies.builders import ADVICE, decider, envelope, known_to_portal, people, submitted
from workflows.steps.assessment import Answer, assess_application, take_up
from workflows.steps.closing import close_case
from workflows.steps.deciding import NotReady
from workflows.steps.distribution import refuse_unreached, reserve_reached
from workflows.steps.ending import revoke_grant, withdraw_application
from workflows.steps.grant import refuse_application
from workflows.steps.hearing import receive_views
from workflows.steps.money import claim_back, register_repayment
from workflows.steps.ordering import join_order
from workflows.steps.settling_one import settle_without_grant
from workflows.steps.supplement import receive_supplement, request_supplement

pytestmark = pytest.mark.django_db

RECEIVED, SETTLED_ON, PAID_ON = date(2022, 6, 13), date(2022, 6, 27), date(2022, 7, 11)
HEARD_ON, REVOKED_ON, CLAIMED_ON, REPAID_ON = date(2023, 2, 6), date(2023, 3, 6), date(2023, 3, 20), date(2023, 4, 3)
ENDED_ON = date(2023, 7, 3)


@pytest.fixture
def who() -> make.People:
    return people()


@pytest.fixture
def window(who: make.People) -> Window:
    return Window.objects.get(code="ontwikkeladvies-2022")


def applied(name: str = "adviseur-2022", **portal: object) -> Case:
    """Submit a sample, known to the portal as it tells or with some things otherwise."""
    of = envelope(name)
    known_to_portal(of["application"], **portal)
    return submitted(of)


def taken_up(case: Case, who: make.People, *, on: date = SETTLED_ON) -> Case:
    """Give the case its place in the order of completeness, and take it up."""
    assert case.window is not None
    join_order(case.window.pk, by=who[Role.HANDLER], on=on)
    reserve_reached(case.window.pk, by=who[Role.HANDLER], on=on)
    return make.fresh(case)


def settled(case: Case, who: make.People) -> Decision:
    """Bring a submitted case to its settlement and announce it."""
    taken_up(case, who)
    assess_application(case.pk, by=who[Role.HANDLER], on=SETTLED_ON)
    decision = settle_without_grant(case.pk, by=who[Role.DECIDER], on=SETTLED_ON)
    make.letters_sent(SETTLED_ON)
    return decision


def test_from_json_to_settled_paid_revoked_claimed_back_and_closed(who: make.People) -> None:
    case = applied()
    assert (case.status, case.complete_on) == (Status.SUBMITTED, RECEIVED)
    make.letters_sent(RECEIVED)
    decision = settled(case, who)
    assert (decision.kind, decision.amount_cents) == ("direct_settlement", to_cents(euro("700")))
    make.paid(case, who, on=PAID_ON)
    assert make.balances_of(case) == {"committed": "700.00", "paid": "700.00"}
    other = decider("another")
    revoked_after_hearing(case, who, other)
    claimed_and_repaid(case, who, other)
    make.day_passes(ENDED_ON)
    assert make.fresh(case).status == Status.CLOSED
    assert list(discrepancies()) == []
    assert_every_decision_was_announced(case)


def revoked_after_hearing(case: Case, who: make.People, other: Actor) -> None:
    """The participant turns out to have mbo-3: hear the applicant, weigh, and withdraw (Awb 4:49)."""
    make.to_be_heard(case, "revocation", who, on=HEARD_ON)
    make.letters_sent(HEARD_ON)
    views = {"text": "De deelnemer zei mij zelf dat hij mbo-2 had."}
    receive_views(case.pk, views, by=make.recipient(case), received_at=make.at(date(2023, 2, 13)))
    reasons = "De deelnemer had al een diploma op mbo-3."
    answer = "U bent de ontvanger; ook een onjuiste verklaring van de deelnemer komt voor uw rekening."
    revoke_grant(case.pk, by=other, on=REVOKED_ON, weighing=make.WEIGHING, reasons=reasons, answer_to_views=answer)
    make.letters_sent(REVOKED_ON)


def claimed_and_repaid(case: Case, who: make.People, other: Actor) -> None:
    """Claim the money back from who applied, and see it come in."""
    claim_back(case.pk, by=other, on=CLAIMED_ON, weighing=make.WEIGHING)
    make.letters_sent(CLAIMED_ON)
    receivable = Receivable.objects.get(case=case)
    assert (receivable.amount_cents, receivable.case.party_id) == (to_cents(euro("700")), case.party_id)
    assert case.party.identifier == "91000101"
    register_repayment(receivable.pk, amount=from_cents(receivable.amount_cents), by=who[Role.FINANCE], on=REPAID_ON)


def assert_every_decision_was_announced(case: Case) -> None:
    """See a sent letter for each decision: settlement, revocation and recovery."""
    announced = Letter.objects.filter(case=case, status=LetterStatus.SENT).exclude(decision=None)
    decided = list(Decision.objects.filter(case=case).values_list("pk", "kind"))
    assert sorted(pk for pk, _ in decided) == sorted(announced.values_list("decision", flat=True))
    assert {kind for _, kind in decided} == {"direct_settlement", "revocation", "recovery"}


def test_a_settled_case_is_closed_once_it_is_paid_and_the_term_for_objection_is_over(who: make.People) -> None:
    case = applied()
    settled(case, who)
    make.paid(case, who, on=PAID_ON)
    with pytest.raises(NotReady, match="bezwaartermijn"):
        close_case(case.pk, by=who[Role.SYSTEM], on=PAID_ON)
    make.day_passes(date(2022, 9, 1))
    assert make.fresh(case).status == Status.CLOSED


def test_the_participant_is_kept_under_a_pseudonym_and_asked_as_one(who: make.People) -> None:
    case, bsn = applied(), envelope("adviseur-2022")["application"]["participant"]["bsn"]
    taken_up(case, who)
    assess_application(case.pk, by=who[Role.HANDLER], on=SETTLED_ON)
    assert Participation.objects.get(case=case).participant == pseudonym(bsn)
    kept = Extract.objects.get(case=case)
    assert is_pseudonym(kept.question)
    assert bsn not in "".join(Event.objects.values_list("body", flat=True))


def test_a_participant_counts_once_in_the_window(who: make.People) -> None:
    applied()
    of = envelope("werkgever-2022")
    of["application"]["participant"]["bsn"] = envelope("adviseur-2022")["application"]["participant"]["bsn"]
    second = submitted(of)
    taken_up(second, who)
    with pytest.raises(NotReady, match="niet nog een aanvraag"):
        assess_application(second.pk, by=who[Role.HANDLER], on=SETTLED_ON)


def test_one_adviser_may_apply_for_many_participants(who: make.People) -> None:
    of = envelope("werkgever-2022")
    first = applied()
    of["application"]["applicant"] = envelope("adviseur-2022")["application"]["applicant"]
    known_to_portal(of["application"])
    second = submitted(of)
    assert first.party_id == second.party_id
    for case in (first, second):
        taken_up(case, who)
        assert assess_application(case.pk, by=who[Role.HANDLER], on=SETTLED_ON).outcome == "grant"


def test_a_portal_that_says_otherwise_goes_to_a_person_and_after_hearing_to_a_refusal(who: make.People) -> None:
    case = taken_up(applied(education="mbo-4"), who)
    with pytest.raises(NotReady, match="De opleiding van de deelnemer is die van het portaal"):
        assess_application(case.pk, by=who[Role.HANDLER], on=SETTLED_ON)
    answers = {"education_agrees": Answer(is_met=False, reason="Het diploma mbo-4 is getoond.")}
    assess_application(case.pk, by=who[Role.HANDLER], on=SETTLED_ON, answers=answers)
    make.to_be_heard(case, "refusal", who, on=SETTLED_ON)
    make.letters_sent(SETTLED_ON)
    receive_views(case.pk, {"text": "Dat wist ik niet."}, by=make.recipient(case), received_at=make.at(PAID_ON))
    assess_application(case.pk, by=who[Role.HANDLER], on=PAID_ON, answers=answers)
    refuse_application(case.pk, by=who[Role.DECIDER], on=PAID_ON, answer_to_views=make.ANSWER)
    make.letters_sent(PAID_ON)
    assert make.fresh(case).status == Status.REFUSED
    assert make.balances_of(case) == {}


def test_an_incomplete_application_gets_its_place_when_it_is_complete(who: make.People, window: Window) -> None:
    case, later = applied("zonder-prestatieverklaring-2022"), applied("werkgever-2022")
    request_supplement(case.pk, by=who[Role.HANDLER], on=date(2022, 6, 14))
    make.letters_sent(date(2022, 6, 14))
    paper = [make.document("prestatieverklaring")]
    receive_supplement(case.pk, {}, by=who[Role.HANDLER], received_at=make.at(date(2022, 6, 20)), documents=paper)
    taken_up(later, who)
    order = window.positions.order_by("number").values_list("case", flat=True)
    assert list(order) == [later.pk, case.pk]


def test_who_does_not_fit_under_the_ceiling_is_refused(who: make.People, window: Window) -> None:
    Counter.objects.filter(window=window).update(limit_cents=to_cents(euro("1399.99")))
    first, second = applied(), applied("werkgever-2022")
    settled(first, who)
    assert make.fresh(second).status == Status.SUBMITTED
    refuse_unreached(window.pk, by=who[Role.DECIDER], on=date(2022, 12, 19))
    make.letters_sent(date(2022, 12, 19))
    assert make.fresh(second).status == Status.REFUSED
    assert Decision.objects.get(case=second).kind == "ceiling_refusal"


def test_an_application_can_be_withdrawn_and_the_participant_is_free_again(who: make.People) -> None:
    case = applied()
    withdraw_application(case.pk, {}, by=make.recipient(case), received_at=make.at(date(2022, 6, 20)))
    make.letters_sent(date(2022, 6, 20))
    assert make.fresh(case).status == Status.WITHDRAWN
    assert not Participation.objects.exists()


def test_no_place_no_decision(who: make.People) -> None:
    with pytest.raises(NotReady, match="plaats onder het plafond"):
        take_up(applied().pk, by=who[Role.HANDLER], on=SETTLED_ON)


def test_payment_goes_to_the_applicant_and_the_decision_tells_its_facts(who: make.People) -> None:
    case = applied()
    settled(case, who)
    payment = Payment.objects.get(case=case)
    assert (payment.kind, payment.amount_cents) == ("settlement", to_cents(euro("700")))
    event = Event.objects.get(stream=case.stream, action="case.settled_directly")
    assert json.loads(event.body)["facts"]["amount"] == "700.00"
    assert ADVICE.version_on(RECEIVED) == case.version
