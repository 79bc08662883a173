"""Cases brought to the point where a step can be taken, by really taking the steps before it. Nothing is asserted here."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from cases.amounts import euro
from cases.authority.actors import Actor
from cases.authority.permissions import Role
from cases.models import Case, Payment
from letters.delivery import OutboxFolder
from letters.press import Press
from tests import make
from workflows.steps.assessment import take_up
from workflows.steps.change import decide_interim_payment, receive_request
from workflows.steps.grant import refuse_application
from workflows.steps.hearing import check_hearing, request_views
from workflows.steps.money import approve_payment, claim_back
from workflows.steps.sending import send_letters
from workflows.steps.settlement import Choice, assess_settlement
from workflows.steps.signals import raise_by_hand, review_signal
from workflows.steps.supplement import receive_supplement, request_supplement

D20, D21, D23, D25 = date(2020, 5, 8), date(2021, 6, 1), date(2023, 12, 1), date(2025, 1, 15)
REASONS = "De reden staat in het dossier."


def incomplete() -> Case:
    """An application that lacks documents."""
    return make.applied("mkb-onvolledig-2020")


def asked_to_supplement() -> Case:
    """An applicant who was asked by letter to complete the application."""
    case, on = incomplete(), date(2020, 4, 6)
    request_supplement(case.pk, by=make.people()[Role.HANDLER], on=on)
    make.letters_sent(on)
    return make.fresh(case)


def supplementing(by: Actor, case: Case) -> object:
    """Send what was missing."""
    documents = [make.document(kind) for kind in ("begroting", "machtiging")]
    return receive_supplement(case.pk, {}, by=by, received_at=make.at(date(2020, 4, 9)), documents=documents)


def lapsed() -> Case:
    """An applicant who let the term for the supplement go by."""
    case = asked_to_supplement()
    make.day_passes(date(2020, 4, 21))
    return case


def placed() -> Case:
    """A complete application with its place under the ceiling."""
    return make.with_place(make.applied(), on=D20)


def taken_up() -> Case:
    """A case that was taken up."""
    case = placed()
    take_up(case.pk, by=make.people()[Role.HANDLER], on=D20)
    return case


def refusable() -> Case:
    """A case that was assessed as to be refused."""
    return make.assessed(make.applied("mkb-te-lage-kosten-2020"), make.people(), on=D20)


def hearing_due() -> Case:
    """A case in which the applicant must be heard before the refusal."""
    case = refusable()
    check_hearing(case.pk, "refusal", is_required=True, reason=REASONS, by=make.people()[Role.HANDLER], on=D20)
    return case


def views_asked() -> Case:
    """A case in which the views were asked by letter."""
    case = hearing_due()
    request_views(case.pk, "refusal", reasons=REASONS, by=make.people()[Role.HANDLER], on=D20)
    make.letters_sent(D20)
    return case


def unheard() -> Case:
    """A case that can be refused without hearing."""
    case = refusable()
    make.unheard(case, "refusal", make.people(), on=D20)
    return case


def grantable() -> Case:
    """A case that was assessed as to be granted."""
    return make.assessed(make.applied(), make.people(), on=D20)


def running(name: str = "mkb-klein-2020", on: date = D20) -> Case:
    """A project whose grant was announced."""
    return make.announced(make.applied(name), make.people(), on=on)


def asks(case: Case, by: Actor) -> object:
    """Ask for a change of the project."""
    data = {"subject": "begroting", "reason": "Een andere trainer."}
    return receive_request(case.pk, "change", data, by=by, received_at=make.at(D21))


def change_asked() -> Case:
    """A project of which the recipient asked a change."""
    case = running()
    asks(case, make.recipient(case))
    return case


def asks_payment(case: Case, by: Actor, moment: str = "request") -> object:
    """Ask for a payment before the settlement."""
    data = {"moment": moment, "progress": "Halverwege.", "costs_made": "1000.00"}
    return receive_request(case.pk, "interim_request", data, by=by, received_at=make.at(date(2026, 3, 2)))


def payment_asked(name: str, on: date, moment: str) -> Case:
    """A project of which the recipient asked a payment."""
    case = running(name, on)
    asks_payment(case, make.recipient(case), moment)
    return case


def in_2022() -> Case:
    """A samenwerkingsverband of 2022 that asked for an interim payment."""
    return payment_asked("swv-2022", date(2022, 9, 1), "request")


def in_2025() -> Case:
    """A samenwerkingsverband of 2025 that asked for its second advance."""
    return payment_asked("swv-2025", date(2025, 9, 1), "progress_report")


def deciding_payment(is_granted: bool) -> Callable[[Actor, Case], object]:
    """Decide on a request for payment."""
    return lambda by, case: decide_interim_payment(
        case.pk, is_granted=is_granted, reasons=REASONS, by=by, on=date(2026, 3, 9)
    )


def reported(share: str = "1.00") -> Case:
    """A project that was reported."""
    return make.reported(running(), share, on=D21)


def settleable(share: str = "1.00") -> Case:
    """A project of which the report was assessed."""
    case = reported(share)
    assess_settlement(case.pk, by=make.people()[Role.HANDLER], on=D21)
    return case


def to_be_settled_lower() -> Case:
    """A project that is to be settled at nil, after hearing."""
    case = settleable("0.10")
    check_hearing(case.pk, "settlement", is_required=True, reason=REASONS, by=make.people()[Role.HANDLER], on=D21)
    return case


def ex_officio() -> Case:
    """A small project of 2025 that is to be settled without request."""
    case = running("mkb-2025", date(2025, 12, 1))
    assess_settlement(case.pk, by=make.people()[Role.HANDLER], on=date(2026, 12, 2))
    return case


def to_be_revoked(is_required: bool) -> Case:
    """A project whose grant is to be withdrawn, with or without hearing."""
    case, by = running(), make.people()[Role.HANDLER]
    check_hearing(case.pk, "revocation", is_required=is_required, reason=REASONS, by=by, on=D21)
    return case


def revocation_views_asked() -> Case:
    """A project of which the recipient was asked for views about the withdrawal."""
    case, by = to_be_revoked(True), make.people()[Role.HANDLER]
    request_views(case.pk, "revocation", reasons=REASONS, by=by, on=D21)
    return case


def with_advance() -> Case:
    """A project with an advance that is planned."""
    return running("mkb-voorschot-2023", D23)


def with_approved_advance() -> Case:
    """A project with an advance that was approved."""
    case = with_advance()
    approve_payment(Payment.objects.get(case=case).pk, by=make.people()[Role.FINANCE], on=D23)
    return case


def overpaid() -> Case:
    """A project that was settled at nil after its advance was paid."""
    who, case = make.people(), with_advance()
    make.paid(case, who, on=D23)
    choice = Choice("nil", euro("0.00"), REASONS)
    return make.settled(make.reported(case, "1.00", on=date(2024, 12, 10)), who, on=D25, choice=choice)


def claimed() -> Case:
    """A project whose advance was claimed back by letter."""
    case = overpaid()
    claim_back(case.pk, by=make.people()[Role.DECIDER], on=D25, weighing=make.WEIGHING)
    make.letters_sent(D25)
    return case


def finished() -> Case:
    """A refused case with its letter sent."""
    case = unheard()
    refuse_application(case.pk, by=make.people()[Role.DECIDER], on=D20)
    make.letters_sent(D20)
    return case


def sending(by: Actor, case: Case) -> object:
    """Send the letters of the day."""
    with Press() as press:
        return list(send_letters(by=by, on=D20, delivery=OutboxFolder(), press=press))


def alike() -> Case:
    """An application whose account and words came in for three others afterwards."""
    first, *_ = [make.applied(number=number) for number in range(1, 5)]
    return first


def with_signal() -> Case:
    """A case on which a handler gave a signal."""
    case = make.applied()
    raise_by_hand(case.pk, remark=REASONS, by=make.people()[Role.HANDLER], on=D20)
    return case


def reviewing(by: Actor, case: Case) -> object:
    """Say of the open signal of a case that nothing is the matter."""
    signal = case.signals.get(status="open")
    return review_signal(signal.pk, outcome="unfounded", reason=REASONS, by=by, on=D21)


def payment_of(case: Case) -> int:
    """Give the key of the only payment of a case."""
    return Payment.objects.get(case=case).pk


def data(case: Case) -> dict[str, Any]:
    """Give what a recipient reports who did all."""
    return make.report_data(case, "1.00", ended_on=D20)
