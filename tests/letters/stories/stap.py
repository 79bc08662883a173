"""The letters of STAP, to applicants, trainers and the parties of measures. Nothing is asserted here."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from decimal import Decimal
from functools import partial
from typing import Any

from cases.amounts import ZERO, euro
from cases.authority.actors import Actor
from cases.authority.permissions import Role
from cases.models import Case, Counter, Measure, MeasureKind, Order, Party
from cases.schemes.base import Outcome
from tests import make
from tests.journeys import shares
from tests.journeys.stap import (
    APPLIED_ON,
    CLAIMED_ON,
    FIRST_INVOICE_ON,
    SETTLED_ON,
    STARTS_ON,
    invoice,
    people,
    prove,
    taken_in,
    weeks_set,
)
from tests.letters.stories.rounds import DAY, REASON
from tests.letters.stories.story import Stories, objected, story
from workflows.steps.affected import decide_affected
from workflows.steps.assessment import Answer, assess_application, judge_case
from workflows.steps.change import decide_change
from workflows.steps.ending import drop_revocation, revoke_grant, waive_grant, withdraw_application
from workflows.steps.grant import grant_subsidy, refuse_application
from workflows.steps.incidents import handle_incident, receive_incident
from workflows.steps.measures import drop_measure, impose_measure, lift_measure, propose_measure
from workflows.steps.money import claim_back, forgo_recovery
from workflows.steps.receiving import receive_act
from workflows.steps.settings import approve_setting, propose_setting
from workflows.steps.settlement import Choice, assess_settlement, settle_subsidy
from workflows.steps.supplement import lapse_supplement, leave_unconsidered, request_supplement

NO_SHOW: Mapping[str, Any] = {"is_success": False, "has_diploma": False, "reason": "not_started"}
IN_PART: Mapping[str, Any] = {"is_success": False, "has_diploma": False, "reason": "stopped"}
PROPOSED_ON, IMPOSED_ON, LIFTED_ON = date(2024, 3, 1), date(2024, 3, 18), date(2024, 6, 3)


def colleague() -> Actor:
    """A second mandated person."""
    return shares.mandate(make.person(Role.DECIDER, username="collega"), "stap")


def granted(*, is_paid: bool = True) -> tuple[Case, make.People]:
    """A grant by the machine, announced, and paid to the trainer."""
    who = people()
    weeks_set(who)
    case = taken_in(who)
    if is_paid:
        invoice(case)
        make.paid(case, who, on=STARTS_ON)
    return case, who


def without_proof_of_enrolment(envelope: dict[str, Any]) -> None:
    """The trainer's paper is missing."""
    envelope["documents"] = []


def too_young(envelope: dict[str, Any]) -> None:
    """The applicant is sixteen."""
    for part in ("applicant", "registration"):
        envelope["application"][part]["born_on"] = "2007-03-14"


def dearer(envelope: dict[str, Any]) -> None:
    """The trainer asks more than the subsidy pays, under a name of two hundred letters."""
    envelope["application"]["registration"] |= {"eligible_amount": "1200.00", "total_price": "1450.00"}
    for part in ("applicant", "registration"):
        envelope["application"][part]["last_name"] = "van der Verzonnen Achternaam " * 6


def granted_by_a_person() -> None:
    """The registers know nothing of the training, and a person judges."""
    who = people()
    case = taken_in(who, dearer, but="stap_kenmerken")
    answer_all(case, who, is_met=True)
    grant_subsidy(case.pk, by=who[Role.DECIDER], on=APPLIED_ON + DAY)
    make.letters_sent(APPLIED_ON + DAY)


def answer_all(case: Case, who: make.People, *, is_met: bool) -> None:
    """Answer every question that the rules left open."""
    left_open = [found.code for found in judge_case(case).findings if found.outcome is Outcome.PERSON]
    answers = {code: Answer(is_met=is_met, reason=REASON) for code in left_open}
    assess_application(case.pk, by=who[Role.HANDLER], on=APPLIED_ON + DAY, answers=answers)


