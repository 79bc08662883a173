"""Who may take which step: one table, each row tried by every role on a real case that is ready for that step. Then how far a
mandate reaches, and the second pair of eyes."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone

from audit.models import Event
from audit.trail import Origin
from cases.amounts import euro, to_cents
from cases.authority.actors import Actor, party
from cases.authority.permissions import Role
from cases.authority.permit import NotAuthorised, SecondPersonNeeded
from cases.intake import read_submission
from cases.models import (
    Case,
    Decision,
    LedgerRow,
    Mandate,
    Party,
    Payment,
    Receivable,
    Reservation,
    RoleHolding,
    Submission,
    Term,
    User,
)
from cases.schemes.registry import scheme
from letters.delivery import OutboxFolder
from letters.models import Letter
from letters.press import Press
from tests import make
from workflows.steps.assessment import assess_application, take_up
from workflows.steps.change import decide_change, decide_interim_payment, receive_request
from workflows.steps.ending import close_case, revoke_grant, waive_grant, withdraw_application
from workflows.steps.grant import grant_subsidy, refuse_application, refuse_for_ceiling
from workflows.steps.hearing import check_hearing, lapse_views, receive_views, request_views
from workflows.steps.money import approve_payment, claim_back, register_payment, register_repayment
from workflows.steps.sending import send_letters
from workflows.steps.settlement import Choice, assess_settlement, receive_report, remind_settlement, settle_subsidy
from workflows.steps.submission import submit_application
from workflows.steps.supplement import lapse_supplement, leave_unconsidered, receive_supplement, request_supplement

pytestmark = pytest.mark.django_db

TABLE = """
step                      handler decider finance reviewer auditor administrator party other system
submit                    yes     -       -       -        -       -             yes   yes   yes
request_supplement        yes     -       -       -        -       -             -     -     -
receive_supplement        yes     -       -       -        -       -             yes   -     -
lapse_supplement          yes     -       -       -        -       -             -     -     yes
leave_unconsidered        -       yes     -       -        -       -             -     -     -
take_up                   yes     -       -       -        -       -             -     -     -
assess_application        yes     -       -       -        -       -             -     -     -
check_hearing             yes     -       -       -        -       -             -     -     -
request_refusal_views     yes     -       -       -        -       -             -     -     -
receive_views             yes     -       -       -        -       -             yes   -     -
lapse_views               yes     -       -       -        -       -             -     -     yes
refuse                    -       yes     -       -        -       -             -     -     -
refuse_for_ceiling        -       yes     -       -        -       -             -     -     -
grant                     -       yes     -       -        -       -             -     -     -
withdraw                  yes     -       -       -        -       -             yes   -     -
request_change            yes     -       -       -        -       -             yes   -     -
grant_change              -       yes     -       -        -       -             -     -     -
refuse_change             -       yes     -       -        -       -             -     -     -
request_interim_payment   yes     -       -       -        -       -             yes   -     -
grant_interim_payment     -       yes     -       -        -       -             -     -     -
refuse_interim_payment    -       yes     -       -        -       -             -     -     -
grant_advance             -       yes     -       -        -       -             -     -     -
refuse_advance            -       yes     -       -        -       -             -     -     -
waive                     yes     -       -       -        -       -             yes   -     -
remind_settlement         yes     -       -       -        -       -             -     -     yes
receive_report            yes     -       -       -        -       -             yes   -     -
assess_settlement         yes     -       -       -        -       -             -     -     -
request_settlement_views  yes     -       -       -        -       -             -     -     -
settle                    -       yes     -       -        -       -             -     -     -
settle_ex_officio         -       yes     -       -        -       -             -     -     -
request_revocation_views  yes     -       -       -        -       -             -     -     -
revoke                    -       yes     -       -        -       -             -     -     -
approve_payment           -       -       yes     -        -       -             -     -     -
register_payment          -       -       yes     -        -       -             -     -     -
claim_back                -       yes     -       -        -       -             -     -     -
register_repayment        -       -       yes     -        -       -             -     -     -
close                     yes     -       -       -        -       -             -     -     yes
send_letters              yes     -       -       -        -       -             -     -     yes
"""

HEADER, *ROWS = (line.split() for line in TABLE.strip().splitlines())
ROLES = HEADER[1:]

Step = Callable[[Actor], object]
D20, D21, D23, D25 = date(2020, 5, 8), date(2021, 6, 1), date(2023, 12, 1), date(2025, 1, 15)
REASONS = "De reden staat in het dossier."


@dataclass(frozen=True)
class Ready:
    """A case that is ready for a step, and the step, still without the one who takes it."""

    case: Case
    step: Step


def actors(case: Case) -> dict[str, Actor]:
    """Give who may try: an employee of each role, the applicant, another party, and a job."""
    who = make.people()
    other = Party.objects.create(kvk_number="99999999", name="Een ander", sort_name="een ander")
    outside = {"party": make.recipient(case), "other": party(other, Origin("test", "tests"))}
    return {str(role): actor for role, actor in who.items()} | outside


def submit() -> Ready:
    envelope = make.sample("mkb-klein-2020")
    existing = make.applied(number=1)
    incoming = read_submission(json.dumps(envelope), received_at=timezone.now())
    return Ready(existing, lambda by: submit_application(incoming, by=by))


def incomplete() -> Case:
    return make.applied("mkb-onvolledig-2020")


def asked_to_supplement() -> Case:
    case, on = incomplete(), date(2020, 4, 6)
    request_supplement(case.pk, by=make.people()[Role.HANDLER], on=on)
    make.letters_sent(on)
    return make.fresh(case)


def supplementing(by: Actor, case: Case) -> object:
    documents = [make.document(kind) for kind in ("begroting", "machtiging")]
    return receive_supplement(case.pk, {}, by=by, received_at=make.at(date(2020, 4, 9)), documents=documents)


def lapsed() -> Case:
    case = asked_to_supplement()
    make.day_passes(date(2020, 4, 21))
    return case


def placed() -> Case:
    return make.with_place(make.applied(), on=D20)


def taken_up() -> Case:
    case = placed()
    take_up(case.pk, by=make.people()[Role.HANDLER], on=D20)
    return case


def refusable() -> Case:
    return make.assessed(make.applied("mkb-te-lage-kosten-2020"), make.people(), on=D20)


def hearing_due() -> Case:
    case = refusable()
    check_hearing(case.pk, "refusal", is_required=True, reason=REASONS, by=make.people()[Role.HANDLER], on=D20)
    return case


def views_asked() -> Case:
    case = hearing_due()
    request_views(case.pk, "refusal", reasons=REASONS, by=make.people()[Role.HANDLER], on=D20)
    make.letters_sent(D20)
    return case


def unheard() -> Case:
    case = refusable()
    make.unheard(case, "refusal", make.people(), on=D20)
    return case


def grantable() -> Case:
    return make.assessed(make.applied(), make.people(), on=D20)


def running(name: str = "mkb-klein-2020", on: date = D20) -> Case:
    return make.announced(make.applied(name), make.people(), on=on)


def asks(case: Case, by: Actor) -> object:
    data = {"subject": "begroting", "reason": "Een andere trainer."}
    return receive_request(case.pk, "change", data, by=by, received_at=make.at(D21))


def change_asked() -> Case:
    case = running()
    asks(case, make.recipient(case))
    return case


def asks_payment(case: Case, by: Actor, moment: str = "request") -> object:
    data = {"moment": moment, "progress": "Halverwege.", "costs_made": "1000.00"}
    return receive_request(case.pk, "interim_request", data, by=by, received_at=make.at(date(2026, 3, 2)))


def payment_asked(name: str, on: date, moment: str) -> Case:
    case = running(name, on)
    asks_payment(case, make.recipient(case), moment)
    return case


def in_2022() -> Case:
    return payment_asked("swv-2022", date(2022, 9, 1), "request")


def in_2025() -> Case:
    return payment_asked("swv-2025", date(2025, 9, 1), "progress_report")


def deciding_payment(is_granted: bool) -> Callable[[Actor, Case], object]:
    return lambda by, case: decide_interim_payment(
        case.pk, is_granted=is_granted, reasons=REASONS, by=by, on=date(2026, 3, 9)
    )


def overdue() -> Case:
    return running()


def reported(share: str = "1.00") -> Case:
    return make.reported(running(), share, on=D21)


def settleable(share: str = "1.00") -> Case:
    case = reported(share)
    assess_settlement(case.pk, by=make.people()[Role.HANDLER], on=D21)
    return case


def to_be_settled_lower() -> Case:
    case = settleable("0.10")
    check_hearing(case.pk, "settlement", is_required=True, reason=REASONS, by=make.people()[Role.HANDLER], on=D21)
    return case


def ex_officio() -> Case:
    case = running("mkb-2025", date(2025, 12, 1))
    assess_settlement(case.pk, by=make.people()[Role.HANDLER], on=date(2026, 12, 2))
    return case


def to_be_revoked(is_required: bool) -> Case:
    case, by = running(), make.people()[Role.HANDLER]
    check_hearing(case.pk, "revocation", is_required=is_required, reason=REASONS, by=by, on=D21)
    return case


def with_advance() -> Case:
    return running("mkb-voorschot-2023", D23)


def with_approved_advance() -> Case:
    case = with_advance()
    approve_payment(Payment.objects.get(case=case).pk, by=make.people()[Role.FINANCE], on=D23)
    return case


def overpaid() -> Case:
    who, case = make.people(), with_advance()
    make.paid(case, who, on=D23)
    choice = Choice("nil", euro("0.00"), REASONS)
    return make.settled(make.reported(case, "1.00", on=date(2024, 12, 10)), who, on=D25, choice=choice)


def claimed() -> Case:
    case = overpaid()
    claim_back(case.pk, by=make.people()[Role.DECIDER], on=D25, weighing=make.WEIGHING)
    return case


def finished() -> Case:
    case = unheard()
    refuse_application(case.pk, by=make.people()[Role.DECIDER], on=D20)
    make.letters_sent(D20)
    return case


def sending(by: Actor, case: Case) -> object:
    with Press() as press:
        return list(send_letters(by=by, on=D20, delivery=OutboxFolder(), press=press))


def payment_of(case: Case) -> int:
    return Payment.objects.get(case=case).pk


def data(case: Case) -> dict[str, Any]:
    return make.report_data(case, "1.00", ended_on=D20)


def at(day: date) -> Any:
    return make.at(day)


PREPARED: dict[str, tuple[Callable[[], Case], Callable[[Actor, Case], object]]] = {
    "request_supplement": (incomplete, lambda by, case: request_supplement(case.pk, by=by, on=date(2020, 4, 6))),
    "receive_supplement": (asked_to_supplement, supplementing),
    "lapse_supplement": (
        asked_to_supplement,
        lambda by, case: lapse_supplement(case.pk, by=by, on=date(2020, 4, 21)),
    ),
    "leave_unconsidered": (lapsed, lambda by, case: leave_unconsidered(case.pk, by=by, on=date(2020, 4, 22))),
    "take_up": (placed, lambda by, case: take_up(case.pk, by=by, on=D20)),
    "assess_application": (taken_up, lambda by, case: assess_application(case.pk, by=by, on=D20)),
    "check_hearing": (
        refusable,
        lambda by, case: check_hearing(case.pk, "refusal", is_required=False, reason=REASONS, by=by, on=D20),
    ),
    "request_refusal_views": (
        hearing_due,
        lambda by, case: request_views(case.pk, "refusal", reasons=REASONS, by=by, on=D20),
    ),
    "receive_views": (
        views_asked,
        lambda by, case: receive_views(case.pk, {"text": "Nee."}, by=by, received_at=at(date(2020, 5, 11))),
    ),
    "lapse_views": (views_asked, lambda by, case: lapse_views(case.pk, by=by, on=date(2020, 5, 26))),
    "refuse": (unheard, lambda by, case: refuse_application(case.pk, by=by, on=D20)),
    "refuse_for_ceiling": (make.applied, lambda by, case: list(refuse_for_ceiling([case.pk], by=by, on=D20))),
    "grant": (grantable, lambda by, case: grant_subsidy(case.pk, by=by, on=D20)),
    "withdraw": (make.applied, lambda by, case: withdraw_application(case.pk, {}, by=by, received_at=at(D20))),
    "request_change": (running, lambda by, case: asks(case, by)),
    "grant_change": (
        change_asked,
        lambda by, case: decide_change(case.pk, is_granted=True, reasons=REASONS, by=by, on=D21),
    ),
    "refuse_change": (
        change_asked,
        lambda by, case: decide_change(case.pk, is_granted=False, reasons=REASONS, by=by, on=D21),
    ),
    "request_interim_payment": (running, lambda by, case: asks_payment(case, by)),
    "grant_interim_payment": (in_2022, deciding_payment(True)),
    "refuse_interim_payment": (in_2022, deciding_payment(False)),
    "grant_advance": (in_2025, deciding_payment(True)),
    "refuse_advance": (in_2025, deciding_payment(False)),
    "waive": (running, lambda by, case: waive_grant(case.pk, {"reason": "Geen tijd."}, by=by, received_at=at(D21))),
    "remind_settlement": (overdue, lambda by, case: remind_settlement(case.pk, by=by, on=date(2021, 8, 9))),
    "receive_report": (running, lambda by, case: receive_report(case.pk, data(case), by=by, received_at=at(D21))),
    "assess_settlement": (reported, lambda by, case: assess_settlement(case.pk, by=by, on=D21)),
    "request_settlement_views": (
        to_be_settled_lower,
        lambda by, case: request_views(case.pk, "settlement", reasons=REASONS, by=by, on=D21),
    ),
    "settle": (settleable, lambda by, case: settle_subsidy(case.pk, by=by, on=D21)),
    "settle_ex_officio": (ex_officio, lambda by, case: settle_subsidy(case.pk, by=by, on=date(2026, 12, 2))),
    "request_revocation_views": (
        lambda: to_be_revoked(True),
        lambda by, case: request_views(case.pk, "revocation", reasons=REASONS, by=by, on=D21),
    ),
    "revoke": (
        lambda: to_be_revoked(False),
        lambda by, case: revoke_grant(case.pk, by=by, on=D21, weighing=make.WEIGHING, reasons=REASONS),
    ),
    "approve_payment": (with_advance, lambda by, case: approve_payment(payment_of(case), by=by, on=D23)),
    "register_payment": (
        with_approved_advance,
        lambda by, case: register_payment(payment_of(case), by=by, on=D23, bank_reference="BANK-1"),
    ),
    "claim_back": (overpaid, lambda by, case: claim_back(case.pk, by=by, on=D25, weighing=make.WEIGHING)),
    "register_repayment": (
        claimed,
        lambda by, case: register_repayment(Receivable.objects.get(case=case).pk, amount=euro("1.00"), by=by, on=D25),
    ),
    "close": (finished, lambda by, case: close_case(case.pk, by=by, on=date(2020, 6, 20))),
    "send_letters": (make.applied, sending),
}


def ready(step: str) -> Ready:
    """Bring a case to the point where a step can be taken."""
    if step == "submit":
        return submit()
    prepare, take = PREPARED[step]
    case = prepare()
    return Ready(make.fresh(case), lambda by: take(by, case))


def rows(case: Case) -> list[Any]:
    """Give everything that a step could change: status, rows, tasks."""
    kept = (Decision, Letter, LedgerRow, Term, Payment, Receivable, Reservation, Submission, Event)
    found = make.fresh(case)
    tables = [list(model.objects.order_by("pk").values()) for model in kept]
    return [found.status, found.last_event, found.complete_on, tables, make.tasks_of(case)]


class Undo(Exception):
    """What was tried is taken back."""


@contextmanager
def undone() -> Iterator[None]:
    """Try something and take it back."""
    with suppress(Undo), transaction.atomic():
        yield
        raise Undo


@pytest.mark.parametrize("row", ROWS, ids=[row[0] for row in ROWS])
def test_a_step_is_taken_by_those_in_the_table_and_by_nobody_else(row: list[str]) -> None:
    step, *answers = row
    prepared = ready(step)
    who, before = actors(prepared.case), rows(prepared.case)
    for role, answer in zip(ROLES, answers, strict=True):
        if answer == "yes":
            with undone():
                prepared.step(who[role])
                assert rows(prepared.case) != before, f"{role} changed nothing by {step}"
        else:
            make.refused(lambda by=who[role]: prepared.step(by), NotAuthorised, "Dit kan alleen een")  # type: ignore[misc]
        assert rows(prepared.case) == before, f"{role} left something behind by {step}"


def test_the_table_holds_every_act_on_a_case() -> None:
    renamed = {"start_assessment": "take_up"}
    acts = {renamed.get(act, act) for act in scheme("slim").transitions}
    assert acts <= {row[0] for row in ROWS}


MANDATE_ON = date(2020, 5, 8)


@pytest.mark.parametrize(
    ("limits", "is_enough"),
    [
        pytest.param({}, True, id="any amount, any day"),
        pytest.param({"up_to_cents": 1_438_880}, True, id="exactly the amount"),
        pytest.param({"up_to_cents": 1_438_879}, False, id="a cent less than the amount"),
        pytest.param({"from_on": MANDATE_ON}, True, id="from the day itself"),
        pytest.param({"from_on": date(2020, 5, 9)}, False, id="from the day after"),
        pytest.param({"until_on": MANDATE_ON}, True, id="until the day itself"),
        pytest.param({"until_on": date(2020, 5, 7)}, False, id="until the day before"),
        pytest.param({"act": "refuse"}, False, id="for another decision"),
        pytest.param({"scheme": "stap"}, False, id="for another scheme"),
    ],
)
def test_a_decision_stays_within_the_mandate(limits: dict[str, Any], is_enough: bool) -> None:
    case, decider = grantable(), make.person(Role.DECIDER, username="gemandateerde", mandates=False)
    row = {"act": "grant", "scheme": "slim", "from_on": make.SINCE, "given_by": "test"} | limits
    mandate = Mandate.objects.create(holder_id=decider.employee_id, **row)
    if is_enough:
        assert grant_subsidy(case.pk, by=decider, on=MANDATE_ON).mandate_id == mandate.pk
    else:
        make.refused(lambda: grant_subsidy(case.pk, by=decider, on=MANDATE_ON), NotAuthorised, "geen mandaat")
        assert not Decision.objects.exists()


def test_a_mandate_limits_what_may_be_claimed_back() -> None:
    case, decider = overpaid(), make.people()[Role.DECIDER]
    Mandate.objects.filter(act="claim_back").update(up_to_cents=to_cents(euro("12499.49")))
    make.refused(lambda: claim_back(case.pk, by=decider, on=D25, weighing=make.WEIGHING), NotAuthorised, "12.499,50")
    Mandate.objects.filter(act="claim_back").update(up_to_cents=to_cents(euro("12499.50")))
    claim_back(case.pk, by=decider, on=D25, weighing=make.WEIGHING)


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(
            lambda: RoleHolding.objects.filter(role="decider").update(until_on=date(2020, 5, 7)), id="role over"
        ),
        pytest.param(
            lambda: RoleHolding.objects.filter(role="decider").update(from_on=date(2020, 5, 9)), id="role later"
        ),
        pytest.param(lambda: RoleHolding.objects.filter(role="decider").update(scheme="stap"), id="other scheme"),
        pytest.param(lambda: User.objects.filter(username="decider").update(is_active=False), id="left the office"),
    ],
)
def test_a_role_counts_on_its_days_for_its_scheme_and_for_who_still_works_here(change: Callable[[], object]) -> None:
    case, decider = grantable(), make.people()[Role.DECIDER]
    change()
    make.refused(lambda: grant_subsidy(case.pk, by=decider, on=D20), NotAuthorised, "beslisser")


def both_roles() -> Actor:
    """Give an employee who is handler and decider, with every mandate."""
    someone = make.person(Role.DECIDER, username="duizendpoot")
    RoleHolding.objects.create(user_id=someone.employee_id, role=Role.HANDLER, from_on=make.SINCE, given_by="test")
    return someone


def test_who_assessed_does_not_decide() -> None:
    case, someone = taken_up(), both_roles()
    assess_application(case.pk, by=someone, on=D20)
    make.refused(lambda: grant_subsidy(case.pk, by=someone, on=D20), SecondPersonNeeded, "zelf beoordeeld")
    assert grant_subsidy(case.pk, by=make.people()[Role.DECIDER], on=D20).decided_by_id != someone.employee_id


def test_who_assessed_the_settlement_does_not_settle() -> None:
    case, someone = reported(), both_roles()
    assess_settlement(case.pk, by=someone, on=D21)
    make.refused(lambda: settle_subsidy(case.pk, by=someone, on=D21), SecondPersonNeeded, "zelf beoordeeld")
    settle_subsidy(case.pk, by=make.people()[Role.DECIDER], on=D21)


def test_who_assessed_the_application_may_settle_what_another_assessed() -> None:
    case, someone = taken_up(), both_roles()
    assess_application(case.pk, by=someone, on=D20)
    grant_subsidy(case.pk, by=make.people()[Role.DECIDER], on=D20)
    make.letters_sent(D20)
    make.reported(make.fresh(case), "1.00", on=D21)
    assess_settlement(case.pk, by=make.people()[Role.HANDLER], on=D21)
    assert settle_subsidy(case.pk, by=someone, on=D21).decided_by_id == someone.employee_id


def test_who_decided_does_not_approve_the_payment() -> None:
    case = with_advance()
    decider = make.people()[Role.DECIDER]
    RoleHolding.objects.create(user_id=decider.employee_id, role=Role.FINANCE, from_on=make.SINCE, given_by="test")
    make.refused(lambda: approve_payment(payment_of(case), by=decider, on=D23), SecondPersonNeeded, "Een andere")
    approve_payment(payment_of(case), by=make.people()[Role.FINANCE], on=D23)
