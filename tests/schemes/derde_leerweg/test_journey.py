"""A round from JSON to closed: taken in, judged by place, shared in four hands, settled on one day, paid, checked, claimed back."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest

from cases.amounts import from_cents
from cases.authority.actors import system
from cases.authority.permissions import Role
from cases.models import Case, ClaimLine, Counter, Decision, Receivable, Status, Window
from cases.money.ledger import discrepancies
from letters.models import Letter, LetterStatus
from tests import make
from tests.journeys import shares
from tests.schemes.derde_leerweg.builders import DERDE_LEERWEG, data, place
from workflows.steps.daily import DUTIES, run_duty
from workflows.steps.ending import revoke_grant
from workflows.steps.hearing import check_hearing
from workflows.steps.lines import take_up_lines
from workflows.steps.money import claim_back, register_repayment
from workflows.steps.refusing_late import refuse_all_late

pytestmark = pytest.mark.django_db

OPENED, CLOSED, FROZEN, DECIDED, PAID = (
    date(2023, 5, 1),
    date(2023, 7, 1),
    date(2023, 9, 4),
    date(2023, 9, 18),
    date(2023, 10, 2),
)
REVOKED, CLAIMED, REPAID, ENDED = date(2024, 2, 5), date(2024, 2, 19), date(2024, 3, 4), date(2028, 9, 19)


@pytest.fixture
def who() -> make.People:
    """One employee for each role; the decider and a colleague hold the mandates of this scheme."""
    shares.mandate(make.person(Role.DECIDER, username="colleague"), DERDE_LEERWEG.code)
    return shares.people(DERDE_LEERWEG.code)


@pytest.fixture
def window(who: make.People) -> Window:
    """Round 4 with money for one place, so that everybody gets the same part."""
    found = shares.opened("derde_leerweg-4", who, on=OPENED)
    Counter.objects.filter(window=found).update(limit_cents=270_000)
    return found


def taken_in(application: dict[str, Any], moment: str) -> Case:
    """Submit an application of which the registers confirm everything, and give its case."""
    return shares.confirmed(
        {"scheme": DERDE_LEERWEG.code, "received_at": moment, "application": application, "documents": []}
    )


def shared(window: Window, who: make.People) -> None:
    """Bring a closed round from its places to its decisions, in four hands, on one day."""
    take_up_lines(window.pk, by=who[Role.HANDLER], on=CLOSED)
    shares.shared(window, who, frozen_on=FROZEN, decided_on=DECIDED)
    make.letters_sent(DECIDED)


def test_a_round_goes_from_application_to_closed(who: make.People, window: Window) -> None:
    both = data(place(1, weeks=40), place(2, weeks=20, agreement_is_signed=False))
    other = data(place(3, weeks=20)) | {"applicant": data()["applicant"] | {"kvk_number": "84000002"}}
    first, second = taken_in(both, "2023-06-12T10:00:00+02:00"), taken_in(other, "2023-06-20T10:00:00+02:00")
    make.letters_sent(first.received_on)
    shared(window, who)

    # 40 and 20 weeks share the money of one place: 1.5 places at 66.66 %.
    amounts = {case.pk: Decision.objects.get(case=case).amount_cents for case in (first, second)}
    assert amounts == {first.pk: 179_982, second.pk: 89_991}
    outcomes = ClaimLine.objects.filter(case=first).order_by("number").values_list("outcome", flat=True)
    assert list(outcomes) == ["met", "refused"]
    assert sum(cents or 0 for cents in amounts.values()) <= 270_000

    for case in (first, second):
        make.paid(case, who, on=PAID)
    revoke(first, who)
    days_go_by()
    assert {make.fresh(first).status, make.fresh(second).status} == {Status.CLOSED}
    assert list(discrepancies()) == []
    unsent = Letter.objects.filter(case__in=(first, second)).exclude(status=LetterStatus.SENT)
    assert not unsent.exists()


def revoke(case: Case, who: make.People) -> None:
    """Withdraw what was settled on a wrong statement, claim it back, and see it come in."""
    colleague = make.person(Role.DECIDER, username="colleague")
    check_hearing(case.pk, "revocation", is_required=False, reason=make.OWN_DATA, by=who[Role.HANDLER], on=REVOKED)
    revoke_grant(case.pk, by=colleague, on=REVOKED, weighing=make.WEIGHING, reasons="De opgave bleek onjuist.")
    make.letters_sent(REVOKED)
    claim_back(case.pk, by=colleague, on=CLAIMED, weighing=make.WEIGHING)
    make.letters_sent(CLAIMED)
    receivable = Receivable.objects.get(case=case)
    amount = from_cents(receivable.amount_cents)
    register_repayment(receivable.pk, amount=amount, by=who[Role.FINANCE], on=REPAID)


def days_go_by() -> None:
    """Let every daily duty be done when the settlement can no longer be changed (Awb 4:49 lid 3)."""
    for duty in DUTIES:
        assert all(run_duty(duty, by=system("run_daily"), on=ENDED))


def test_an_application_after_closing_is_rejected(who: make.People, window: Window) -> None:
    late = datetime(2023, 6, 30, 17, 0, 1, tzinfo=make.AMSTERDAM).isoformat()
    case = taken_in(data(place(1)), late)
    make.letters_sent(case.received_on)
    assert refuse_all_late(window.pk, by=who[Role.DECIDER], on=FROZEN) == 1
    make.letters_sent(FROZEN)
    assert make.fresh(case).status == Status.REFUSED
    assert Letter.objects.get(case=case, kind="late_refusal").status == LetterStatus.SENT