def settled_as_granted() -> None:
    """The trainer proves, and a person settles."""
    case, who = granted()
    case = prove(case)
    assess_settlement(case.pk, by=who[Role.HANDLER], on=SETTLED_ON)
    settle_subsidy(case.pk, by=who[Role.DECIDER], on=SETTLED_ON)
    make.letters_sent(SETTLED_ON)


def refused_by_the_machine() -> None:
    """Too young by the applicant's own data."""
    taken_in(people(), too_young)


def not_reached() -> None:
    """No money is left, and the applicant objects."""
    who = people()

    def nothing_left(envelope: dict[str, Any]) -> None:
        Counter.objects.filter(window__scheme="stap").update(limit_cents=100_00)

    objected(taken_in(who, nothing_left), APPLIED_ON)


def never_completed() -> None:
    """The paper of the trainer never comes."""
    who = people()
    case = taken_in(who, without_proof_of_enrolment)
    request_supplement(case.pk, by=who[Role.HANDLER], on=APPLIED_ON)
    make.letters_sent(APPLIED_ON)
    late = APPLIED_ON + 60 * DAY
    lapse_supplement(case.pk, by=who[Role.SYSTEM], on=late)
    leave_unconsidered(case.pk, by=who[Role.DECIDER], on=late)
    make.letters_sent(late)


def withdrawn() -> None:
    """The applicant withdraws."""
    case = taken_in(people(), without_proof_of_enrolment)
    withdraw_application(case.pk, {}, by=make.recipient(case), received_at=make.at(APPLIED_ON))
    make.letters_sent(APPLIED_ON)


def refused_after_views() -> None:
    """A person refuses after the views."""
    who = people()
    case = taken_in(who, but="stap_kenmerken")
    answer_all(case, who, is_met=False)
    on = APPLIED_ON + DAY
    make.to_be_heard(case, "refusal", who, on=on)
    make.letters_sent(on)
    late = on + 30 * DAY
    make.day_passes(late)
    answer_all(case, who, is_met=False)
    refuse_application(case.pk, by=who[Role.DECIDER], on=late)
    make.letters_sent(late)


def changed(*, is_granted: bool) -> None:
    """Another last day, agreed to or not."""
    case, who = granted()
    on = date(2023, 7, 3)
    data = {"subject": "einddatum", "reason": "De docent is ziek.", "new_ends_on": "2024-02-01"}
    receive_act(case.pk, "change", data, by=make.recipient(case), received_at=make.at(on))
    decide_change(case.pk, is_granted=is_granted, reasons=REASON, by=who[Role.DECIDER], on=on)
    make.letters_sent(on)


def at_nil_without_proof() -> None:
    """No proof: a reminder, nil, and a claim."""
    case, who = granted()
    reminded = make.term(case, "settlement_request").due_on + DAY
    make.day_passes(reminded)
    make.letters_sent(reminded)
    last_on = make.term(case, "settlement_reminder").due_on
    make.day_passes(last_on + DAY)
    on = last_on + 2 * DAY
    case = make.settled(case, who, on=on, choice=Choice("nil", ZERO, REASON, True))
    make.letters_sent(on)
    claim_back(case.pk, by=who[Role.DECIDER], on=on + DAY, weighing=make.WEIGHING)
    make.letters_sent(on + DAY)


def settled_without_proof() -> None:
    """Where no proof leaves the outcome to a person, that person may settle as granted."""
    case, who = granted()
    set_value(who, "no_proof_means", "person")
    last_on = make.term(case, "settlement_request").due_on + DAY
    make.day_passes(last_on)
    make.letters_sent(last_on)
    on = make.term(case, "settlement_reminder").due_on + DAY
    make.day_passes(on)
    make.settled(case, who, on=on, choice=Choice("as_granted", euro("659.45"), REASON))
    make.letters_sent(on)


