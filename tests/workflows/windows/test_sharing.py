"""Sharing a window from judged lines to decisions on one day: exact to the cent, in four hands, once, also when it is broken off."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

import pytest
from django.db.models import Sum

from cases.amounts import from_cents
from cases.authority.actors import Actor
from cases.authority.permissions import Role
from cases.authority.permit import NotAuthorised, SecondPersonNeeded
from cases.models import (
    Account,
    BucketRate,
    Case,
    Counter,
    Decision,
    LedgerRow,
    LineAmount,
    Payment,
    Reservation,
    Share,
    ShareList,
    Status,
    Window,
)
from cases.money.ledger import discrepancies
from cases.windows.awards import held_cases
from cases.windows.method import NotInOrder
from letters.models import Letter
from tests import make
from tests.workflows.windows import shared
from tests.workflows.windows.shared import DECIDED, FROZEN
from workflows.steps import settling_directly
from workflows.steps.settling_directly import Decided, decide_shared, sign_sharing
from workflows.steps.sharing import (
    approve_rates,
    confirm_reallocation,
    freeze_shares,
    propose_rates,
    propose_reallocation,
)
from workflows.steps.signals import raise_by_hand

pytestmark = pytest.mark.django_db


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


def decided(window: Window, who: make.People) -> Decided:
    """Bring a window with approved rates to its decisions."""
    sign_sharing(window.pk, by=who[Role.DECIDER], on=DECIDED)
    return decide_shared(window.pk, by=who[Role.DECIDER])


def rate(window: Window, bucket: str) -> str:
    """Give the percentage of a bucket."""
    return BucketRate.objects.get(share_list__window=window, bucket=bucket).percent


def status(case: Case) -> str:
    """Give the status of a case now."""
    return str(make.fresh(case).status)


def test_everybody_gets_the_same_rate_and_a_part_of_a_place_its_part(who: make.People, window: Window) -> None:
    """Twice the budget is asked for: half (praktijkleren.md 8, T4)."""
    whole, half = shared.applied(1, {"units": 40}, {"units": 40}), shared.applied(2, *[{"units": 20}] * 9)
    Counter.objects.filter(window=window, bucket="a").update(limit_cents=877_500)
    shared.approved(window, who)
    assert rate(window, "a") == "50.00"
    assert decided(window, who) == Decided(settled=2, refused=0, cents=877_500)
    amounts = {case.pk: case.decisions.get().amount_cents for case in (whole, half)}
    assert amounts == {whole.pk: 270_000, half.pk: 607_500}
    assert {status(whole), status(half)} == {Status.SETTLED}
    assert make.tasks_of(whole) == ["approve"]


def test_lines_decisions_ledger_reservations_and_payments_are_equal(who: make.People, window: Window) -> None:
    for number in range(1, 8):
        shared.applied(number, {"units": 37}, {"units": 11, "bucket": "b"}, {"units": 3, "met": number != 3})
    shared.approved(window, who)
    decided(window, who)
    lines = LineAmount.objects.aggregate(total=Sum("amount_cents"))["total"]
    assert lines == Decision.objects.aggregate(total=Sum("amount_cents"))["total"]
    assert lines == Payment.objects.aggregate(total=Sum("amount_cents"))["total"]
    committed = LedgerRow.objects.filter(account=Account.COMMITTED).aggregate(total=Sum("amount_cents"))["total"]
    assert committed == lines
    assert not LedgerRow.objects.filter(account=Account.RESERVED).aggregate(total=Sum("amount_cents"))["total"]
    taken = shared.taken(window)
    assert taken["ceiling"] == taken["a"] + taken["b"] == lines
    assert list(discrepancies()) == []


def test_an_application_is_refused_in_part_by_its_lines_and_whole_where_none_is_met(
    who: make.People, window: Window
) -> None:
    partly, wholly = shared.applied(1, {}, {"met": False}), shared.applied(2, {"met": False}, {"met": False})
    shared.approved(window, who)
    assert decided(window, who) == Decided(settled=1, refused=1, cents=270_000)
    settled, refused = partly.decisions.get(), wholly.decisions.get()
    assert (settled.kind, settled.facts["met"], settled.facts["refused"]) == ("direct_settlement", 1, 1)
    assert (refused.kind, refused.amount_cents, status(wholly)) == ("direct_refusal", 0, Status.REFUSED)
    assert "Awb 4:35" in settled.articles
    kinds = set(Letter.objects.exclude(kind="receipt").values_list("kind", flat=True))
    assert kinds == {"direct_settlement", "direct_refusal"}


def test_all_is_decided_on_one_day_also_when_it_is_finished_later(
    who: make.People, window: Window, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settling_directly, "CHUNK", 2)
    for number in range(1, 6):
        shared.applied(number)
    shared.approved(window, who)
    sign_sharing(window.pk, by=who[Role.DECIDER], on=DECIDED)

    def breaks(done: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        decide_shared(window.pk, by=who[Role.DECIDER], tell=breaks)
    assert Decision.objects.count() == 2
    assert decide_shared(window.pk, by=who[Role.DECIDER]).count == 3
    assert decide_shared(window.pk, by=who[Role.DECIDER]).count == 0
    assert set(Decision.objects.values_list("on", flat=True)) == {DECIDED}
    assert Decision.objects.count() == Payment.objects.count() == 5
    assert list(discrepancies()) == []


def test_a_chunk_that_fails_leaves_nothing_behind(
    who: make.People, window: Window, monkeypatch: pytest.MonkeyPatch
) -> None:
    shared.applied(1)
    shared.approved(window, who)
    sign_sharing(window.pk, by=who[Role.DECIDER], on=DECIDED)

    def fails(*arguments: object, **options: object) -> None:
        raise OSError("the server went away")

    with monkeypatch.context() as broken:
        broken.setattr(settling_directly, "queue_letters", fails)
        make.refused(lambda: decide_shared(window.pk, by=who[Role.DECIDER]), OSError)
    assert (Decision.objects.count(), LineAmount.objects.count(), Payment.objects.count()) == (0, 0, 0)
    assert decide_shared(window.pk, by=who[Role.DECIDER]).count == 1


def test_freezing_waits_for_closing_and_for_every_timely_application(who: make.People, window: Window) -> None:
    shared.applied(1)
    by = who[Role.ADMINISTRATOR]
    make.refused(lambda: freeze_shares(window.pk, by=by, on=date(2020, 9, 1)), NotInOrder, "open tot 16-09-2020 17:00")
    make.refused(lambda: freeze_shares(window.pk, by=by, on=FROZEN), NotInOrder, "1 tijdige aanvragen")
    shared.taken_up(window, who)
    frozen = freeze_shares(window.pk, by=by, on=FROZEN)
    assert (frozen.number, Share.objects.count(), len(frozen.digest)) == (1, 1, 64)


def test_a_new_list_makes_the_approval_of_the_old_rates_void(who: make.People, window: Window) -> None:
    shared.applied(1)
    shared.approved(window, who)
    freeze_shares(window.pk, by=who[Role.ADMINISTRATOR], on=FROZEN)
    propose_rates(window.pk, by=who[Role.ADMINISTRATOR], on=FROZEN)
    make.refused(lambda: sign_sharing(window.pk, by=who[Role.DECIDER], on=DECIDED), NotInOrder, "nog niet goedgekeurd")


def test_rates_that_no_longer_follow_from_the_ceilings_are_not_approved_or_signed(
    who: make.People, window: Window
) -> None:
    shared.applied(1, *[{}] * 4)
    shared.approved(window, who)
    Counter.objects.filter(window=window, bucket="a").update(limit_cents=400_000)
    for step in (
        lambda: approve_rates(window.pk, is_approved=True, by=who[Role.REVIEWER], on=FROZEN),
        lambda: sign_sharing(window.pk, by=who[Role.DECIDER], on=DECIDED),
    ):
        make.refused(step, NotInOrder, "volgen niet meer uit lijst en plafonds")


def test_who_proposed_does_not_approve_and_neither_of_them_signs(who: make.People, window: Window) -> None:
    shared.applied(1)
    shared.frozen(window, who)
    first, second = who[Role.DECIDER], make.person(Role.DECIDER, username="tweede")
    assert second.user_id is not None
    shared.mandate(second.user_id)
    propose_rates(window.pk, by=first, on=FROZEN)
    make.refused(lambda: approve_rates(window.pk, is_approved=True, by=first, on=FROZEN), SecondPersonNeeded)
    approve_rates(window.pk, is_approved=True, by=second, on=FROZEN)
    for actor in (first, second):
        make.refused(lambda by=actor: sign_sharing(window.pk, by=by, on=DECIDED), SecondPersonNeeded)  # type: ignore[misc]


def test_who_judged_a_line_does_not_sign(who: make.People, window: Window) -> None:
    shared.applied(1)
    shared.approved(window, who)
    handler = who[Role.HANDLER]
    from cases.models import RoleHolding

    RoleHolding.objects.create(user_id=handler.employee_id, role=Role.DECIDER, from_on=make.SINCE, given_by="test")
    shared.mandate(handler.employee_id)
    make.refused(lambda: sign_sharing(window.pk, by=handler, on=DECIDED), SecondPersonNeeded, "beoordeelde zaak")


@pytest.mark.parametrize("role", [Role.HANDLER, Role.REVIEWER, Role.ADMINISTRATOR, Role.FINANCE, Role.AUDITOR])
def test_only_a_decider_with_a_mandate_signs(who: make.People, window: Window, role: Role) -> None:
    shared.applied(1)
    shared.approved(window, who)
    make.refused(lambda: sign_sharing(window.pk, by=who[role], on=DECIDED), NotAuthorised)
    bare = make.person(Role.DECIDER, username="zonder", mandates=False)
    make.refused(lambda: sign_sharing(window.pk, by=bare, on=DECIDED), NotAuthorised, "geen mandaat")


def test_who_signed_takes_the_decisions(who: make.People, window: Window) -> None:
    shared.applied(1)
    shared.approved(window, who)
    other: Actor = make.person(Role.DECIDER, username="tweede")
    shared.mandate(other.employee_id)
    make.refused(lambda: decide_shared(window.pk, by=who[Role.DECIDER]), NotInOrder, "nog niet getekend")
    sign_sharing(window.pk, by=who[Role.DECIDER], on=DECIDED)
    make.refused(lambda: decide_shared(window.pk, by=other), NotAuthorised, "Wie de verdeling tekende")


def test_a_signed_sharing_stands(who: make.People, window: Window) -> None:
    shared.applied(1)
    shared.approved(window, who)
    sign_sharing(window.pk, by=who[Role.DECIDER], on=DECIDED)
    for step in (
        lambda: freeze_shares(window.pk, by=who[Role.ADMINISTRATOR], on=DECIDED),
        lambda: sign_sharing(window.pk, by=who[Role.DECIDER], on=DECIDED),
    ):
        make.refused(step, NotInOrder, "staat vast")


def test_what_is_left_goes_to_another_bucket_when_two_people_choose_so(who: make.People, window: Window) -> None:
    shared.applied(1, *[{}] * 5, {"bucket": "b"})
    Counter.objects.filter(window=window, bucket="a").update(limit_cents=1_000_000)
    Counter.objects.filter(window=window, bucket="b").update(limit_cents=500_000)
    shared.frozen(window, who)
    admin, decider = who[Role.ADMINISTRATOR], who[Role.DECIDER]
    make.refused(lambda: propose_rates(window.pk, by=admin, on=FROZEN), NotInOrder, "Kies eerst met twee personen")
    propose_reallocation(window.pk, is_reallocated=True, reason="Zoals vorig jaar.", by=admin, on=FROZEN)
    make.refused(lambda: confirm_reallocation(window.pk, by=admin, on=FROZEN), SecondPersonNeeded)
    make.refused(lambda: propose_rates(window.pk, by=admin, on=FROZEN), NotInOrder, "Kies eerst met twee personen")
    confirm_reallocation(window.pk, by=decider, on=FROZEN)
    propose_rates(window.pk, by=admin, on=FROZEN)
    assert (rate(window, "a"), rate(window, "b")) == ("91.11", "100.00")
    approve_rates(window.pk, is_approved=True, by=who[Role.REVIEWER], on=FROZEN)
    decided(window, who)
    limits = dict(Counter.objects.filter(window=window).values_list("bucket", "limit_cents"))
    assert (limits["a"], limits["b"], limits["ceiling"]) == (1_230_000, 270_000, 1_500_000)
    assert shared.taken(window)["a"] == 5 * 245_997
    assert list(discrepancies()) == []


def test_without_that_choice_each_bucket_keeps_its_own_money(who: make.People, window: Window) -> None:
    shared.applied(1, *[{}] * 5, {"bucket": "b"})
    shared.frozen(window, who)
    admin = who[Role.ADMINISTRATOR]
    shared.kept_apart(window, who)
    propose_rates(window.pk, by=admin, on=FROZEN)
    assert (rate(window, "a"), rate(window, "b")) == ("74.07", "100.00")


def test_there_is_nothing_to_choose_where_all_or_none_fall_short(who: make.People, window: Window) -> None:
    shared.applied(1)
    shared.frozen(window, who)
    make.refused(
        lambda: propose_reallocation(
            window.pk, is_reallocated=True, reason="Graag.", by=who[Role.ADMINISTRATOR], on=FROZEN
        ),
        NotInOrder,
        "niets te kiezen",
    )


def test_a_case_with_an_open_signal_is_held_with_its_money(who: make.People, window: Window) -> None:
    signalled, other = shared.applied(1), shared.applied(2)
    shared.approved(window, who)
    sign_sharing(window.pk, by=who[Role.DECIDER], on=DECIDED)
    raise_by_hand(signalled.pk, remark="Dezelfde handtekening als een ander.", by=who[Role.HANDLER], on=DECIDED)
    assert decide_shared(window.pk, by=who[Role.DECIDER]).count == 1
    assert (status(signalled), status(other)) == (Status.ASSESSMENT, Status.SETTLED)
    [held] = held_cases(ShareList.objects.get())
    assert (held.case_pk, held.is_signalled) == (signalled.pk, True)
    reserved = LedgerRow.objects.filter(case=signalled, account=Account.RESERVED)
    assert from_cents(reserved.aggregate(total=Sum("amount_cents"))["total"]) == Decimal("2700.00")
    assert Reservation.objects.filter(case=signalled).count() == 2


def test_who_withdraws_between_freezing_and_signing_lets_the_list_be_frozen_anew(
    who: make.People, window: Window
) -> None:
    from workflows.steps.ending import withdraw_application

    leaving = shared.applied(1)
    shared.applied(2)
    shared.approved(window, who)
    withdraw_application(leaving.pk, {}, by=who[Role.HANDLER], received_at=make.at(FROZEN))
    make.refused(
        lambda: sign_sharing(window.pk, by=who[Role.DECIDER], on=DECIDED), NotInOrder, "Bevries een nieuwe lijst"
    )


def test_the_highest_amount_must_fit_the_mandate(who: make.People, window: Window) -> None:
    from cases.models import Mandate

    shared.applied(1)
    shared.approved(window, who)
    sign_sharing(window.pk, by=who[Role.DECIDER], on=DECIDED)
    Mandate.objects.filter(scheme=shared.CODE, act="settle_directly").update(up_to_cents=100_000)
    make.refused(lambda: decide_shared(window.pk, by=who[Role.DECIDER]), NotAuthorised, "geen mandaat")
