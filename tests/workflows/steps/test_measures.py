"""Measures on a party: heard first, decided by a second person, at most so long, and what a removal does to running grants."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from audit.models import Event
from audit.trail import Origin
from cases.authority.actors import Actor, party, system
from cases.authority.permissions import Role
from cases.authority.permit import NotAuthorised, SecondPersonNeeded
from cases.models import AffectedGrant, Case, Exclusion, Measure, MeasureKind, Party, RegisterEntry, RoleHolding, Status
from cases.queries import application_of, file_of
from cases.registers.asking import ask_registers
from cases.schemes.questions import AnswerState, Question
from letters.models import Notice
from tests import make
from tests.workflows import trainers as t
from workflows.steps.affected import decide_affected
from workflows.steps.debtors import APPLICANT, debtor_of, is_blameless
from workflows.steps.deciding import NotReady
from workflows.steps.ending import revoke_grant
from workflows.steps.hearing import check_hearing
from workflows.steps.measures import drop_measure, impose_measure, lift_measure, propose_measure, receive_measure_views

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("trainers")]

PROPOSED_ON, OVER_ON = date(2024, 3, 1), date(2024, 3, 18)
GROUNDS = "Er zijn zes klachten over lessen die niet zijn gegeven."


@pytest.fixture
def case(who: make.People) -> Case:
    """A running grant with its order."""
    return t.running(who)


def proposed(who: make.People, about: Party, kind: MeasureKind, *, is_sent: bool = True, training: str = "") -> Measure:
    """Propose a measure, and send the intention."""
    by = who[Role.HANDLER]
    measure = propose_measure(
        about.pk, kind, scheme_code="slim", grounds=GROUNDS, by=by, on=PROPOSED_ON, training=training
    )
    if is_sent:
        make.letters_sent(PROPOSED_ON)
    measure.refresh_from_db()
    return measure


def impose(measure: Measure, by: Actor, *, on: date = OVER_ON, **options: Any) -> Measure:
    """Impose a measure for a year unless told otherwise."""
    told: dict[str, Any] = {"weighing": make.WEIGHING, "reasons": t.REASONS, "until_on": on + timedelta(days=365)}
    return impose_measure(measure.pk, by=by, on=on, **{**told, **options})


def announced(measure: Measure, by: Actor, *, on: date = OVER_ON, **options: Any) -> Exclusion:
    """Impose a measure and announce it on a day."""
    impose(measure, by, **options)
    make.letters_sent(on)
    return Exclusion.objects.get(measure=measure)


def asked(case: Case, register: str, key: str, on: date) -> list[dict[str, Any]]:
    """Ask a register of our own for a case, and give the entries that rules see."""
    subject = f"{key}-{on}"
    ask_registers(case, [Question(register, key, subject, on)])
    kept = file_of(case, application_of(case))["registers"][register][subject]
    assert kept["state"] == AnswerState.ANSWERED
    return list(kept["answer"]["entries"])


def test_a_party_is_heard_before_it_is_excluded(case: Case, who: make.People) -> None:
    measure, decider = proposed(who, case.party, MeasureKind.EXCLUSION, is_sent=False), who[Role.DECIDER]
    make.refused(lambda: impose(measure, decider), NotReady, "nog niet verzonden")
    make.letters_sent(PROPOSED_ON)
    measure.refresh_from_db()
    assert measure.views_due_on == date(2024, 3, 15)
    make.refused(lambda: impose(measure, decider, on=date(2024, 3, 15)), NotReady, "loopt tot en met 15-03-2024")
    make.refused(lambda: impose(measure, decider, weighing="kort"), NotReady, "belangenafweging")
    make.refused(lambda: impose(measure, decider, reasons=" "), NotReady, "motivering")
    exclusion = announced(measure, decider)
    assert (exclusion.party, exclusion.kind, exclusion.from_on) == (case.party, "exclusion", OVER_ON)
    make.refused(lambda: impose(measure, decider), NotReady, "al besloten")
    actions = Event.objects.filter(stream=measure.stream).order_by("number").values_list("action", flat=True)
    assert list(actions) == ["measure.proposed", "notice.sent", "measure.imposed", "notice.sent"]


def test_views_that_came_are_answered(case: Case, who: make.People) -> None:
    measure, decider = proposed(who, case.party, MeasureKind.EXCLUSION), who[Role.DECIDER]
    other = Party.objects.create(identifier="99999999", name="Een ander", sort_name="een ander")
    stranger = party(other, Origin("test", "tests"))
    moment = make.at(date(2024, 3, 8))
    make.refused(
        lambda: receive_measure_views(measure.pk, "Nee.", by=stranger, received_at=moment), NotAuthorised, "zelf"
    )
    receive_measure_views(measure.pk, "Ik was ziek.", by=make.recipient(case), received_at=moment)
    make.refused(lambda: impose(measure, decider, on=date(2024, 3, 11)), NotReady, "3:46")
    impose(measure, decider, on=date(2024, 3, 11), answer_to_views=make.ANSWER)
    make.letters_sent(date(2024, 3, 11))
    text = Notice.objects.get(measure=measure, kind="exclusion").text
    assert make.ANSWER in text
    assert "zes weken" in text, "the objection clause"


@pytest.mark.parametrize(
    ("until_on", "is_allowed"),
    [
        pytest.param(date(2026, 3, 17), True, id="stap.md R-2: two years, the first day counted"),
        pytest.param(date(2026, 3, 18), False, id="stap.md R-2: a day more than two years"),
        pytest.param(None, False, id="for good"),
        pytest.param(date(2024, 3, 17), False, id="over before it begins"),
    ],
)
def test_an_exclusion_lasts_two_years_from_the_decision_at_most(
    case: Case, who: make.People, until_on: date | None, is_allowed: bool
) -> None:
    measure = proposed(who, case.party, MeasureKind.EXCLUSION)
    if not is_allowed:
        make.refused(lambda: impose(measure, who[Role.DECIDER], until_on=until_on), NotReady)
        return
    assert impose(measure, who[Role.DECIDER], until_on=until_on).until_on == until_on


def test_a_measure_works_from_its_announcement(case: Case, who: make.People) -> None:
    """Awb 3:40: nobody is shut out by a letter that did not go out yet."""
    key, sent_on = case.party.identifier, date(2024, 3, 25)
    measure = impose(proposed(who, case.party, MeasureKind.EXCLUSION), who[Role.DECIDER], until_on=date(2026, 3, 17))
    assert asked(case, "exclusions", key, OVER_ON) == []
    decider = who[Role.DECIDER]
    make.refused(lambda: lift_measure(measure.pk, by=decider, on=OVER_ON, reasons=t.REASONS), NotReady, "geldt niet")
    make.letters_sent(sent_on)
    exclusion = Exclusion.objects.get(measure=measure)
    assert (exclusion.from_on, exclusion.until_on) == (sent_on, date(2026, 3, 17))
    assert "van 25 maart 2024 tot en met 17 maart 2026" in Notice.objects.get(measure=measure, kind="exclusion").text
    assert asked(case, "exclusions", key, date(2024, 3, 24)) == []
    assert len(asked(case, "exclusions", key, sent_on)) == 1


def test_a_measure_that_is_over_before_its_letter_goes_out_is_held_back(case: Case, who: make.People) -> None:
    impose(proposed(who, case.party, MeasureKind.EXCLUSION), who[Role.DECIDER], until_on=OVER_ON)
    with pytest.raises(RuntimeError, match="voorbij voor zij bekend is gemaakt"):
        make.letters_sent(date(2024, 3, 19))
    assert not Exclusion.objects.exists()


def test_nobody_imposes_alone_and_no_machine_does(case: Case, who: make.People) -> None:
    both = make.person(Role.DECIDER, username="allebei")
    RoleHolding.objects.create(user_id=both.employee_id, role=Role.HANDLER, from_on=make.SINCE, given_by="test")
    measure = proposed({**who, Role.HANDLER: both}, case.party, MeasureKind.EXCLUSION)
    make.refused(lambda: impose(measure, both), SecondPersonNeeded, "zelf voor")
    make.refused(lambda: impose(measure, system("drain")), NotAuthorised)
    make.refused(lambda: impose(measure, who[Role.HANDLER]), NotAuthorised)
    make.refused(lambda: impose(measure, make.person(Role.DECIDER, username="zonder", mandates=False)), NotAuthorised)
    impose(measure, who[Role.DECIDER])


def test_who_is_excluded_is_found_at_the_next_application_and_only_then(case: Case, who: make.People) -> None:
    key = case.party.identifier
    assert asked(case, "exclusions", key, date(2024, 3, 17)) == []
    measure = proposed(who, case.party, MeasureKind.EXCLUSION)
    announced(measure, who[Role.DECIDER], until_on=date(2025, 3, 17))
    [entry] = asked(case, "exclusions", key, OVER_ON)
    assert (entry["scheme"], entry["until_on"], entry["measure"]) == ("slim", "2025-03-17", measure.number)
    assert asked(case, "exclusions", key, date(2025, 3, 18)) == []
    lift_measure(measure.pk, by=who[Role.DECIDER], on=date(2024, 6, 3), reasons=t.REASONS)
    assert asked(case, "exclusions", key, date(2024, 6, 4)) == []
    make.letters_sent(date(2024, 6, 3))
    assert "3 juni 2024" in Notice.objects.get(measure=measure, kind="exclusion_lifted").text


def test_a_measure_that_is_dropped_shuts_nobody_out(case: Case, who: make.People) -> None:
    measure, decider = proposed(who, case.party, MeasureKind.EXCLUSION), who[Role.DECIDER]
    make.refused(lambda: drop_measure(measure.pk, by=decider, on=OVER_ON, reasons=""), NotReady)
    drop_measure(measure.pk, by=decider, on=OVER_ON, reasons="De klachten zijn ingetrokken.")
    make.letters_sent(OVER_ON)
    assert "ingetrokken" in Notice.objects.get(measure=measure, kind="exclusion_dropped").text
    assert not Exclusion.objects.exists()
    make.refused(lambda: impose(measure, decider), NotReady, "al besloten")


def test_a_removed_trainer_leaves_the_register_and_its_running_grants_ask_a_person(
    case: Case, who: make.People
) -> None:
    second, other = t.running(who, number=7), t.listed(kvk=t.OTHER_KVK, training="scholing-2")
    trainer = t.order_of(case).party
    measure = proposed(who, trainer, MeasureKind.REMOVAL)
    assert make.tasks_of(case) == []
    impose(measure, who[Role.DECIDER], until_on=None)
    assert RegisterEntry.objects.get(register="scholingsregister", key=t.TRAINING).until_on is None
    assert make.tasks_of(case) == [], "Awb 3:40: what was not announced touches nobody"
    make.letters_sent(OVER_ON)
    gone = RegisterEntry.objects.get(register="scholingsregister", key=t.TRAINING)
    other.refresh_from_db()
    assert (gone.until_on, other.until_on) == (OVER_ON - timedelta(days=1), None)
    assert [make.tasks_of(each) for each in (case, second)] == [["decide_affected"], ["decide_affected"]]
    assert make.fresh(case).status == Status.GRANTED, "the removal itself changes no grant"
    [entry] = asked(case, "removals", t.KVK, OVER_ON)
    assert (entry["kind"], entry["until_on"]) == ("removal", None)
    row, handler = AffectedGrant.objects.get(case=case), who[Role.HANDLER]

    def decide(choice: str) -> object:
        return decide_affected(case.pk, row.pk, choice=choice, reasons=t.REASONS, by=handler, on=OVER_ON)

    make.refused(lambda: decide("anders"), NotReady, "Kies")
    decide("goes_on")
    make.refused(lambda: decide("revoke"), NotReady, "al bepaald")
    assert (make.tasks_of(case), make.tasks_of(second)) == ([], ["decide_affected"])
    make.letters_sent(OVER_ON)
    letter = case.letters.get(kind="training_removed")
    assert letter.composition is not None
    assert t.REASONS in letter.composition.text


def test_after_a_removal_for_a_time_the_register_lists_the_trainer_again(case: Case, who: make.People) -> None:
    measure = proposed(who, t.order_of(case).party, MeasureKind.REMOVAL)
    impose(measure, who[Role.DECIDER], until_on=date(2024, 9, 17))
    make.letters_sent(OVER_ON)
    rows = RegisterEntry.objects.filter(register="scholingsregister", key=t.TRAINING).order_by("from_on")
    assert [(row.from_on, row.until_on) for row in rows] == [
        (t.SINCE, OVER_ON - timedelta(days=1)),
        (date(2024, 9, 18), None),
    ]


def test_the_removal_of_one_training_leaves_the_others(case: Case, who: make.People) -> None:
    t.listed(training="scholing-2")
    trainer = t.order_of(case).party
    make.refused(lambda: proposed(who, trainer, MeasureKind.TRAINING_REMOVAL), NotReady, "Noem bij een scholing")
    measure = proposed(who, trainer, MeasureKind.TRAINING_REMOVAL, training=t.TRAINING)
    announced(measure, who[Role.DECIDER], until_on=None)
    ended = RegisterEntry.objects.filter(register="scholingsregister").exclude(until_on=None)
    assert [row.key for row in ended] == [t.TRAINING]
    assert make.tasks_of(case) == ["decide_affected"]
    assert asked(case, "removals", "scholing-2", OVER_ON) == []
    assert len(asked(case, "removals", t.TRAINING, OVER_ON)) == 1


def test_an_intention_holds_no_payment_up(case: Case, who: make.People) -> None:
    """stap.md R-6: being under investigation is not enough to withhold payment."""
    proposed(who, t.order_of(case).party, MeasureKind.REMOVAL)
    t.invoiced(case, on=date(2024, 3, 4))
    make.paid(case, who, on=date(2024, 3, 5))
    assert make.balances_of(case)["paid"] == "24999.00"


def test_an_invoice_for_a_training_that_goes_on_after_the_removal_is_paid_by_a_person(
    case: Case, who: make.People
) -> None:
    from workflows.steps.invoices import judge_invoice

    impose(proposed(who, t.order_of(case).party, MeasureKind.REMOVAL), who[Role.DECIDER], until_on=None)
    make.letters_sent(OVER_ON)
    row = t.invoiced(case, on=date(2024, 4, 2))
    assert row.status == "waiting"
    judge_invoice(case.pk, row.pk, is_accepted=True, reasons=t.REASONS, by=who[Role.HANDLER], on=date(2024, 4, 3))
    assert case.payments.get().iban == t.IBAN


def test_a_grant_withdrawn_for_a_removed_trainer_is_not_the_fault_of_the_recipient(
    case: Case, who: make.People
) -> None:
    impose(proposed(who, t.order_of(case).party, MeasureKind.REMOVAL), who[Role.DECIDER], until_on=None)
    make.letters_sent(OVER_ON)
    row, handler = AffectedGrant.objects.get(case=case), who[Role.HANDLER]
    decide_affected(case.pk, row.pk, choice="revoke", reasons=t.REASONS, by=handler, on=OVER_ON)
    check_hearing(case.pk, "revocation", is_required=False, reason=t.REASONS, by=handler, on=OVER_ON)
    found = revoke_grant(case.pk, by=who[Role.DECIDER], on=OVER_ON, weighing=make.WEIGHING, reasons=t.REASONS)
    assert found.facts["is_culpable"] is False
    assert is_blameless(make.fresh(case))
    make.refused(lambda: debtor_of(case, APPLICANT, on=OVER_ON), NotReady, "niets te verwijten")