def at_nil_after_views() -> None:
    """A no-show is heard first."""
    case, who = granted()
    case = prove(case, **NO_SHOW)
    assess_settlement(case.pk, by=who[Role.HANDLER], on=SETTLED_ON)
    make.to_be_heard(case, "settlement", who, on=SETTLED_ON)
    make.letters_sent(SETTLED_ON)


def in_part(kind: str, amount: Decimal) -> Callable[[], None]:
    """Who stopped half-way is settled by a person."""

    def tell() -> None:
        case, who = granted()
        case = prove(case, **IN_PART, attendance_percent="50.00")
        choice = Choice(kind, amount, REASON, False)
        make.settled(case, who, on=SETTLED_ON, choice=choice)
        make.letters_sent(SETTLED_ON)

    return tell


def cancelled_by_the_trainer(*, is_claimed: bool) -> None:
    """Nobody but the trainer is to blame: claimed back from it where an article was set, else forgone."""
    case, who = granted()
    told = {"kind": "cancelled", "explanation": "Er waren te weinig deelnemers."}
    row = receive_incident(case.pk, told, by=make.recipient(case), received_at=make.at(date(2023, 7, 3)))
    words: dict[str, Any] = {"outcome": "noted", "reasons": REASON, "is_culpable": False}
    handle_incident(case.pk, row.pk, by=who[Role.HANDLER], on=date(2023, 7, 4), **words)
    case = prove(case, is_success=False, has_diploma=False, reason="cancelled")
    case = make.settled(case, who, on=SETTLED_ON)
    make.letters_sent(SETTLED_ON)
    by, on = who[Role.DECIDER], CLAIMED_ON
    if is_claimed:
        set_value(who, "trainer_recovery_article", "Awb 4:57")
        claim_back(case.pk, by=by, on=on, weighing=make.WEIGHING, debtor="trainer")
    else:
        forgo_recovery(case.pk, by=by, on=on, weighing=make.WEIGHING, reasons=REASON)
    make.letters_sent(on)


def set_value(who: make.People, name: str, value: str) -> None:
    """Let two administrators set a value."""
    words: dict[str, Any] = {"from_on": date(2022, 1, 1), "source": "Stcrt"}
    by, on = who[Role.ADMINISTRATOR], SETTLED_ON
    found = propose_setting("stap", name, value, by=by, on=on, **words)
    approve_setting(found.pk, by=make.person(Role.ADMINISTRATOR, username="tweede"), on=on)


def withdrawn_grant() -> None:
    """A grant is withdrawn."""
    case, who = granted()
    on = date(2023, 8, 1)
    make.unheard(case, "revocation", who, on=on)
    words: dict[str, Any] = {"weighing": make.WEIGHING, "reasons": REASON, "is_culpable": True, "blame_reasons": REASON}
    revoke_grant(case.pk, by=who[Role.DECIDER], on=on, **words)
    make.letters_sent(on)


def not_withdrawn_after_all() -> None:
    """After the views the grant stands."""
    case, who = granted()
    on = date(2023, 8, 1)
    make.to_be_heard(case, "revocation", who, on=on)
    make.letters_sent(on)
    drop_revocation(case.pk, by=who[Role.DECIDER], on=on + DAY, reasons=REASON)
    make.letters_sent(on + DAY)


def waived() -> None:
    """The recipient gives the subsidy up before anything was paid."""
    case, _ = granted(is_paid=False)
    on = date(2023, 5, 15)
    waive_grant(case.pk, {"reason": "Ik heb ander werk."}, by=make.recipient(case), received_at=make.at(on))
    make.letters_sent(on)


def invoiced_too_early() -> None:
    """An invoice comes too early and is not paid."""
    case, _ = granted(is_paid=False)
    on = FIRST_INVOICE_ON - DAY
    invoice(case, on=on)
    make.letters_sent(on)


def measured(kind: MeasureKind, *, is_imposed: bool) -> Callable[[], None]:
    """A measure is intended, and then imposed and lifted, or dropped."""

    def tell() -> None:
        case, who = granted()
        measure = proposed(case, who, kind)
        by = colleague()
        if not is_imposed:
            drop_measure(measure.pk, by=by, on=IMPOSED_ON, reasons=REASON)
            make.letters_sent(IMPOSED_ON)
            return
        until = IMPOSED_ON + timedelta(days=365)
        impose_measure(measure.pk, by=by, on=IMPOSED_ON, weighing=make.WEIGHING, reasons=REASON, until_on=until)
        make.letters_sent(IMPOSED_ON)
        told_to_recipients(case, who)
        lift_measure(measure.pk, by=by, on=LIFTED_ON, reasons=REASON)
        make.letters_sent(LIFTED_ON)

    return tell


def proposed(case: Case, who: make.People, kind: MeasureKind) -> Measure:
    """Write the intention down and send it."""
    about: Party = case.party if kind == MeasureKind.EXCLUSION else Order.objects.get(case=case).party
    words: dict[str, Any] = {
        "scheme_code": "stap",
        "grounds": "Er zijn zes klachten over lessen die niet zijn gegeven.",
    }
    training = "S00001" if kind == MeasureKind.TRAINING_REMOVAL else ""
    by = who[Role.HANDLER]
    found = propose_measure(about.pk, kind, by=by, on=PROPOSED_ON, training=training, **words)
    make.letters_sent(PROPOSED_ON)
    return found


def told_to_recipients(case: Case, who: make.People) -> None:
    """Say what the removal means for a running grant."""
    for row in case.affected_by.all():
        words = {"choice": "goes_on", "reasons": "De scholing gaat door zoals gepland."}
        decide_affected(case.pk, row.pk, by=who[Role.HANDLER], on=IMPOSED_ON + DAY, **words)
        make.letters_sent(IMPOSED_ON + DAY)


def of_measures() -> Stories:
    """Give the stories of each measure: imposed and lifted, or dropped."""
    imposed = {
        f"{kind} imposed": story(measured(kind, is_imposed=True), f"{kind}_views", kind, f"{kind}_lifted")
        for kind in MeasureKind
    }
    dropped = {
        f"{kind} dropped": story(measured(kind, is_imposed=False), f"{kind}_views", f"{kind}_dropped")
        for kind in MeasureKind
    }
    return {**imposed, **dropped}


STORIES: Stories = {
    "granted by a person": story(granted_by_a_person, "grant"),
    "settled as granted": story(settled_as_granted, "grant", "report_receipt", "settlement_as_granted"),
    "refused by the machine": story(refused_by_the_machine, "refusal"),
    "not reached": story(not_reached, "ceiling_refusal", "objection_receipt"),
    "never completed": story(never_completed, "supplement_request", "left_unconsidered"),
    "withdrawn": story(withdrawn, "withdrawal_confirmation"),
    "refused after views": story(refused_after_views, "refusal_views", "refusal"),
    "changed": story(partial(changed, is_granted=True), "change_granted"),
    "not changed": story(partial(changed, is_granted=False), "change_refused"),
    "at nil without proof": story(at_nil_without_proof, "settlement_reminder", "settlement_nil", "recovery"),
    "at nil after views": story(at_nil_after_views, "settlement_views"),
    "settled without proof": story(settled_without_proof, "settlement_reminder", "settlement_ex_officio"),
    "in part": story(in_part("lower", euro("300.00")), "settlement_lower"),
    "in part, as granted": story(in_part("as_granted", euro("659.45")), "settlement_as_granted"),
    "claimed from the trainer": story(partial(cancelled_by_the_trainer, is_claimed=True), "trainer_recovery"),
    "claimed from nobody": story(partial(cancelled_by_the_trainer, is_claimed=False), "recovery_forgone"),
    "withdrawn grant": story(withdrawn_grant, "revocation"),
    "not withdrawn after all": story(not_withdrawn_after_all, "revocation_views", "revocation_dropped"),
    "waived": story(waived, "waiver_confirmation"),
    "invoiced too early": story(invoiced_too_early, "invoice_rejected"),
    "training removed": story(measured(MeasureKind.REMOVAL, is_imposed=True), "training_removed"),
    **of_measures(),
}
